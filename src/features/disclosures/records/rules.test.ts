import { describe, expect, it } from "vitest";
import type { Openness, RecordPart } from "@/lib/record-contents";
import { fateOf, settleChoices, undecidedOf } from "./rules";
import { examineSchema, pickSchema, type ExamineInput } from "./schema";

const field = (column: string, openness: Openness) => ({ key: `t.1.${column}`, table: "t", column, openness, values: [column], precision: null, isNamed: false });
const parts: RecordPart[] = [{ table: "t", id: "1", fields: [field("title", "open"), field("who", "personal"), field("why", "confidential")] }];
const input = (more: Partial<ExamineInput> = {}): ExamineInput => ({ requestId: "r", recordId: "x", version: 1, digest: "d", isWithheld: false, provision: null, reason: null, rest: null, choices: {}, ...more });
const mask = (more: { provision?: string; reason?: string } = {}) => ({ state: "MASK" as const, provision: more.provision ?? null, reason: more.reason ?? null });

describe("what becomes of a field", () => {
  it("is that it is released where it is open, and waits where it is personal or may be confidential", () => {
    expect(parts[0]?.fields.map((one) => fateOf(one, {}).state)).toEqual(["RELEASED", "UNDECIDED", "UNDECIDED"]);
    expect(undecidedOf(parts, { isWithheld: false, choices: { "t.1.who": { state: "RELEASED" } } }).map(({ column }) => column)).toEqual(["why"]);
    expect(undecidedOf(parts, { isWithheld: true, choices: {} })).toEqual([]);
  });

  it("is what the form says, with the field's own provision before the form's", () => {
    expect(settleChoices(parts, input({ provision: "OSL 21:1", reason: "Skydd", rest: "RELEASE", choices: { "t.1.title": mask(), "t.1.why": mask({ provision: "OSL 19:1" }) } }))).toEqual({
      ok: true,
      value: { "t.1.title": { state: "MASKED", provision: "OSL 21:1", reason: "Skydd" }, "t.1.who": { state: "RELEASED" }, "t.1.why": { state: "MASKED", provision: "OSL 19:1", reason: "Skydd" } },
    });
    expect(settleChoices(parts, input({ provision: "OSL 21:1", reason: "Skydd", rest: "MASK" }))).toMatchObject({ value: { "t.1.who": { state: "MASKED" }, "t.1.why": { state: "MASKED" } } });
    expect(settleChoices(parts, input())).toEqual({ ok: true, value: {} });
  });

  it("is refused where the record has no such field, and where a mask has no provision or no reason", () => {
    for (const key of ["t.1.secret", "__proto__", "constructor", "toString"]) expect(settleChoices(parts, input({ provision: "a", reason: "b", choices: Object.fromEntries([[key, mask()]]) }))).toMatchObject({ reason: "disclosureFieldUnknown" });
    expect(settleChoices(parts, input({ choices: { "t.1.title": mask({ provision: "OSL 21:1" }) } }))).toMatchObject({ reason: "disclosureMaskUnexplained", issues: [{ field: "reason" }] });
    expect(settleChoices(parts, input({ isWithheld: true, reason: "Skydd" }))).toMatchObject({ issues: [{ field: "provision" }] });
  });
});

describe("the forms", () => {
  const id = "0e7f0000-0000-4000-8000-000000000001";
  const sent = { requestId: id, recordId: id, _version: "3", _digest: "a".repeat(64) };

  it("say field by field what is done, and what is too long at the field", () => {
    expect(examineSchema.parse({ ...sent, "do.t.1.title": "MASK", "law.t.1.title": " OSL 21:1 ", "do.t.1.who": "", rest: "RELEASE" })).toMatchObject({ version: 3, rest: "RELEASE", choices: { "t.1.title": { state: "MASK", provision: "OSL 21:1", reason: null } } });
    const wrong = examineSchema.safeParse({ ...sent, _digest: "x", "do.t.1.title": "GIVE", "law.t.1.title": "x".repeat(121) });
    expect(wrong.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([["_digest", "fields.choice"], ["do.t.1.title", "fields.choice"], ["law.t.1.title", "fields.tooLong"]]);
  });

  it("take boxes and addresses together, each record once", () => {
    expect(pickSchema.parse({ _key: id, requestId: id, picked: [`project ${id}`, `project ${id}`], addresses: `se https://utblick.example/visits/${id}?a=1 och ${id}` })).toEqual({ key: id, requestId: id, subjects: [{ kind: "project", id }], ids: [id] });
    expect(pickSchema.safeParse({ _key: id, requestId: id }).error?.issues).toMatchObject([{ path: ["addresses"], message: "disclosures.errors.nothingPicked" }]);
  });
});
