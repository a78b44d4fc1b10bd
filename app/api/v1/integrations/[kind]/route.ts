import { connectIntegration, disconnectIntegration } from "@/lib/integrations/commands";
import { apiIntegration, getIntegration } from "@/lib/integrations/queries";
import { ApiIntegration, ConnectedIntegration, ConnectIntegration, Disconnected, IntegrationKind } from "@/lib/integrations/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows one integration, whether it is connected or not.",
  grant: "integrations:read",
  input: IntegrationKind,
  output: ApiIntegration,
  handle: async (scope, { kind }) => apiIntegration(await getIntegration(scope, kind)),
});

export const PUT = route({
  summary: "Connects an integration, or changes its settings.",
  grant: "integrations:write",
  input: ConnectIntegration,
  output: ConnectedIntegration,
  handle: async (scope, input) => {
    const { shown: made } = await connectIntegration(scope, input);
    return { ...apiIntegration(await getIntegration(scope, input.kind)), made };
  },
});

export const DELETE = route({
  summary: "Disconnects an integration, with its secrets and its log. What it has made in the project stays.",
  grant: "integrations:write",
  input: IntegrationKind,
  output: Disconnected,
  handle: async (scope, { kind }) => {
    await disconnectIntegration(scope, kind);
    return { kind, disconnected: true } as const;
  },
});
