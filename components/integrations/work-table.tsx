import { Status, type StatusTone } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type ListedWork, WORK_WORDS, type WorkState } from "@/lib/integrations/schema";

const TONES: { [S in WorkState]: StatusTone } = { begun: "waiting", later: "waiting", done: "good", refused: "bad", uncertain: "warn" };

/** What an integration did in the last 30 days. */
export const WorkTable = ({ work, now }: { work: ListedWork[]; now: Date }) =>
  work.length === 0 ? (
    <p className="text-soft">Nothing in the last 30 days.</p>
  ) : (
    <Table label="Deliveries">
      <TableHead>
        <TableRow>
          <TableHeader>What</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader>Answer</TableHeader>
          <TableHeader numeric>Attempts</TableHeader>
          <TableHeader numeric>Took</TableHeader>
          <TableHeader numeric>When</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {work.map(({ id, what, state, detail, attempts, millis, at }) => (
          <TableRow key={id}>
            <TableCell className="whitespace-nowrap">{what}</TableCell>
            <TableCell>
              <Status tone={TONES[state]}>{WORK_WORDS[state]}</Status>
            </TableCell>
            <TableCell className="min-w-48 max-w-[52ch] break-words text-soft">{detail}</TableCell>
            <TableCell numeric>{attempts}</TableCell>
            <TableCell numeric className="whitespace-nowrap">
              {millis === null ? "" : `${millis.toLocaleString("en")} ms`}
            </TableCell>
            <TableCell numeric className="text-soft">
              <Time at={at} now={now} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
