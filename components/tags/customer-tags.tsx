"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { X } from "lucide-react";
import { startTransition, useOptimistic, useState } from "react";
import { TagChip } from "@/components/tags/tag-chip";
import { toast } from "@/components/ui/toast";
import { DEFAULT_COLOUR } from "@/lib/colours/schema";
import type { ChipTag } from "@/lib/tags/schema";
import type { ActionResult } from "@/lib/web/action";

/** Loaded after the page is of use: finding by typing is the heaviest of our controls. */
const Suggest = dynamic(() => import("@/components/ui/suggest").then(({ Suggest }) => Suggest), {
  ssr: false,
  loading: () => <Skeleton className="h-control" />,
});

export type SetTag = (said: { customers: string[]; name: string; on: boolean }) => Promise<ActionResult<unknown>>;
type Props = { customer: string; project: string; tags: readonly ChipTag[]; offered: readonly ChipTag[]; mayEdit: boolean; setTag: SetTag };
type Change = { tag: ChipTag; on: boolean };

/** The tags of one person. What is put on or taken off shows at once, and goes back where that fails. */
export function CustomerTags({ customer, project, tags, offered, mayEdit, setTag }: Props) {
  const [shown, change] = useOptimistic([...tags], (now: ChipTag[], { tag, on }: Change) =>
    on ? [...now, tag] : now.filter(({ name }) => name !== tag.name),
  );
  const [typed, setTyped] = useState("");

  const set = (tag: ChipTag, on: boolean) =>
    startTransition(async () => {
      change({ tag, on });
      const result = await setTag({ customers: [customer], name: tag.name, on });
      if (!result.ok) toast(on ? `“${tag.name}” was not added.` : `“${tag.name}” was not removed.`, { description: result.message });
    });
  const add = (name: string) => {
    setTyped("");
    const known = offered.find((tag) => tag.name.toLowerCase() === name.toLowerCase());
    if (shown.some((tag) => tag.name.toLowerCase() === name.toLowerCase())) return;
    set(known ?? { id: `new ${name}`, name, colour: DEFAULT_COLOUR }, true);
  };
  const names = offered.filter(({ id }) => !shown.some((tag) => tag.id === id)).map(({ name }) => name);

  return (
    <section aria-labelledby="tags">
      <h2 id="tags" className="mb-1 text-base">
        Tags
      </h2>
      {shown.length === 0 && <p className="text-soft">None yet.</p>}
      <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
        {shown.map((tag) => (
          <li key={tag.name} className="max-w-full">
            <TagChip tag={tag} href={tag.id.startsWith("tag_") ? `/${project}/customers?tag=${tag.id}` : undefined}>
              {mayEdit && (
                <button
                  type="button"
                  aria-label={`Remove ${tag.name}`}
                  className="touchable -mr-1 flex size-4.5 cursor-pointer items-center justify-center rounded-thing text-soft hover:bg-sunk hover:text-ink"
                  onClick={() => set(tag, false)}
                >
                  <X aria-hidden className="size-3" />
                </button>
              )}
            </TagChip>
          </li>
        ))}
      </ul>
      {mayEdit && (
        <div className="mt-2 max-w-60">
          <Suggest
            label="Add a tag"
            items={names}
            value={typed}
            onValueChange={setTyped}
            take={add}
            newLabel={(name) => `Create “${name}”`}
          />
        </div>
      )}
    </section>
  );
}
