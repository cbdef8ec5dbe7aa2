import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type { Subject } from "@/features/comments/schema";
import type * as commentService from "@/features/comments/service";
import type { registers as allRegisters } from "@/registers";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let comments: typeof commentService;
let around: { registers: typeof allRegisters };
beforeAll(async () => {
  house = await openDecisions("varberg");
  comments = await import("@/features/comments/service");
  around = { registers: (await import("@/registers")).registers };
  const [{ addOidcIdentity }, { systemActor }] = [await import("@/features/accounts/service"), await import("@/server/session")];
  // Whoever is to be named must have a way to sign in.
  for (const { personId } of [house.maja, house.office, house.reader]) valueOf(await addOidcIdentity(systemActor(), { personId, issuer: "https://login.utblick.example", subject: randomUUID() }, randomUUID()));
});
afterAll(() => house.close());

const project = async (more: Record<string, unknown> = {}): Promise<Subject> => ({ kind: "project", id: await house.project(more) });
let minutes = 0;
/** Each a minute after the one before. */
const later = () => new Date(NOON.getTime() + (minutes += 1) * 60_000);
const write = (subject: Subject, text: string, { actor = house.maja, mentionedIds = [], key = randomUUID() }: { actor?: Actor; mentionedIds?: string[]; key?: string } = {}) => comments.writeComment(actor, { key, subject, text, mentionedIds }, around, later());
const textsOf = async (subject: Subject, actor: Actor = house.reader) => (await comments.listCommentsOf(actor, subject, around)).comments.filter(({ isArchived }) => !isArchived).map(({ text }) => text);

describe("comments on a record", () => {
  it("are written once for one key, read where the record is, and told of in its history", async () => {
    const subject = await project();
    const key = randomUUID();
    const both = await Promise.all([write(subject, "Vem svarar?", { key }), write(subject, "Vem svarar?", { key })]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    valueOf(await write(subject, "Jag.", { actor: house.office }));
    expect(await textsOf(subject)).toEqual(["Vem svarar?", "Jag."]);
    const { history } = await house.projects.getProjectWithHistory(house.reader, subject.id, { limit: 5 });
    expect(history.map(({ action }) => action).slice(0, 2)).toEqual(["comments.written", "comments.written"]);
    await expect(write(subject, "Får inte", { actor: house.reader })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const secret = await project({ isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §" });
    await expect(write(secret, "Ser inte", { actor: house.reader })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(textsOf(secret)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("name those who may see the record, who may then answer, and nobody else", async () => {
    const subject = await project();
    const { people } = await comments.prepareComment(house.maja, subject, around);
    expect(people.map(({ id }) => id)).toContain(house.reader.personId);
    const { id } = valueOf(await write(subject, "Vad tror du?", { mentionedIds: [house.reader.personId] }));
    valueOf(await write(subject, "Bra.", { actor: house.reader }));
    expect((await comments.listCommentsOf(house.maja, subject, around)).comments[0]?.mentioned.map((person) => person.id)).toEqual([house.reader.personId]);
    expect(await write(subject, "Vem är det?", { mentionedIds: [randomUUID()] })).toMatchObject({ ok: false, reason: "commentNamesStranger", field: "mentioned" });
    const secret = await project({ isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §" });
    expect((await comments.prepareComment(house.maja, secret, around)).people.map((person) => person.id)).not.toContain(house.reader.personId);
    expect(await write(secret, "Till dig", { mentionedIds: [house.reader.personId] })).toMatchObject({ ok: false, reason: "commentNamesStranger" });
    valueOf(await write(secret, "Till kansliet", { mentionedIds: [house.office.personId] }));
    // Who is named is told once, also when the comment is changed, and it stands in the entry too.
    await comments.changeComment(house.maja, { id, version: 1, text: "Vad tror du nu?", mentionedIds: [house.reader.personId] }, around, later());
    const told = await house.client.$queryRaw<{ path: string }[]>`SELECT path FROM notification WHERE kind = 'MENTIONED' AND person_id = ${house.reader.personId}::uuid`;
    expect(told).toEqual([{ path: `/projects/${subject.id}#comments` }]);
    const { database } = await import("@/server/db");
    const entries = await database().$queryRaw<{ details: { mentioned: string[] } }[]>`SELECT details FROM audit_entry WHERE action = 'comments.written' AND details ->> 'commentId' = ${id}`;
    expect(entries.map(({ details }) => details.mentioned)).toEqual([[house.reader.personId]]);
  });

  it("are changed by their author alone, from the version that was seen, and keep what they said", async () => {
    const subject = await project();
    const { id } = valueOf(await write(subject, "Först"));
    await expect(comments.changeComment(house.office, { id, version: 1, text: "Inte min", mentionedIds: [] }, around, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    valueOf(await comments.changeComment(house.maja, { id, version: 1, text: "Sedan", mentionedIds: [] }, around, NOON));
    await expect(comments.changeComment(house.maja, { id, version: 1, text: "Annat", mentionedIds: [] }, around, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    const { history } = await comments.getCommentHistory(house.reader, id, around);
    expect(history[0]?.changes).toEqual(expect.arrayContaining([expect.objectContaining({ column: "text", before: "Först", after: "Sedan" })]));
  });

  it("are taken away by their author, those whose record it is and the office, and put back", async () => {
    const subject = await project();
    const { id } = valueOf(await write(subject, "Bort", { actor: house.office }));
    await expect(comments.archiveComment(house.reader, { id, version: 1 }, true, around, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await comments.archiveComment(house.maja, { id, version: 1 }, true, around, NOON)).toEqual(subject);
    expect(await textsOf(subject)).toEqual([]);
    expect((await comments.listCommentsOf(house.reader, subject, around)).comments).toEqual([]);
    expect((await comments.listCommentsOf(house.maja, subject, around)).comments.map((comment) => comment.isArchived)).toEqual([true]);
    await comments.archiveComment(house.office, { id, version: 2 }, false, around, NOON);
    expect(await textsOf(subject)).toEqual(["Bort"]);
  });
});
