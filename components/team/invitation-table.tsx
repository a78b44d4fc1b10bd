import { Section } from "@/components/settings/section";
import { InvitationActions } from "@/components/team/invitation-actions";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Invited, OpenInvitation } from "@/lib/members/schema";
import { ROLE_WORDS } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  invitations: OpenInvitation[];
  mayManage: boolean;
  now: Date;
  renew: (said: unknown) => Promise<ActionResult<Invited>>;
  revoke: (said: unknown) => Promise<ActionResult<void>>;
};

export const InvitationTable = (props: Props) => (
  <Section title="Invitations" about="Each link works once and expires after 7 days.">
    <Rows {...props} />
  </Section>
);

function Rows({ invitations, mayManage, now, renew, revoke }: Props) {
  if (invitations.length === 0) return <p className="text-soft">Nobody is invited at the moment.</p>;
  return (
    <Table label="Open invitations">
      <TableHead>
        <TableRow>
          <TableHeader>For</TableHeader>
          <TableHeader>Role</TableHeader>
          <TableHeader className="max-sm:hidden">Invited by</TableHeader>
          <TableHeader className="max-sm:hidden">Expires</TableHeader>
          <TableHeader>
            <span className="sr-only">What to do</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {invitations.map(({ id, email, role, invitedBy, expiresAt, expired }) => (
          <TableRow key={id}>
            <TableCell className="max-w-[16rem] truncate">{email ?? "Whoever has the link"}</TableCell>
            <TableCell>{ROLE_WORDS[role]}</TableCell>
            <TableCell className="text-soft max-sm:hidden">{invitedBy ?? "—"}</TableCell>
            <TableCell className="max-sm:hidden">
              {expired ? <Status tone="warn">Expired</Status> : <Time at={expiresAt} now={now} />}
            </TableCell>
            <TableCell className="text-right">
              {mayManage && <InvitationActions id={id} name={email ?? "whoever has the link"} renew={renew} revoke={revoke} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
