import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CLASSES, classification } from "../../prisma/classification";
import { PROJECT } from "./support/cruise";
import { checkClassification, checkGlossary, checkPackages, parseGlossary, parseSchema, STORED, type Schema } from "./support/model-checks";
import { checkEnums, type Findings } from "./support/source-checks";
import { readTree } from "./support/tree";

const read = (file: string) => readFileSync(path.join(PROJECT, file), "utf8");
const models = readTree(PROJECT, ["prisma"], /\.prisma$/);
const schema = parseSchema([...models.values()].join("\n"));
const glossary = read("src/domain/GLOSSARY.md");
const src = readTree(PROJECT, ["src", "prisma/packs"]);

const manifest = JSON.parse(read("package.json")) as Parameters<typeof checkPackages>[0];
const lock = JSON.parse(read("package-lock.json")) as Parameters<typeof checkPackages>[1];

describe("what is stored", () => {
  it("the Prisma files have been read whole", () => {
    const declared = [...models.values()].join("\n").match(/^(?:model|enum) \w+/gm) ?? [];
    expect(declared.length).toBeGreaterThan(30);
    expect([...schema.models.keys(), ...schema.enums.keys()].sort()).toEqual(declared.map((line) => line.split(" ")[1]).sort());
    expect(schema.models.get("Project")).toEqual(expect.arrayContaining(["id", "unitId", "status", "municipalGoals", "searchText"]));
    expect(schema.models.get("Project")).not.toEqual(expect.arrayContaining(["unit"]));
    expect(schema.models.get("RecordVersion")).toContain("sysPeriod");
  });

  it("every model and enum has its word in the glossary, one word for one thing", () => {
    expect(checkGlossary(glossary, schema)).toEqual([]);
  });

  it("every column is classified, and nothing is classified that is not there", () => {
    expect(checkClassification(classification, CLASSES, schema)).toEqual([]);
  });

  it("passwords and session keys are secret, and names and addresses personal", () => {
    expect(classification.LocalCredential.passwordHash).toBe("secret");
    expect(classification.Session.keyHash).toBe("secret");
    expect([classification.PersonDetails.name, classification.PersonDetails.email, classification.PersonDetails.phone]).toEqual(["personal", "personal", "personal"]);
  });

  it("lists of choices in code hold what the database's enums hold", () => {
    expect(checkEnums(src, schema.enums)).toEqual([]);
  });

  it("packages are pinned, and the lock file agrees", () => {
    expect(checkPackages(manifest, lock)).toEqual([]);
  });
});

const small: Schema = { models: new Map([["Thing", ["id", "name"]]]), enums: new Map([["Kind", ["A", "B"]]]) };
const row = (english: string, swedish: string, meaning = "Means this.") => `| \`${english}\` | ${swedish} | ${meaning} | |`;
const page = (...rows: string[]) => [`## ${STORED}`, ...rows].join("\n");
const complete = page(row("Thing", "sak"), row("Kind", "slag"));
const pinned = { dependencies: { next: "16.4.6", typescript: "6.0.3" }, engines: { node: ">=20.19" } };
const locked = (packages: Record<string, object> = {}, group: Record<string, string> = pinned.dependencies) => ({
  packages: {
    "": { dependencies: group },
    "node_modules/next": { version: "16.4.6", integrity: "x" },
    "node_modules/typescript": { version: "6.0.3", integrity: "x" },
    ...packages,
  },
});

