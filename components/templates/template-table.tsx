import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

export type ListedTemplate = {
  id: string;
  name: string;
  subject: string;
  isDefault: boolean;
  version: number;
  edited: boolean;
  updatedAt: Date;
};

export const TemplateTable = ({ templates, path, now }: { templates: ListedTemplate[]; path: string; now: Date }) => (
  <Table label="Templates">
    <TableHead>
      <TableRow>
        <TableHeader>Name</TableHeader>
        <TableHeader className="max-md:hidden">Subject, for example</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader numeric>Changed</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {templates.map(({ id, name, subject, isDefault, version, edited, updatedAt }) => (
        <TableRow key={id}>
          <TableCell className="max-w-[40ch] break-words max-md:max-w-[40vw]">
            <Link href={`${path}/${id}`} className={rowLink}>
              {name}
            </Link>
            {isDefault && <span className="ml-2 text-soft text-xs">Default</span>}
          </TableCell>
          <TableCell className="max-w-[40ch] truncate text-soft max-md:hidden">{subject}</TableCell>
          <TableCell>
            <TemplateState version={version} edited={edited} />
          </TableCell>
          <TableCell numeric className="text-soft">
            <Time at={updatedAt} now={now} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

/** Whether what is sent is what is seen here. */
export function TemplateState({ version, edited }: Pick<ListedTemplate, "version" | "edited">) {
  if (version === 0) return <Status tone="draft">Draft</Status>;
  return edited ? <Status tone="warn">Changed since published</Status> : <Status tone="good">Published</Status>;
}
