"use client";

import { Link } from "@/components/ui/link";
import { useRouter } from "next/navigation";
import { useCommand } from "@/components/automations/use-command";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Status } from "@/components/ui/status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ListedVersion } from "@/lib/templates/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  id: string;
  path: string;
  versions: readonly ListedVersion[];
  shown: number | undefined;
  now: Date;
  /** Null for those who may not. */
  restore: ((input: { id: string; version: number }) => Promise<ActionResult<void>>) | null;
};

/** The published versions of a template, each with who published it, and the way back to it. */
export function VersionTable({ id, path, versions, shown, now, restore }: Props) {
  const router = useRouter();
  const { pending, failure, run } = useCommand();
  const back = (version: number) => {
    toast(`Version ${version} is the draft now`, { description: "Publish it, and it is what is sent." });
    router.push(path);
  };
  if (versions.length === 0) return <Empty title="Nothing was published yet">Once it is published, its versions are here.</Empty>;
  return (
    <>
      {failure && (
        <p role="alert" className="mb-3 text-bad text-sm">
          {failure.message}
        </p>
      )}
      <Table label="Versions">
        <TableHead>
          <TableRow>
            <TableHeader>Version</TableHeader>
            <TableHeader className="max-md:hidden">Subject</TableHeader>
            <TableHeader>Published by</TableHeader>
            <TableHeader numeric>When</TableHeader>
            {restore && <TableHeader numeric>Restore</TableHeader>}
          </TableRow>
        </TableHead>
        <TableBody>
          {versions.map(({ version, subject, by, at, isCurrent }) => (
            <TableRow key={version}>
              <TableCell>
                <Link
                  href={`${path}/versions?version=${version}`}
                  scroll={false}
                  aria-current={shown === version ? "true" : undefined}
                  className={rowLink}
                >
                  Version {version}
                </Link>
                {isCurrent && (
                  <span className="ml-2">
                    <Status tone="good">Current</Status>
                  </span>
                )}
              </TableCell>
              <TableCell className="max-w-[40ch] truncate text-soft max-md:hidden">{subject}</TableCell>
              <TableCell className="text-soft">{by}</TableCell>
              <TableCell numeric className="text-soft">
                <Time at={at} now={now} />
              </TableCell>
              {restore && (
                <TableCell numeric>
                  <Button
                    size="small"
                    pending={pending}
                    aria-label={`Restore version ${version}`}
                    onClick={() =>
                      run(
                        () => restore({ id, version }),
                        () => back(version),
                      )
                    }
                  >
                    Restore
                  </Button>
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
