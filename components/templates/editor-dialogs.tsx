"use client";

import { useRouter } from "next/navigation";
import { useCommand } from "@/components/ui/use-command";
import type { UsedIn } from "@/components/templates/template-usage";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Asked = { open: boolean; onOpenChange: (open: boolean) => void; name: string };

const Failure = ({ message }: { message: string | undefined }) =>
  message ? (
    <p role="alert" className="mt-3 text-bad">
      {message}
    </p>
  ) : null;

/** Turns a template into HTML, after saying that there is no way back. */
export function ConvertDialog({ open, onOpenChange, name, convert }: Asked & { convert: () => Promise<ActionResult<void>> }) {
  const { pending, failure, run } = useCommand();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Convert “${name}” to HTML`}>
      <p>
        From then on it is written as HTML with Liquid, exactly as it looks now. It cannot go back to the visual editor. If you may want to,
        duplicate it first.
      </p>
      <Failure message={failure?.message} />
      <DialogActions>
        <DialogClose />
        <Button variant="primary" pending={pending} onClick={() => run(convert, () => onOpenChange(false))}>
          Convert to HTML
        </Button>
      </DialogActions>
    </Dialog>
  );
}

type DeleteProps = Asked & { isDefault: boolean; usage: readonly UsedIn[]; path: string; remove: () => Promise<ActionResult<void>> };

/** Deletes a template, or says what keeps it. */
export function DeleteDialog({ open, onOpenChange, name, isDefault, usage, path, remove }: DeleteProps) {
  const router = useRouter();
  const { pending, failure, run } = useCommand();
  const kept = isDefault
    ? "It is the default template. Make another one the default first."
    : usage.length > 0
      ? `It is sent by ${usage.map((user) => `“${user.name}”`).join(", ")}. Choose another template there first, or archive them.`
      : null;
  const gone = () => {
    toast(`“${name}” was deleted`);
    router.push(path);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={kept ? `“${name}” cannot be deleted` : `Delete “${name}”`}>
      <p>{kept ?? "Messages that were sent with it stay as they were. The template itself is gone from every list."}</p>
      <Failure message={failure?.message} />
      <DialogActions>
        <DialogClose>{kept ? "Close" : "Cancel"}</DialogClose>
        {!kept && (
          <Button variant="danger" pending={pending} onClick={() => run(remove, gone)}>
            Delete template
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
