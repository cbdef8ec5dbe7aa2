import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachInput, documentFacts, pdfOf } from "../factories/documents.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { Instance, Refusal } from "./harness/instance.ts";
import { openLooker, projectInput, settleTown, valueOf, type Town } from "./harness/town.ts";

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let one: Instance;
let other: Instance;
let writer: string;
let colleague: string;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 2, shared: 1 });
  [writer = "", colleague = ""] = town.writerIds;
  looker = await openLooker(database.ownerUrl);
  one = new Instance(database.appUrl);
  other = new Instance(database.appUrl);
  await Promise.all([one.ready(), other.ready()]);
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await looker.end();
  await database.drop();
});

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? (error.code ?? error.message) : String(error)),
  );
const both = async (send: (instance: Instance, person: string) => Promise<unknown>): Promise<string[]> => (await Promise.all([codeOf(send(one, writer)), codeOf(send(other, colleague))])).sort();
const paper = (text: string) => Buffer.from(pdfOf(1, text, `% ${"x".repeat(600_000)}`)).toString("base64");
const countOf = async (statement: string, value: string) => (await looker.query(statement, [value])).rowCount;

describe("documents on two instances with one database", () => {
  it("are attached once for one key, whole", async () => {
    const { id: project } = await one.call("projects", "logProject", writer, projectInput(town, randomUUID()), randomUUID());
    const [input, content] = [attachInput({ kind: "project", id: project }, { title: randomUUID() }), paper("Ett")];
    const sent = await Promise.all([one, other, one, other].map((instance) => instance.call("uploads", "attach", writer, input, content)));
    expect(new Set(sent.map((answer) => valueOf(answer).id)).size).toBe(1);
    expect(await countOf("SELECT 1 FROM attached_document WHERE title = $1", input.document.title ?? "")).toBe(1);
    expect(await countOf("SELECT 1 FROM file_piece p JOIN attached_file f ON f.id = p.file_id WHERE f.document_id = $1", valueOf(sent[0]!).id)).toBe(3);
  });

  it("let one of two versions, changes and removals from the same version through, and none from an older page", async () => {
    const { id: project } = await one.call("projects", "logProject", writer, projectInput(town, randomUUID()), randomUUID());
    const { id } = valueOf(await one.call("uploads", "attach", writer, attachInput({ kind: "project", id: project }), paper("Ett")));
    const revise = (version: number, text: string) => both((instance, person) => instance.call("uploads", "revise", person, { key: randomUUID(), id, version, note: null, fileName: "ny.pdf" }, paper(`${text} ${person}`)));
    expect(await revise(1, "Två")).toEqual(["CONFLICT", "done"]);
    expect(await revise(1, "Tre")).toEqual(["CONFLICT", "CONFLICT"]);
    const change = (version: number) => both((instance, person) => instance.call("uploads", "change", person, { id, version, document: documentFacts({ title: randomUUID() }) }));
    expect(await change(2)).toEqual(["CONFLICT", "done"]);
    expect(await change(2)).toEqual(["CONFLICT", "CONFLICT"]);
    expect(await both((instance, person) => instance.call("uploads", "archive", person, { id, version: 3 }, true))).toEqual(["CONFLICT", "done"]);
    expect(await countOf("SELECT 1 FROM attached_file WHERE document_id = $1", id)).toBe(2);
  });
});
