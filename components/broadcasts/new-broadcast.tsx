"use client";

import { useRouter } from "next/navigation";
import { barredUnless } from "@/components/team/barred";
import { BarredButton } from "@/components/ui/barred-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAsked } from "@/components/ui/use-asked";
import { useSubmit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/web/action";

type Props = { path: string; mayEdit: boolean; create: (input: { name: string }) => Promise<ActionResult<{ id: string }>> };

/** Asks for a name and opens the draft, which begins with the default template and with nobody. */
export function NewBroadcast({ path, mayEdit, create }: Props) {
  const asked = useAsked();
  const router = useRouter();
  const { result, pending, onSubmit } = useSubmit(async (form) => {
    const result = await create({ name: String(form.get("name")) });
    if (!result.ok) return result;
    router.push(`${path}/${result.data.id}`);
    return null;
  });
  return (
    <Dialog
      {...(mayEdit && asked)}
      trigger={
        <BarredButton variant="primary" because={barredUnless(mayEdit)}>
          New broadcast
        </BarredButton>
      }
      title="New broadcast"
      description="It starts as a draft: nothing is sent until you send it."
    >
      <form onSubmit={onSubmit}>
        <Field label="Name" error={result ? (result.fields?.name?.[0] ?? result.message) : undefined}>
          <Input name="name" required maxLength={80} placeholder="Spring release" autoComplete="off" />
        </Field>
        <DialogActions>
          <DialogClose />
          <Button variant="primary" type="submit" pending={pending}>
            Create draft
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
