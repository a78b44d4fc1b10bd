import { IDENTITY_WORDS } from "@/components/customers/identity-words";
import { Copy } from "@/components/ui/copy";
import { Time } from "@/components/ui/time";
import type { ShownIdentity } from "@/lib/customers/schema";

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
