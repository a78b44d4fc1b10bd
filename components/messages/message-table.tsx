import { Link } from "@/components/ui/link";
import { MessageStatus } from "@/components/messages/message-status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ListedMessage, MessageSource } from "@/lib/messages/schema";

const SOURCES: { [S in MessageSource]: string } = { automation: "Automation", broadcast: "Broadcast", api: "API", test: "Test" };

/** What was skipped was never written, so it has no subject. */
const unwritten = (templateName: string | null) => (templateName ? `Template “${templateName}”` : "—");

export const MessageTable = ({ messages, path, now }: { messages: ListedMessage[]; path: string; now: Date }) => (
  <Table label="Messages">
    <TableHead>
      <TableRow>
        <TableHeader>To</TableHeader>
        <TableHeader className="max-md:w-24 max-md:whitespace-normal">Status</TableHeader>
        <TableHeader className="max-md:hidden">Subject</TableHeader>
        <TableHeader className="max-lg:hidden">Source</TableHeader>
        <TableHeader numeric>When</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {messages.map(({ id, to, state, reason, subject, templateName, source, at }) => (
        <TableRow key={id}>
          <TableCell className="max-w-[28ch] truncate max-md:max-w-[20ch] max-md:py-2">
            <Link href={`${path}/${id}`} className={rowLink}>
              {to ?? "No address"}
            </Link>
            <span className="block truncate text-soft md:hidden">{subject ?? unwritten(templateName)}</span>
          </TableCell>
          <TableCell>
            <MessageStatus state={state} />
            {reason && <span className="block max-w-[48ch] text-soft text-xs">{reason}</span>}
          </TableCell>
          <TableCell className="max-w-[36ch] truncate text-soft max-md:hidden">{subject ?? unwritten(templateName)}</TableCell>
          <TableCell className="text-soft max-lg:hidden">{SOURCES[source]}</TableCell>
          <TableCell numeric className="text-soft">
            <Time at={at} now={now} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
