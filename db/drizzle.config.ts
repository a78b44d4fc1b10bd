import type { Config } from "drizzle-kit";

export default { dialect: "postgresql", schema: "./db/schema/index.ts", casing: "snake_case", out: "./db/migrations" } satisfies Config;
