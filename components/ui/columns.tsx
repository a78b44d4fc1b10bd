import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

export type Column = { label: string; value: number; before?: number };

type Props = {
  /** What is counted, as a heading of its table: "New customers". */
  title: string;
  columns: Column[];
  /** Counts of people have their colour; everything else is ink. */
  people?: boolean;
  /** What a column is, before its label and as a heading: "Day". */
  by: string;
  /** Where the axis begins and ends. */
  ends?: readonly [string, string];
};

const HEIGHT = 96;
const GAP = 0.25; // of a column's width
const NUMBER = new Intl.NumberFormat("en");
const SHORT = new Intl.NumberFormat("en", { notation: "compact" });

/** Columns over time beside their scale, with the edge of the period before. Who cannot see them, or wants the numbers, opens the table. */
export function Columns({ title, columns, people = false, by, ends = endsOf(columns) }: Props) {
  const top = roundAbove(Math.max(...columns.flatMap(({ value, before = 0 }) => [value, before])));
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT;
  const hasBefore = columns.some(({ before = 0 }) => before > 0);
  return (
    <figure className="m-0 flex flex-col gap-1">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-soft text-xs">
        <div aria-hidden className="-my-2 flex flex-col justify-between text-right leading-4">
          {[top, top / 2, 0].map((line) => (
            <span key={line}>{SHORT.format(line)}</span>
          ))}
        </div>
        <svg
          aria-hidden
          viewBox={`0 0 ${columns.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={cn("h-24 w-full border-line border-b", people ? "text-people" : "text-ink")}
        >
          <path d={`M0 0H${columns.length}M0 ${HEIGHT / 2}H${columns.length}`} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
          {columns.map(({ label, value }, i) => (
            <rect key={label} x={i + GAP / 2} width={1 - GAP} y={y(value)} height={HEIGHT - y(value)} fill="currentColor" />
          ))}
          {hasBefore && (
            <path
              d={edgeOf(columns, y)}
              fill="none"
              stroke="var(--edge)"
              strokeWidth={1.5}
              strokeDasharray="3 3"
              vectorEffect="non-scaling-stroke"
            />
          )}
          {columns.map((column, i) => (
            <rect key={column.label} x={i} width={1} height={HEIGHT} fill="transparent">
              <title>{`${by} ${inWords(column, hasBefore)}`}</title>
            </rect>
          ))}
        </svg>
        <div aria-hidden className="col-start-2 mt-1 flex justify-between">
          <span>{ends[0]}</span>
          <span>{hasBefore && "dashed: previous period"}</span>
          <span>{ends[1]}</span>
        </div>
      </div>
      <details className="text-xs">
        <summary className="touchable w-fit cursor-pointer text-soft hover:text-ink">Show as table</summary>
        <div className="mt-1 max-h-64 overflow-y-auto">
          <Numbers title={title} columns={columns} by={by} hasBefore={hasBefore} />
        </div>
      </details>
    </figure>
  );
}

const endsOf = (columns: Column[]) => [columns[0]?.label ?? "", columns.at(-1)?.label ?? ""] as const;

/** The next number above that can be halved and is easily read: 2, 4, 6, 8, 10, 20, 40… */
function roundAbove(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [1, 2, 4, 6, 8, 10].map((times) => times * power).find((round) => round >= most && round % 2 === 0) ?? most;
}

const inWords = ({ label, value, before = 0 }: Column, hasBefore: boolean) =>
  `${label}: ${NUMBER.format(value)}${hasBefore ? ` (previous period: ${NUMBER.format(before)})` : ""}`;

/** The tops of the columns of the period before, as one line of steps. */
const edgeOf = (columns: Column[], y: (value: number) => number) =>
  columns.map(({ before = 0 }, i) => `${i === 0 ? "M" : "L"}${i} ${y(before)}H${i + 1}`).join("");

const Numbers = ({ title, columns, by, hasBefore }: Omit<Props, "people" | "ends"> & { hasBefore: boolean }) => (
  <Table label={title}>
    <TableHead>
      <TableRow>
        <TableHeader>{by}</TableHeader>
        <TableHeader numeric>{title}</TableHeader>
        {hasBefore && <TableHeader numeric>Previous period</TableHeader>}
      </TableRow>
    </TableHead>
    <TableBody>
      {columns.map(({ label, value, before = 0 }) => (
        <TableRow key={label}>
          <TableCell>{label}</TableCell>
          <TableCell numeric>{NUMBER.format(value)}</TableCell>
          {hasBefore && <TableCell numeric>{NUMBER.format(before)}</TableCell>}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
