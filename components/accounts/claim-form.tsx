"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { PasswordInput } from "@/components/accounts/password-input";
import { useForm } from "@/components/accounts/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/web/action";

type Props = { token: string; claim: (said: unknown) => Promise<ActionResult<never>> };

const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function ClaimForm({ token, claim }: Props) {
  const { onSubmit, pending, errorOf, message } = useForm((said) => claim({ ...said, token, timeZone: browserTimeZone() }));
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <Field label="Your name" error={errorOf("name")}>
        <Input name="name" autoComplete="name" required />
      </Field>
      <Field label="Email" error={errorOf("email")}>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <Field label="Password" description="At least 10 characters." error={errorOf("password")}>
        <PasswordInput name="password" autoComplete="new-password" required />
      </Field>
      <FormMessage message={message} />
      <Button type="submit" variant="primary" pending={pending}>
        Create your account
      </Button>
    </form>
  );
}
