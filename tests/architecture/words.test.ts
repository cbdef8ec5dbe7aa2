import path from "node:path";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LOCALES, messagesFor, wordsFor } from "@/messages/words";
import { APP_ERROR_CODES } from "@/server/errors";
import { evidenceKindSchema } from "@packs/pack";
import { PROJECT } from "./support/cruise";
import { findUsedKeys, type Findings } from "./support/source-checks";
import { listFiles, readTree } from "./support/tree";
import { checkUsedKeys, compareLanguages, flatten, placeholdersOf, speakAll } from "./support/words-checks";

const readMessages = (file: string) => JSON.parse(readFileSync(path.join(PROJECT, "src/messages", file), "utf8")) as object;
const features = [...new Set(listFiles(PROJECT, ["src/messages"]).filter((file) => file.endsWith(".json")).map((file) => path.basename(file).split(".")[0] ?? ""))];
const all = flatten(messagesFor("sv"));
const groups = new Set(Object.keys(messagesFor("sv")));

describe("the words", () => {
  it.each(features)("%s says the same in Swedish and English", (feature) => {
    expect(compareLanguages(feature, flatten(readMessages(`${feature}.sv.json`)), flatten(readMessages(`${feature}.en.json`)))).toEqual([]);
  });

  it.each(LOCALES)("every message file is read, and none hides another's (%s)", (locale) => {
    const groupsOfFiles = features.flatMap((feature) => Object.keys(readMessages(`${feature}.${locale}.json`)));
    expect(groupsOfFiles.filter((group, index) => groupsOfFiles.indexOf(group) !== index)).toEqual([]);
    expect(Object.keys(messagesFor(locale)).sort()).toEqual(groupsOfFiles.sort());
  });

  it.each(LOCALES)("every message can be said (%s)", (locale) => {
    const messages = flatten(messagesFor(locale));
    expect(messages.size).toBeGreaterThan(100);
    expect(speakAll(locale, wordsFor(locale), messages)).toEqual([]);
  });

  it("every message that code looks up is there", () => {
    const used = findUsedKeys(readTree(PROJECT, ["src"]), groups);
    expect(used.keys.length).toBeGreaterThan(50);
    expect(checkUsedKeys(used, all)).toEqual([]);
  });

  it("every kind of evidence that a pack can ask for has its words", () => {
    const isSaid = (kind: string, parts: readonly string[]) => parts.every((part) => all.has(`coverage.evidence.${kind}.${part}`));
    expect(evidenceKindSchema.options.filter((kind) => !isSaid(kind, ["says", "column", "have", "lack"]) && !isSaid(kind, ["says", "records"]))).toEqual([]);
  });

  it("every code of an AppError has its words", () => {
    expect([...APP_ERROR_CODES, "FAILED"].filter((code) => !all.has(`errors.${code}`))).toEqual([]);
  });
});

describe("the checks see what they are for", () => {
  const messages = (texts: Record<string, string>) => new Map(Object.entries(texts));
  const compare = (sv: Record<string, string>, en: Record<string, string>) => () => compareLanguages("x", messages(sv), messages(en));
  const use = (file: string, text: string) => () => checkUsedKeys(findUsedKeys(new Map([[file, text]]), new Set(["x", "refusals"])), messages({ "x.title": "Titel", "x.status.OPEN": "Öppen" }));
  const say = (text: string) => () => {
    const words = Object.assign(
      () => {
        throw new Error("INVALID_MESSAGE: the text cannot be read");
      },
      { locale: "sv" as const, has: () => true },
    );
    return speakAll("sv", words, messages({ "x.title": text }));
  };

  const sabotages: [what: string, run: () => Findings, found: string][] = [
    ["a message that English lacks", compare({ "x.a": "A" }, {}), "x.a is missing in English"],
    ["a message that Swedish lacks", compare({}, { "x.a": "A" }), "x.a is missing in Swedish"],
    ["an empty message", compare({ "x.a": " " }, { "x.a": "A" }), "x.a is empty in Swedish"],
    ["a message that is no text", () => compareLanguages("x", flatten({ a: 1 }), flatten({ a: "one" })), "a is empty in Swedish"],
    ["different placeholders", compare({ "x.a": "Hej {name}" }, { "x.a": "Hello {person}" }), "names {name} in Swedish and {person} in English"],
    ["a placeholder that is lost in a plural", compare({ "x.a": "{n, plural, one {# av {total}} other {# av {total}}}" }, { "x.a": "{n, plural, one {#} other {#}}" }), "names {n, total}"],
    ["a message that cannot be said", say("{n, plural, one {"), "cannot be said"],
    ["a lookup of a message that is gone", use("src/app/page.tsx", 'words("x.gone")'), "there is no message x.gone"],
    ["a lookup in either of two", use("src/app/page.tsx", 'words(isOpen ? "x.title" : "x.gone")'), "there is no message x.gone"],
    ["a lookup by a variable under a group that is gone", use("src/app/page.tsx", "words(`x.kinds.${kind}`)"), "no messages under x.kinds"],
    ["a schema's complaint that is gone", use("src/features/x/schema.ts", 'requiredText(10, "x.missing")'), "there is no message x.missing"],
    ["an issue's message that is gone", use("src/features/x/rules.ts", 'const issue = { field: "a", message: "x.wrong" };'), "there is no message x.wrong"],
    ["a refusal without words", use("src/features/x/service.ts", 'refuse("TOO_LATE")'), "there is no message refusals.TOO_LATE"],
  ];

  it.each(sabotages)("%s is found", (_what, run, found) => {
    expect(run().join("\n")).toContain(found);
  });

  it("lookups of what is there pass", () => {
    expect(use("src/app/page.tsx", 'words("x.title"); words(`x.status.${status}`);')()).toEqual([]);
  });

  it.each([
    ["Hej {name}", { name: "text" }],
    ["{n, plural, one {# projekt} other {# projekt av {total}}}", { n: "plural", total: "text" }],
    ["{kind, select, a {A {who}} other {}}: {n, number}", { kind: "select", who: "text", n: "number" }],
    ["Skriv '{'så'}' här", {}],
    ["It''s {when}", { when: "text" }],
  ] as const)("the placeholders of “%s” are found", (message, placeholders) => {
    expect(Object.fromEntries(placeholdersOf(message))).toEqual(placeholders);
  });
});
