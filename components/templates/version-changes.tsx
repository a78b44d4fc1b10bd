import { EmailFrame } from "@/components/messages/email-view";
import { cn } from "@/components/ui/cn";
import { Tabs } from "@/components/ui/tabs";
import type { DiffLine } from "@/lib/templates/schema";

type Props = { from: number; to: number; subject: DiffLine[]; text: DiffLine[]; html: DiffLine[]; frame: string };

/** One version: how it looks, and what it changed. */
export const VersionChanges = ({ from, to, subject, text, html, frame }: Props) => (
  <section aria-labelledby="changes" className="mt-8">
    <h2 id="changes" className="mb-3 text-base">
      Version {to}
    </h2>
    <Tabs
      key={to}
      label={`Version ${to}`}
      tabs={[
        { value: "look", label: "As it looks", panel: <EmailFrame src={frame} title={`Version ${to}`} width={640} /> },
        {
          value: "words",
          label: "Changes in words",
          panel: (
            <div className="grid gap-4">
              <Changes label="Subject and preheader" lines={subject} {...{ from, to }} />
              <Changes label="Text" lines={text} {...{ from, to }} />
            </div>
          ),
        },
        { value: "html", label: "Changes in HTML", panel: <Changes label="HTML" lines={html} {...{ from, to }} /> },
      ]}
    />
  </section>
);

const SIGNS = { same: " ", gone: "−", new: "+" } as const;
const SPOKEN = { same: "", gone: "Gone: ", new: "New: " } as const;
const LOOKS = { same: "text-soft", gone: "text-bad line-through decoration-1", new: "text-good" } as const;

/** Lines beside a sign, so that a change is not told by its colour alone. Of what is the same only the neighbours are shown. */
function Changes({ label, lines, from, to }: { label: string; lines: readonly DiffLine[]; from: number; to: number }) {
  const isNear = (i: number) => lines.slice(Math.max(0, i - 2), i + 3).some(({ sign }) => sign !== "same");
  const near = lines.map((line, i) => ({ ...line, i })).filter(({ i }) => isNear(i));
  return (
    <div>
      <h3 className="mb-1 text-sm voice-label">{label}</h3>
      {near.length === 0 ? (
        <p className="text-soft">{from === to ? "This is the first version." : `The same as in version ${from}.`}</p>
      ) : (
        <pre className="max-h-[60vh] overflow-auto rounded-thing border border-line bg-sunk p-3 font-mono text-xs whitespace-pre-wrap break-words">
          {near.map(({ sign, text, i }) => (
            <span key={i} className={cn("block min-h-4", LOOKS[sign])}>
              <span aria-hidden>{SIGNS[sign]} </span>
              {SPOKEN[sign] && <span className="sr-only">{SPOKEN[sign]}</span>}
              {text}
            </span>
          ))}
        </pre>
      )}
    </div>
  );
}
