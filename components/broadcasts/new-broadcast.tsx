"use client";

import { useRouter } from "next/navigation";
import { useCommand } from "@/components/automations/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAsked } from "@/components/ui/use-asked";
import type { ActionResult } from "@/lib/web/action";

type Props = { path: string; create: (input: { name: string }) => Promise<ActionResult<{ id: string }>> };

/** Asks for a name and opens the draft, which begins with the default template and with nobody. */
export function NewBroadcast({ path, create }: Props) {
  const asked = useAsked();
  const router = useRouter();
  const { pending, failure, run } = useCommand();
  return (
    <Dialog
      {...asked}
      trigger={<Button variant="primary">New broadcast</Button>}
      title="New broadcast"
      description="It starts as a draft: nothing is sent until you send it."
    >
      <form
        action={(form) =>
          run(
            () => create({ name: String(form.get("name")) }),
            ({ id }) => router.push(`${path}/${id}`),
          )
        }
      >
        <Field label="Name" error={failure ? (failure.fields?.name?.[0] ?? failure.message) : undefined}>
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
