"use client";

import { toast } from "@/components/ui/toast";
import { WebhookForm } from "@/components/webhooks/webhook-form";
import type { ShownWebhook } from "@/lib/webhooks/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = { webhook: ShownWebhook; mayChange: boolean; update: (said: unknown) => Promise<ActionResult<void>> };

export const EditWebhook = ({ webhook, mayChange, update }: Props) => (
  <WebhookForm
    webhook={webhook}
    mayChange={mayChange}
    verb="Save changes"
    save={(said) => update({ ...(said as object), id: webhook.id })}
    done={() => toast("Your changes are saved.")}
  />
);
