import { Link } from "@/components/ui/link";
import { sourceInWords } from "@/components/events/source-words";
import { Status } from "@/components/ui/status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Arrival } from "@/lib/live/schema";

type Props = { rows: readonly Arrival[]; project: string; timeZone: string };

export function LiveTable({ rows, project, timeZone }: Props) {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone });
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone });
  return (
    <Table label="What arrived">
      <TableHead>
        <TableRow>
          <TableHeader className="sm:w-32">Received</TableHeader>
          <TableHeader>Event</TableHeader>
          <TableHeader className="hidden sm:table-cell">Customer</TableHeader>
          <TableHeader className="hidden md:table-cell">Source</TableHeader>
          <TableHeader>Result</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ id, at, name, customer, source, refused }) => (
          <TableRow key={id}>
            <TableCell className="whitespace-nowrap text-soft tabular-nums">
              <time dateTime={at} title={`${at}`}>
                <span className="hidden sm:inline">{day.format(new Date(at))}, </span>
                {clock.format(new Date(at))}
              </time>
            </TableCell>
            <TableCell className="max-w-64 truncate voice-label">
              <Link href={refused === null ? `/${project}/events/${id}` : `/${project}/events/refused/${id}`} className={rowLink}>
                {name}
              </Link>
            </TableCell>
            <TableCell className="hidden max-w-56 truncate sm:table-cell">{customer?.name ?? "—"}</TableCell>
            <TableCell className="hidden text-soft md:table-cell">{sourceInWords(source)}</TableCell>
            <TableCell>
              <Status tone={refused === null ? "good" : "bad"}>{refused === null ? "Recorded" : "Rejected"}</Status>
              {refused !== null && <span className="block max-w-md text-soft text-xs">{refused}</span>}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
