import { listMembers, shownMember } from "@/lib/members/queries";
import { ListMembers, ShownMembers } from "@/lib/members/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists who works in the project, and as what.",
  grant: "members:read",
  input: ListMembers,
  output: ShownMembers,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listMembers(scope, input);
    return { data: items.map(shownMember), next_cursor: nextCursor };
  },
});
