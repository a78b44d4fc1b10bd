"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { InvitedNote } from "@/components/team/invited-note";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useAsked } from "@/components/ui/use-asked";
import { INVITED_AS, type Invited } from "@/lib/members/schema";
import { ROLE_WORDS } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Invite = (said: unknown) => Promise<ActionResult<Invited>>;

const ABOUT = { viewer: "views everything", editor: "creates and sends", admin: "also changes settings, keys and the team" } as const;
const ROLES = INVITED_AS.map((value) => ({ value, label: `${ROLE_WORDS[value]}: ${ABOUT[value]}` }));

/** Asks for whom and as what; then says that it is on its way, or shows the link, once. */
export function InviteDialog({ mayInvite, invite }: { mayInvite: boolean; invite: Invite }) {
  const asked = useAsked();
  const trigger = (
    <BarredButton variant="primary" because={mayInvite ? undefined : "Only admins and owners invite people."}>
      Invite somebody
    </BarredButton>
  );
  return (
    <Dialog {...(mayInvite && asked)} title="Invite somebody" trigger={trigger}>
      {asked.open && <InviteForm invite={invite} />}
    </Dialog>
  );
}

function InviteForm({ invite }: { invite: Invite }) {
  const { onSubmit, pending, data, errorOf, message } = useForm(invite);
  if (data) return <InvitedNote {...data} />;
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <Field label="Email" description="Empty: anyone with the link can use it." error={errorOf("email")}>
        <Input name="email" type="email" autoComplete="off" placeholder="grace@example.com" />
      </Field>
      <Field label="Role" error={errorOf("role")}>
        <Select name="role" defaultValue="editor" options={ROLES} />
      </Field>
      <FormMessage message={message} />
      <DialogActions>
        <DialogClose />
        <Button type="submit" variant="primary" pending={pending}>
          Create invitation
        </Button>
      </DialogActions>
    </form>
  );
}
