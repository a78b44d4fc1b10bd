import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

export type ListedSegment = { id: string; name: string; sentence: string; customers: number; filled: boolean };

const NUMBER = new Intl.NumberFormat("en");

export const SegmentTable = ({ segments, path }: { segments: ListedSegment[]; path: string }) => (
  <Table label="Segments">
    <TableHead>
      <TableRow>
        <TableHeader>Name</TableHeader>
        <TableHeader className="max-md:hidden">Rule</TableHeader>
        <TableHeader numeric>Customers</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {segments.map(({ id, name, sentence, customers, filled }) => (
        <TableRow key={id}>
          <TableCell>
            <Link href={`${path}/${id}`} className={rowLink}>
              {name}
            </Link>
          </TableCell>
          <TableCell className="max-w-[48ch] truncate text-soft max-md:hidden">{sentence}</TableCell>
          <TableCell numeric className={filled ? "text-people" : undefined}>
            {filled ? NUMBER.format(customers) : <Status tone="waiting">Filling</Status>}
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
