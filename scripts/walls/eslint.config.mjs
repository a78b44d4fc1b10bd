import tseslint from "typescript-eslint";

/** One row per folder: what it may not import, and what to do instead. Types may be imported anywhere. */
const WALLS = [
  {
    files: ["components/**"],
    except: ["components/ui/link.tsx"],
    ban: "^@/(app|db|inngest|emails|lib/(?!.+/schema$))|^next/link$",
    say: "Components get data as props; from lib they may use only schema files. Links are those of components/ui.",
  },
  {
    files: ["app/**"],
    except: ["app/api/inngest/route.ts"],
    ban: "^(drizzle-orm|pg|resend|inngest|next/link|@/(db|inngest|lib/(auth|mail|scope)))(/|$)",
    say: "Pages use load(), actions use action(), API routes use route(): each hands you a Scope. Links are those of components/ui.",
  },
  {
    files: ["lib/**"],
    except: ["lib/web/**", "lib/auth/**"],
    ban: "^(next|next-auth|react|react-dom)(/|$)|^@/(app|components|inngest/(client|functions|registry)|lib/(web|auth))(/|$)|^@/db/client$",
    say: "The domain does not know it is a website. Take a Scope and use scope.db; what must happen next goes through follow().",
  },
  { files: ["scripts/tag/**"], ban: "^(?!\\./)", say: "The JS tag runs in other people's pages: it brings only itself." },
  { files: ["lib/**/schema.ts"], ban: "^(?!zod$|@/lib/.+/schema$)", say: "Schema files run in the browser too: zod only." },
  { files: ["db/**"], ban: "^@/(?!db/|lib/env$|lib/.+/schema$)", say: "Tables know only each other and the vocabulary in schema files." },
  {
    files: ["inngest/functions/**"],
    ban: "^(drizzle-orm|resend|@/(app|components|db))(/|$)",
    say: "A job orders steps; the work is a lib function.",
  },
  {
    files: ["inngest/engine/**"],
    ban: "^@/(app|components|emails|lib/(?!log$|env$|clock$))",
    say: "The engine runs any function: it knows nothing of the product.",
  },
  { files: ["inngest/events.ts"], ban: "^@/(?!lib/.+/schema$)", say: "lib imports this, so it imports nothing back." },
  { files: ["emails/**"], ban: "^@/(?!emails/)", say: "An email is a pure function of its props." },
];

const ENVIRONMENT = {
  selector:
    ":not(MemberExpression[property.name=/^(NODE_ENV|NEXT_RUNTIME)$/]) > MemberExpression[object.name='process'][property.name='env']",
  message: "Variables are read by lib/env.ts alone, which checks and documents them: use env() or variable().",
};
const USE_SERVER = { selector: "ExpressionStatement[directive='use server']", message: "'use server' belongs in app/**/actions.ts." };
const ACTIONS = {
  selector:
    "ExportNamedDeclaration:not([declaration.type='VariableDeclaration']), ExportNamedDeclaration > VariableDeclaration > VariableDeclarator:not([init.callee.name=/^(action|.+Action)$/])",
  message: "Everything exported from a 'use server' file is a public endpoint, so it must be made by action().",
};
const ROUTES = {
  selector: "ExportNamedDeclaration > VariableDeclaration > VariableDeclarator:not([init.callee.name='route'])",
  message: "Public API handlers are made by route().",
};
const CLOCK = {
  selector:
    "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now'], TemplateElement[value.raw=/\\bnow\\(\\)|current_timestamp/i]",
  message: "The domain asks its Scope for the time: scope.clock.now(), in SQL as a parameter.",
};

const MINT = {
  selector: ":matches(ImportSpecifier[imported.name=/^mint(Scope|Account)$/], ExportSpecifier[local.name=/^mint(Scope|Account)$/])",
  message:
    "A Scope is proof, so it is made where something is proven: by lib/auth, or for who has just founded, claimed or joined a project.",
};
/** The few that may: the gates, and the commands by which somebody first gets into a project. */
const MINTERS = ["lib/auth/*.ts", "lib/projects/create.ts", "lib/accounts/claiming.ts", "lib/members/accepting.ts"];

const SOURCES = ["{app,components,db,emails,inngest,lib}/**/*.{ts,tsx}", "proxy.ts", "instrumentation.ts"];
const syntax = (files, ignores, ...rules) => ({ files, ignores, rules: { "no-restricted-syntax": ["error", ...rules] } });

export default tseslint.config(
  { ignores: ["node_modules/**", ".next/**", ".data/**", "dist/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["**/*.{ts,tsx}"], extends: [tseslint.configs.base] },
  ...WALLS.map(({ files, except = [], ban, say }) => ({
    files,
    ignores: except,
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [{ regex: ban, message: say, allowTypeImports: true }] }] },
  })),
  // A later block replaces the rules of an earlier one for the same file, so each names all of its own.
  syntax(SOURCES, ["lib/env.ts"], ENVIRONMENT, USE_SERVER),
  syntax(["app/api/v1/**/route.ts"], [], ENVIRONMENT, USE_SERVER, ROUTES),
  syntax(["app/**/actions.ts"], [], ENVIRONMENT, ACTIONS),
  syntax(["lib/**/*.{ts,tsx}"], ["lib/env.ts", "lib/clock.ts"], ENVIRONMENT, USE_SERVER, CLOCK, MINT),
  syntax(["inngest/**/*.ts"], [], ENVIRONMENT, USE_SERVER, MINT),
  syntax(MINTERS, [], ENVIRONMENT, USE_SERVER, CLOCK),
);
