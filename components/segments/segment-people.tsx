import { Link } from "@/components/ui/link";
import { Avatar } from "@/components/ui/avatar";
import { Empty } from "@/components/ui/empty";
import { Pagination } from "@/components/ui/pagination";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

type Person = { id: string; name: string; email: string | null; enteredAt: Date };

type Props = {
  people: { items: Person[]; nextCursor: string | null };
  project: string;
  /** The address of this segment's page. */
  path: string;
  cursor: string | undefined;
  now: Date;
};

/** Who is in the segment, since when. */
export function SegmentPeople({ people, project, path, cursor, now }: Props) {
  if (people.items.length === 0)
    return (
      <Empty drawing="customers" title="Nobody is in this segment">
        People enter automatically as soon as the rule is true for them.
      </Empty>
    );
  return (
    <section aria-label="Customers">
      <Table label="Customers in this segment">
        <TableHead>
          <TableRow>
            <TableHeader>Customer</TableHeader>
            <TableHeader className="max-sm:hidden">Email</TableHeader>
            <TableHeader numeric>In segment since</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {people.items.map(({ id, name, email, enteredAt }) => (
            <TableRow key={id}>
              <TableCell>
                <span className="flex items-center gap-2">
                  <Avatar name={name} size="small" />
                  <Link href={`/${project}/customers/${id}`} className={rowLink}>
                    {name}
                  </Link>
                </span>
              </TableCell>
              <TableCell className="text-soft max-sm:hidden">{email ?? "No address"}</TableCell>
              <TableCell numeric>
                <Time at={enteredAt} now={now} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Pagination path={path} query={{ cursor }} nextCursor={people.nextCursor} />
    </section>
  );
}
