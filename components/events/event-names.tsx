import { Link } from "@/components/ui/link";
import { ButtonLink } from "@/components/ui/button";
import { Swatch } from "@/components/ui/colour";
import { Empty } from "@/components/ui/empty";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { EventType } from "@/lib/events/catalogue/schema";

type Props = { types: readonly EventType[]; q: string | undefined; path: string; now: Date };

/** The catalogue of events: it fills itself, and says before the first of them which ones are ours. */
export function EventNames({ types, q, path, now }: Props) {
  if (types.length === 0)
    return <Empty title={`No event has “${q ?? ""}” in its name`} action={<ButtonLink href={path}>Clear the search</ButtonLink>} />;
  return (
    <Table label="Event names">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader className="hidden lg:table-cell">Description</TableHeader>
          <TableHeader numeric>Last 24 hours</TableHeader>
          <TableHeader numeric className="hidden sm:table-cell">
            First seen
          </TableHeader>
          <TableHeader numeric>Last seen</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {types.map(({ name, description, colour, firstSeenAt, lastSeenAt, lastDay, orMore }) => (
          <TableRow key={name}>
            <TableCell className="max-w-40 sm:max-w-64">
              <span className="flex min-w-0 items-center gap-2">
                <Swatch colour={colour} />
                <Link href={`${path}/${encodeURIComponent(name)}`} className={`${rowLink} truncate`}>
                  {name}
                </Link>
              </span>
            </TableCell>
            <TableCell className="hidden w-full max-w-0 truncate text-soft lg:table-cell">{description ?? ""}</TableCell>
            <TableCell numeric>{`${lastDay.toLocaleString("en")}${orMore ? "+" : ""}`}</TableCell>
            <TableCell numeric className="hidden text-soft sm:table-cell">
              {firstSeenAt ? <Time at={firstSeenAt} now={now} /> : "—"}
            </TableCell>
            <TableCell numeric className="text-soft">
              {lastSeenAt ? <Time at={lastSeenAt} now={now} /> : "Not yet"}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
