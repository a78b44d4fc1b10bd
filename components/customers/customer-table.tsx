import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { calledName, type ListedCustomer } from "@/lib/customers/schema";

type Props = { customers: readonly ListedCustomer[]; path: string; now: Date };

/** People by row: pressing anywhere in one opens their page. */
export const CustomerTable = ({ customers, path, now }: Props) => (
  <Table label="Customers">
    <TableHead>
      <TableRow>
        <TableHeader>Customer</TableHeader>
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
          <TableCell className="max-w-0 w-full">
            <span className="flex min-w-0 items-center gap-2.5">
              <Avatar name={calledName(customer)} />
              <Link href={`${path}/${customer.id}`} className={`${rowLink} truncate voice-label`}>
                {calledName(customer)}
              </Link>
              {customer.name && customer.email && <span className="hidden truncate text-soft sm:inline">{customer.email}</span>}
            </span>
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
