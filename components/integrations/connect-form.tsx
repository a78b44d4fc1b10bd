"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { MadeSecrets } from "@/components/integrations/made-secrets";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { ShownIntegration } from "@/lib/integrations/schema";
import type { ActionResult } from "@/lib/web/action";

export type Connect = (said: unknown) => Promise<ActionResult<{ shown: Readonly<Record<string, string>> }>>;
type Props = {
  integration: Pick<ShownIntegration, "kind" | "name" | "fields" | "status" | "settings" | "hints">;
  mayChange: boolean;
  connect: Connect;
};

/** What an integration needs to be told. A secret is written and never read: left empty, the one that is kept stays. */
export function ConnectForm({ integration: { kind, name, fields, status, settings, hints }, mayChange, connect }: Props) {
  const isNew = status === null;
  const { onSubmit, pending, data, errorOf, message } = useForm(
    (said) => connect({ kind, settings: said }),
    (_, form) => {
      form.reset();
      toast(isNew ? `${name} is connected.` : "Your changes are saved.");
    },
  );
  const made = data && Object.keys(data.shown).length > 0 ? data.shown : null;
  return (
    <div className="flex flex-col gap-4">
      {made && <MadeSecrets secrets={made} />}
      {(isNew || fields.length > 0) && (
        <form method="post" onSubmit={onSubmit} noValidate className="max-w-[34rem]">
          <fieldset disabled={!mayChange} className="flex flex-col gap-4">
            {fields.map(({ name: field, label, description, placeholder, secret, optional, lines }) => {
              const hint = hints[field];
              const about = [description, hint && `Kept as ${hint}. Left empty, it stays.`].filter(Boolean).join(" ");
              const given = { name: field, placeholder: hint ?? placeholder, autoComplete: "off", required: !(optional || hint) };
              const told = { ...given, ...(!secret && { defaultValue: settings[field] ?? "" }) };
              return (
                <Field key={field} label={optional ? `${label} (optional)` : label} description={about} error={errorOf(field)}>
                  {lines ? <Textarea {...told} rows={lines} /> : <Input {...told} type={secret ? "password" : "text"} />}
                </Field>
              );
            })}
            <FormMessage message={message} />
            <Button type="submit" variant="primary" pending={pending} disabled={!mayChange} className="self-start">
              {isNew ? `Connect ${name}` : "Save changes"}
            </Button>
            {!mayChange && <p className="text-soft">Only admins and owners of this project may connect or change it.</p>}
          </fieldset>
        </form>
      )}
    </div>
  );
}
