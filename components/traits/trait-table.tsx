import { Link } from "@/components/ui/link";
import { Coverage } from "@/components/traits/coverage";
import { typeWord } from "@/components/traits/type-words";
import { Empty } from "@/components/ui/empty";
import { ButtonLink } from "@/components/ui/button";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { FORMATS } from "@/lib/traits/formats/schema";
import type { ListedTrait } from "@/lib/traits/schema";

type Props = { traits: readonly ListedTrait[]; q: string | undefined; path: string; now: Date };

/** The catalogue of traits: it fills itself. */
export function TraitCatalogue({ traits, q, path, now }: Props) {
  if (traits.length === 0 && q)
    return <Empty title={`No trait has “${q}” in its key or label`} action={<ButtonLink href={path}>Clear the search</ButtonLink>} />;
  if (traits.length === 0)
    return (
      <Empty drawing="traits" title="No traits yet">
        A trait is something you know about a customer, such as their plan or their city.
      </Empty>
    );
  return (
    <Table label="Traits">
      <TableHead>
        <TableRow>
          <TableHeader>Trait</TableHeader>
          <TableHeader className="hidden sm:table-cell">Type</TableHeader>
          <TableHeader className="hidden lg:table-cell">Shown as</TableHeader>
          <TableHeader numeric>Customers</TableHeader>
          <TableHeader numeric className="hidden md:table-cell">
            Last received
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {traits.map(({ key, label, type, format, coverage, lastSeenAt }) => (
          <TableRow key={key}>
            <TableCell className="w-full max-w-0">
              <span className="flex min-w-0 items-baseline gap-2">
                <Link href={`${path}/${encodeURIComponent(key)}`} className={`${rowLink} truncate`}>
                  {label ?? key}
                </Link>
                {label && <span className="hidden truncate font-mono text-soft text-xs sm:inline">{key}</span>}
              </span>
            </TableCell>
            <TableCell className="hidden whitespace-nowrap text-soft sm:table-cell">{typeWord(type)}</TableCell>
            <TableCell className="hidden whitespace-nowrap text-soft lg:table-cell">
              {format ? FORMATS[format].label : "As stored"}
            </TableCell>
            <TableCell numeric>
              <Coverage {...coverage} />
            </TableCell>
            <TableCell numeric className="hidden text-soft md:table-cell">
              {lastSeenAt ? <Time at={lastSeenAt} now={now} /> : "Not yet"}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
