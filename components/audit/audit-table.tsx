import { Link } from "@/components/ui/link";
import { Changes } from "@/components/audit/changes";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type AuditEntry, verbWords } from "@/lib/audit/schema";
import { ROLE_WORDS, type Role } from "@/lib/projects/schema";

type Props = { path: string; entries: AuditEntry[]; filtered: boolean; now: Date };

export function AuditTable({ path, entries, filtered, now }: Props) {
  if (entries.length === 0) {
    return filtered ? (
      <Empty title="No changes match" action={<ButtonLink href={path}>Clear filters</ButtonLink>} />
    ) : (
      <Empty title="Nothing was changed yet">Every change that somebody makes in this project is written here.</Empty>
    );
  }
  return (
    <Table label="Audit log">
      <TableHead>
        <TableRow>
          <TableHeader>When</TableHeader>
          <TableHeader>Who</TableHeader>
          <TableHeader>What</TableHeader>
          <TableHeader className="max-md:hidden">Change</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {entries.map(({ id, at, actor, actorId, role, verb, subjectId, differences }) => (
          <TableRow key={id} className="align-top">
            <TableCell className="py-2">
              <Time at={at} now={now} />
            </TableCell>
            <TableCell className="py-2">
              <Link href={`${path}?actor=${encodeURIComponent(actorId)}`}>{actor}</Link>
              {role && <span className="block text-soft text-xs">as {ROLE_WORDS[role as Role]?.toLowerCase() ?? role}</span>}
            </TableCell>
            <TableCell className="py-2">
              {verbWords(verb)}
              <Link href={`${path}?subject=${encodeURIComponent(subjectId)}`} className="block font-mono text-soft text-xs">
                {subjectId.length > 16 ? `${subjectId.slice(0, 8)}…${subjectId.slice(-6)}` : subjectId}
              </Link>
              <div className="mt-1 md:hidden">
                <Changes differences={differences} />
              </div>
            </TableCell>
            <TableCell className="min-w-56 py-2 max-md:hidden">
              <Changes differences={differences} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
