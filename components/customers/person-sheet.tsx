"use client";

import { Check, X } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useParams } from "next/navigation";
import { useEffect, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { Because, Why } from "@/lib/customers/crowd/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  /** Who is looked at, by what the dot is called; null is nobody. */
  person: { id: string; name: string } | null;
  /** Why they stand where they stand, in the words of the screen. */
  ask: (id: string) => Promise<ActionResult<Why>>;
  close: () => void;
};

/** Who a dot is, and why: beside the page, which stays as it was. */
export function PersonSheet({ person, ask, close }: Props) {
  const { project, customerId } = useParams<{ project: string; customerId?: string }>();
  const [answer, setAnswer] = useState<{ id: string; said: ActionResult<Why> } | null>(null);
  const id = person?.id;
  useEffect(() => {
    if (id === undefined) return;
    let dropped = false;
    ask(id).then((said) => !dropped && setAnswer({ id, said }));
    return () => {
      dropped = true;
    };
  }, [id, ask]);
  const said = answer !== null && answer.id === id ? answer.said : null;
  return (
    <Sheet side="right" headed title={person?.name ?? ""} open={person !== null} onOpenChange={(open) => !open && close()}>
      {said === null && <Loading />}
      {said?.ok === false && (
        <p role="alert" className="text-bad">
          {said.message}
        </p>
      )}
      {said?.ok && (
        <>
          <p className="mb-5 flex items-center gap-3">
            <Avatar name={said.data.person.name} size="large" />
            <span className="min-w-0">
              <span className="block truncate">{said.data.person.email ?? "No address"}</span>
              {said.data.person.id !== customerId && (
                <Link href={`/${project}/customers/${said.data.person.id}`} className="underline">
                  Open their profile
                </Link>
              )}
            </span>
          </p>
          <h3 className="mb-1 text-sm">Why?</h3>
          <p>{said.data.says}</p>
          <BecauseList of={said.data.because} />
        </>
      )}
    </Sheet>
  );
}

const Loading = () => (
  <div role="status" aria-label="Loading" className="flex flex-col gap-3">
    <Skeleton className="h-11 w-2/3" />
    <Skeleton className="h-4 w-full" />
    <Skeleton className="h-4 w-3/4" />
  </div>
);

const BecauseList = ({ of }: { of: readonly Because[] }) => (
  <ul className="mt-2 flex flex-col gap-2">
    {of.map((because, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are told once, in one order
      <li key={i}>
        <p className="flex items-start gap-2">
          {because.holds ? (
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 stroke-icon text-good" />
          ) : (
            <X aria-hidden className="mt-0.5 size-4 shrink-0 stroke-icon text-soft" />
          )}
          <span className="min-w-0 break-words">
            <span className="sr-only">{because.holds ? "Yes: " : "No: "}</span>
            {because.says}
            {because.fact && <span className="block text-soft text-xs">{because.fact}</span>}
          </span>
        </p>
        {because.parts && (
          <div className="ml-[7px] border-line border-l pl-4">
            <BecauseList of={because.parts} />
          </div>
        )}
      </li>
    ))}
  </ul>
);
