"use client";

import { barredUnless } from "@/components/team/barred";
import { EndingMenu } from "@/components/ui/ending-menu";
import type { ActionResult } from "@/lib/web/action";

type Props = { id: string; name: string; path: string; mayErase: boolean; erase: (said: { id: string }) => Promise<ActionResult<unknown>> };

/** Erases somebody for good, after saying what goes and what stays. */
export const EraseCustomer = ({ id, name, path, mayErase, erase }: Props) => (
  <EndingMenu
    label="Erase…"
    because={barredUnless(mayErase)}
    title={`Erase ${name}?`}
    description="Everything known about them is deleted: names, traits, events, emails, and their place in segments and automations. Reports keep their totals, without them. A keyed hash of each name stays, so that nobody emails them again and no sync brings them back. This cannot be undone."
    verb="Erase person"
    told={`${name} was erased.`}
    path={path}
    act={() => erase({ id })}
  />
);
