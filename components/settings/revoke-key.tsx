"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Props = { id: string; name: string; mayChange: boolean; revoke: (said: unknown) => Promise<ActionResult<void>> };

export function RevokeKey({ id, name, mayChange, revoke }: Props) {
  const { onSubmit, pending, message } = useForm(
    () => revoke({ id }),
    () => toast(`“${name}” is revoked.`),
  );
  const trigger = (
    <BarredButton size="small" because={mayChange ? undefined : "Only admins and owners change keys."} aria-label={`Revoke ${name}`}>
      Revoke
    </BarredButton>
  );
  return (
    <Dialog
      trigger={trigger}
      title={`Revoke “${name}”?`}
      description="Programs that use it are refused from that moment on. This cannot be undone."
    >
      <form method="post" onSubmit={onSubmit}>
        <FormMessage message={message} />
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="danger" pending={pending}>
            Revoke this key
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
