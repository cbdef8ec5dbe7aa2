import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldId } from "./field-id";
import { describeProblems } from "./form-problems";
import { readForm, readUploads, typedFields } from "./form-values";

const formOf = (...entries: [string, string | Blob][]): FormData => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
};

describe("a submitted form", () => {
  it("is read as texts, several where a field was sent several times", () => {
    expect(readForm(formOf(["title", "Hamn"], ["kinds", "A"], ["kinds", "B"], ["kinds", "C"]))).toEqual({ title: "Hamn", kinds: ["A", "B", "C"] });
  });

  it("has one kind of line end", () => {
    expect(readForm(formOf(["summary", "a\r\nb\rc\nd"]))["summary"]).toBe("a\nb\nc\nd");
  });

  it("leaves out files and what the framework sends for itself", () => {
    expect(readForm(formOf(["file", new Blob(["x"])], ["$ACTION_ID_1", "x"], ["$ACTION_REF_2", ""], ["title", "Hamn"]))).toEqual({ title: "Hamn" });
  });

  it("may have fields called what every object has, and pollutes nothing", () => {
    const values = readForm(formOf(["__proto__", "x"], ["constructor", "a"], ["constructor", "b"], ["toString", "c"], ["hasOwnProperty", "d"]));
    expect(Object.entries(values)).toEqual([["constructor", ["a", "b"]], ["toString", "c"], ["hasOwnProperty", "d"]]);
    expect(Reflect.get({}, "x")).toBeUndefined();
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });

  it("keeps all that was typed of a megabyte", () => {
    expect(readForm(formOf(["title", "å".repeat(1_000_000)]))["title"]).toHaveLength(1_000_000);
  });

  it("reads any form that a browser can send", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string())), (entries) => {
        const values = readForm(formOf(...entries));
        for (const [name, text] of entries.filter(([candidate]) => candidate !== "__proto__" && !candidate.startsWith("$ACTION"))) {
          expect([values[name] ?? []].flat()).toContain(text.replace(/\r\n?/g, "\n"));
        }
      }),
    );
  });
});

describe("an uploaded file", () => {
  const latin1 = Uint8Array.from("Å", (letter) => letter.charCodeAt(0));
  const utf16 = (text: string) => Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]));
  it.each([
    ["that is text", new TextEncoder().encode('{"a": "å"}'), ""],
    ["with a mark of its byte order", new TextEncoder().encode("\uFEFF{}"), ""],
    ["that is empty", new Uint8Array(), "blank"],
    ["of blanks alone", new TextEncoder().encode(" \n\t"), "blank"],
    ["of one byte too many", new Uint8Array(101).fill(65), "tooLarge"],
    ["of as many bytes as may be", new Uint8Array(100).fill(65), ""],
    ["in Latin-1", latin1, "notText"],
    ["in UTF-16 with its mark", Uint8Array.from([255, 254, ...utf16("{}")]), "notText"],
    ["in UTF-16 without one", utf16("{}"), "notText"],
    ["with a NUL in it", new TextEncoder().encode("{\0}"), "notText"],
    ["that is packed", Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), "packed"],
  ])("%s", async (_what, bytes, problem) => {
    const values = await readUploads(formOf(["file", new File([bytes], "pack.json")]), { file: 100 });
    expect(values["_file.problem"]).toBe(problem);
    if (problem !== "" && problem !== "blank") expect(values["_file.text"]).toBe("");
  });

  it("that nobody chose, or that is a text, is missing", async () => {
    for (const none of [formOf(), formOf(["file", "{}"]), formOf(["file", new File([], "")])]) expect((await readUploads(none, { file: 100 }))["_file.problem"]).toBe("missing");
  });
});

describe("what a person typed", () => {
  it("is kept without the form's own bookkeeping", () => {
    expect(typedFields({ _key: "1", _back: "/", title: "Hamn", kinds: ["A"] })).toEqual({ title: "Hamn", kinds: ["A"] });
  });

  it("can be stored whatever it holds, and is changed no more than that takes", () => {
    expect(typedFields({ a: "x\0y", b: ["\ud83d", "ok 👩"], c: "\udc69" })).toEqual({ a: "x\ufffdy", b: ["\ufffd", "ok 👩"], c: "\ufffd" });
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "å", "\0", "\ud83d", "\udc69", "\ufffd", "\n")).map((parts) => parts.join("")), (text) => {
        const kept = String(typedFields({ text })["text"]);
        expect(kept).not.toContain("\0");
        expect(kept.isWellFormed()).toBe(true);
        if (text.isWellFormed() && !text.includes("\0")) expect(kept).toBe(text);
      }),
    );
  });
});

describe("a form's problems", () => {
  const words = (key: string, parameters?: Record<string, string | number>) => `${key}${parameters === undefined ? "" : ` ${JSON.stringify(parameters)}`}`;

  it("are put into words once each, with a way to the field or to the form", () => {
    const issues = [{ field: "title", message: "m" }, { field: "title", message: "n" }, { field: "title", message: "m" }, { field: "", message: "refused" }, { field: "partners.0.name", message: "p", params: { max: 3 } }];
    const problems = describeProblems({ title: "" }, issues, words, "form");
    expect(problems.summary).toEqual([
      { href: "#title", text: "m" },
      { href: "#title", text: "n" },
      { href: "#form", text: "refused" },
      { href: "#partners-0-name", text: 'p {"max":3}' },
    ]);
    expect([problems.errorOf("title"), problems.errorOf("partners.0.name"), problems.errorOf("summary")]).toEqual(["m", 'p {"max":3}', undefined]);
  });

  it.each([["title", "title"], ["partners.0.name", "partners-0-name"], ["..å..", ""], ["a b", "a-b"]])("the control of %j is called %j", (name, id) => {
    expect(fieldId(name)).toBe(id);
  });
});
