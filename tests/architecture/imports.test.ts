import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { configuration, cruiseProject, PROJECT } from "./support/cruise";
import { inScratchTree, type PlantedFiles } from "./support/scratch";
import { listFiles } from "./support/tree";

const isTypeScript = (file: string) => /\.tsx?$/.test(file);

/** A package that holds one empty module for each of its entries. */
const fakePackage = (name: string, ...entries: string[]): PlantedFiles =>
  Object.fromEntries([
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" })],
    ...["index", ...entries].map((entry) => [`node_modules/${name}/${entry}.js`, "module.exports = {};"] as const),
  ]);

/** What every planted tree stands on: the project's own settings, and packages to import. */
const ground: PlantedFiles = {
  "tsconfig.json": readFileSync(path.join(PROJECT, "tsconfig.json"), "utf8"),
  "package.json": JSON.stringify({
    name: "scratch",
    type: "module",
    dependencies: Object.fromEntries(["next", "next-auth", "use-intl", "pg", "pino", "react", "server-only", "zod", "@prisma/client"].map((name) => [name, "1.0.0"])),
    devDependencies: { "fast-check": "1.0.0" },
  }),
  ...fakePackage("next", "headers"),
  ...["next-auth", "use-intl", "pg", "pino", "react", "server-only", "zod", "@prisma/client", "fast-check"].map((name) => fakePackage(name)).reduce((all, one) => ({ ...all, ...one })),
};

const SERVER = 'import "server-only";\n';
const plain = "export const value = 1;\n";

interface Planted {
  rule: string;
  what: string;
  files: PlantedFiles;
}

