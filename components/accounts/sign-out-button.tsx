"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/web/action";

export function SignOutButton({ signOut }: { signOut: (said: unknown) => Promise<ActionResult<never>> }) {
  const [pending, start] = useTransition();
  return (
    <Button pending={pending} onClick={() => start(async () => void (await signOut({})))}>
      Sign out
    </Button>
  );
}
