import { Copy } from "@/components/ui/copy";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import type { Invited } from "@/lib/members/schema";

/** What became of an invitation. Its link is shown only here: what is kept of it cannot be turned back. */
export const InvitedNote = (invited: Invited) => (
  <div role="status">
    {invited.went === "by_mail" ? (
      <p>The invitation is on its way to {invited.email}. Its link works once and expires after 7 days.</p>
    ) : (
      <div className="rounded-thing border border-line bg-sunk p-3">
        <p>
          {invited.went === "mail_failed" && "It could not be mailed. "}
          {invited.email ? `Give this link to ${invited.email}` : "Give this link to the person you invite"}: it works once, expires after 7
          days, and is not shown again.
        </p>
        <Copy shown="whole" text={invited.url} label="Copy the invitation link" className="mt-1" />
      </div>
    )}
    <DialogActions>
      <DialogClose>Done</DialogClose>
    </DialogActions>
  </div>
);
