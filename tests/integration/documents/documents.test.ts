import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDocumentFilter, type AttachInput, type Subject } from "@/features/documents/schema";
import type * as documentService from "@/features/documents/service";
import type { registers as allRegisters } from "@/registers";
import { attachInput, documentFacts, pdfOf, received } from "../../factories/documents.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let documents: typeof documentService;
let around: { registers: typeof allRegisters };
beforeAll(async () => {
  house = await openDecisions("varberg");
  documents = await import("@/features/documents/service");
  around = { registers: (await import("@/registers")).registers };
});
afterAll(() => house.close());

const project = async (more: Record<string, unknown> = {}): Promise<Subject> => ({ kind: "project", id: await house.project(more) });
const attach = async (subject: Subject, more: Partial<AttachInput["document"]> = {}, { actor = house.maja, bytes = pdfOf(2), name = "avtal.pdf", key = randomUUID() } = {}) => {
  const file = await received(bytes, name);
  try {
    return await documents.attachDocument(actor, { ...attachInput(subject, more, name), key }, file, around, NOON);
  } finally {
    await file.handle.close();
  }
};
const attached = async (...given: Parameters<typeof attach>) => valueOf(await attach(...given)).id;
const revise = async (id: string, version: number, bytes: Uint8Array, note: string | null = null, key: string = randomUUID()) => {
  const file = await received(bytes);
  try {
    return await documents.reviseDocument(house.maja, { key, id, version, note, fileName: "avtal.pdf" }, file, around, NOON);
  } finally {
    await file.handle.close();
  }
};
const see = async (id: string, actor = house.reader) => documents.getDocument(actor, id, around);
const contentOf = async (fileId: string, actor = house.reader) => {
  const { pieces } = await documents.openFile(actor, fileId, around);
  const found: Uint8Array[] = [];
  for await (const piece of pieces()) found.push(piece);
  return Buffer.concat(found);
};
const list = async (address: string, actor = house.reader) => (await documents.listDocuments(actor, readDocumentFilter(Object.fromEntries(new URL(address, "http://x").searchParams)).filter, around, NOON)).rows;

