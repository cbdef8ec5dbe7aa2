import { afterAll, beforeAll, expect, it } from "vitest";
import type * as Checklist from "@/features/projects/checklist/service";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let checklist: typeof Checklist;
beforeAll(async () => {
  house = await openRegister();
  checklist = await import("@/features/projects/checklist/service");
});
afterAll(() => house.close());

const ticked = async (id: string) => (await checklist.getChecklist(house.reader, id)).items.flatMap(({ tick }) => tick ?? []);

it("a tick is set once, tells who set it and when, and is taken back from what was seen", async () => {
  const id = await house.log();
  const tick = (actor = house.contact, note: string | null = "Ekonomen vet") => checklist.tick(actor, { projectId: id, code: "CODE_STRING", note }, NOON);
  const { entries } = await house.recorded(() => Promise.all([tick(), tick(house.deputy, "Också jag")]));
  expect(entries).toMatchObject([{ action: "projects.checklistTicked", subject_id: id }]);
  const [one] = await ticked(id);
  expect(await ticked(id)).toHaveLength(1);
  expect(one).toMatchObject({ code: "CODE_STRING", version: 1, at: NOON });
  expect(["Kontakt Provsson", "Ställföreträdare Provsson"]).toContain(one?.by);
  expect(await tick()).toEqual({ ok: true, value: { id } });
  const back = { projectId: id, tickId: one!.id, version: 1 };
  await checklist.untick(house.contact, back, NOON);
  await expect(checklist.untick(house.contact, back, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await ticked(id)).toEqual([]);
  valueOf(await tick());
  expect(await ticked(id)).toHaveLength(1);
});

it("what is not on the checklist is not ticked, nor by those who may not change the project", async () => {
  const id = await house.log();
  expect(await checklist.tick(house.contact, { projectId: id, code: "SOMETHING", note: null }, NOON)).toEqual({ ok: false, reason: "checklistItemNotThere" });
  await expect(checklist.tick(house.reader, { projectId: id, code: "CODE_STRING", note: null }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await checklist.getChecklist(house.reader, id)).mayTick).toBe(false);
});
