"use client";

import { useState } from "react";
import { Thumbnail } from "@/components/templates/thumbnail";
import { UseStart } from "@/components/templates/use-start";
import { Button } from "@/components/ui/button";
import type { Starter } from "@/lib/templates/schema";
import type { ActionResult } from "@/lib/web/action";

type Own = { id: string; name: string; isDefault: boolean };
type Props = {
  path: string;
  /** Where the emails of the gallery, and those of one's own, are served by themselves. */
  frames: string;
  ownFrames: string;
  starters: readonly Starter[];
  own: readonly Own[];
  mayEdit: boolean;
  create: (input: { name: string; start?: string; subject?: string; html?: string }) => Promise<ActionResult<{ id: string }>>;
};

const KINDS = ["All", "Lifecycle", "Marketing", "Transactional"] as const;

const HTML_START = `<h1>Hello {{ customer.first_name | default: "there" }}</h1>
<p>Write your email here, or paste the HTML you have.</p>
`;

/** What a new template may start from, each as it will look in an inbox. */
export function Gallery({ path, frames, ownFrames, starters, own, mayEdit, create }: Props) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>("All");
  const [isDark, setDark] = useState(false);
  const scheme = isDark ? "dark" : "light";
  const start = { path, create, mayEdit };
  return (
    <div className="grid gap-8">
      <section aria-labelledby="ready" className="grid gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="ready" className="text-base">
            Ready to use
          </h2>
          <fieldset className="flex flex-wrap gap-1">
            <legend className="sr-only">Which to show</legend>
            {KINDS.map((each) => (
              <Button
                key={each}
                size="small"
                variant={kind === each ? "secondary" : "quiet"}
                aria-pressed={kind === each}
                onClick={() => setKind(each)}
              >
                {each}
              </Button>
            ))}
          </fieldset>
          <Button size="small" variant={isDark ? "secondary" : "quiet"} aria-pressed={isDark} onClick={() => setDark(!isDark)}>
            Show in dark mode
          </Button>
        </div>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,240px),1fr))] gap-4">
          {starters
            .filter((starter) => kind === "All" || starter.kind === kind)
            .map(({ key, name, says }) => (
              <li key={key} className="flex flex-col overflow-hidden rounded-thing border border-line bg-panel">
                <Thumbnail src={`${frames}/${key}?scheme=${scheme}`} title={`The email “${name}”`} isDark={isDark} />
                <div className="flex flex-1 flex-col gap-1 border-line border-t p-3">
                  <h3 className="text-sm voice-label">{name}</h3>
                  <p className="flex-1 text-soft text-sm">{says}</p>
                  <UseStart {...start} name={name} said={{ start: key }} frame={`${frames}/${key}`} label={`Use “${name}”`} />
                </div>
              </li>
            ))}
        </ul>
      </section>
      <section aria-labelledby="others" className="grid gap-3">
        <h2 id="others" className="text-base">
          Or start from
        </h2>
        <ul className="divide-y divide-line rounded-thing border border-line bg-panel">
          <Row says="Nothing: an empty email in the editor">
            <UseStart {...start} name="" said={{ start: "blank" }} label="Start blank" />
          </Row>
          <Row says="HTML and Liquid, written or pasted by you">
            <UseStart {...start} name="" said={{ start: "blank", html: HTML_START }} label="Start with HTML" />
          </Row>
          {own.map(({ id, name, isDefault }) => (
            <Row key={id} says={`A copy of “${name}”${isDefault ? ", your default template" : ""}`}>
              <UseStart {...start} name="" said={{ start: id }} frame={`${ownFrames}/${id}`} label={`Copy “${name}”`} />
            </Row>
          ))}
        </ul>
      </section>
    </div>
  );
}

const Row = ({ says, children }: { says: string; children: React.ReactNode }) => (
  <li className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
    <span className="min-w-0 break-words text-sm">{says}</span>
    {children}
  </li>
);
