import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { publishSchema } from "@/features/open-data/schema";
import { fieldsOf, pageSchemaOf, problemSchema, recordSchemaOf, type Resource } from "@/features/api/schema";
import { classification } from "../../../prisma/classification.ts";
import { openDemonstration, type Demonstrated } from "./house.ts";

vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: () => undefined }),
  headers: () => Promise.resolve(new Headers({ "x-utblick-client": "192.0.2.7" })),
}));

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** How models and columns are called in the database. */
const models = (() => {
  const text = readdirSync(path.join(ROOT, "prisma/models")).map((file) => readFileSync(path.join(ROOT, "prisma/models", file), "utf8")).join("\n");
  return new Map(
    [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, model = "", inside = ""]) => {
      const table = /@@map\("(\w+)"\)/.exec(inside)?.[1] ?? model;
      const columns = [...inside.matchAll(/^ {2}(\w+)\s+(\S+)(.*)$/gm)].map(([, field = "", type = "", rest = ""]) => ({ field, type, column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field }));
      return [table, { model, columns }] as const;
    }),
  );
})();
const classOf = (table: string, column: string): string | undefined => {
  const found = models.get(table);
  const field = found?.columns.find((candidate) => candidate.column === column)?.field ?? "";
  return (classification as Record<string, Record<string, string>>)[found?.model ?? ""]?.[field];
};

/** What is internal and needed to find and order open records; none of it is shown but ids and what seals nothing. */
const INTERNAL = /^(?:id|\w+_id|removed_at|archived_at|is_confidential|sys_period|root_id)$/;

/** The columns that a text of SQL names, with their tables: `r` is the resource's own, others are named where they are read. */
function columnsIn(sql: string, own: string): { table: string; column: string }[] {
  const tables = new Map([["r", own]]);
  for (const [, table = "", alias = ""] of sql.matchAll(/(?:FROM|JOIN)\s+"?(\w+)"?\s+(\w+)|^"?(\w+)"?\s+(\w+)\s+WHERE/g)) if (models.has(table)) tables.set(alias, table);
  for (const [, table = "", alias = ""] of sql.matchAll(/(?:FROM )"?(\w+)"? (\w+) WHERE/g)) tables.set(alias, table);
  return [...sql.matchAll(/\b([a-z])\.(\w+)/g)].flatMap(([, alias = "", column = ""]) => (tables.has(alias) ? [{ table: tables.get(alias) ?? "", column }] : []));
}
const ownTable = ({ table }: Resource) => /^"?(\w+)"?$/.exec(table)?.[1] ?? /FROM (\w+)/.exec(table)?.[1] ?? "";

