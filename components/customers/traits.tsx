"use client";

import { EditTrait } from "@/components/customers/trait-dialog";
import { TraitValue } from "@/components/traits/trait-value";
import type { ShownProfile } from "@/lib/customers/schema";
import type { Reading } from "@/lib/traits/formats/schema";

type Props = {
  customer: string;
  traits: ShownProfile["traits"];
  reading: Reading;
  now: Date;
  mayEdit: boolean;
  edit: Parameters<typeof EditTrait>[0]["edit"];
};

/** What is known of a person, by label or key, each value as its trait is shown. */
export function TraitTable({ customer, traits, reading, now, mayEdit, edit }: Props) {
  if (traits.length === 0) return <p className="text-soft">None yet.</p>;
  return (
    <dl className="divide-y divide-line">
      {traits.map((trait) => (
        <div
          key={trait.key}
          className="group flex min-h-9 items-start gap-3 py-1.5"
          title={trait.changedAt ? `${trait.key}, set ${trait.changedAt.toISOString()}` : trait.key}
        >
          <dt className="w-1/3 shrink-0 break-words text-soft">{trait.label ?? trait.key}</dt>
          <dd className="flex min-w-0 flex-1 items-start justify-between gap-2">
            <span className="min-w-0 whitespace-pre-wrap break-words">
              <TraitValue value={trait.value} format={trait.format} reading={reading} now={now} />
            </span>
            <EditTrait customer={customer} trait={trait} mayEdit={mayEdit} edit={edit} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
