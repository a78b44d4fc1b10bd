"use client";

import { Link } from "@/components/ui/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Empty } from "@/components/ui/empty";
import { Status } from "@/components/ui/status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ListedVersion } from "@/lib/templates/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  /** `edited`: its draft has changes that are not published. */
  template: { id: string; name: string; edited: boolean };
  path: string;
  versions: readonly ListedVersion[];
  shown: number | undefined;
  now: Date;
  /** Null for those who may not. */
  restore: ((input: { id: string; version: number }) => Promise<ActionResult<void>>) | null;
};

/** The published versions of a template, each with who published it, and the way back to it, which asks before it overwrites anything. */
export function VersionTable({ template: { id, name, edited }, path, versions, shown, now, restore }: Props) {
  const router = useRouter();
  const { pending, failure, run } = useCommand();
  const [asked, setAsked] = useState({ version: 0, open: false });
  const told = (version: number) => `Version ${version} is the draft now`;
  const back = (version: number) => {
    toast(told(version), { description: "Publish it, and it is what is sent." });
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
                      edited
                        ? setAsked({ version, open: true })
                        : run(
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
      {restore && (
        <Confirm
          open={asked.open}
          close={() => setAsked({ ...asked, open: false })}
          title={`Replace the draft of “${name}”?`}
          description={`It has changes that are not published. Version ${asked.version} takes their place, and they cannot be brought back.`}
          verb={`Restore version ${asked.version}`}
          danger
          act={() => restore({ id, version: asked.version })}
          told={told(asked.version)}
          done={() => router.push(path)}
        />
      )}
    </>
  );
}