describe("documents that lie with a record", () => {
  it("are kept byte for byte, once for one key, and told of in the record's history without their title", async () => {
    const subject = await project({ title: "Med handling" });
    const bytes = Buffer.concat([pdfOf(3, "Avtal", `% ${"x".repeat(700_000)}`)]);
    const key = randomUUID();
    const both = await Promise.all([attach(subject, {}, { bytes, key, name: "Avtal åäö.PDF" }), attach(subject, {}, { bytes, key, name: "Avtal åäö.PDF" })]);
    const { id } = valueOf(both[0]);
    expect(valueOf(both[1])).toEqual({ id });
    const { document, holder } = await see(id);
    expect(document.files).toHaveLength(1);
    expect(document.files[0]).toMatchObject({ number: 1, name: "Avtal åäö.pdf", mediaType: "application/pdf", sizeBytes: bytes.length, pages: 3, scan: "NOT_SCANNED", sha256: createHash("sha256").update(bytes).digest("hex") });
    expect(holder).toMatchObject({ title: "Med handling", path: `/projects/${subject.id}` });
    expect((await contentOf(document.files[0]?.id ?? "")).equals(bytes)).toBe(true);
    const history = (await house.projects.getProjectWithHistory(house.reader, subject.id, { limit: 5 })).history;
    expect(history[0]).toMatchObject({ action: "documents.attached", changes: [] });
    expect((await documents.listDocumentHistory(house.reader, id, { limit: 5 }, around)).map(({ action }) => action)).toEqual(["documents.attached"]);
    expect((await documents.listDocumentsOf(house.reader, subject, around)).documents.map((one) => one.id)).toEqual([id]);
  });

  it("have versions, each of which can still be read; the same file is no new one", async () => {
    const id = await attached(await project());
    expect(await revise(id, 1, pdfOf(2))).toMatchObject({ ok: false, reason: "documentSame" });
    valueOf(await revise(id, 1, pdfOf(4, "Undertecknat"), "Undertecknat av båda"));
    await expect(revise(id, 1, pdfOf(5))).rejects.toMatchObject({ code: "CONFLICT" });
    const { document } = await see(id);
    expect(document.files.map(({ number, pages, note }) => [number, pages, note])).toEqual([[2, 4, "Undertecknat av båda"], [1, 2, null]]);
    expect((await contentOf(document.files[1]?.id ?? "")).equals(Buffer.from(pdfOf(2)))).toBe(true);
  });

  it("are added by who may change the record, and seen by who sees it; the confidential ones by those whose record it is", async () => {
    const open = await project();
    await expect(attach(open, {}, { actor: house.reader })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const secret = await project({ isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §" });
    await expect(attach(secret, {}, { actor: house.reader })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const inSecret = await attached(secret);
    await expect(see(inSecret)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await see(inSecret, house.maja)).mayEdit).toBe(true);
    const marked = await attached(open, { title: "Hemlig bilaga", isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §" });
    await expect(see(marked)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(documents.listDocumentsOf(house.reader, secret, around)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await documents.listDocumentsOf(house.reader, open, around)).documents).toEqual([]);
    expect((await documents.listDocumentsOf(house.maja, open, around)).documents.map(({ id }) => id)).toEqual([marked]);
    expect([(await list("/x?q=Hemlig")).length, (await list("/x?q=Hemlig", house.maja)).length, (await list("/x?q=Hemlig", house.office)).length]).toEqual([0, 1, 1]);
    await expect(attach({ kind: "nothing", id: open.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are changed from the version that was seen, taken away without being removed, and put back", async () => {
    const id = await attached(await project(), { title: "Före" });
    const change = (version: number, title: string) => documents.changeDocument(house.maja, { id, version, document: documentFacts({ title, caseNumber: "KS 2026/12" }) }, around, NOON);
    await change(1, "Efter");
    await expect(change(1, "Annat")).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await documents.getDocumentVersion(house.maja, id, 1, around)).document.title).toBe("Före");
    await documents.archiveDocument(house.maja, { id, version: 2 }, true, around, NOON);
    await expect(see(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await see(id, house.maja)).document.isArchived).toBe(true);
    expect(await list("/x?q=Efter", house.maja)).toEqual([]);
    await documents.archiveDocument(house.maja, { id, version: 3 }, false, around, NOON);
    expect((await see(id)).document.title).toBe("Efter");
  });

  it("are taken, kept and handed back at the limit's size in seconds, without memory growing with each", async () => {
    const subject = await project();
    const bytes = pdfOf(1, "Stor", `% ${"x".repeat(24 * 1024 * 1024)}`);
    const measured: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      const began = performance.now();
      const id = await attached(subject, {}, { bytes });
      expect(performance.now() - began).toBeLessThan(10_000);
      const { document } = await see(id);
      let size = 0;
      for await (const piece of (await documents.openFile(house.reader, document.files[0]?.id ?? "", around)).pieces()) size += piece.length;
      expect(size).toBe(bytes.length);
      measured.push(process.memoryUsage().rss / 1_048_576);
    }
    expect(measured.at(-1)! - measured[1]!).toBeLessThan(60);
  });

  it("are listed over all registers by kind, year, unit and words", async () => {
    const subject = await project({ title: "Sökbart projekt" });
    const id = await attached(subject, { title: null, kind: "REPORT", documentOn: "2019-05-02", registeredIn: "Kommunarkivet" }, { name: "slut_rapport 2019.pdf" });
    const rows = await list(`/x?kind=REPORT&year=2019&with=project&unit=${house.unit}&q=arkivet`);
    expect(rows.map((row) => row.id)).toEqual([id]);
    expect(rows[0]).toMatchObject({ title: "slut rapport 2019", holderTitle: "Sökbart projekt", kind: "REPORT", registeredIn: "Kommunarkivet", number: 1 });
    expect(await list("/x?kind=MINUTES&year=2019")).toEqual([]);
    const exported = [];
    for await (const piece of documents.exportDocuments(house.reader, readDocumentFilter({ year: "2019" }).filter, around, NOON)) exported.push(...piece);
    expect(exported.map((row) => row.id)).toEqual([id]);
    expect(await documents.listDocumentYears(house.reader)).toContain(2019);
  });
});
