import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { IDENTITY_WORDS } from "@/components/customers/identity-words";
import type { IdentityKind, ShownConflict } from "@/lib/customers/schema";

/** Names that two people claim. Nothing is joined by itself: whoever looks at it knows who is who. */
export function ConflictList({ conflicts, path }: { conflicts: readonly ShownConflict[]; path: string }) {
  if (conflicts.length === 0) return null;
  return (
    <section aria-label="Conflicts" className="mb-6 rounded-thing border border-warn/50 px-4 py-3">
      <ul className="flex flex-col gap-1">
        {conflicts.map(({ id, kind, value, holds, other }) => (
          <li key={id} className="flex items-start gap-2">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-warn" />
            <span className="min-w-0 break-words">
              {holds
                ? `${what(kind, value)} is theirs. Somebody else claims it too: `
                : `${what(kind, value)} was told of them, but it belongs to `}
              <Link href={`${path}/${other.id}`} className="underline underline-offset-2">
                {other.name}
              </Link>
              . Nothing was joined.
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const what = (kind: IdentityKind, value: string) => `The ${IDENTITY_WORDS[kind].toLowerCase()} “${value}”`;
