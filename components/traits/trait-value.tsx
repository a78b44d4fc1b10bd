import type { ReactNode } from "react";
import { Time } from "@/components/ui/time";
import { FORMATS, instantOf, type Reading, type TraitFormat } from "@/lib/traits/formats/schema";

type Props = { value: unknown; format: TraitFormat | null; reading: Reading; now: Date };

/** A value as its trait's format shows it; one of another type stays as it is kept. */
export function TraitValue({ value, format, reading, now }: Props) {
  const shownAs = format ?? (isMoment(value) ? "datetime" : null);
  const said = shownAs && FORMATS[shownAs].read(value, reading);
  if (said === null) return typeof value === "string" ? <Breakable text={value} /> : JSON.stringify(value, null, 1);
  if (format === "email")
    return (
      <To href={`mailto:${said}`}>
        <Breakable text={said} />
      </To>
    );
  if (format === "url" && /^https?:\/\//i.test(said)) return <To href={said}>{said}</To>;
  const at = format === "relative" ? instantOf(value) : null;
  return at ? <Time at={at} now={now} /> : said;
}

/** A date with its time says by itself what it is; a number or a bare date may mean something else. */
const isMoment = (value: unknown) => typeof value === "string" && value.includes("T") && instantOf(value) !== null;

/** An address of email that is too long for its line goes on after the @. */
const Breakable = ({ text }: { text: string }) => {
  const at = text.lastIndexOf("@") + 1;
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
};

const To = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} rel="noreferrer noopener" className="underline decoration-line underline-offset-2 hover:decoration-ink">
    {children}
  </a>
);
