import { Link } from "@/components/ui/link";
import { PauseFunction, type PauseCommands } from "@/components/jobs/pause-function";
import { lasting, many } from "@/components/jobs/words";
import { Status } from "@/components/ui/status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { FunctionState, JobOwner } from "@/lib/jobs/schema";

type Props = {
  label: string;
  of: JobOwner;
  functions: readonly FunctionState[];
  /** The address of the list of jobs; null where the jobs themselves are not this person's to see. */
  path: string | null;
  /** Null where this person may not hold them. */
  commands: PauseCommands | null;
};

/** Functions and how their jobs stand, in numbers. */
export const FunctionTable = ({ label, of, functions, path, commands }: Props) => (
  <Table label={label}>
    <TableHead>
      <tr>
        <TableHeader>Function</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader numeric>Ready</TableHeader>
        <TableHeader numeric>Behind</TableHeader>
        <TableHeader numeric>Running</TableHeader>
        <TableHeader numeric>Waiting</TableHeader>
        <TableHeader numeric>Failed</TableHeader>
        {commands && <TableHeader className="sr-only">Change</TableHeader>}
      </tr>
    </TableHead>
    <TableBody>
      {functions.map(({ id, name, paused, ready, lag, running, waiting, failed }) => (
        <TableRow key={id}>
          <TableCell className="min-w-56">
            {path ? (
              <Link href={`${path}?${new URLSearchParams({ of, function: id })}#list`} className={rowLink}>
                {name}
              </Link>
            ) : (
              name
            )}
          </TableCell>
          <TableCell>
            <FunctionStatus {...{ paused, ready, running, waiting }} />
          </TableCell>
          <TableCell numeric>{many(ready)}</TableCell>
          <TableCell numeric className="whitespace-nowrap">
            {ready > 0 && lag >= 1 ? lasting(lag * 1_000) : "—"}
          </TableCell>
          <TableCell numeric>{many(running)}</TableCell>
          <TableCell numeric>{many(waiting)}</TableCell>
          <TableCell numeric className={failed > 0 ? "text-bad" : undefined}>
            {many(failed)}
          </TableCell>
          {commands && (
            <TableCell className="text-right">
              <PauseFunction of={{ functionId: id, of }} {...{ name, paused, commands }} />
            </TableCell>
          )}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

function FunctionStatus({ paused, ready, running, waiting }: Pick<FunctionState, "paused" | "ready" | "running" | "waiting">) {
  if (paused) return <Status tone="paused">Paused</Status>;
  if (ready + running > 0) return <Status tone="live">Working</Status>;
  return waiting > 0 ? <Status tone="waiting">Waiting</Status> : <Status tone="draft">Idle</Status>;
}
