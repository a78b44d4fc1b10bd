import { previewRule } from "@/lib/segments/preview";
import { PreviewRule } from "@/lib/segments/schema";
import { answer } from "@/lib/web/answer";

export const POST = answer({
  grant: "segments:read",
  input: PreviewRule,
  handle: (scope, { rule }, gone) => previewRule(scope, rule, gone),
});
