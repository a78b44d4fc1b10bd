import { apiIntegration, getIntegration } from "@/lib/integrations/queries";
import { ApiIntegration, IntegrationKind } from "@/lib/integrations/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows one integration. It is connected by a person, in the app.",
  grant: "integrations:read",
  input: IntegrationKind,
  output: ApiIntegration,
  handle: async (scope, { kind }) => apiIntegration(await getIntegration(scope, kind)),
});
