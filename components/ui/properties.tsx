import { Json } from "@/components/ui/json";

type Props = { value: Readonly<Record<string, unknown>>; label: string };

/** Lines that stand there without being asked for. */
const SHOWN = 4;
const LONGEST = 80;

/** What something says of itself: its first plain values a line each, and all of it as it came, folded, where that is more. */
export function Properties({ value, label }: Props) {
  const plain = Object.entries(value).filter(([, said]) => typeof said !== "object" || said === null);
  const lines = plain.slice(0, SHOWN);
  const isAll = lines.length === Object.keys(value).length && lines.every(([, said]) => String(said).length <= LONGEST);
  return (
    <>
      {lines.length > 0 && (
        <dl className="mt-0.5 text-xs">
          {lines.map(([name, said]) => (
            <div key={name} className="flex gap-2">
              <dt className="max-w-[40%] shrink-0 truncate text-soft">{name}</dt>
              <dd className="min-w-0 truncate">{said === null ? "—" : String(said).slice(0, LONGEST)}</dd>
            </div>
          ))}
        </dl>
      )}
      {!isAll && <Json value={value} label={label} summary={lines.length > 0 ? "All properties" : undefined} />}
    </>
  );
}
