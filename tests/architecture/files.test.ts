import { describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import { PROJECT } from "./support/cruise";
import {
  checkActions,
  checkActors,
  checkDocstrings,
  checkFileList,
  checkMunicipalities,
  checkNames,
  checkRoutes,
  checkServiceLength,
  LONGEST_SERVICE,
  type Findings,
} from "./support/source-checks";
import { listFiles, readTree, type Tree } from "./support/tree";

const src = readTree(PROJECT, ["src"]);
const names = [...new Set(packs.flatMap((pack) => [pack.municipality.name, pack.municipality.shortName]))];
const packIds = packs.map((pack) => pack.id);
const municipalities = (tree: Tree) => checkMunicipalities(tree, names, packIds);
const code = new Map([...readTree(PROJECT, ["src", "prisma", "scripts", "tests", "e2e", "bench"], /\.(?:tsx?|mjs|cjs|json|prisma|sql|css)$/)].filter(([file]) => !file.startsWith("prisma/packs/")));

const listed = (check: (files: readonly string[]) => Findings) => (tree: Tree) => check([...tree.keys()]);
const planting = (file: string, text = "") => new Map([[file, text]]);

interface Sabotage {
  what: string;
  check: (tree: Tree) => Findings;
  tree: Tree;
  found: string;
}

const DOCUMENTED = "/** Does it. */\n";

const sabotages: Sabotage[] = [
  { what: "a file with a name that is no layer", check: listed(checkFileList), tree: planting("src/features/projects/queries.ts"), found: "no file of a feature has this name" },
  { what: "a file that belongs to no feature", check: listed(checkFileList), tree: planting("src/features/rules.ts"), found: "a file belongs to a feature" },
  { what: "a part of a part", check: listed(checkFileList), tree: planting("src/features/projects/members/rights/rules.ts"), found: "not into parts of parts" },
  { what: "logic among the components", check: listed(checkFileList), tree: planting("src/features/projects/components/totals.ts"), found: "components/ holds .tsx files" },
  { what: "a page outside app", check: listed(checkFileList), tree: planting("src/features/projects/page.tsx"), found: "pages and routes stand under src/app" },
  { what: "a helper in app", check: listed(checkFileList), tree: planting("src/app/projects/columns.ts"), found: "the router's own files only" },
  { what: "a loading page, which turns a 404 into a 200", check: listed(checkFileList), tree: planting("src/app/projects/loading.tsx"), found: "the router's own files only" },
  { what: "a new folder at the top", check: listed(checkFileList), tree: planting("src/core/log.ts"), found: "no such folder" },
  { what: "a new file at the top", check: listed(checkFileList), tree: planting("src/main.ts"), found: "no such file" },
  ...["index.ts", "utils.ts", "helpers.ts", "types.ts", "hooks.ts"].map((name) => ({
    what: `a file called ${name}`,
    check: listed(checkNames),
    tree: planting(`src/lib/${name}`),
    found: "says nothing of what is inside",
  })),
  { what: "a name in camel case", check: listed(checkNames), tree: planting("src/lib/formValues.ts"), found: "not in kebab-case" },
  { what: "a component with a capital", check: listed(checkNames), tree: planting("src/components/Button.tsx"), found: "not in kebab-case" },
  { what: "a folder with an underscore", check: listed(checkNames), tree: planting("src/features/town_relations/rules.ts"), found: "not in kebab-case" },
  { what: "a service that has grown", check: checkServiceLength, tree: planting("src/features/x/service.ts", "// line\n".repeat(LONGEST_SERVICE + 1)), found: "is the most" },
  ...["domain/sums.ts", "features/x/rules.ts", "features/x/policy.ts", "features/x/service.ts", "features/x/report.ts", "features/x/part/rules.ts"].flatMap((file) => [
    { what: `a function without a docstring in ${file}`, check: checkDocstrings, tree: planting(`src/${file}`, "export function sum() {}"), found: "no sentence" },
    { what: `an arrow without a docstring in ${file}`, check: checkDocstrings, tree: planting(`src/${file}`, "export const sum = () => 1;"), found: "no sentence" },
  ]),
  { what: "a docstring that is no sentence", check: checkDocstrings, tree: planting("src/domain/sums.ts", "/** sum */\nexport function sum() {}"), found: "no sentence" },
  { what: "a use case that nobody asks for", check: checkActors, tree: planting("src/features/x/service.ts", `${DOCUMENTED}export async function read(id: string) {}`), found: "does not take the actor first" },
  { what: "a use case with the system last", check: checkActors, tree: planting("src/features/x/service.ts", "export const read = (id: string, system: ClientSystem) => id;"), found: "does not take the actor first" },
  { what: "a use case with the actor last", check: checkActors, tree: planting("src/features/x/service.ts", "export const read = (id: string, actor: Actor) => id;"), found: "does not take the actor first" },
  { what: "a use case in a transaction that nobody asks for", check: checkActors, tree: planting("src/features/x/service.ts", "export function write(tx: Tx, id: string) {}"), found: "does not take the actor first" },
  { what: "a use case made elsewhere", check: checkActors, tree: planting("src/features/x/service.ts", "export const read = withoutActor(select);"), found: "is made by a call" },
  { what: "a use case passed on", check: checkActors, tree: planting("src/features/x/service.ts", 'export { select } from "./repository";'), found: "passes on what another file exports" },
  { what: "an exception that is no longer needed", check: checkActors, tree: planting("src/features/accounts/service.ts", "export function signInWithPassword(actor: Actor) {}"), found: "is excepted without need" },
  { what: "an action without the door", check: checkActions, tree: planting("src/features/x/actions.ts", '"use server";\nexport async function save(form: FormData) {}'), found: "is not made by defineAction" },
  { what: "actions without their mark", check: checkActions, tree: planting("src/features/x/actions.ts", "export const save = defineAction({});"), found: 'does not begin with "use server"' },
  { what: "an action inside a page", check: checkActions, tree: planting("src/app/page.tsx", 'export default function Page() { async function save() { "use server"; } return save; }'), found: "an action outside actions.ts" },
  { what: "an action in a file of its own", check: checkActions, tree: planting("src/features/x/components/save.tsx", '"use server";\nexport async function save() {}'), found: "an action outside actions.ts" },
  { what: "a route without the door", check: checkRoutes, tree: planting("src/app/api/x/route.ts", "export async function GET() { return new Response(); }"), found: "is not made by defineRoute" },
  { what: "a route made elsewhere", check: checkRoutes, tree: planting("src/app/api/x/route.ts", 'export { GET } from "@/features/x/service";'), found: "exports what another file has made" },
  { what: "a route that answers nothing", check: checkRoutes, tree: planting("src/app/api/x/route.ts", "export const dynamic = 1;"), found: "answers no method" },
  ...[...names, ...packIds].map((name) => ({ what: `a source that names ${name}`, check: municipalities, tree: planting("src/lib/x.ts", `export const title = "I ${name} finns";`), found: "names" })),
  ...names.map((name) => ({ what: `a test that names ${name}`, check: municipalities, tree: planting("tests/integration/x.test.ts", `expect(title).toBe("${name}");`), found: "names" })),
  { what: "a source that asks for a pack", check: municipalities, tree: planting("src/lib/x.ts", 'if (getPack().id === "somewhere") stop();'), found: "asks which pack" },
  { what: "a source that chooses by pack", check: municipalities, tree: planting("src/lib/x.ts", "switch (pack.id) { default: }"), found: "asks which pack" },
];

describe("the tree of files", () => {
  it("every file in src has its place, and the name is the layer", () => {
    expect(checkFileList(listFiles(PROJECT, ["src"]))).toEqual([]);
  });

  it("names are in kebab-case and say what is inside", () => {
    expect(checkNames(listFiles(PROJECT, ["src", "prisma/packs", "prisma/demo", "scripts", "tests", "e2e", "bench"]))).toEqual([]);
  });

  it("no service has grown too long", () => {
    expect(checkServiceLength(src)).toEqual([]);
  });

  it("every function of domain, rules, policy, service and report says what it promises", () => {
    expect(checkDocstrings(src)).toEqual([]);
  });

  it("every use case is told who asks", () => {
    expect(checkActors(src)).toEqual([]);
  });

  it("every action goes through the one door", () => {
    expect(checkActions(src)).toEqual([]);
  });

  it("every route goes through the one door", () => {
    expect(checkRoutes(src)).toEqual([]);
  });

  it("no source outside the packs names a municipality or asks which pack is at hand", () => {
    expect(names.length).toBeGreaterThan(2);
    expect(municipalities(code)).toEqual([]);
  });
});

describe("the checks see what they are for", () => {
  it.each(sabotages.map((sabotage) => [sabotage.what, sabotage] as const))("%s is found", (_what, { check, tree, found }) => {
    expect(check(tree).join("\n")).toContain(found);
  });

  it("what follows the rules passes", () => {
    const files = new Map([
      ["src/registers.ts", ""],
      ["src/app/(signed-in)/projects/[id]/page.tsx", "export default function Page() { return null; }"],
      ["src/app/api/x/route.ts", "export const GET = defineRoute({ perMinute: 1, run });"],
      ["src/features/x/actions.ts", '"use server";\nexport const save = defineAction({});'],
      ["src/features/x/components/form.tsx", '"use client";'],
      ["src/features/x/part/rules.ts", `${DOCUMENTED}export const sum = () => 1;`],
      ["src/features/x/rules.test.ts", "export const sum = () => 1;"],
      ["src/features/x/service.ts", `export const MOST = 3;\n${DOCUMENTED}export async function read(_actor: Actor) {}\n${DOCUMENTED}export function write(tx: Tx, permit: Permit<"x.edit">) {}\nexport type { Row } from "./repository";`],
      ["src/messages/x.sv.json", "{}"],
      ["tests/integration/x/x.test.ts", `import pack from "@packs/${packIds[0] ?? ""}";`],
    ]);
    const checks = [listed(checkFileList), listed(checkNames), checkServiceLength, checkDocstrings, (tree: Tree) => checkActors(tree, {}), checkActions, checkRoutes, municipalities];
    expect(checks.flatMap((check) => check(files))).toEqual([]);
  });
});
