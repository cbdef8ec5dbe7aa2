import { expect, it } from "vitest";
import { tickedOff, type Tick } from "./rules";
import { tickSchema } from "./schema";

const tick = (code: string): Tick => ({ id: code, version: 1, code, by: "Prov Provsson", at: new Date("2026-11-22T11:00:00Z"), note: null });

it("a checklist keeps its order, and shows no tick of what it no longer asks for", () => {
  expect(tickedOff([{ code: "A" }, { code: "B" }], [tick("B"), tick("GONE")])).toEqual([{ item: { code: "A" }, tick: null }, { item: { code: "B" }, tick: tick("B") }]);
});

it("a tick names something of a checklist", () => {
  const projectId = "20000000-0000-4000-8000-000000000001";
  expect(tickSchema.parse({ projectId, code: "CODE_STRING", note: " " })).toEqual({ projectId, code: "CODE_STRING", note: null });
  for (const code of ["", "kodsträng", "A;B"]) expect(tickSchema.safeParse({ projectId, code }).success, code).toBe(false);
});
