import { sendTest } from "@/lib/messages/test-send";
import { SendTest, SentTests } from "@/lib/templates/schema";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Sends a template's draft to members of the project as a test. Its subject begins with [Test], and it counts for no customer.",
  grant: "templates:write",
  input: SendTest,
  output: SentTests,
  status: 201,
  handle: async (scope, input) => ({ results: await sendTest(scope, input) }),
});
