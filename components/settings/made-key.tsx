import { SecretOnce } from "@/components/settings/secret-once";
import { Copy } from "@/components/ui/copy";
import { DialogActions, DialogClose } from "@/components/ui/dialog";

/** The text of a key that was just made. */
export const MadeKey = ({ text }: { text: string }) => (
  <div role="status">
    {text.startsWith("pk_") ? <Copy shown="whole" text={text} label="Copy the public key" /> : <SecretOnce text={text} />}
    <DialogActions>
      <DialogClose>Done</DialogClose>
    </DialogActions>
  </div>
);
