import { Link } from "@/components/ui/link";
import { Empty } from "@/components/ui/empty";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { ROLE_WORDS, type Role } from "@/lib/projects/schema";

type Props = { projects: { slug: string; name: string; role: Role; sample: boolean }[] };

export function ProjectList({ projects }: Props) {
  if (projects.length === 0)
    return (
      <Empty drawing="customers" title="You are in no project yet">
        Create one, or ask a member of one to invite you.
      </Empty>
    );
  return (
    <Table label="Projects">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader>Address</TableHeader>
          <TableHeader>Your role</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {projects.map(({ slug, name, role, sample }) => (
          <TableRow key={slug}>
            <TableCell>
              <Link href={`/${slug}`} className={rowLink}>
                {name}
              </Link>
              {sample && <span className="ml-2 text-soft text-xs">Sample data</span>}
            </TableCell>
            <TableCell className="font-mono text-soft text-xs">/{slug}</TableCell>
            <TableCell className="text-soft">{ROLE_WORDS[role]}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
