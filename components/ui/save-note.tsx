"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { Saving } from "@/components/ui/use-saved";

type Props = {
  saving: Saving;
  settle: () => Promise<boolean>;
  because?: string | undefined;
  /** What is said once all is kept. */
  saved?: string;
};

/** Whether what is seen is kept, or `because` of what it cannot be yet. Read out politely, and not again for every letter. */
export function SaveNote({ saving, settle, because, saved = "Saved" }: Props) {
  const [pending, start] = useTransition();
  const tryAgain = () => start(async () => void (await settle()));
  if (saving.state === "failed")
    return (
      <span role="alert" className="text-bad">
        Not saved. {saving.message}
      </span>
    );
  if (saving.state === "lost")
    return (
      <span role="alert" className="inline-flex flex-wrap items-center gap-2 text-bad">
        Not saved. Check your connection.
        <Button size="small" pending={pending} onClick={tryAgain}>
          Try again
        </Button>
      </span>
    );
  return <span role="status">{because ?? (saving.state === "saving" ? "Saving…" : saved)}</span>;
}