describe.each(["varberg", "halmstad"])("what other systems and everyone may read of the demonstration under the pack %s", (packId) => {
  let house: Demonstrated;
  let token: string;
  beforeAll(async () => {
    house = await openDemonstration(packId);
    ({ token } = await house.tokenFor());
  });
  afterAll(() => house.close());
  const kept = () => house.resources.filter(({ isKept }) => isKept?.() !== false);
  const publishAll = async () => {
    const { publish } = await import("@/features/open-data/service");
    const { listDatasets } = await import("@/features/api/rules");
    const names = listDatasets(house.resources).map(({ dataset }) => dataset.name);
    const input = publishSchema.parse({ _key: crypto.randomUUID(), _version: "0", datasets: names, licence: "CC0_1_0", publisher: "Provköpings kommun", contactEmail: "data@provkoping.example" });
    const done = await publish(house.administrator, input, { datasets: names });
    if (!done.ok && done.reason !== "openDatasetUnknown") throw new Error(done.reason);
    return names;
  };
  /** Everything that leaves the house for whoever asks: each page of each register, and each file of open data. */
  const everything = async (names: readonly string[]) => {
    await house.owner.query("DELETE FROM rate_counter");
    const pages = await Promise.all(kept().map(async ({ name }) => (await house.askAll(name, token)).pages));
    const files = [...names.flatMap((name) => [`${name}.json`, `${name}.csv`]), "catalog.rdf", "catalog.jsonld"];
    const texts: string[] = [];
    for (const file of files) {
      const answer = await house.fetchFile(file);
      expect(answer.status, file).toBe(200);
      texts.push(await answer.text());
    }
    return [...pages.flat(), ...texts].join("\n");
  };

  it("Issue's own words: the API reads all registers, and every answer is what its schema says", async () => {
    expect(house.resources.length).toBeGreaterThan(24);
    const empty: string[] = [];
    for (const resource of kept()) {
      const { records, pages } = await house.askAll(resource.name, token);
      const schema = pageSchemaOf(recordSchemaOf(resource));
      for (const page of pages) expect(schema.safeParse(JSON.parse(page)).error, resource.name).toBeUndefined();
      expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
      expect(records.map(({ id }) => id)).toEqual(records.map(({ id }) => id).sort());
      const [first] = records;
      if (first === undefined) empty.push(resource.name);
      else {
        const one = await house.ask(`${resource.name}/${String(first["id"])}`, token);
        expect([one.status, await one.json()], resource.name).toEqual([200, first]);
      }
    }
    // A demonstration says something in nearly every register; what it has nothing in is told, so that it isn't all of them.
    expect(empty.length, empty.join(", ")).toBeLessThan(6);
  });

  it("finds every register that has records of people's in the description, and the description is OpenAPI 3.1", async () => {
    const answer = await house.ask("openapi.json", token);
    const description = (await answer.json()) as { openapi: string; paths: Record<string, Record<string, Operation>>; components: Record<string, Record<string, unknown>> };
    expect(description.openapi).toBe("3.1.0");
    expect(Object.keys(description.paths).sort()).toEqual(kept().flatMap(({ name }) => [`/${name}`, `/${name}/{id}`]).sort());
    checkDescription(description);
  });

  it("takes pages of any size, and gives the same records by them", async () => {
    const whole = (await house.askAll("projects", token)).records;
    const { records, pages } = await house.askAll("projects", token, "limit=7");
    expect(records).toEqual(whole);
    expect(pages.length).toBe(Math.ceil(whole.length / 7));
    const first = await house.ask("projects?limit=7", token);
    expect(first.headers.get("link")).toBe(`<${((await first.json()) as { links: { next: string } }).links.next}>; rel="next"`);
  });

  it("gives one unit's records alone, and those that have changed since an instant", async () => {
    const whole = (await house.askAll("projects", token)).records as { id: string; unit: { id: string }; updatedAt: string }[];
    const unit = whole[0]?.unit.id ?? "";
    expect((await house.askAll("projects", token, `unit=${unit}`)).records).toEqual(whole.filter((project) => project.unit.id === unit));
    const [latest] = [...whole].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    const since = latest?.updatedAt ?? "";
    const found = (await house.askAll("projects", token, `updatedSince=${encodeURIComponent(since)}`)).records.map(({ id }) => id);
    expect(found).toContain(latest?.id);
    expect(found.length).toBeLessThan(whole.length);
    expect((await house.askAll("projects", token, "updatedSince=2999-01-01T00:00:00Z")).records).toEqual([]);
  });

  it("Issue's own words: nothing personal or confidential is in it: no column of that class is read at all", () => {
    const closed: string[] = [];
    let seen = 0;
    for (const resource of house.resources) {
      for (const [name, { sql }] of Object.entries({ ...fieldsOf(resource), isOpen: { sql: resource.isOpen }, where: { sql: resource.openData?.where ?? "true" } })) {
        for (const { table, column } of columnsIn(sql, ownTable(resource))) {
          seen += 1;
          const found = classOf(table, column) ?? classOf("project", column);
          if (found !== "open" && !(found === "internal" && INTERNAL.test(column))) closed.push(`${resource.name}.${name}: ${table}.${column} is ${String(found)}`);
        }
      }
    }
    expect(seen).toBeGreaterThan(250);
    expect(closed).toEqual([]);
  });

  it("Issue's own words: nothing personal or confidential is in it: marks in every such column, and in what is confidential as a whole, come out nowhere", async () => {
    const names = await publishAll();
    const before = await everything(names);
    const { rows: people } = await house.owner.query<{ id: string; name: string }>("SELECT person_id AS id, name FROM person_details");
    const marked: string[] = [];
    const left: string[] = [];
    const mark = async (table: string, column: string, type: string, where = "true") => {
      const value = type.startsWith("Json") ? "to_jsonb('kanariefagel'::text)" : type.startsWith("String[]") ? "ARRAY['kanariefagel']" : "'kanariefagel-' || md5(random()::text)";
      await house.owner.query("SAVEPOINT marking");
      try {
        await house.owner.query(`UPDATE "${table}" SET "${column}" = ${value} WHERE ${where}`);
        marked.push(`${table}.${column}`);
      } catch {
        left.push(`${table}.${column}`);
        await house.owner.query("ROLLBACK TO SAVEPOINT marking");
      }
    };
    // Put there past the program, whose triggers would keep the old state as a version.
    await house.owner.query("BEGIN");
    const tables = [...models.keys()].filter((table) => table !== "audit_entry");
    for (const table of tables) await house.owner.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
    for (const table of tables) {
      for (const { column, type } of models.get(table)?.columns ?? []) {
        const found = classOf(table, column);
        const isText = /^(?:String|Json)/.test(type) && !/_id$/.test(column);
        if (isText && (found === "personal" || found === "confidential" || found === "secret")) await mark(table, column, type);
      }
    }
    // A whole record that is confidential raises all of its columns.
    const texts = (table: string) => (models.get(table)?.columns ?? []).filter(({ type, column }) => /^String\??$/.test(type) && !/(?:^|_)id$/.test(column));
    for (const { column, type } of texts("project")) await mark("project", column, type, "is_confidential OR archived_at IS NOT NULL");
    for (const table of ["funding_line", "project_partner", "claim", "payment"]) for (const { column, type } of texts(table)) await mark(table, column, type, "project_id IN (SELECT id FROM project WHERE is_confidential OR archived_at IS NOT NULL)");
    for (const { column, type } of texts("decision")) await mark("decision", column, type, "subject_kind = 'project' AND subject_id IN (SELECT id FROM project WHERE is_confidential)");
    for (const { column, type } of texts("visit")) await mark("visit", column, type, "is_handled_separately OR archived_at IS NOT NULL");
    for (const table of tables) await house.owner.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
    await house.owner.query("COMMIT");

    expect(marked).toEqual(expect.arrayContaining(["person_details.name", "person_details.email", "person_details.phone", "network.representative", "network.contact", "project.title", "draft.values", "comment.text"].filter((name) => classOf(name.split(".")[0] ?? "", name.split(".")[1] ?? "") !== "open")));
    console.log(`Marked ${String(marked.length)} columns; ${String(left.length)} take no mark: ${left.join(", ")}.`);
    expect(marked.length, left.join(", ")).toBeGreaterThan(left.length * 3);
    const { rows: closed } = await house.owner.query<{ id: string }>("SELECT id FROM project WHERE is_confidential");
    expect(closed.length).toBeGreaterThan(0);
    const after = await everything(names);
    expect(after.length).toBeGreaterThan(20_000);
    expect(after).not.toContain("kanariefagel");
    for (const { id, name } of people) for (const text of [before, after]) expect(text.includes(id), `${name}'s id`).toBe(false);
    for (const { id } of closed) for (const text of [before, after]) expect(text.includes(id), "a confidential project's id").toBe(false);
  });

  it("answers what is wrong as a problem that its schema knows", async () => {
    const { token: narrow } = await house.tokenFor(["visits"]);
    const asked: [string, string | null, Record<string, string>, number][] = [
      ["projects?limit=0", token, {}, 400],
      ["projects?wrong=1", token, {}, 400],
      [`projects/${crypto.randomUUID()}?limit=1`, token, {}, 400],
      ["projects", null, {}, 401],
      ["projects", "utb_" + "A".repeat(43), {}, 401],
      ["projects", narrow, {}, 403],
      [`projects/${crypto.randomUUID()}`, narrow, {}, 403],
      ["people", token, {}, 404],
      [`projects/${crypto.randomUUID()}`, token, {}, 404],
      ["projects/1", token, {}, 404],
      ["projects", token, { accept: "text/html" }, 406],
    ];
    for (const [path_, holder, headers, status] of asked) {
      const answer = await house.ask(path_, holder, headers);
      const said = problemSchema.parse(await answer.json());
      expect([answer.status, said.status, answer.headers.get("content-type"), answer.headers.get("cache-control")], path_).toEqual([status, status, "application/problem+json; charset=utf-8", "private, no-store"]);
      expect(said.detail).toMatch(/^.{20,}$/);
    }
  });

  it("keeps what the house does not keep as not there", async () => {
    for (const resource of house.resources.filter(({ isKept }) => isKept?.() === false)) expect((await house.ask(resource.name, token)).status, resource.name).toBe(404);
  });
});

