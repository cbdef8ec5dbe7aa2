import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { Parser } from "htmlparser2";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { GET as FETCH } from "@/app/open-data/[file]/route";
import type { Actor } from "@/domain/actor";
import type * as OpenData from "@/features/open-data/service";
import type { PublicationInput } from "@/features/open-data/schema";
import { openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: () => undefined }),
  headers: () => Promise.resolve(new Headers({ "x-utblick-client": "192.0.2.7" })),
}));

const NAMES = ["editions", "memberships", "projects", "town-relations"];
let house: DecisionsHouse;
let administrator: Actor;
let openData: typeof OpenData;
let GET: typeof FETCH;
beforeAll(async () => {
  house = await openDecisions("varberg");
  administrator = await house.someone("ADMINISTRATOR");
  [openData, { GET }] = await Promise.all([import("@/features/open-data/service"), import("@/app/open-data/[file]/route")]);
  await house.project({ title: "Öppet; projekt med \"citat\"" });
  await house.project({ title: "=1+1 som formel" });
});
afterAll(() => house.close());

const input = (more: Partial<PublicationInput> = {}): PublicationInput => ({ datasets: NAMES, licence: "CC0_1_0", publisher: "Provköpings kommun", contactEmail: "data@provkoping.example", ...more });
const publish = (version: number, more: Partial<PublicationInput> = {}, key: string = randomUUID(), actor = administrator) => openData.publish(actor, { key, version, publication: input(more) }, { datasets: NAMES });
const fetchFile = (file: string, headers: Record<string, string> = {}, method = "GET") => GET(new Request(`http://127.0.0.1:3000/open-data/${file}`, { headers, method }), { params: Promise.resolve({ file }) });
/** The answer's status, once all of it has come: what nobody reads holds a connection. */
const statusOf = async (file: string, headers: Record<string, string> = {}) => {
  const answer = await fetchFile(file, headers);
  await answer.text();
  return answer.status;
};
const current = async () => (await openData.getPublication(administrator))?.version ?? 0;
const codeOf = (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)));
const FILES = [...NAMES.flatMap((name) => [`${name}.json`, `${name}.csv`]), "catalog.rdf", "catalog.jsonld"];

