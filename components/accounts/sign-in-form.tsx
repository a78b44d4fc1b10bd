"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { PasswordInput } from "@/components/accounts/password-input";
import { useForm } from "@/components/accounts/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/web/action";

type Props = { signIn: (said: unknown) => Promise<ActionResult<never>> };

export function SignInForm({ signIn }: Props) {
  const { onSubmit, pending, errorOf, message } = useForm(signIn);
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <Field label="Email" error={errorOf("email")}>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <Field label="Password" error={errorOf("password")}>
        <PasswordInput name="password" autoComplete="current-password" required />
      </Field>
      <FormMessage message={message} />
      <Button type="submit" variant="primary" pending={pending}>
        Sign in
      </Button>
    </form>
  );
}
