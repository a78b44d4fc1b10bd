module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    {
      name: "scopes-are-minted-at-the-gates",
      comment: "Only the gates hold the pool, so everything else works inside the project it was let into.",
      severity: "error",
      from: { path: "^(app|components|lib|inngest/functions)/", pathNot: "^lib/auth/" },
      to: { path: "^db/client", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "tests-are-not-shipped",
      severity: "error",
      from: { path: "^(app|components|db|emails|inngest|lib|scripts/launch)/" },
      to: { path: "^tests/" },
    },
    {
      name: "runtime-needs-no-dev-dependency",
      severity: "error",
      from: { path: "^(app|components|db|emails|inngest|lib|scripts/launch)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|\\.data)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