const planted: Planted[] = [
  {
    rule: "no-cycles",
    what: "two files that import each other",
    files: {
      "src/domain/a.ts": 'import { b } from "./b";\nexport const a = () => b;\n',
      "src/domain/b.ts": 'import { a } from "./a";\nexport const b = () => a;\n',
    },
  },
  {
    rule: "no-cycles",
    what: "two files that import each other's types",
    files: {
      "src/domain/a.ts": 'import type { B } from "./b";\nexport interface A { b: B }\n',
      "src/domain/b.ts": 'import type { A } from "./a";\nexport interface B { a: A }\n',
    },
  },
  { rule: "no-orphans", what: "a file that nothing imports", files: { "src/lib/alone.ts": plain } },
  { rule: "no-unresolved", what: "an import of a file that is not there", files: { "src/domain/a.ts": 'export * from "./nowhere";\n' } },
  { rule: "no-unresolved", what: "an aliased import of a file that is not there", files: { "src/domain/a.ts": 'export * from "@/domain/nowhere";\n' } },
  { rule: "no-development-packages", what: "a page that uses a development package", files: { "src/app/page.tsx": 'import "fast-check";\n' } },
  { rule: "src-stands-alone", what: "a page that imports a test's helper", files: { "src/app/page.tsx": 'import "../../tests/helper";\n', "tests/helper.ts": plain } },
  { rule: "src-stands-alone", what: "a page that imports demonstration data", files: { "src/app/page.tsx": 'import "../../prisma/demo/load";\n', "prisma/demo/load.ts": plain } },
  { rule: "packs-through-the-server", what: "a page that imports a pack", files: { "src/app/page.tsx": 'import "@packs/somewhere";\n', "prisma/packs/somewhere.ts": plain } },
  { rule: "domain-imports-nothing", what: "a domain file that uses a library", files: { "src/domain/a.ts": 'import "zod";\n' } },
  { rule: "domain-imports-nothing", what: "a domain file that asks the machine", files: { "src/domain/a.ts": 'import "node:crypto";\n' } },
  { rule: "domain-imports-nothing", what: "a domain file that imports a helper", files: { "src/domain/a.ts": 'import "@/lib/b";\n', "src/lib/b.ts": plain } },
  { rule: "lib-is-small", what: "a helper that uses React", files: { "src/lib/a.ts": 'import "react";\n' } },
  { rule: "lib-is-small", what: "a helper that imports a component", files: { "src/lib/a.ts": 'import "@/components/b";\n', "src/components/b.tsx": plain } },
  { rule: "messages-know-nothing", what: "words that import a feature", files: { "src/messages/a.ts": 'import "@/features/x/rules";\n', "src/features/x/rules.ts": plain } },
  { rule: "components-know-no-feature", what: "a component that imports a feature's rules", files: { "src/components/a.tsx": 'import "@/features/x/rules";\n', "src/features/x/rules.ts": plain } },
  { rule: "components-know-no-feature", what: "a component that reaches the server", files: { "src/components/a.tsx": 'import "@/server/log";\n', "src/server/log.ts": SERVER } },
  { rule: "components-know-no-feature", what: "a component that chooses its words", files: { "src/components/a.tsx": 'import "@/messages/words";\n', "src/messages/words.ts": 'import "use-intl";\n' } },
  { rule: "server-knows-no-feature", what: "a server file that imports a service", files: { "src/server/a.ts": `${SERVER}import "@/features/x/service";\n`, "src/features/x/service.ts": SERVER } },
  { rule: "nothing-imports-app", what: "a component that imports a page", files: { "src/features/x/components/a.tsx": 'import "@/app/page";\n', "src/app/page.tsx": plain } },
  { rule: "nothing-imports-app", what: "a service that imports a page", files: { "src/features/x/service.ts": `${SERVER}import "@/app/page";\n`, "src/app/page.tsx": plain } },
  ...["schema", "rules", "policy", "report", "import"].map((name) => ({
    rule: "pure-files-stay-pure",
    what: `a ${name}.ts that reaches the server`,
    files: { [`src/features/x/${name}.ts`]: 'import "@/server/log";\n', "src/server/log.ts": SERVER },
  })),
  { rule: "pure-files-stay-pure", what: "rules that ask the machine", files: { "src/features/x/rules.ts": 'import "node:fs";\n' } },
  { rule: "pure-files-stay-pure", what: "a part's rules that use a service", files: { "src/features/x/part/rules.ts": 'import "../service";\n', "src/features/x/service.ts": SERVER } },
  {
    rule: "repository-only-by-service",
    what: "a page that reads rows",
    files: { "src/app/page.tsx": 'import "@/features/x/repository";\n', "src/features/x/repository.ts": SERVER },
  },
  {
    rule: "repository-only-by-service",
    what: "a component that reads rows",
    files: { "src/features/x/components/a.tsx": 'import "../repository";\n', "src/features/x/repository.ts": SERVER },
  },
  {
    rule: "repository-only-by-service",
    what: "a register that reads rows",
    files: { "src/features/x/register.ts": 'import "./repository";\n', "src/features/x/repository.ts": SERVER },
  },
  {
    rule: "repository-only-by-its-own-service",
    what: "a service that reads another feature's rows",
    files: { "src/features/x/service.ts": 'import "@/features/y/repository";\n', "src/features/y/repository.ts": SERVER },
  },
  {
    rule: "repository-only-reads-and-writes",
    what: "a repository that writes the audit trail",
    files: { "src/features/x/repository.ts": 'import "@/server/audit";\n', "src/server/audit.ts": SERVER },
  },
  {
    rule: "repository-only-reads-and-writes",
    what: "a repository that runs another feature's use case",
    files: { "src/features/x/repository.ts": 'import "@/features/y/service";\n', "src/features/y/service.ts": SERVER },
  },
  ...["service", "register"].flatMap((name) => [
    { rule: "services-know-no-web", what: `a ${name} that uses the framework`, files: { [`src/features/x/${name}.ts`]: `${SERVER}import "next/headers";\n` } },
    { rule: "services-know-no-web", what: `a ${name} that uses React`, files: { [`src/features/x/${name}.ts`]: `${SERVER}import "react";\n` } },
    { rule: "services-know-no-web", what: `a ${name} that asks who is there`, files: { [`src/features/x/${name}.ts`]: 'import "@/server/auth";\n', "src/server/auth.ts": SERVER } },
    { rule: "services-know-no-web", what: `a ${name} that imports a component`, files: { [`src/features/x/${name}.ts`]: `${SERVER}import "./components/a";\n`, "src/features/x/components/a.tsx": plain } },
  ]),
  { rule: "services-know-no-web", what: "a repository that uses the framework", files: { "src/features/x/repository.ts": `${SERVER}import "next/headers";\n` } },
  { rule: "components-reach-no-server", what: "a feature's component that reaches the server", files: { "src/features/x/components/a.tsx": 'import "@/server/log";\n', "src/server/log.ts": SERVER } },
  { rule: "actions-only-from-the-interface", what: "a service that posts a form", files: { "src/features/x/service.ts": `${SERVER}import "./actions";\n`, "src/features/x/actions.ts": plain } },
  { rule: "actions-of-own-feature", what: "a component with another feature's form", files: { "src/features/x/components/a.tsx": 'import "@/features/y/actions";\n', "src/features/y/actions.ts": plain } },
  { rule: "register-only-by-registers", what: "a service that imports a register", files: { "src/features/x/service.ts": 'import "@/features/y/register";\n', "src/features/y/register.ts": SERVER } },
  {
    rule: "registers-only-by-entries",
    what: "a service that imports the list of registers",
    files: { "src/features/x/service.ts": `${SERVER}import "@/registers";\n`, "src/registers.ts": plain },
  },
  { rule: "database-only-in-repositories", what: "a service that holds the database's client", files: { "src/features/x/service.ts": `${SERVER}import "@db/client";\n`, "prisma/generated/client.ts": plain } },
  { rule: "database-only-in-repositories", what: "a page that connects by itself", files: { "src/app/page.tsx": 'import "pg";\n' } },
  { rule: "handles-only-in-services", what: "a page that reads by itself", files: { "src/app/page.tsx": 'import "@/server/db";\n', "src/server/db.ts": SERVER } },
  { rule: "handles-only-in-services", what: "an action that opens a transaction", files: { "src/features/x/actions.ts": 'import "@/server/transaction";\n', "src/server/transaction.ts": SERVER } },
  { rule: "next-auth-behind-one-door", what: "a page that uses the sign-in library", files: { "src/app/page.tsx": 'import "next-auth";\n' } },
  { rule: "actors-only-from-sign-in", what: "a service that makes an actor", files: { "src/features/x/service.ts": 'import "@/server/session";\n', "src/server/session.ts": SERVER } },
  { rule: "actors-only-from-sign-in", what: "the start of the program making an actor", files: { "src/instrumentation.ts": 'import "@/server/session";\n', "src/server/session.ts": SERVER } },
  { rule: "server-files-say-so", what: "a server file without its mark", files: { "src/server/a.ts": 'import "pino";\n' } },
  { rule: "services-stay-on-the-server", what: "a service that nothing keeps out of browsers", files: { "src/features/x/service.ts": 'import "zod";\n' } },
];

