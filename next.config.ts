import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { NextConfig } from "next";

/** For every answer of every door; what only pages need is in proxy.ts. */
const HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true, // RudderStack's browser SDK asks for /sourceConfig/, and a browser's preflight follows no redirect
  typescript: { ignoreBuildErrors: true }, // types are checked by `npm test`; `npm start` installs no type checker to do it again
  logging: { serverFunctions: false }, // `npm run dev` would print what people send to actions, passwords too
  // Bundled, the editor that composes emails on the server would be taken for a part of every page that reads a template, and sent to browsers;
  // and Neon's driver, 140 KB, would stand in the code of each of 38 doors.
  serverExternalPackages: [
    "pg",
    "@neondatabase/serverless",
    "pino",
    "@node-rs/argon2",
    "inngest",
    "nodemailer",
    "esbuild",
    "@react-email/editor",
    "@tiptap/core",
    "@tiptap/pm",
  ],
  turbopack: {
    rules: {
      "prism.mjs": {
        condition: { all: ["browser", { path: /react-email\/dist\/components\/code-block\// }] },
        loaders: [resolve("scripts/launch/core-prism.cjs")],
      },
      "index.js": {
        condition: { all: ["browser", { path: /@tiptap\/react\/dist\/menus\// }] },
        loaders: [resolve("scripts/launch/kept-calls.cjs")],
      },
    },
  },
  experimental: {
    turbopackSourceMaps: process.env.NODE_ENV !== "production", // nothing reads those of a build
    turbopackFileSystemCacheForBuild: existsSync(".next/BUILD_ID"), // of use to who builds again; who builds once would wait for it a fifth longer
  },
  headers: async () => [{ source: "/:path*", headers: HEADERS }],
};

export default config;
