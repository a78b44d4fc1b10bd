import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { Env, EnvError, readEnv, showsComponents } from "@/lib/env";

const EXAMPLE = readFileSync(".env.example", "utf8");
const documented = new Set([...EXAMPLE.matchAll(/^# ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name));
/** Set by Node, npm and the system, not by whoever runs CrowdPower. */
const NOT_OURS = /^(NODE_ENV|NEXT_RUNTIME|PATH|INIT_CWD|npm_\w+)$/;

const ROOTS = ["app", "components", "db", "emails", "inngest", "lib", "scripts"];
const sources = ROOTS.flatMap((root) => readdirSync(root, { recursive: true, encoding: "utf8" }).map((file) => `${root}/${file}`));
const code = [...sources, "proxy.ts", "instrumentation.ts", "next.config.ts"].filter((file) => /\.(tsx?|mjs)$/.test(file));

const THREE = { DATABASE_URL: "postgres://app@db/app", APP_URL: "https://app.example.com/", AUTH_SECRET: "x".repeat(32) };
const problemsOf = (variables: Record<string, string>) => {
  try {
    readEnv(variables);
    return "";
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
};

describe(".env.example", () => {
  test("names every variable that is checked, and no other", () => {
    expect([...documented].filter((name) => name !== "PORT").sort()).toEqual(Object.keys(Env.shape).sort());
  });

  test("names every variable that the code reads", () => {
    const reads = (file: string) => [...readFileSync(file, "utf8").matchAll(/\b(?:process\.env|variables)\.([A-Za-z_]\w+)/g)];
    const unnamed = code.flatMap((file) => reads(file).map(([, name = ""]) => ({ file, name })));
    expect(unnamed.filter(({ name }) => !NOT_OURS.test(name) && !documented.has(name))).toEqual([]);
  });
});

test("compose.yaml passes on all that .env says, but for what it sets itself", () => {
  const compose = readFileSync("compose.yaml", "utf8");
  expect(compose).toMatch(/env_file:\n\s+- path: \.env\n\s+required: false/);
  const [, own = ""] = /environment:\n((?: {4}\S.*\n)+)/.exec(compose) ?? [];
  expect([...own.matchAll(/^ {4}(\w+):/gm)].map(([, name]) => name)).toEqual(["DATABASE_URL", "AUTH_SECRET", "APP_URL", "PORT"]);
});

describe("the environment", () => {
  test("of a server needs three variables", () => {
    expect(readEnv(THREE)).toMatchObject({ APP_URL: "https://app.example.com", LOG_LEVEL: "info" });
    for (const name of Object.keys(THREE)) expect(problemsOf({ ...THREE, [name]: "" })).toContain(`- ${name} is required`);
  });

  test("tells everything that is wrong with it at once, and no value", () => {
    const said = problemsOf({ DATABASE_URL: "mysql://root:hunter2@db", AUTH_SECRET: "hunter2", SMTP_URL: "hunter2", MAIL_FROM: "hunter2" });
    expect(said.match(/^ {2}- \w+/gm)).toEqual(["  - DATABASE_URL", "  - APP_URL", "  - AUTH_SECRET", "  - SMTP_URL", "  - MAIL_FROM"]);
    expect(said).not.toContain("hunter2");
  });

  test("may name a file that holds a secret, and says when it cannot be read", () => {
    const { AUTH_SECRET: _, ...two } = THREE;
    expect(readEnv({ ...two, AUTH_SECRET_FILE: "LICENSE" }).AUTH_SECRET).toContain("MIT License");
    expect(problemsOf({ ...two, AUTH_SECRET_FILE: "/nowhere" })).toContain(
      "- AUTH_SECRET_FILE names /nowhere, which cannot be read (ENOENT)",
    );
  });

  test("shows the components to nobody unless it is asked to", () => {
    vi.stubEnv("SHOW_COMPONENTS", "");
    expect(showsComponents()).toBe(false);
    vi.stubEnv("SHOW_COMPONENTS", "1");
    expect(showsComponents()).toBe(true);
    vi.unstubAllEnvs();
  });

  test("is refused in Inngest's development mode, which accepts unsigned calls", () => {
    expect(problemsOf({ ...THREE, INNGEST_DEV: "1" })).toContain("INNGEST_DEV must not be set");
  });
});
