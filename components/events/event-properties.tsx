import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { PropertyCatalogue } from "@/lib/events/catalogue/schema";

const NUMBER = new Intl.NumberFormat("en");
const WORDS: Record<string, string> = {
  string: "Text",
  number: "Number",
  boolean: "Yes or no",
  array: "List",
  object: "Object",
  null: "Nothing",
};

/** What the latest events said: each property with its types and its most frequent values. */
export const EventProperties = ({ looked, properties }: PropertyCatalogue) => (
  <section aria-labelledby="properties">
    <h2 id="properties" className="text-base">
      Properties
    </h2>
    <p className="mb-2 text-soft">
      {looked === 0 ? "It has not happened yet." : `Of the latest ${looked === 1 ? "event" : `${NUMBER.format(looked)} events`}.`}
    </p>
    {looked > 0 && properties.length === 0 && <p className="text-soft">They have none.</p>}
    {properties.length > 0 && (
      <Table label="Properties of the latest events">
        <TableHead>
          <TableRow>
            <TableHeader>Property</TableHeader>
            <TableHeader className="hidden sm:table-cell">Type</TableHeader>
            <TableHeader>Most frequent values</TableHeader>
            <TableHeader numeric>Events with it</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {properties.map(({ key, types, events, distinct, top }) => (
            <TableRow key={key}>
              <TableCell className="max-w-36 truncate font-mono text-xs">{key}</TableCell>
              <TableCell className="hidden whitespace-nowrap text-soft sm:table-cell">
                {types.map((type) => WORDS[type] ?? type).join(", ")}
              </TableCell>
              <TableCell className="w-full max-w-0 truncate">
                {top.map(({ value, events }) => `${said(value)} (${NUMBER.format(events)})`).join(", ")}
                {distinct > top.length && <span className="text-soft">{` and ${NUMBER.format(distinct - top.length)} more`}</span>}
              </TableCell>
              <TableCell numeric className="whitespace-nowrap">{`${NUMBER.format(events)} of ${NUMBER.format(looked)}`}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    )}
  </section>
);

const said = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