interface Operation {
  operationId: string;
  parameters: { $ref?: string; name?: string }[];
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: unknown }> }>;
}

/** An OpenAPI 3.1 description as far as this one uses the form: what must be there, and that what is pointed to is. */
const openApiSchema = z.strictObject({
  openapi: z.literal("3.1.0"),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string(), license: z.strictObject({ name: z.string(), identifier: z.string() }) }),
  servers: z.array(z.strictObject({ url: z.url() })).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  tags: z.array(z.strictObject({ name: z.string().min(1) })),
  paths: z.record(
    z.string().startsWith("/"),
    z.strictObject({
      get: z.strictObject({
        operationId: z.string().regex(/^[a-zA-Z]+$/),
        tags: z.array(z.string()),
        summary: z.string().min(3),
        parameters: z.array(z.union([z.strictObject({ $ref: z.string() }), z.strictObject({ name: z.string(), in: z.literal("path"), required: z.literal(true), description: z.string(), schema: z.looseObject({}) })])),
        responses: z.record(z.string().regex(/^\d{3}$/), z.union([z.strictObject({ $ref: z.string() }), z.strictObject({ description: z.string().min(1), headers: z.record(z.string(), z.strictObject({ $ref: z.string() })).optional(), content: z.record(z.string(), z.strictObject({ schema: z.strictObject({ $ref: z.string() }) })).optional() })])),
      }),
    }),
  ),
  components: z.strictObject({
    securitySchemes: z.strictObject({ token: z.strictObject({ type: z.literal("http"), scheme: z.literal("bearer"), description: z.string() }) }),
    parameters: z.record(z.string(), z.strictObject({ name: z.string(), in: z.enum(["query", "header"]), required: z.literal(false), description: z.string().min(5), schema: z.looseObject({}) })),
    headers: z.record(z.string(), z.strictObject({ description: z.string().min(5), schema: z.looseObject({}) })),
    responses: z.record(z.string(), z.strictObject({ description: z.string().min(5), headers: z.record(z.string(), z.strictObject({ $ref: z.string() })), content: z.record(z.string(), z.strictObject({ schema: z.strictObject({ $ref: z.string() }) })) })),
    schemas: z.record(z.string().regex(/^[a-zA-Z0-9._-]+$/), z.looseObject({})),
  }),
});

