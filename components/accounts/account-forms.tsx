"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { PasswordInput } from "@/components/accounts/password-input";
import { useForm } from "@/components/accounts/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Change = (said: unknown) => Promise<ActionResult<void>>;

export function ChangeNameForm({ name, change }: { name: string; change: Change }) {
  const { onSubmit, pending, errorOf, message } = useForm(change, () => toast("Your name is changed."));
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex max-w-[22rem] flex-col gap-4">
      <Field label="Your name" error={errorOf("name")}>
        <Input name="name" defaultValue={name} autoComplete="name" required />
      </Field>
      <FormMessage message={message} />
      <Button type="submit" pending={pending} className="self-start">
        Save your name
      </Button>
    </form>
  );
}

export function ChangePasswordForm({ email, change }: { email: string; change: Change }) {
  const { onSubmit, pending, errorOf, message } = useForm(change, (_, form) => {
    form.reset();
    toast("Your password is changed, and all your other sessions have ended.");
  });
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex max-w-[22rem] flex-col gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Current password" error={errorOf("current")}>
        <PasswordInput name="current" autoComplete="current-password" required />
      </Field>
      <Field label="New password" description="At least 10 characters." error={errorOf("next")}>
        <PasswordInput name="next" autoComplete="new-password" required />
      </Field>
      <FormMessage message={message} />
      <Button type="submit" pending={pending} className="self-start">
        Change your password
      </Button>
    </form>
  );
}
