"use server";

import { whyActive } from "@/lib/projects/active-crowd";
import { AskWhyActive } from "@/lib/projects/schema";
import { action } from "@/lib/web/action";

export const whyAction = action({ grant: "customers:read", input: AskWhyActive, handle: (scope, asked) => whyActive(scope, asked) });
