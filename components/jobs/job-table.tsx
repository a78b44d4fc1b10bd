import { Link } from "@/components/ui/link";
import { JobStateSign } from "@/components/jobs/job-state";
import { causeOf, lasting } from "@/components/jobs/words";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { JobRow } from "@/lib/jobs/schema";

type Props = { path: string; jobs: readonly JobRow[]; now: Date };

export const JobTable = ({ path, jobs, now }: Props) => (
  <Table label="List of jobs">
    <TableHead>
      <tr>
        <TableHeader>Job</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader>Because of</TableHeader>
        <TableHeader>Error</TableHeader>
        <TableHeader numeric>Took</TableHeader>
        <TableHeader numeric>Began</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {jobs.map(({ id, name, state, because, problem, begunAt, endedAt }) => (
        <TableRow key={id}>
          <TableCell className="min-w-56">
            <Link href={`${path}/${id}`} className={rowLink}>
              {name}
            </Link>
          </TableCell>
          <TableCell>
            <JobStateSign state={state} />
          </TableCell>
          <TableCell className="whitespace-nowrap text-soft">{causeOf(because)}</TableCell>
          <TableCell className="max-w-72 truncate text-soft" title={problem ?? undefined}>
            {problem ?? "—"}
          </TableCell>
          <TableCell numeric className="whitespace-nowrap text-soft">
            {endedAt ? lasting(+endedAt - +begunAt) : "—"}
          </TableCell>
          <TableCell numeric className="text-soft">
            <Time at={begunAt} now={now} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
