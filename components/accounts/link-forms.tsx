"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { PasswordInput } from "@/components/accounts/password-input";
import { useForm } from "@/components/accounts/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { LinkPurpose } from "@/lib/accounts/schema";
import type { ActionResult } from "@/lib/web/action";

type Enter = (said: unknown) => Promise<ActionResult<never>>;

/** A press of one's own, because programs that look at mail open every link in it. */
export function UseLinkForm({ token, signIn }: { token: string; signIn: Enter }) {
  const { onSubmit, pending, message } = useForm(() => signIn({ token }));
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormMessage message={message} />
      <Button type="submit" variant="primary" pending={pending}>
        Sign in
      </Button>
    </form>
  );
}

export function ResetPasswordForm({ token, email, reset }: { token: string; email: string; reset: Enter }) {
  const { onSubmit, pending, errorOf, message } = useForm((said) => reset({ ...said, token }));
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="New password" description="At least 10 characters." error={errorOf("password")}>
        <PasswordInput name="password" autoComplete="new-password" required />
      </Field>
      <FormMessage message={message} />
      <Button type="submit" variant="primary" pending={pending}>
        Set the password and sign in
      </Button>
    </form>
  );
}

type Ask = (said: unknown) => Promise<ActionResult<null>>;

const ASKS = [
  ["sign_in", "Send a link to sign in"],
  ["reset_password", "Send a link for a new password"],
] as const satisfies (readonly [LinkPurpose, string])[];

export function AskForLinkForm({ ask }: { ask: Ask }) {
  const { onSubmit, pending, data, errorOf, message } = useForm(ask);
  if (data === null) {
    return <p role="status">If there is an account with that address, a link is on its way. It works once and expires after an hour.</p>;
  }
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <Field label="Email" error={errorOf("email")}>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <FormMessage message={message} />
      {ASKS.map(([purpose, label], i) => (
        <Button key={purpose} type="submit" name="purpose" value={purpose} variant={i === 0 ? "primary" : "secondary"} pending={pending}>
          {label}
        </Button>
      ))}
    </form>
  );
}
