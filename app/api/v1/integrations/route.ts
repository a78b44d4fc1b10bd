import { apiIntegration, listIntegrations } from "@/lib/integrations/queries";
import { ApiIntegrations, ListIntegrations } from "@/lib/integrations/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists every integration there is, and how each stands in this project. All of them are one page.",
  grant: "integrations:read",
  input: ListIntegrations,
  output: ApiIntegrations,
  handle: async (scope) => ({ data: (await listIntegrations(scope)).map(apiIntegration), next_cursor: null }),
});