describe("what may import what", () => {
  it("every import in src follows the rules, and every file in src was read", async () => {
    const result = await cruiseProject(PROJECT);
    expect(result.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`)).toEqual([]);
    const read = result.modules.map((module) => module.source).filter((source) => source.startsWith("src/") && isTypeScript(source));
    const written = listFiles(PROJECT, ["src"]).filter(isTypeScript);
    expect(written.length).toBeGreaterThan(50);
    expect(read.sort()).toEqual(written.sort());
  });

  it("every rule is an error and has a violation planted below", () => {
    const rules = [...(configuration.forbidden ?? []), ...(configuration.required ?? [])];
    expect(rules.filter((rule) => rule.severity !== "error").map((rule) => rule.name)).toEqual([]);
    expect([...new Set(planted.map((plant) => plant.rule))].sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  it("a tree that follows the rules passes", async () => {
    const files = {
      "src/app/page.tsx": 'import "react";\nimport "@/features/x/service";\nimport "@/features/x/actions";\nimport "@/features/x/components/form";\nimport "@/registers";\n',
      "src/registers.ts": 'import "@/features/x/register";\n',
      "src/features/x/register.ts": 'import "./service";\n',
      "src/features/x/actions.ts": 'import "@/server/action";\nimport "./schema";\nimport "./service";\n',
      "src/features/x/components/form.tsx": 'import "../actions";\nimport "../policy";\nimport "@/components/field";\n',
      "src/features/x/service.ts": 'import "@/server/transaction";\nimport "./repository";\nimport "./rules";\nimport "@/features/y/service";\nimport "@/server/db";\n',
      "src/features/y/service.ts": SERVER,
      "src/features/x/repository.ts": 'import "@/server/db";\nimport "@db/client";\nimport "./schema";\n',
      "src/features/x/rules.ts": 'import "./schema";\n',
      "src/features/x/policy.ts": 'import "@/domain/policy";\n',
      "src/features/x/schema.ts": 'import "zod";\nimport "@/lib/fields";\nimport "@packs/pack";\n',
      "src/components/field.tsx": 'import "@/lib/fields";\n',
      "src/lib/fields.ts": 'import "zod";\nimport "@/domain/policy";\n',
      "src/domain/policy.ts": plain,
      "src/server/action.ts": 'import "server-only";\nimport "next/headers";\nimport "@/lib/fields";\nimport "./session";\n',
      "src/server/session.ts": 'import "server-only";\nimport "./db";\n',
      "src/server/transaction.ts": 'import "server-only";\nimport "./db";\n',
      "src/server/db.ts": 'import "server-only";\nimport "@db/client";\n',
      "prisma/generated/client.ts": plain,
      "prisma/packs/pack.ts": plain,
    };
    expect(await violationsIn(files)).toEqual([]);
  });

  it.each(planted.map((plant) => [`${plant.rule}: ${plant.what}`, plant] as const))("%s is found, by this rule alone", async (_name, { rule, files }) => {
    expect([...new Set(await violationsIn(files))]).toEqual([rule]);
  });
});

function violationsIn(files: PlantedFiles): Promise<string[]> {
  return inScratchTree({ ...ground, ...files }, async (folder) => (await cruiseProject(folder)).summary.violations.map((violation) => violation.rule.name));
}
