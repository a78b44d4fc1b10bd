import { Link } from "@/components/ui/link";
import { IDENTITY_WORDS } from "@/components/customers/identity-words";
import { Copy } from "@/components/ui/copy";
import { Time } from "@/components/ui/time";
import type { ShownIdentity } from "@/lib/customers/schema";

type Segments = { segments: readonly { id: string; name: string; since: Date }[]; project: string; now: Date };

export const SegmentList = ({ segments, project, now }: Segments) => (
  <section aria-labelledby="segments">
    <h2 id="segments" className="mb-1 text-base">
      Segments
    </h2>
    {segments.length === 0 && <p className="text-soft">In none.</p>}
    <ul className="divide-y divide-line">
      {segments.map(({ id, name, since }) => (
        <li key={id} className="flex min-h-9 items-center justify-between gap-3">
          <Link href={`/${project}/segments/${id}`} className="truncate underline decoration-line underline-offset-2 hover:decoration-ink">
            {name}
          </Link>
          <span className="shrink-0 text-soft text-xs">
            since <Time at={since} now={now} />
          </span>
        </li>
      ))}
    </ul>
  </section>
);

export const IdentityList = ({ identities, now }: { identities: readonly ShownIdentity[]; now: Date }) => (
  <section aria-labelledby="identities">
    <h2 id="identities" className="mb-1 text-base">
      Identities
    </h2>
    <ul className="divide-y divide-line">
      {identities.map(({ kind, value, claimedAt }) => (
        <li key={`${kind} ${value}`} className="flex min-h-9 items-center justify-between gap-3">
          <span className="min-w-0">
            <span className="block text-soft text-xs">{IDENTITY_WORDS[kind]}</span>
            <Copy shown text={value} label={`Copy the ${IDENTITY_WORDS[kind].toLowerCase()}`} />
          </span>
          <span className="shrink-0 text-soft text-xs">
            <Time at={claimedAt} now={now} />
          </span>
        </li>
      ))}
    </ul>
  </section>
);
