import Link from "next/link";
import { RunStatusSign } from "@/components/automations/run-status";
import { Avatar } from "@/components/ui/avatar";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RunStatus } from "@/lib/automations/schema";

export type RunRow = {
  id: string;
  who: string;
  status: RunStatus;
  attempts: number;
  place: string | null;
  dueAt: Date | null;
  enteredAt: Date;
  problem: string | null;
};

type Props = { path: string; runs: readonly RunRow[]; now: Date; isHeld: boolean };

export const RunTable = ({ path, runs, now, isHeld }: Props) => (
  <Table label="People">
    <TableHead>
      <tr>
        <TableHeader>Customer</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader>At</TableHeader>
        <TableHeader>Goes on</TableHeader>
        <TableHeader>Entered</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {runs.map(({ id, who, status, attempts, place, dueAt, enteredAt, problem }) => (
        <TableRow key={id}>
          <TableCell>
            <Link href={`${path}/${id}`} className={rowLink}>
              <span className="flex items-center gap-2">
                <Avatar name={who} size="small" />
                {who}
              </span>
            </Link>
          </TableCell>
          <TableCell>
            <RunStatusSign {...{ status, attempts, isHeld }} />
          </TableCell>
          <TableCell className="max-w-80 truncate text-soft" title={problem ?? undefined}>
            {problem ?? place ?? "—"}
          </TableCell>
          <TableCell className="text-soft">{dueAt && !isHeld ? <Time at={dueAt} now={now} /> : "—"}</TableCell>
          <TableCell className="text-soft">
            <Time at={enteredAt} now={now} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
