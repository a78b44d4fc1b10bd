"use client";

import { useState, useTransition } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useAlive } from "@/components/ui/use-alive";
import { ROLE_WORDS, ROLES, type Role } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  userId: string;
  name: string;
  role: Role;
  mayMakeOwners: boolean;
  setRole: (said: unknown) => Promise<ActionResult<void>>;
};

/** Changes what somebody is as soon as it is chosen. A choice that is refused is taken back, and why is said. */
export function RoleSelect({ userId, name, role, mayMakeOwners, setRole }: Props) {
  const alive = useAlive();
  const [pending, start] = useTransition();
  const [asked, setAsked] = useState<Role | null>(null);
  const choose = (next: Role) => {
    if (next === role || pending) return;
    setAsked(next);
    start(async () => {
      const answer = await setRole({ userId, role: next });
      toast(answer.ok ? `${name} is now ${ROLE_WORDS[next].toLowerCase()}.` : answer.message);
      setAsked(null);
    });
  };
  return (
    <Field label={`Role of ${name}`} hideLabel disabled={!alive} className="w-28">
      <Select
        disabled={!alive}
        aria-busy={pending || undefined}
        value={asked ?? role}
        onChange={(event) => choose(event.target.value as Role)}
        options={ROLES.map((value) => ({ value, label: ROLE_WORDS[value], disabled: value === "owner" && !mayMakeOwners }))}
      />
    </Field>
  );
}
