import { Link } from "@/components/ui/link";
import { MessageStatus } from "@/components/messages/message-status";
import { Avatar } from "@/components/ui/avatar";
import { Status } from "@/components/ui/status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { MessageState } from "@/lib/messages/schema";

type Person = {
  id: string;
  name: string;
  email: string | null;
  reason: string;
  message: { id: string; state: MessageState; opened: boolean; clicked: boolean } | null;
};

/** Where the broadcast is: before it begins, on its way or sent, or cancelled. */
export type Standing = "before" | "begun" | "cancelled";

/** Who is in a broadcast, with what became of each and why. */
export const PeopleTable = ({ people, project, stands }: { people: readonly Person[]; project: string; stands: Standing }) => (
  <Table label="People">
    <TableHead>
      <TableRow>
        <TableHeader>Customer</TableHeader>
        <TableHeader className="max-sm:hidden">Email</TableHeader>
        <TableHeader>Status</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {people.map(({ id, name, email, reason, message }) => (
        <TableRow key={id}>
          <TableCell>
            <span className="flex items-center gap-2">
              <Avatar name={name} size="small" />
              <Link href={`/${project}/customers/${id}`} className={rowLink}>
                {name}
              </Link>
            </span>
          </TableCell>
          <TableCell className="text-soft max-sm:hidden">{email ?? "No address"}</TableCell>
          <TableCell>
            <Fate {...{ reason, message, stands }} />
            {reason && <span className="block max-w-[56ch] text-soft text-xs">{reason}</span>}
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

function Fate({ reason, message, stands }: Pick<Person, "reason" | "message"> & { stands: Standing }) {
  if (message?.clicked) return <Status tone="good">Clicked</Status>;
  if (message?.opened) return <Status tone="good">Opened</Status>;
  if (message) return <MessageStatus state={message.state} />;
  if (reason) return <Status tone="note">{stands === "before" ? "Will be skipped" : "Skipped"}</Status>;
  if (stands === "cancelled") return <Status tone="note">Not sent</Status>;
  return <Status tone="waiting">{stands === "before" ? "Will get it" : "Waiting"}</Status>;
}
