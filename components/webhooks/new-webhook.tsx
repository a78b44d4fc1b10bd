"use client";

import { useState } from "react";
import { MadeSecrets } from "@/components/integrations/made-secrets";
import { ButtonLink } from "@/components/ui/button";
import { WebhookForm } from "@/components/webhooks/webhook-form";
import type { MadeWebhook } from "@/lib/webhooks/schema";
import type { ActionResult } from "@/lib/web/action";

type Made = Pick<MadeWebhook, "id" | "secret">;
type Props = { path: string; mayChange: boolean; create: (said: unknown) => Promise<ActionResult<Made>> };

/** Asks where to and of what; then shows the secret, once. */
export function NewWebhook({ path, mayChange, create }: Props) {
  const [made, setMade] = useState<Made | null>(null);
  if (!made) return <WebhookForm mayChange={mayChange} verb="Create webhook" save={create} done={setMade} />;
  return (
    <div className="flex flex-col items-start gap-4">
      <p>The webhook is on. Your server knows by this secret that a call is from here.</p>
      <MadeSecrets secrets={{ "Signing secret": made.secret }} />
      <ButtonLink variant="primary" href={`${path}/${made.id}`}>
        Open the webhook
      </ButtonLink>
    </div>
  );
}
