import { Link } from "@/components/ui/link";
import { TagActions, type TagCommands } from "@/components/tags/tag-actions";
import { TagChip } from "@/components/tags/tag-chip";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ChipTag, ListedTag } from "@/lib/tags/schema";

type Props = { tags: readonly ListedTag[]; offered: readonly ChipTag[]; project: string; mayEdit: boolean; commands: TagCommands };

const NUMBER = new Intl.NumberFormat("en");

/** Tags by row: pressing anywhere in one shows who has it. */
export const TagTable = ({ tags, offered, project, mayEdit, commands }: Props) => (
  <Table label="Tags">
    <TableHead>
      <TableRow>
        <TableHeader>Tag</TableHeader>
        <TableHeader className="max-md:hidden">Description</TableHeader>
        <TableHeader numeric>Customers</TableHeader>
        {mayEdit && (
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        )}
      </TableRow>
    </TableHead>
    <TableBody>
      {tags.map((tag) => (
        <TableRow key={tag.id}>
          <TableCell className="max-w-48 sm:max-w-72">
            <Link href={`/${project}/customers?tag=${tag.id}`} className={rowLink}>
              <TagChip tag={tag} />
            </Link>
          </TableCell>
          <TableCell className="w-full max-w-0 truncate text-soft max-md:hidden">{tag.description ?? ""}</TableCell>
          <TableCell numeric className="text-people">{`${NUMBER.format(tag.customers)}${tag.orMore ? "+" : ""}`}</TableCell>
          {mayEdit && (
            <TableCell className="w-px">
              <TagActions tag={tag} others={offered.filter(({ id }) => id !== tag.id)} project={project} commands={commands} />
            </TableCell>
          )}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
