"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { IDENTITY_WORDS } from "@/components/customers/identity-words";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { useAsked } from "@/components/ui/use-asked";
import { useSubmit } from "@/components/ui/use-submit";
import type { IdentityKind } from "@/lib/customers/schema";
import type { ActionResult } from "@/lib/web/action";

type Said = { email: string; user_id: string; name: string };
type Props = {
  path: string;
  /** Whether it is the main thing to do here. */
  main: boolean;
  mayEdit: boolean;
  /** Says by which name they are known, where they are there already. */
  create: (said: Said) => Promise<ActionResult<{ id: string; known: IdentityKind | null }>>;
};

const NOBODY: ActionResult<never> = {
  ...{ ok: false, code: "INVALID_INPUT", message: "Check the highlighted field." },
  fields: { email: ["Give an email or a user id."] },
};

/** Makes a customer by hand and opens their page. Who is there already is one press away. */
export function CreateCustomer({ path, main, mayEdit, create }: Props) {
  const asked = useAsked();
  const router = useRouter();
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const text = (name: string) => String(form.get(name) ?? "");
    if (!text("email").trim() && !text("user_id").trim()) return NOBODY;
    const result = await create({ email: text("email"), user_id: text("user_id"), name: text("name") });
    if (result.ok && !result.data.known) router.push(`${path}/${result.data.id}`);
    return result;
  });
  const failed = result?.ok === false ? result : null;
  const there = result?.ok && result.data.known ? result.data : null;
  const trigger = (
    <BarredButton variant={main ? "primary" : "secondary"} because={barredUnless(mayEdit)}>
      <UserPlus aria-hidden />
      Add customer
    </BarredButton>
  );
  return (
    <Dialog {...(mayEdit && asked)} trigger={trigger} title="Add a customer" description="An email or your own user id is enough.">
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field label="Email" error={failed?.fields?.email?.[0]}>
          <Input name="email" type="email" autoComplete="off" />
        </Field>
        <Field label="User id" description="The id they have in your own system." error={failed?.fields?.user_id?.[0]}>
          <Input name="user_id" autoComplete="off" />
        </Field>
        <Field label="Name" error={failed?.fields?.name?.[0]}>
          <Input name="name" autoComplete="off" />
        </Field>
        {failed && !failed.fields && (
          <p role="alert" className="text-bad">
            {failed.message}
          </p>
        )}
        {there?.known && (
          <p role="alert">
            {`There is a customer with this ${IDENTITY_WORDS[there.known].toLowerCase()} already. `}
            <Link href={`${path}/${there.id}`} className="whitespace-nowrap underline">
              Open them
            </Link>
          </p>
        )}
        <DialogActions>
          <DialogClose />
          <Button type="submit" variant="primary" pending={pending}>
            Add customer
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
