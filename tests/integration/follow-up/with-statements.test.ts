import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { readDocumentFilter } from "@/features/documents/schema";
import * as documents from "@/features/documents/service";
import * as comments from "@/features/comments/service";
import * as followUp from "@/features/follow-up/service";
import { nameStatement } from "@/features/follow-up/telling/service";
import { registers } from "@/registers";
import { attachInput, pdfOf, received } from "../../factories/documents.ts";
import { openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let id: string;
const YEAR = 2019;
const NOW = new Date("2019-11-22T11:00:00Z");
const around = { registers };

beforeAll(async () => {
  house = await openRegister();
  valueOf(await followUp.openRound(house.office, { year: YEAR, answersDueOn: "2019-12-11" }, randomUUID(), {}, new Date("2019-11-02T08:00:00Z")));
  id = (await followUp.getStatement(house.office, YEAR, house.unit)).id;
});
afterAll(() => house.close());

const attach = async (actor: Actor, title: string) => {
  const file = await received(pdfOf(1), "protokollsutdrag.pdf");
  try {
    return valueOf(await documents.attachDocument(actor, attachInput({ kind: "unitStatement", id }, { title }, "protokollsutdrag.pdf"), file, around, NOW)).id;
  } finally {
    await file.handle.close();
  }
};
const listed = async (actor: Actor, q: string) => (await documents.listDocuments(actor, readDocumentFilter({ q }).filter, around, NOW)).rows.map((row) => ({ holder: row.holderTitle, id: row.id }));

describe("what lies with a unit's statement", () => {
  it("V16b: the board's extract lies with the statement, for the unit and the office while it is on its way and for everyone when it is approved", async () => {
    const document = await attach(house.contact, "Nämndens protokollsutdrag");
    expect((await documents.getDocument(house.office, document, around)).holder).toMatchObject({ title: `Hamnförvaltningen ${String(YEAR)}`, path: `/year/statements/${id}` });
    await expect(documents.getDocument(house.reader, document, around)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(nameStatement(house.reader, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await Promise.all([house.contact, house.office, house.reader].map((actor) => listed(actor, "Nämndens")))).toEqual([[{ holder: `Hamnförvaltningen ${String(YEAR)}`, id: document }], [{ holder: `Hamnförvaltningen ${String(YEAR)}`, id: document }], []]);
    await expect(attach(house.reader, "Någon annans")).rejects.toMatchObject({ code: "NOT_FOUND" });

    const { questions } = await followUp.getStatement(house.contact, YEAR, house.unit);
    valueOf(await followUp.submitStatement(house.contact, { year: YEAR, unitId: house.unit, answers: questions.map(({ code }) => ({ code, version: 0, text: "Svar." })) }, randomUUID(), NOW));
    const { version } = await followUp.getStatement(house.office, YEAR, house.unit);
    valueOf(await followUp.approveStatement(house.office, { year: YEAR, unitId: house.unit, version }, NOW));
    expect(await listed(house.reader, "Nämndens")).toHaveLength(1);
    expect((await documents.getDocument(house.reader, document, around)).mayEdit).toBe(false);
    await expect(attach(house.reader, "Någon annans")).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await comments.listCommentsOf(house.reader, { kind: "unitStatement", id }, around)).comments).toEqual([]);
  });
});
