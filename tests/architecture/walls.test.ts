import { ESLint } from "eslint";
import { describe, expect, test } from "vitest";

/** The walls are only as good as the linter's configuration, so each is tried: what may not pass, and what may. */
const eslint = new ESLint({ overrideConfigFile: "scripts/walls/eslint.config.mjs" });
const complaints = async (filePath: string, code: string) => {
  const [result] = await eslint.lintText(code, { filePath });
  return result?.messages.map(({ message }) => message) ?? [];
};

const REFUSED: [string, string][] = [
  ["app/(dashboard)/[project]/segments/page.tsx", 'import { pool } from "@/db/client";'],
  ["app/(dashboard)/[project]/segments/page.tsx", 'import { sql } from "drizzle-orm";'],
  ["app/(dashboard)/[project]/segments/page.tsx", 'import { mintScope } from "@/lib/scope";'],
  ["app/(dashboard)/[project]/segments/page.tsx", 'import { scopeFromSession } from "@/lib/auth/gates";'],
  ["app/(dashboard)/[project]/segments/actions.ts", '"use server";\nexport async function open() {}'],
  ["app/(dashboard)/[project]/segments/actions.ts", '"use server";\nexport const open = async () => {};'],
  ["app/api/v1/segments/route.ts", "export const GET = async () => new Response();"],
  ["components/segments/form.tsx", 'import { listSegments } from "@/lib/segments/queries";'],
  ["components/segments/form.tsx", 'import { pool } from "@/db/client";'],
  ["components/segments/form.tsx", '"use server";'],
  ["lib/segments/queries.ts", 'import { pool } from "@/db/client";'],
  ["lib/segments/queries.ts", 'import { redirect } from "next/navigation";'],
  ["lib/segments/queries.ts", 'import { load } from "@/lib/web/page";'],
  ["lib/segments/queries.ts", 'import { inngest } from "@/inngest/client";'],
  ["lib/segments/queries.ts", "export const at = () => new Date();"],
  ["lib/segments/queries.ts", "export const at = () => Date.now();"],
  ["lib/segments/queries.ts", "export const at = sql`select now()`;"],
  ["lib/segments/queries.ts", "export const url = process.env.APP_URL;"],
  ["lib/segments/schema.ts", 'import { eq } from "drizzle-orm";'],
  ["lib/segments/operators/schema.ts", 'import { listSegments } from "@/lib/segments/queries";'],
  ["lib/broadcasts/sending.ts", 'import { mintScope } from "@/lib/scope";'],
  ["inngest/functions/refresh.ts", 'import { mintScope } from "@/lib/scope";'],
  ["scripts/tag/tag.ts", 'import { z } from "zod";'],
  ["scripts/tag/tag.ts", 'import { keyOf } from "@/lib/customers/claims";'],
  ["db/schema/segments.ts", 'import { listSegments } from "@/lib/segments/queries";'],
  ["inngest/functions/refresh.ts", 'import { pool } from "@/db/client";'],
  ["inngest/engine/claim.ts", 'import { advance } from "@/lib/automations/advancing";'],
  ["emails/welcome.tsx", 'import { log } from "@/lib/log";'],
];

const WELCOME: [string, string][] = [
  ["app/(dashboard)/[project]/segments/page.tsx", 'import { load } from "@/lib/web/page";\nimport type { Scope } from "@/lib/scope";'],
  [
    "app/(dashboard)/[project]/segments/actions.ts",
    '"use server";\nimport { action } from "@/lib/web/action";\nexport const open = action({});',
  ],
  ["app/api/v1/segments/route.ts", "export const GET = route({});"],
  [
    "components/segments/form.tsx",
    'import { SegmentRule } from "@/lib/segments/schema";\nimport type { ActionResult } from "@/lib/web/action";',
  ],
  ["lib/segments/queries.ts", 'import { segments } from "@/db/schema";\nexport const at = (millis: number) => new Date(millis);'],
  ["lib/segments/schema.ts", 'import { z } from "zod";'],
  ["lib/auth/gates.ts", 'import { mintScope } from "@/lib/scope";'],
  ["lib/members/accepting.ts", 'import { mintScope } from "@/lib/scope";'],
  ["lib/broadcasts/sending.ts", 'import { inTransaction } from "@/lib/scope";'],
  ["lib/segments/operators/schema.ts", 'import { z } from "zod";\nimport { PlainText } from "@/lib/segments/schema";'],
  ["scripts/tag/tag.ts", 'import { Outbox } from "./outbox";\nexport const at = () => Date.now();'],
  ["inngest/functions/refresh.ts", 'import { scopeForJob } from "@/lib/auth/gates";'],
];

describe("a wall stops", () => {
  test.each(REFUSED)("%s: %s", async (file, code) => expect(await complaints(file, code)).toHaveLength(1));
});

describe("a wall lets through", () => {
  test.each(WELCOME)("%s: %s", async (file, code) => expect(await complaints(file, code)).toEqual([]));
});
