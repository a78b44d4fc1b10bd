import { crowdMatching } from "@/lib/segments/crowd";
import { PreviewRule } from "@/lib/segments/schema";
import { answer } from "@/lib/web/answer";

export const POST = answer({ grant: "segments:read", input: PreviewRule, handle: (scope, { rule }) => crowdMatching(scope, rule) });
