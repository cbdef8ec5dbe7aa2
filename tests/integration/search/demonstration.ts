import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import type { Searchables } from "@/domain/registers";
import { readSearchFilter, SEARCH_KINDS } from "@/features/search/schema";
import type * as searchService from "@/features/search/service";
import { createTestDatabase, type TestDatabase } from "../../setup/database.ts";
import { loadable, runLoad } from "../demonstration/program.ts";
import { QUERIES } from "./queries.ts";

/** How many of a hundred right answers are to be among the first three. */
const RIGHT_OF_A_HUNDRED = 95;

/** What is found in a demonstration; a process of its own for each, since a program runs under one pack. */
export function describeDemonstration(place: number): void {
  const { pack } = loadable[place] ?? {};
  if (pack === undefined) throw new Error("there is no such demonstration");
  let database: TestDatabase;
  let searchables: Searchables;
  let service: typeof searchService;
  let actors: { office: Actor; reader: Actor };
  beforeAll(async () => {
    database = await createTestDatabase();
    const { code, said } = await runLoad(database.appUrl, { packId: pack.id });
    expect(code, said).toBe(0);
    process.env["DATABASE_URL"] = database.appUrl;
    process.env["UTBLICK_PACK"] = pack.id;
    process.env["UTBLICK_SECRET"] = randomUUID() + randomUUID();
    process.env["UTBLICK_LOG_LEVEL"] = "silent";
    const { connect, useDatabase } = await import("@/server/db");
    useDatabase(connect(database.appUrl));
    const { loadActor } = await import("@/server/session");
    service = await import("@/features/search/service");
    ({ searchables } = await import("@/registers"));
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const holder = async (role: string) => {
      const { rows } = await client.query<{ id: string }>("SELECT person_id AS id FROM role_assignment WHERE role = $1::\"Role\" LIMIT 1", [role]);
      const actor = await loadActor(rows[0]?.id ?? "", undefined, true);
      if (actor === null) throw new Error(`nobody is ${role}`);
      return actor;
    };
    actors = { office: await holder("COORDINATOR"), reader: await holder("READER") };
    await client.end();
  });
  afterAll(async () => {
    const { database: current } = await import("@/server/db");
    await current().$disconnect();
    await database.drop();
  });
  const ask = (actor: Actor, address: Record<string, string>) => service.search(actor, searchables, readSearchFilter(address).filter);

  it("Search over everything one may see: the right hit is among the first three of 95 in 100 queries with forms, compounds, misspellings, numbers, names and phrases", async () => {
    const missed: string[] = [];
    const asked = QUERIES[pack.id] ?? [];
    for (const [query, expected, why] of asked) {
      const { best } = await ask(actors.office, { q: query });
      if (!best.some(({ name }) => expected.test(name))) missed.push(`${query} (${why}): ${best.map(({ name }) => name).join(" | ")}`);
    }
    console.log(`${pack.id}: ${String(asked.length - missed.length)} of ${String(asked.length)} queries have the right hit among the first three.`);
    expect(((asked.length - missed.length) / asked.length) * 100, missed.join("\n")).toBeGreaterThanOrEqual(RIGHT_OF_A_HUNDRED);
  });

  it("Every kind that is searched has its words, and each hit opens for the one who finds it", async () => {
    expect(searchables.map(({ kind }) => kind)).toEqual([...SEARCH_KINDS]);
    const { registers } = await import("@/registers");
    const [{ getPerson }, { getBody }, { getDocument }, { getVersion }] = await Promise.all([import("@/features/people/service"), import("@/features/bodies/service"), import("@/features/documents/service"), import("@/features/governing-documents/service")]);
    const today = dateInStockholm(new Date());
    // The kinds that have no register, or whose register is of something above them.
    const others: Readonly<Record<string, (actor: Actor, id: string) => Promise<string>>> = {
      person: async (actor, id) => (await getPerson(actor, id, today)).name,
      body: async (actor, id) => (await getBody(actor, id, today)).name,
      document: async (actor, id) => (await getDocument(actor, id, { registers })).document.title,
      governingDocument: async (actor, id) => (await getVersion(actor, id)).version.title,
      clause: async (actor, id) => {
        const [version = "", number] = id.split(":");
        const clause = (await getVersion(actor, version)).pack.clauses.find((one) => one.number === number);
        return `${clause?.number ?? ""} ${clause?.quotation ?? ""}`;
      },
    };
    const kinds = new Set<string>();
    for (const actor of Object.values(actors)) {
      for (const q of ["a", "e", "skola", "kust", "hamn", "möte", "avtal", "pro", "besök", "kommun", "stad", "2025", "2026", "partner", "unga", "om", "program", "internationell", "eu", "utbyte", "arbetsgruppen", "energi"]) {
        for (const { kind, hits } of (await ask(actor, { q })).groups) {
          kinds.add(kind);
          const nameOf = others[kind] ?? registers.find((one) => one.kind === kind)?.titleOf;
          if (nameOf === undefined) throw new Error(`nobody knows how to open a ${kind}`);
          for (const { id, name } of hits) expect((await nameOf(actor, id)).startsWith(name), `${kind} ${name}`).toBe(true);
        }
      }
    }
    expect([...kinds].length).toBeGreaterThan(18);
  });

  it("Filterable by kind, unit and year, and never more under a filter than without", async () => {
    const all = await ask(actors.office, { q: "skola" });
    const projects = await ask(actors.office, { q: "skola", kind: "project" });
    const of = (found: typeof all, kind: string) => found.groups.find((group) => group.kind === kind);
    expect(of(projects, "project")?.total).toBe(of(all, "project")?.total);
    expect(of(projects, "project")?.hits.length).toBe(of(all, "project")?.total);
    const year = await ask(actors.office, { q: "skola", year: "2025" });
    expect(year.total).toBeGreaterThan(0);
    expect(year.total).toBeLessThan(all.total);
    expect(year.groups.flatMap(({ hits }) => hits).every(({ from, to }) => from !== null && to !== null && from <= "2025-12-31" && to >= "2025-01-01")).toBe(true);
  });
}
