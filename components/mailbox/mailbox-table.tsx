import { Link } from "@/components/ui/link";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

type Received = { id: string; to: string; subject: string; receivedAt: Date };

export const MailboxTable = ({ emails, project, now }: { emails: Received[]; project: string; now: Date }) => (
  <Table label="Emails">
    <TableHead>
      <TableRow>
        <TableHeader>To</TableHeader>
        <TableHeader className="max-md:hidden">Subject</TableHeader>
        <TableHeader numeric>Received</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {emails.map(({ id, to, subject, receivedAt }) => (
        <TableRow key={id}>
          <TableCell className="max-w-[32ch] truncate max-md:max-w-[24ch] max-md:py-2">
            <Link href={`/mailbox/${id}?project=${project}`} className={rowLink}>
              {to}
            </Link>
            <span className="block truncate text-soft md:hidden">{subject}</span>
          </TableCell>
          <TableCell className="max-w-[48ch] truncate max-md:hidden">{subject}</TableCell>
          <TableCell numeric className="text-soft">
            <Time at={receivedAt} now={now} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
