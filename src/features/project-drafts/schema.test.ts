import { describe, expect, it } from "vitest";
import { UNITS } from "../../../tests/factories/projects.ts";
import { draftIdSchema, resolutionSchema, sectionInputSchema } from "./schema";

describe("a posted section", () => {
  it("keeps everything typed, whatever it is, apart from the form's own bookkeeping", () => {
    expect(sectionInputSchema.safeParse({ _draft: UNITS[0], _section: "about", _then: "later", _saves: "3", _back: "/", title: "", kinds: ["X"], "partners.0.name": "a\0" }).data).toEqual({
      draftId: UNITS[0],
      section: "about",
      then: "later",
      saves: 3,
      values: { title: "", kinds: ["X"], "partners.0.name": "a\ufffd" },
    });
  });

  it.each([["next", "next"], ["later", "later"], ["stay", "stay"], ["", "next"], ["elsewhere", "next"]])("goes on to %j as %s", (given, then) => {
    expect(sectionInputSchema.safeParse({ _draft: UNITS[0], _section: "case", _then: given }).data?.then).toBe(then);
  });

  it.each([
    ["of no draft", { _section: "about" }],
    ["of a draft that is no id", { _draft: "1", _section: "about" }],
    ["of a section that is none", { _draft: UNITS[0], _section: "constructor" }],
    ["of no section", { _draft: UNITS[0] }],
  ])("%s is refused", (_what, values) => {
    expect(sectionInputSchema.safeParse(values).success).toBe(false);
  });
});

describe("the choices between mine and theirs", () => {
  it("are read by field, against the version they were made on", () => {
    expect(resolutionSchema.safeParse({ _draft: UNITS[0], _against: "7", "choice.title": "mine", "choice.partners": ["theirs"], other: "x" }).data).toEqual({ draftId: UNITS[0], against: 7, choices: { title: "mine", partners: "theirs" } });
  });

  it.each([[{ _draft: "x", _against: "7" }], [{ _draft: UNITS[0] }], [{ _draft: UNITS[0], _against: "-1" }], [{ _draft: UNITS[0], _against: "1e3" }]])("are refused: %j", (values) => {
    expect(resolutionSchema.safeParse(values).success).toBe(false);
  });

  it("need a draft's id", () => {
    expect([draftIdSchema.safeParse({ _draft: UNITS[0] }).success, draftIdSchema.safeParse({ _draft: "" }).success]).toEqual([true, false]);
  });
});
