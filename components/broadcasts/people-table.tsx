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

/** Who is in a broadcast, with what became of each and why. */
export const PeopleTable = ({ people, project, begun }: { people: readonly Person[]; project: string; begun: boolean }) => (
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
            <Fate {...{ reason, message, begun }} />
            {reason && <span className="block max-w-[56ch] text-soft text-xs">{reason}</span>}
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

function Fate({ reason, message, begun }: Pick<Person, "reason" | "message"> & { begun: boolean }) {
  if (message?.clicked) return <Status tone="good">Clicked</Status>;
  if (message?.opened) return <Status tone="good">Opened</Status>;
  if (message) return <MessageStatus state={message.state} />;
  if (reason) return <Status tone="note">{begun ? "Skipped" : "Will be skipped"}</Status>;
  return <Status tone="waiting">{begun ? "Waiting" : "Will get it"}</Status>;
}
