import "server-only";
import type { Integration } from "@/lib/integrations/contract";
import { discord } from "@/lib/integrations/discord/discord";
import { resend } from "@/lib/integrations/resend/resend";
import { slack } from "@/lib/integrations/slack/slack";
import { smtp } from "@/lib/integrations/smtp/smtp";
import { webhook } from "@/lib/integrations/webhook/webhook";
import { notFound } from "@/lib/errors";

/** Every integration there is, as the catalogue lists them. */
export const INTEGRATIONS: Integration[] = [resend, smtp, slack, discord, webhook];

export function integrationOf(kind: string): Integration {
  const integration = INTEGRATIONS.find((each) => each.kind === kind);
  if (!integration) throw notFound("integration");
  return integration;
}

/** An action by its names, or null where a flow names one that is no longer there. */
export function findAction(kind: string | null, name: string | null) {
  const integration = INTEGRATIONS.find((each) => each.kind === kind);
  const action = integration?.actions.find((each) => each.name === name);
  return integration && action ? { integration, action } : null;
}
