import { Time } from "@/components/ui/time";
import { FORMATS, instantOf, type Reading, type TraitFormat } from "@/lib/traits/formats/schema";

type Props = { value: unknown; format: TraitFormat | null; reading: Reading; now: Date };

/** A value as its trait's format shows it; one of another type stays as it is kept. */
export function TraitValue({ value, format, reading, now }: Props) {
  const said = format ? FORMATS[format].read(value, reading) : null;
  if (said === null) return typeof value === "string" ? value : JSON.stringify(value, null, 1);
  if (format === "email") return <To href={`mailto:${said}`}>{said}</To>;
  if (format === "url" && /^https?:\/\//i.test(said)) return <To href={said}>{said}</To>;
  const at = format === "relative" ? instantOf(value) : null;
  return at ? <Time at={at} now={now} /> : said;
}

const To = ({ href, children }: { href: string; children: string }) => (
  <a href={href} rel="noreferrer noopener" className="underline decoration-line underline-offset-2 hover:decoration-ink">
    {children}
  </a>
);
