import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { NOTIFICATION_KINDS } from "../schema";
import { oneLine, writeMail, type MailedNotification } from "./report";

const told = (more: Partial<MailedNotification> = {}): MailedNotification => ({ kind: "VISIT_REPRESENT", params: {}, title: "Besök", task: null, path: "/visits/1", mayBeMailed: true, ...more });
const facts = (...list: MailedNotification[]) => ({ occasion: "NOTIFICATION" as const, told: list, origin: "https://u.example", municipality: "Provstad" });

describe("a line of a mail", () => {
  it("is one line whatever is written, of no more than so many characters, and never in the midst of one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const line = oneLine(text, 80);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect([...line].length).toBeLessThanOrEqual(80);
      }),
    );
    expect(oneLine("å".repeat(200), 10)).toBe(`${"å".repeat(9)}…`);
    expect(oneLine("👩‍🚀".repeat(60), 5)).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  });
});

describe("a mail", () => {
  it.each(NOTIFICATION_KINDS)("of %s says what it is in both languages, with its link and where to choose", (kind) => {
    const params = { year: "2026", unit: "Hamnen", day: "2026-12-01", role: "READER" };
    for (const locale of ["sv", "en"] as const) {
      const { subject, text } = writeMail(facts(told({ kind, params })), wordsFor(locale));
      expect(subject + text).not.toContain("⟦");
      expect(subject.length).toBeGreaterThan(10);
      expect(text).toContain("https://u.example/visits/1\n");
      expect(text).toContain("https://u.example/account\n");
      expect(text).toContain("Provstad");
    }
  });

  it("tells of a task by its own words and day, and without them where they are to stay in the house", () => {
    const task = { key: "a", path: "/x", owner: { kind: "OFFICE" as const }, title: { message: "townPapers.tasks.NOTICE", params: { title: "Avtal", relation: "Strandby" } }, dueOn: "2027-01-15", state: "todo" as const, stateWord: "x" };
    const due = told({ kind: "TASK_DUE", title: "a", task });
    expect(writeMail(facts(due), wordsFor("sv")).text).toMatch(/Avtal[\s\S]*Senast 15 januari 2027/);
    const hidden = writeMail(facts({ ...due, mayBeMailed: false }), wordsFor("sv"));
    expect(hidden.subject + hidden.text).not.toMatch(/Avtal|Strandby/);
    expect(hidden.text).toContain("https://u.example/visits/1");
  });

  it("that gathers says how many, and each with its link", () => {
    const { subject, text } = writeMail({ ...facts(told(), told({ path: "/visits/2" })), occasion: "DAILY_DIGEST" }, wordsFor("sv"));
    expect(subject).toBe("Utblick: 2 nya meddelanden");
    expect(text.match(/https:\/\/u\.example\/visits\/\d/g)).toEqual(["https://u.example/visits/1", "https://u.example/visits/2"]);
  });
});
