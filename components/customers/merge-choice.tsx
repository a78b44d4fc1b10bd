import { Link } from "@/components/ui/link";
import { Avatar } from "@/components/ui/avatar";
import { Empty } from "@/components/ui/empty";
import { Search } from "@/components/ui/search";
import { calledName, type ListedCustomer } from "@/lib/customers/schema";

type Props = { path: string; q: string | undefined; found: readonly ListedCustomer[] };

/** Finds the other customer. */
export const MergeChoice = ({ path, q, found }: Props) => (
  <>
    <Search path={path} label="Find the other one by email, name or id" q={q} />
    {q && found.length === 0 && <Empty title="Nobody else is found">Search by the beginning of an email, a name or a user id.</Empty>}
    <ul aria-label="Customers found" className="max-w-xl divide-y divide-line">
      {found.map((customer) => (
        <li key={customer.id}>
          <Link href={`${path}?with=${customer.id}`} className="flex min-h-11 items-center gap-2.5 px-1 hover:bg-sunk">
            <Avatar name={calledName(customer)} />
            <span className="truncate voice-label">{calledName(customer)}</span>
            <span className="truncate text-soft">{customer.name ? (customer.email ?? customer.userId) : customer.userId}</span>
          </Link>
        </li>
      ))}
    </ul>
  </>
);
