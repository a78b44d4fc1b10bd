import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Purged } from "@/lib/projects/schema";

const NUMBER = new Intl.NumberFormat("en");

export function PurgeLog({ purges, now }: { purges: Purged[]; now: Date }) {
  if (purges.length === 0) return <p className="text-soft">Nothing has been removed so far.</p>;
  return (
    <Table label="Removals">
      <TableHead>
        <TableRow>
          <TableHeader>When</TableHeader>
          <TableHeader>From before</TableHeader>
          <TableHeader numeric>Events</TableHeader>
          <TableHeader numeric>Days of visits</TableHeader>
          <TableHeader numeric>Rejected calls</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {purges.map(({ at, before, events, sightings, rejections }) => (
          <TableRow key={at.toISOString()}>
            <TableCell>
              <Time at={at} now={now} />
            </TableCell>
            <TableCell>{before ? <Time at={before} /> : "—"}</TableCell>
            <TableCell numeric>{NUMBER.format(events)}</TableCell>
            <TableCell numeric>{NUMBER.format(sightings)}</TableCell>
            <TableCell numeric>{NUMBER.format(rejections)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
