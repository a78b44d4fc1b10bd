import { ButtonLink } from "@/components/ui/button";

type Props = {
  /** The address of the list with what is asked of it now, without its cursor. */
  path: string;
  query: Readonly<Record<string, string | undefined>>;
  nextCursor: string | null;
  /** What tells it from another one on the same page. */
  label?: string;
};

/** The ways on through a list that is read by cursor: back to its beginning, and to what comes next. */
export function Pagination({ path, query, nextCursor, label = "Pages" }: Props) {
  const { cursor, ...asked } = query;
  if (!cursor && !nextCursor) return null;
  return (
    <nav aria-label={label} className="mt-4 flex justify-end gap-2">
      {cursor && (
        <ButtonLink size="small" href={addressOf(path, asked)}>
          First page
        </ButtonLink>
      )}
      {nextCursor && (
        <ButtonLink size="small" rel="next" href={addressOf(path, { ...asked, cursor: nextCursor })}>
          Next page
        </ButtonLink>
      )}
    </nav>
  );
}

function addressOf(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const said = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])));
  return said.size > 0 ? `${path}?${said}` : path;
}
