import { TraitValue } from "@/components/traits/trait-value";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Reading, TraitFormat } from "@/lib/traits/formats/schema";
import type { TraitValues } from "@/lib/traits/schema";

type Props = { values: TraitValues; format: TraitFormat | null; reading: Reading; now: Date };

/** The values that most people have, each with how many of those who were looked at. */
export const TopValues = ({ values, format, reading, now }: Props) => (
  <section aria-labelledby="values">
    <h2 id="values" className="mb-1 text-base">
      Most frequent values
    </h2>
    {values.top.length === 0 && <p className="text-soft">None of the people looked at has it now.</p>}
    {values.top.length > 0 && (
      <Table label="Values and how many people have them">
        <TableHead>
          <TableRow>
            <TableHeader>Value</TableHeader>
            <TableHeader className="hidden w-1/2 sm:table-cell">
              <span className="sr-only">Share</span>
            </TableHeader>
            <TableHeader numeric>{`Of ${values.looked.toLocaleString("en")} who have it`}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {values.top.map(({ value, customers }) => (
            <TableRow key={JSON.stringify(value)}>
              <TableCell className="max-w-48 truncate sm:max-w-72">
                <TraitValue value={value} format={format} reading={reading} now={now} />
              </TableCell>
              <TableCell aria-hidden className="hidden sm:table-cell">
                <span className="block rounded-full bg-sunk">
                  <span
                    className="block h-2 rounded-full bg-people"
                    style={{ width: `${Math.max(1, (customers / values.looked) * 100)}%` }}
                  />
                </span>
              </TableCell>
              <TableCell numeric>{customers.toLocaleString("en")}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    )}
  </section>
);
