"use client";

import type { ReactNode } from "react";
import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

export type Save = (said: unknown) => Promise<ActionResult<void>>;
type Props = { save: Save; mayChange: boolean; children: (errorOf: (field: string) => string | undefined) => ReactNode };

/** What is set, saved together. Who may not change it reads it, and why. */
export function SettingsForm({ save, mayChange, children }: Props) {
  const { onSubmit, pending, errorOf, message } = useForm(save, () => toast("Your changes are saved."));
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="max-w-[26rem] pb-8">
      <fieldset disabled={!mayChange} className="flex flex-col gap-4">
        {children(errorOf)}
        <FormMessage message={message} />
        <Button type="submit" variant="primary" pending={pending} disabled={!mayChange} className="self-start">
          Save changes
        </Button>
        {!mayChange && <p className="text-soft">Only admins and owners of this project may change its settings.</p>}
      </fieldset>
    </form>
  );
}
