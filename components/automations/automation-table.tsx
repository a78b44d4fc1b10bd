import { Link } from "@/components/ui/link";
import { AutomationStatusSign } from "@/components/automations/automation-status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { AutomationStatus, PauseReason } from "@/lib/automations/schema";

type Row = {
  id: string;
  name: string;
  status: AutomationStatus;
  pausedBecause: PauseReason | null;
  entriesStoppedAt: Date | null;
  startsWhen: string;
  inProgress: number;
  entered30d: number;
  done: number;
  exited: number;
  failed: number;
};

const shown = (n: number) => n.toLocaleString("en");

export const AutomationTable = ({ project, rows }: { project: string; rows: readonly Row[] }) => (
  <Table label="Automations">
    <TableHead>
      <tr>
        <TableHeader>Name</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader className="max-md:hidden">Starts when a customer</TableHeader>
        <TableHeader numeric>In progress</TableHeader>
        <TableHeader numeric className="max-md:hidden">
          Entered, 30 days
        </TableHeader>
        <TableHeader numeric className="max-md:hidden">
          Finished
        </TableHeader>
        <TableHeader numeric className="max-md:hidden">
          Left before the end
        </TableHeader>
        <TableHeader numeric>Failed</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {rows.map(({ id, name, status, pausedBecause, entriesStoppedAt, startsWhen, inProgress, entered30d, done, exited, failed }) => (
        <TableRow key={id}>
          <TableCell>
            <Link href={`/${project}/automations/${id}`} className={rowLink}>
              {name}
            </Link>
          </TableCell>
          <TableCell>
            <AutomationStatusSign status={status} because={pausedBecause} entriesStopped={entriesStoppedAt !== null} />
          </TableCell>
          <TableCell className="max-w-64 truncate text-soft max-md:hidden">{startsWhen}</TableCell>
          <TableCell numeric className="text-people">
            {shown(inProgress)}
          </TableCell>
          <TableCell numeric className="max-md:hidden">
            {shown(entered30d)}
          </TableCell>
          <TableCell numeric className="max-md:hidden">
            {shown(done)}
          </TableCell>
          <TableCell numeric className="max-md:hidden">
            {shown(exited)}
          </TableCell>
          <TableCell numeric className={failed > 0 ? "text-bad" : undefined}>
            {shown(failed)}
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
