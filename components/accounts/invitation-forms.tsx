"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { PasswordInput } from "@/components/accounts/password-input";
import { useForm } from "@/components/accounts/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/web/action";

type Props = { token: string; act: (said: unknown) => Promise<ActionResult<never>> };
type Into = Props & { project: string };

/** For who is signed in by the right address, or by any where the invitation names none. */
export function AcceptForm({ token, act, project, present }: Into & { present: string }) {
  const { onSubmit, pending, message } = useForm(() => act({ token }));
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="text-soft">You are signed in as {present}.</p>
      <FormMessage message={message} />
      <Button type="submit" variant="primary" pending={pending}>
        Join {project}
      </Button>
    </form>
  );
}

/** For who is signed in as somebody else than the invitation is for. */
export function SwitchForm({ token, act, asked, present }: Props & { asked: string; present: string }) {
  const { onSubmit, pending, message } = useForm(() => act({ token }));
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
      <p>
        This invitation is for {asked}, and you are signed in as {present}. Sign out here, then continue as {asked}.
      </p>
      <FormMessage message={message} />
      <Button type="submit" variant="primary" pending={pending}>
        Sign out and continue
      </Button>
    </form>
  );
}

export function SignInToJoinForm({ token, act, project, email }: Into & { email: string | null }) {
  const { onSubmit, pending, errorOf, message } = useForm((said) => act({ ...said, token }));
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <AddressField email={email} error={errorOf("email")} />
      <Field label="Password" error={errorOf("password")}>
        <PasswordInput name="password" autoComplete="current-password" required />
      </Field>
      <FormMessage message={message} />
      <Button type="submit" variant="primary" pending={pending}>
        Sign in and join {project}
      </Button>
    </form>
  );
}

export function JoinForm({ token, act, project, email }: Into & { email: string | null }) {
  const { onSubmit, pending, errorOf, message } = useForm((said) => act({ ...said, token }));
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <Field label="Your name" error={errorOf("name")}>
        <Input name="name" autoComplete="name" required />
      </Field>
      <AddressField email={email} error={errorOf("email")} />
      <Field label="Password" description="At least 10 characters." error={errorOf("password")}>
        <PasswordInput name="password" autoComplete="new-password" required />
      </Field>
      <FormMessage message={message} />
      <Button type="submit" variant="primary" pending={pending}>
        Create your account and join {project}
      </Button>
    </form>
  );
}

/** The address that the invitation is for, which is not asked; or one that is. */
const AddressField = ({ email, error }: { email: string | null; error: string | undefined }) =>
  email ? (
    <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
  ) : (
    <Field label="Email" error={error}>
      <Input name="email" type="email" autoComplete="username" required />
    </Field>
  );
