import { Link } from "@/components/ui/link";
import { TagChip } from "@/components/tags/tag-chip";
import { Avatar } from "@/components/ui/avatar";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { calledName, type TaggedCustomer } from "@/lib/customers/schema";

type Props = { customers: readonly TaggedCustomer[]; path: string; now: Date; selectable: boolean };

const box = "relative z-10 block size-4 cursor-pointer accent-ink";

/** People by row: pressing anywhere in one opens their page. `selectable` rows can be chosen, within a form. */
export const CustomerTable = ({ customers, path, now, selectable }: Props) => (
  <Table label="Customers">
    <TableHead>
      <TableRow>
        {selectable && (
          <TableHeader className="w-px">
            <input type="checkbox" name="all" aria-label="Choose everybody on this page" className={box} />
          </TableHeader>
        )}
        <TableHeader>Customer</TableHeader>
        <TableHeader className="hidden lg:table-cell">Tags</TableHeader>
        <TableHeader className="hidden md:table-cell">User id</TableHeader>
        <TableHeader numeric>Last seen</TableHeader>
        <TableHeader numeric className="hidden sm:table-cell">
          Created
        </TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {customers.map((customer) => (
        <TableRow key={customer.id}>
          {selectable && (
            <TableCell className="w-px">
              <input type="checkbox" name="customer" value={customer.id} aria-label={`Choose ${calledName(customer)}`} className={box} />
            </TableCell>
          )}
          <TableCell className="max-w-0 w-full">
            <span className="flex min-w-0 items-center gap-2.5">
              <Avatar name={calledName(customer)} />
              <Link href={`${path}/${customer.id}`} className={`${rowLink} truncate`}>
                {calledName(customer)}
              </Link>
              {customer.name && customer.email && <span className="hidden truncate text-soft sm:inline">{customer.email}</span>}
            </span>
          </TableCell>
          <TableCell className="hidden lg:table-cell">
            <Tags of={customer.tags} />
          </TableCell>
          <TableCell className="hidden max-w-48 truncate font-mono text-soft text-xs md:table-cell">{customer.userId ?? "—"}</TableCell>
          <TableCell numeric>{customer.lastSeenAt ? <Time at={customer.lastSeenAt} now={now} /> : "—"}</TableCell>
          <TableCell numeric className="hidden sm:table-cell">
            <Time at={customer.createdAt} now={now} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const FEW = 2;

/** The first of somebody's tags, and how many more there are: all of them stand on their page. */
const Tags = ({ of }: { of: TaggedCustomer["tags"] }) => (
  <span className="flex max-w-64 items-center gap-1 whitespace-nowrap">
    {of.slice(0, FEW).map((tag) => (
      <TagChip key={tag.id} tag={tag} />
    ))}
    {of.length > FEW && (
      <span className="text-soft text-xs" title={of.map(({ name }) => name).join(", ")}>
        {`+${of.length - FEW}`}
      </span>
    )}
  </span>
);
