"use client";

import { FormMessage } from "@/components/accounts/form-message";
import { useForm } from "@/components/accounts/use-form";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/web/action";

type Props = { explore: (said: unknown) => Promise<ActionResult<never>> };

/** Makes demo data to look around in, and goes there. It takes some seconds, so it says that it is at it. */
export function ExploreSample({ explore }: Props) {
  const [asked, setAsked] = useState(false); // a form is pending before the page has come alive as well
  const { onSubmit, pending, message } = useForm((said) => {
    setAsked(true);
    return explore(said);
  });
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col items-start gap-2">
      <Button type="submit" pending={pending}>
        Explore a sample shop
      </Button>
      <p className="max-w-[48ch] text-soft" role="status">
        {asked && pending
          ? "Its 2,000 customers and 90 days are being made. This takes some seconds."
          : "A coffee shop of made-up people, as a project of its own: it emails nobody, and can be removed at any time."}
      </p>
      <FormMessage message={message} />
    </form>
  );
}
