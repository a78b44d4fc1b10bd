import type { Difference } from "@/lib/audit/schema";

const AT_ONCE = 3;

/** What was before and what became of it, the first few at once and the rest when it is opened. */
export function Changes({ differences }: { differences: Difference[] }) {
  if (differences.length === 0) return <span className="text-soft">—</span>;
  const rest = differences.slice(AT_ONCE);
  return (
    <>
      <List differences={differences.slice(0, AT_ONCE)} />
      {rest.length > 0 && (
        <details>
          <summary className="cursor-pointer text-soft text-xs underline">{rest.length} more</summary>
          <List differences={rest} />
        </details>
      )}
    </>
  );
}

const List = ({ differences }: { differences: Difference[] }) => (
  <dl className="text-xs">
    {differences.map(({ path, before, after }) => (
      <div key={path} className="flex flex-wrap gap-x-2">
        <dt className="font-mono text-soft">{path}</dt>
        <dd className="min-w-0 break-all">
          {before !== null && (
            <del>
              <span className="sr-only">before: </span>
              {before}
            </del>
          )}
          {before !== null && after !== null && <span aria-hidden> → </span>}
          {after !== null && (
            <ins className="no-underline">
              <span className="sr-only">after: </span>
              {after}
            </ins>
          )}
        </dd>
      </div>
    ))}
  </dl>
);
