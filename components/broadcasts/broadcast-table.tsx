import { Link } from "@/components/ui/link";
import { BroadcastStatusSign } from "@/components/broadcasts/broadcast-status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { BroadcastStatus } from "@/lib/broadcasts/schema";

type Row = {
  id: string;
  name: string;
  status: BroadcastStatus;
  when: Date;
  sums: { sent: number; opened: number; clicked: number } | null;
};

const NUMBER = new Intl.NumberFormat("en");
const shown = (n: number | undefined) => (n === undefined ? "—" : NUMBER.format(n));

export const BroadcastTable = ({ rows, path, now }: { rows: readonly Row[]; path: string; now: Date }) => (
  <Table label="Broadcasts">
    <TableHead>
      <TableRow>
        <TableHeader>Name</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader numeric>Sent</TableHeader>
        <TableHeader numeric className="max-sm:hidden">
          Opened
        </TableHeader>
        <TableHeader numeric className="max-sm:hidden">
          Clicked
        </TableHeader>
        <TableHeader numeric className="max-md:hidden">
          When
        </TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map(({ id, name, status, when, sums }) => (
        <TableRow key={id}>
          <TableCell className="max-w-[36ch] truncate max-sm:max-w-[18ch]">
            <Link href={`${path}/${id}`} className={rowLink}>
              {name}
            </Link>
          </TableCell>
          <TableCell>
            <BroadcastStatusSign status={status} />
          </TableCell>
          <TableCell numeric className={sums ? undefined : "text-soft"}>
            {shown(sums?.sent)}
          </TableCell>
          <TableCell numeric className="max-sm:hidden">
            {shown(sums?.opened)}
          </TableCell>
          <TableCell numeric className="max-sm:hidden">
            {shown(sums?.clicked)}
          </TableCell>
          <TableCell numeric className="text-soft max-md:hidden">
            <Time at={when} now={now} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