describe("open data", () => {
  it("Issue's own words: off until the municipality turns it on: nothing is there, nor is it again from the moment that it is turned off", async () => {
    for (const file of FILES) expect(await statusOf(file), file).toBe(404);
    valueOf(await publish(0));
    for (const file of FILES) expect(await statusOf(file), file).toBe(200);
    valueOf(await openData.withdraw(administrator, { version: await current() }));
    for (const file of FILES) expect(await statusOf(file), file).toBe(404);
    expect(await openData.withdraw(administrator, { version: await current() })).toMatchObject({ ok: false, reason: "openDataOff" });
    valueOf(await publish(await current()));
    expect((await openData.listPublicationHistory(house.reader, { limit: 9 })).map(({ action }) => action)).toEqual(["openData.turnedOn", "openData.turnedOff", "openData.turnedOn"]);
  });

  it("is turned on and off by the administrator alone; everyone signed in sees what is published", async () => {
    for (const actor of [house.office, house.reader, house.maja]) {
      expect(await codeOf(publish(await current(), {}, randomUUID(), actor))).toBe("FORBIDDEN");
      expect(await codeOf(openData.withdraw(actor, { version: await current() }))).toBe("FORBIDDEN");
      expect(await openData.getPublication(actor)).toMatchObject({ isOn: true, publisher: "Provköpings kommun" });
    }
  });

  it("changes once for a form that is sent twice, refuses an older one, and a data set that is not there", async () => {
    const [version, key] = [await current(), randomUUID()];
    const [one, other] = await Promise.all([publish(version, { licence: "CC_BY_4_0" }, key), publish(version, { licence: "CC_BY_4_0" }, key)]);
    expect(valueOf(one)).toEqual(valueOf(other));
    expect([await current(), await codeOf(publish(version)), await codeOf(openData.withdraw(administrator, { version }))]).toEqual([version + 1, "CONFLICT", "CONFLICT"]);
    expect(await publish(await current(), { datasets: ["people"] })).toMatchObject({ ok: false, reason: "openDatasetUnknown", field: "datasets" });
    valueOf(await publish(await current()));
  });

  it("publishes only what is chosen", async () => {
    valueOf(await publish(await current(), { datasets: ["projects"] }));
    expect([await statusOf("projects.json"), await statusOf("editions.json"), await statusOf("projects.xlsx"), await statusOf("people.json"), await statusOf("catalog.csv"), await statusOf("../../x")]).toEqual([200, 404, 404, 404, 404, 404]);
    expect(await (await fetchFile("catalog.rdf")).text()).not.toContain("editions");
    valueOf(await publish(await current()));
  });

  it("gives the same projects as JSON and as CSV, without those that are confidential, and no text that a spreadsheet would take for a formula", async () => {
    await house.project({ title: "Hemligt projekt", isConfidential: true, confidentialityProvision: "19 kap. 3 §", confidentialityOn: "2026-11-01", confidentialityBy: "Registrator" });
    const json = await fetchFile("projects.json");
    const { data, licence } = (await json.json()) as { licence: string; data: { id: string; title: string; unit: { name: string } }[] };
    const csv = await fetchFile("projects.csv");
    const rows = parse<Record<string, string>>(await csv.text(), { columns: true, delimiter: ";", bom: true });
    expect(data.map(({ title }) => title).sort()).toEqual(["=1+1 som formel", 'Öppet; projekt med "citat"']);
    expect(rows.map(({ id, unit_name }) => [id, unit_name])).toEqual(data.map(({ id, unit }) => [id, unit.name]));
    expect(rows.map(({ title }) => title).sort()).toEqual(["'=1+1 som formel", 'Öppet; projekt med "citat"']);
    expect(licence).toBe("http://creativecommons.org/publicdomain/zero/1.0/");
    expect([json.headers.get("content-type"), csv.headers.get("content-type"), json.headers.get("access-control-allow-origin"), json.headers.get("cache-control"), json.headers.get("set-cookie")]).toEqual(["application/json; charset=utf-8", "text/csv; charset=utf-8", "*", "public, no-cache", null]);
  });

  it("is sent again only when something has changed, in the registers or in what is published, and costs nothing to ask about", async () => {
    for (const file of ["projects.json", "catalog.rdf"]) {
      const first = await fetchFile(file);
      await first.text();
      const tag = first.headers.get("etag") ?? "";
      const again = await fetchFile(file, { "if-none-match": tag });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      const head = await fetchFile(file, {}, "HEAD");
      expect([head.status, await head.text(), head.headers.get("etag")]).toEqual([200, "", tag]);
      await house.project({ title: `Nytt ${randomUUID()}` });
      expect(await statusOf(file, { "if-none-match": tag })).toBe(200);
    }
  });

  it("has a catalogue that is well-formed, and names every file at its address", async () => {
    const xml = await (await fetchFile("catalog.rdf")).text();
    const open: string[] = [];
    const addresses: string[] = [];
    const reader = new Parser({
      onopentag: (name, attributes) => {
        open.push(name);
        if (name === "dcat:accessURL") addresses.push(attributes["rdf:resource"] ?? "");
      },
      onclosetag: (name) => { expect(open.pop()).toBe(name); },
    }, { xmlMode: true });
    reader.end(xml);
    expect(open).toEqual([]);
    for (const address of addresses) expect(await statusOf(address.split("/").at(-1) ?? ""), address).toBe(200);
    expect(addresses).toHaveLength(NAMES.length * 2);
    expect(((await (await fetchFile("catalog.jsonld")).json()) as { "@graph": unknown[] })["@graph"].length).toBe(3 + NAMES.length * 3);
  });

  it("is sent to one address so many times a minute", async () => {
    await house.client.$executeRaw`UPDATE rate_counter SET count = 60 WHERE key = 'open data from 192.0.2.7'`;
    const answer = await fetchFile("catalog.rdf");
    if (answer.status !== 200) expect([answer.status, answer.headers.get("retry-after") !== null, answer.headers.get("content-type")]).toEqual([429, true, "application/problem+json; charset=utf-8"]);
    await house.client.$executeRaw`DELETE FROM rate_counter`.catch(() => undefined);
    await house.client.$executeRaw`UPDATE rate_counter SET count = 0`;
  });
});
