"use client";

import { Copy, Ellipsis, Megaphone, Trash2 } from "lucide-react";
import { useParams, useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { BarredButton } from "@/components/ui/barred-button";
import { Button, ButtonLink } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Menu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { Audience } from "@/lib/broadcasts/schema";
import type { ActionResult } from "@/lib/web/action";

type CreateBroadcast = (input: { name: string; audience: Audience }) => Promise<ActionResult<{ id: string }>>;
type Props = {
  id: string;
  name: string;
  /** Whether somebody is in it. */
  peopled: boolean;
  path: string;
  /** Makes the draft of a broadcast. */
  write: CreateBroadcast;
  duplicate: (input: { id: string }) => Promise<ActionResult<{ id: string }>>;
  remove: (input: { id: string }) => Promise<ActionResult<void>>;
};

/** What can be done with a segment as a whole. Deleting asks first, and says why when it may not be. */
export function SegmentActions({ id, name, peopled, path, write, duplicate, remove }: Props) {
  const router = useRouter();
  const { project } = useParams<{ project: string }>();
  const [asking, setAsking] = useState(false);
  const [pending, start] = useTransition();

  const makeCopy = async () => {
    const result = await duplicate({ id });
    if (!result.ok) return void toast("The segment was not duplicated.", { description: result.message });
    toast(`“${name}” was duplicated.`);
    router.push(`${path}/${result.data.id}/edit`);
  };

  const draft = () =>
    start(async () => {
      const audience = { include: { everyone: false, segments: [id], tags: [] }, exclude: { segments: [], tags: [] } };
      const result = await write({ name: `To ${name}`.slice(0, 80), audience });
      if (result.ok) router.push(`/${project}/broadcasts/${result.data.id}`);
      else toast("No broadcast was made.", { description: result.message });
    });

  return (
    <>
      <BarredButton
        variant="primary"
        pending={pending}
        onClick={draft}
        because={peopled ? undefined : "Nobody is in this segment, so there is nobody to write to."}
      >
        <Megaphone aria-hidden /> Email these people…
      </BarredButton>
      <ButtonLink href={`${path}/${id}/edit`}>Edit segment</ButtonLink>
      <Menu
        align="end"
        trigger={
          <Button size="icon" variant="quiet" aria-label="More actions">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onClick={makeCopy}>
          <Copy aria-hidden /> Duplicate
        </MenuItem>
        <MenuItem danger onClick={() => setAsking(true)}>
          <Trash2 aria-hidden /> Delete…
        </MenuItem>
      </Menu>
      <Confirm
        open={asking}
        close={() => setAsking(false)}
        title={`Delete “${name}”?`}
        description="Its customers stay, and so does the history of who entered and left."
        verb="Delete segment"
        danger
        act={() => remove({ id })}
        told={`“${name}” was deleted.`}
        done={() => router.push(path)}
      />
    </>
  );
}
