"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { SecretOnce } from "@/components/settings/secret-once";
import { Button, ButtonLink } from "@/components/ui/button";
import { Copy } from "@/components/ui/copy";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/web/action";

type Made = { slug: string; publicKey: string; secretKey: string };
type Props = { create: (said: unknown) => Promise<ActionResult<Made>> };

const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function NewProjectForm({ create }: Props) {
  const { onSubmit, pending, data, errorOf, message } = useForm((said) => create({ ...said, timeZone: browserTimeZone() }));
  if (data) return <NewKeys {...data} />;
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex max-w-[22rem] flex-col gap-4">
      <Field label="Name" description="Your company or product: it signs your emails until you say otherwise." error={errorOf("name")}>
        <Input name="name" autoComplete="organization" required />
      </Field>
      <FormMessage message={message} />
      <Button type="submit" variant="primary" pending={pending} className="self-start">
        Create project
      </Button>
    </form>
  );
}

const NewKeys = ({ slug, publicKey, secretKey }: Made) => (
  <div className="flex flex-col gap-4" role="status">
    <p>Your project is there. These are its first keys.</p>
    <div>
      <h2 className="text-sm">Public key</h2>
      <p className="text-soft">For websites and apps. It can only send data.</p>
      <Copy shown text={publicKey} label="Copy the public key" />
    </div>
    <SecretOnce text={secretKey} />
    <ButtonLink href={`/${slug}/start`} variant="primary" className="self-start">
      Send the first event
    </ButtonLink>
  </div>
);
