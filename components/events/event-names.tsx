import { Empty } from "@/components/ui/empty";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

type Name = { name: string; firstSeenAt: Date; lastSeenAt: Date; lastDay: number; orMore: boolean };

/** The catalogue of events: it fills itself. */
export function EventNames({ names, q, now }: { names: readonly Name[]; q: string | undefined; now: Date }) {
  if (names.length === 0) return <Empty title={q ? `No event has “${q}” in its name` : "No event yet"} />;
  return (
    <Table label="Event names">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader numeric>Last 24 hours</TableHeader>
          <TableHeader numeric className="hidden sm:table-cell">
            First seen
          </TableHeader>
          <TableHeader numeric>Last seen</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {names.map(({ name, firstSeenAt, lastSeenAt, lastDay, orMore }) => (
          <TableRow key={name}>
            <TableCell className="break-words voice-label">{name}</TableCell>
            <TableCell numeric>{`${lastDay.toLocaleString("en")}${orMore ? "+" : ""}`}</TableCell>
            <TableCell numeric className="hidden text-soft sm:table-cell">
              <Time at={firstSeenAt} now={now} />
            </TableCell>
            <TableCell numeric className="text-soft">
              <Time at={lastSeenAt} now={now} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
