import { ListVersions, ShownVersions } from "@/lib/templates/schema";
import { shownVersion } from "@/lib/templates/shown";
import { listVersions } from "@/lib/templates/versions";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists the published versions of a template, the latest first.",
  grant: "templates:read",
  input: ListVersions,
  output: ShownVersions,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listVersions(scope, input);
    return { data: items.map(shownVersion), next_cursor: nextCursor };
  },
});