describe("the checks see what they are for", () => {
  const sabotages: [what: string, run: () => Findings, found: string][] = [
    ["a model without its word", () => checkGlossary(page(row("Kind", "slag")), small), "Thing is not in the glossary"],
    ["an enum without its word", () => checkGlossary(page(row("Thing", "sak")), small), "Kind is not in the glossary"],
    ["a word for what is no longer stored", () => checkGlossary(`${complete}\n${row("Gone", "borta")}`, small), "Gone is in the glossary as stored"],
    ["a word that stands twice", () => checkGlossary(`${complete}\n${row("Thing", "ting")}`, small), "Thing stands twice"],
    ["one Swedish word for two things", () => checkGlossary(page(row("Thing", "sak"), row("Kind", "sak")), small), "is the word for two things"],
    ["a word without a Swedish one", () => checkGlossary(page(row("Thing", ""), row("Kind", "slag")), small), "has no Swedish word"],
    ["a word without a meaning", () => checkGlossary(page(row("Thing", "sak", ""), row("Kind", "slag")), small), "no meaning"],
    ["a column that is not classified", () => checkClassification({ Thing: { id: "open" } }, CLASSES, small), "Thing.name is not classified"],
    ["a model that is not classified", () => checkClassification({}, CLASSES, small), "Thing.id is not classified"],
    ["a classified column that is gone", () => checkClassification({ Thing: { id: "open", name: "open", age: "open" } }, CLASSES, small), "Thing.age is classified, and is not"],
    ["a classified model that is gone", () => checkClassification({ Thing: { id: "open", name: "open" }, Gone: { id: "open" } }, CLASSES, small), "Gone.id is classified, and is not"],
    ["a class that there is not", () => checkClassification({ Thing: { id: "open", name: "public" } }, CLASSES, small), "which is no class"],
    ["a list that lacks a choice", () => checkEnums(new Map([["src/x/schema.ts", 'export const KINDS = ["A"] as const;\nexport type Kind = (typeof KINDS)[number];']]), small.enums), "while the database has A, B"],
    ["a package with a range", () => checkPackages({ ...pinned, dependencies: { ...pinned.dependencies, zod: "^4.0.0" } }, locked({ "node_modules/zod": { version: "4.1.0", integrity: "x" } })), "no exact version"],
    ["a lock file with another version", () => checkPackages(pinned, locked({ "node_modules/next": { version: "16.4.7", integrity: "x" } })), "16.4.7 in package-lock.json"],
    ["a lock file for other packages", () => checkPackages(pinned, locked({}, { next: "16.4.6" })), "was written for other dependencies"],
    ["a locked package without a digest", () => checkPackages(pinned, locked({ "node_modules/zod": { version: "4.1.0" } })), "has no digest"],
    ["a package from elsewhere", () => checkPackages(pinned, locked({ "node_modules/zod": { version: "4.1.0", integrity: "x", resolved: "https://packages.utblick.example/zod.tgz" } })), "comes from"],
    ["a framework with known holes", () => checkPackages({ ...pinned, dependencies: { ...pinned.dependencies, next: "16.4.4" } }, locked()), "lets strangers run code"],
    ["a language that the tools do not read", () => checkPackages({ ...pinned, dependencies: { ...pinned.dependencies, typescript: "7.0.0" } }, locked()), "TypeScript 6 only"],
    ["a Node that is too old", () => checkPackages({ ...pinned, engines: { node: ">=18.0" } }, locked()), "Node 20.19"],
  ];

  it.each(sabotages)("%s is found", (_what, run, found) => {
    expect(run().join("\n")).toContain(found);
  });

  it("what follows the rules passes", () => {
    expect(checkGlossary(complete, small)).toEqual([]);
    expect(checkClassification({ Thing: { id: "open", name: "personal" } }, CLASSES, small)).toEqual([]);
    expect(checkPackages(pinned, locked())).toEqual([]);
  });

  it("relations, comments and attributes are no columns", () => {
    const text = "/// A thing.\nmodel Thing {\n  id String @id\n  /// Whose.\n  ownerId String? @map(\"owner_id\")\n  owner Owner? @relation(fields: [ownerId])\n  period Unsupported(\"tstzrange\")\n\n  @@index([ownerId])\n}\n\nmodel Owner {\n  id String @id\n  things Thing[]\n}\n\nenum Kind {\n  A\n  B @map(\"b\")\n}\n";
    const parsed = parseSchema(text);
    expect(Object.fromEntries(parsed.models)).toEqual({ Thing: ["id", "ownerId", "period"], Owner: ["id"] });
    expect(Object.fromEntries(parsed.enums)).toEqual({ Kind: ["A", "B"] });
    expect(parseGlossary(complete)).toHaveLength(2);
  });
});
