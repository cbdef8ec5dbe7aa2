/**
 * Which file may import which: the layers of src/README.md, as rules that a tool checks.
 * tests/architecture plants one violation of every rule here and expects that rule, and no other, to fire.
 */

// A feature's folder, or the folder of a part that was split from it.
const FEATURE = "src/features/.+/";
const TEST = "\\.test\\.tsx?$";

const PURE = `^${FEATURE}(?:schema|rules|policy|report|import)\\.ts$`;
const SERVICE = `^${FEATURE}service\\.ts$`;
const REPOSITORY = `^${FEATURE}repository\\.ts$`;
const REGISTER = `^${FEATURE}register\\.ts$`;
const ACTIONS = `^${FEATURE}actions\\.ts$`;
const FEATURE_COMPONENTS = "^src/features/.+/components/";

const npm = (...names) => `(?:^|/)node_modules/(?:${names.join("|")})(?:/|$)`;
const PACK_TYPES = "^prisma/packs/pack\\.ts$";
const REACT = ["react", "react-dom", "@types/react", "@types/react-dom"];

/** The server's files that stand at the door between the web and the services. */
const WEB_DOORS = "^src/server/(?:action|auth|locale|route)\\.ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or need a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "A file that nothing imports and that imports nothing does nothing.",
      severity: "error",
      from: { orphan: true, pathNot: [TEST, "^src/app/", "^src/(?:instrumentation|worker)\\.ts$", "\\.d\\.ts$"] },
      to: {},
    },
    {
      name: "no-unresolved",
      comment: "What cannot be found cannot be checked either.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-development-packages",
      comment: "The running program has only the packages under `dependencies`.",
      severity: "error",
      from: { path: "^src/", pathNot: TEST },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "src-stands-alone",
      comment: "The program does not lean on its tests, scripts, benchmarks or demonstration data.",
      severity: "error",
      from: { path: "^src/", pathNot: TEST },
      to: { path: "^(?:tests|scripts|e2e|bench|prisma/demo|prisma/migrations)/" },
    },
    {
      name: "packs-through-the-server",
      comment: "A pack is data that the server hands over; what it looks like, `pack.ts`, is for everyone.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/server/" },
      to: { path: "^prisma/packs/", pathNot: PACK_TYPES },
    },

    // The direction: app → features → components → lib, and features → server → domain.
    {
      name: "domain-imports-nothing",
      comment: "The domain is true without any library, framework or database.",
      severity: "error",
      from: { path: "^src/domain/", pathNot: TEST },
      to: { pathNot: "^src/domain/", couldNotResolve: false },
    },
    {
      name: "lib-is-small",
      comment: "Helpers for browser and server alike: the domain, what a pack looks like, and zod.",
      severity: "error",
      from: { path: "^src/lib/", pathNot: TEST },
      to: { pathNot: ["^src/(?:lib|domain)/", PACK_TYPES, npm("zod")], couldNotResolve: false },
    },
    {
      name: "messages-know-nothing",
      comment: "Words are data.",
      severity: "error",
      from: { path: "^src/messages/", pathNot: TEST },
      to: { pathNot: ["^src/messages/", npm("use-intl")], couldNotResolve: false },
    },
    {
      name: "components-know-no-feature",
      comment: "What lies in src/components could ship in another product; words and data come in as props.",
      severity: "error",
      from: { path: "^src/components/" },
      to: { path: ["^src/", "^prisma/"], pathNot: ["^src/(?:components|lib)/"] },
    },
    {
      name: "server-knows-no-feature",
      comment: "One file per concern of the outside world; features come to it, not the other way.",
      severity: "error",
      from: { path: "^src/server/", pathNot: TEST },
      to: { path: "^src/(?:features|components)/" },
    },
    {
      name: "nothing-imports-app",
      comment: "app/ is routing only, so there is nothing in it to import.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/app/"] },
      to: { path: "^src/app/" },
    },

    // Inside a feature: the name is the layer.
    {
      name: "pure-files-stay-pure",
      comment: "Schemas, rules, policies, reports and imports of files are values in, values out.",
      severity: "error",
      from: { path: PURE },
      to: { pathNot: ["^src/(?:domain|lib)/", PURE, PACK_TYPES, npm("zod")], couldNotResolve: false },
    },
    {
      name: "repository-only-by-service",
      comment: "Only a use case, which has asked for permission, reads and writes rows.",
      severity: "error",
      from: { pathNot: SERVICE },
      to: { path: REPOSITORY },
    },
    {
      name: "repository-only-by-its-own-service",
      comment: "Another feature's rows are asked for through its service.",
      severity: "error",
      from: { path: "^src/features/(.+)/service\\.ts$" },
      to: { path: REPOSITORY, pathNot: "^src/features/$1/repository\\.ts$" },
    },
    {
      name: "repository-only-reads-and-writes",
      comment: "Rows in and out and nothing else: no use case, no mail, no job, no clock of its own. A record's history is a part of its statement.",
      severity: "error",
      from: { path: REPOSITORY },
      to: { path: [SERVICE, "^src/messages/", "^src/server/"], pathNot: ["^src/server/(?:body-sql|db|disposed|errors|history|permit|transaction)\\.ts$"] },
    },
    {
      name: "services-know-no-web",
      comment: "A use case runs the same from a form, a route, a job and a test.",
      severity: "error",
      from: { path: [SERVICE, REPOSITORY, REGISTER] },
      to: { path: ["^src/components/", FEATURE_COMPONENTS, WEB_DOORS, npm("next", ...REACT)] },
    },
    {
      name: "components-reach-no-server",
      comment: "A page hands a component what it shows; one that must ask itself asks a service, which asks for permission.",
      severity: "error",
      from: { path: FEATURE_COMPONENTS },
      to: { path: "^src/server/" },
    },
    {
      name: "actions-only-from-the-interface",
      comment: "An action is a door from outside; what the server does itself it does through services.",
      severity: "error",
      from: { pathNot: ["^src/app/", FEATURE_COMPONENTS] },
      to: { path: ACTIONS },
    },
    {
      name: "actions-of-own-feature",
      comment: "Another feature's form is shown by that feature's component.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/.*components/" },
      to: { path: ACTIONS, pathNot: "^src/features/$1/" },
    },
    {
      name: "register-only-by-registers",
      comment: "The one file that names all registers is the one that imports them.",
      severity: "error",
      from: { pathNot: "^src/registers\\.ts$" },
      to: { path: REGISTER },
    },
    {
      name: "registers-only-by-entries",
      comment: "Spanning services are handed the list, by pages and actions, so that it makes no cycle.",
      severity: "error",
      from: { pathNot: "^src/(?:app/|features/.+/actions\\.ts$|(?:instrumentation|worker)\\.ts$)" },
      to: { path: "^src/registers\\.ts$" },
    },

    // What only a few may touch.
    {
      name: "database-only-in-repositories",
      comment: "Whoever holds the client can write without a permit.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/server/", REPOSITORY] },
      to: { path: ["^prisma/generated/", npm("@prisma", "pg")] },
    },
    {
      name: "handles-only-in-services",
      comment: "A service passes a sealed handle on; only repositories open it, which the linter sees to.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/server/", REPOSITORY, SERVICE] },
      to: { path: "^src/server/(?:db|transaction)\\.ts$" },
    },
    {
      name: "next-auth-behind-one-door",
      comment: "The sign-in library can be replaced by changing one file.",
      severity: "error",
      from: { pathNot: "^src/(?:server/oidc\\.ts$|app/api/auth/)" },
      to: { path: npm("next-auth") },
    },
    {
      name: "actors-only-from-sign-in",
      comment: "session.ts makes actors, also the program's own; whoever could import it could be anyone.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/server/" },
      to: { path: "^src/server/session\\.ts$" },
    },
  ],
  required: [
    {
      name: "server-files-say-so",
      comment: "The build then fails where server code would reach a browser. The errors are plain values, and what reads workbooks is started by its file, in a thread that knows no such mark.",
      severity: "error",
      module: { path: "^src/server/", pathNot: [TEST, "^src/server/errors\\.ts$", "^src/server/(?:workbooks/read|archives/parts|attachments/(?:inspector|drawer))\\.mjs$"] },
      to: { path: npm("server-only") },
    },
    {
      name: "services-stay-on-the-server",
      comment: "A use case or a query in a browser's bundle is a fault, found at build time by the mark that its imports carry.",
      severity: "error",
      module: { path: [SERVICE, REPOSITORY, REGISTER] },
      to: { path: npm("server-only"), reachable: true },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: ["(?:^|/)node_modules/", "^prisma/generated/"] },
    exclude: { path: "\\.(?:css|svg|woff2)$" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types", "typings"],
      extensions: [".ts", ".tsx", ".d.ts", ".mjs", ".js", ".json"],
    },
  },
};
