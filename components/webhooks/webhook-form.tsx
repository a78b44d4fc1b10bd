"use client";

import { useState } from "react";
import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { KIND_WORDS, type ShownWebhook, WEBHOOK_KINDS, type WebhookKind } from "@/lib/webhooks/schema";
import type { ActionResult } from "@/lib/web/action";

type Told = Pick<ShownWebhook, "url" | "description" | "kinds" | "event_names">;
type Props<T> = {
  webhook?: Told;
  mayChange: boolean;
  verb: string;
  save: (said: unknown) => Promise<ActionResult<T>>;
  done: (made: T) => void;
};

const NEW: Told = { url: "", description: "", kinds: ["customer.created"], event_names: [] };

/** Where to, and of what a webhook is told. */
export function WebhookForm<T>({ webhook = NEW, mayChange, verb, save, done }: Props<T>) {
  const [kinds, setKinds] = useState<readonly WebhookKind[]>(webhook.kinds);
  const { onSubmit, pending, errorOf, message } = useForm(
    ({ url, description, event_names }) => save({ url, description, kinds, event_names: namesIn(String(event_names ?? "")) }),
    done,
  );
  const turn = (kind: WebhookKind, on: boolean) => setKinds(WEBHOOK_KINDS.filter((each) => (each === kind ? on : kinds.includes(each))));
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="max-w-[34rem]">
      <fieldset disabled={!mayChange} className="flex flex-col gap-4">
        <Field label="Address" description="A server of yours that takes POST, by https." error={errorOf("url")}>
          <Input name="url" defaultValue={webhook.url} placeholder="https://example.com/hooks/crowdpower" autoComplete="off" required />
        </Field>
        <Field label="What it is for (optional)" error={errorOf("description")}>
          <Input name="description" defaultValue={webhook.description} placeholder="Billing server" autoComplete="off" />
        </Field>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm voice-label">Notify it when</legend>
          {WEBHOOK_KINDS.map((kind) => (
            <Checkbox key={kind} checked={kinds.includes(kind)} disabled={!mayChange} onCheckedChange={(on) => turn(kind, on)}>
              <span>
                {KIND_WORDS[kind]} <code className="font-mono text-soft text-xs">{kind}</code>
              </span>
            </Checkbox>
          ))}
          {errorOf("kinds") && (
            <p role="alert" className="text-bad text-xs">
              {errorOf("kinds")}
            </p>
          )}
        </fieldset>
        {kinds.includes("event.recorded") && (
          <Field label="Only these events (optional)" description="One name per line. Empty: every event." error={errorOf("event_names")}>
            <Textarea name="event_names" rows={3} defaultValue={webhook.event_names.join("\n")} placeholder="Signed Up" />
          </Field>
        )}
        <FormMessage message={message} />
        <Button type="submit" variant="primary" pending={pending} disabled={!mayChange} className="self-start">
          {verb}
        </Button>
        {!mayChange && <p className="text-soft">Only admins and owners of this project may change its webhooks.</p>}
      </fieldset>
    </form>
  );
}

const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];