function checkDescription(description: object): void {
  expect(openApiSchema.safeParse(description).error).toBeUndefined();
  const text = JSON.stringify(description);
  expect(text).not.toMatch(/⟦/);
  const pointed = [...new Set([...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, to = ""]) => to))];
  const find = (to: string) => to.split("/").reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], description);
  expect(pointed.length).toBeGreaterThan(50);
  expect(pointed.filter((to) => find(to) === undefined)).toEqual([]);
  const operations = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, name]) => name);
  expect(new Set(operations).size).toBe(operations.length);
  // Each schema is one by JSON Schema 2020-12, which OpenAPI 3.1 is made of; judged by a program of others, which comes with the mutation tests' own.
  const others = createRequire(path.join(ROOT, "node_modules/@stryker-mutator/core/package.json"));
  const Ajv = (others("ajv/dist/2020") as { default: new (options: object) => { addSchema: (schema: object, key: string) => void; compile: (schema: object) => (value: unknown) => boolean; validateSchema: (schema: object) => boolean } }).default;
  const judge = new Ajv({ strict: false, validateFormats: false });
  const { schemas } = (description as { components: { schemas: Record<string, object> } }).components;
  for (const [name, schema] of Object.entries(schemas)) {
    expect(judge.validateSchema(schema), name).toBe(true);
    const { properties } = schema as { properties?: Record<string, { description?: string }> };
    if (!name.endsWith("Page") && name !== "Problem") expect(Object.entries(properties ?? {}).filter(([, field]) => field.description === undefined || field.description === "").map(([field]) => `${name}.${field}`)).toEqual([]);
  }
}
