"use client";

import { Link } from "@/components/ui/link";
import { useState } from "react";
import { RunStatusSign } from "@/components/automations/run-status";
import { type Steer, SteerBar } from "@/components/automations/steer-bar";
import { Avatar } from "@/components/ui/avatar";
import { Checkbox } from "@/components/ui/checkbox";
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

type Props = {
  path: string;
  runs: readonly RunRow[];
  now: Date;
  isHeld: boolean;
  /** What may be done with those who are chosen; null for those who may not. */
  steer: Steer | null;
};

const isUnderWay = ({ status }: RunRow) => status === "active" || status === "waiting" || status === "failed";

/** People of an automation, to be looked at, and led on or out, one or many. */
export function RunTable({ path, runs, now, isHeld, steer }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const open = runs.filter(isUnderWay).map(({ id }) => id);
  const picked = chosen.filter((id) => open.includes(id));
  const choose = (id: string, is: boolean) => setChosen(is ? [...picked, id] : picked.filter((each) => each !== id));
  return (
    <>
      {steer && open.length > 0 && <SteerBar steer={steer} runIds={picked} done={() => setChosen([])} />}
      <Table label="People">
        <TableHead>
          <tr>
            {steer && (
              <TableHeader className="w-8">
                <Checkbox
                  aria-label="Choose all on this page who are under way"
                  checked={picked.length > 0 && picked.length === open.length}
                  indeterminate={picked.length > 0 && picked.length < open.length}
                  disabled={open.length === 0}
                  onCheckedChange={(all) => setChosen(all ? open : [])}
                />
              </TableHeader>
            )}
            <TableHeader>Customer</TableHeader>
            <TableHeader>Status</TableHeader>
            <TableHeader>At</TableHeader>
            <TableHeader>Continues</TableHeader>
            <TableHeader>Entered</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <TableRow key={run.id}>
              {steer && (
                <TableCell>
                  {isUnderWay(run) && (
                    <Checkbox
                      aria-label={`Choose ${run.who}`}
                      className="z-10"
                      checked={picked.includes(run.id)}
                      onCheckedChange={(is) => choose(run.id, is)}
                    />
                  )}
                </TableCell>
              )}
              <TableCell>
                <Link href={`${path}/${run.id}`} className={rowLink}>
                  <span className="flex items-center gap-2">
                    <Avatar name={run.who} size="small" />
                    {run.who}
                  </span>
                </Link>
              </TableCell>
              <TableCell>
                <RunStatusSign status={run.status} attempts={run.attempts} isHeld={isHeld} />
              </TableCell>
              <TableCell className="max-w-80 truncate text-soft" title={run.problem ?? undefined}>
                {run.problem ?? run.place ?? "—"}
              </TableCell>
              <TableCell className="text-soft">{run.dueAt && !isHeld ? <Time at={run.dueAt} now={now} /> : "—"}</TableCell>
              <TableCell className="text-soft">
                <Time at={run.enteredAt} now={now} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
