import Link from "next/link";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

type Received = { id: string; to: string; subject: string; receivedAt: Date };

export const MailboxTable = ({ emails, project, now }: { emails: Received[]; project: string; now: Date }) => (
  <Table label="Emails">
    <TableHead>
      <TableRow>
        <TableHeader>To</TableHeader>
        <TableHeader>Subject</TableHeader>
        <TableHeader numeric>Received</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {emails.map(({ id, to, subject, receivedAt }) => (
        <TableRow key={id}>
          <TableCell className="max-w-[32ch] truncate">
            <Link href={`/mailbox/${id}?project=${project}`} className={rowLink}>
              {to}
            </Link>
          </TableCell>
          <TableCell className="max-w-[48ch] truncate">{subject}</TableCell>
          <TableCell numeric className="text-soft">
            <Time at={receivedAt} now={now} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
