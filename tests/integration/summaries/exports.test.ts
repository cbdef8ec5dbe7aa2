import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { Parser } from "htmlparser2";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatThousands } from "@/domain/money";
import type * as Editions from "@/features/summaries/editions/service";
import type * as Exports from "@/features/summaries/exports/service";
import { exportedSchema, type ExportFile } from "@/features/summaries/exports/schema";
import type * as Summaries from "@/features/summaries/service";
import type { Surroundings } from "@/features/summaries/service";
import { formatCount } from "@/lib/formats";
import { wordsFor } from "@/messages/words";
import { NOON, openRegister, valueOf } from "../../factories/register.ts";
import { readPdf } from "./pdf.ts";

let register: Awaited<ReturnType<typeof openRegister>>;
let summaries: typeof Summaries;
let editions: typeof Editions;
let exports: typeof Exports;
let around: Surroundings;
const YEAR = 2025;

beforeAll(async () => {
  register = await openRegister();
  summaries = await import("@/features/summaries/service");
  editions = await import("@/features/summaries/editions/service");
  exports = await import("@/features/summaries/exports/service");
  around = { registers: (await import("@/registers")).registers, words: { sv: wordsFor("sv"), en: wordsFor("en") } };
  const during = { starts: { on: "2024-03-01", precision: "DAY" as const }, ends: { on: "2026-06-30", precision: "DAY" as const } };
  for (let index = 0; index < 30; index += 1) {
    const line = (kind: "EU" | "OWN_CASH", amountMinor: bigint) => ({ kind, funder: null, year: YEAR, amountMinor });
    await register.log({ ...during, title: `Projekt <${String(index + 1)}> & "vänner"`, unitId: index % 3 === 0 ? register.otherUnit : register.unit, reachesChildrenAndYouth: index % 2 === 0, funding: [line("EU", BigInt(index + 1) * 12_345_601n), line("OWN_CASH", BigInt(index) * 3_210_007n)] }, register.office);
  }
  await register.log({ ...during, title: "Hemligt samarbete", isConfidential: true, confidentialityProvision: "OSL 15:1", funding: [] }, register.office);
  await summaries.writeWords(register.office, { year: YEAR, version: 0, lead: "Ett gott år.", commentary: "Första stycket.\n\nAndra stycket." }, NOON);
  valueOf(await editions.freezeSummary(register.office, around, { year: YEAR, version: 1, caseNumber: "KS 2026/0100" }, randomUUID(), NOON));
});
afterAll(async () => {
  await register.close();
});

const make = async (file: ExportFile) => {
  const { bytes } = await exports.exportEdition(register.reader, around, { year: YEAR, number: 1, file });
  const keep = process.env["UTBLICK_KEEP_FILES"];
  if (keep !== undefined) writeFileSync(`${keep}/${file}`, bytes);
  return bytes;
};
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");
const plain = (written: string) => written.replace(/\u00a0/g, " ");

/** The parts of a package, as its directory lists them. */
async function unpack(bytes: Uint8Array): Promise<Map<string, string>> {
  const { inflate, listParts, viewOf } = await import("../../../src/server/archives/parts.mjs");
  const view = viewOf(bytes);
  return new Map(listParts(view, 100).map((part) => [part.name, text(inflate(view, part, 64 * 1024 * 1024))]));
}

interface WordDocument {
  /** Each paragraph outside tables, with its style. */
  paragraphs: { style: string; text: string }[];
  tables: string[][][];
}

/** Reads a Word document's body by an XML reader that the program did not write. */
function readBody(xml: string): WordDocument {
  const found: WordDocument = { paragraphs: [], tables: [] };
  let [style, said, cell, inText, inTable] = ["", "", "", false, false];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "w:tbl") [inTable] = [true, found.tables.push([])];
        if (name === "w:tr") found.tables.at(-1)?.push([]);
        if (name === "w:tc") cell = "";
        if (name === "w:p") [style, said] = ["", ""];
        if (name === "w:pStyle") style = attributes["w:val"] ?? "";
        if (name === "w:t") inText = true;
        if (name === "w:br") said += "\n";
      },
      ontext(part) {
        if (inText) said += part;
      },
      onclosetag(name) {
        if (name === "w:t") inText = false;
        if (name === "w:p" && inTable) cell += said;
        if (name === "w:p" && !inTable) found.paragraphs.push({ style, text: said });
        if (name === "w:tc") found.tables.at(-1)?.at(-1)?.push(plain(cell));
        if (name === "w:tbl") inTable = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}

const readWord = async (file: ExportFile) => {
  const parts = await unpack(await make(file));
  return { parts, ...readBody(parts.get("word/document.xml") ?? "") };
};

interface UnitSums {
  name: string;
  projects: number;
  external: string;
  own: string;
}

const sumUnits = () =>
  register.query<UnitSums>(
    `SELECT n.name, count(DISTINCT p.id)::int AS projects, coalesce(sum(f.amount_minor) FILTER (WHERE f.kind = 'EU'), 0)::text AS external, coalesce(sum(f.amount_minor) FILTER (WHERE f.kind = 'OWN_CASH'), 0)::text AS own
     FROM project p JOIN body_name n ON n.body_id = p.unit_id LEFT JOIN funding_line f ON f.project_id = p.id AND f.removed_at IS NULL AND f.year = $1 WHERE NOT p.is_confidential AND p.archived_at IS NULL GROUP BY n.name`,
    [YEAR],
  );
const tkr = (ore: string) => plain(formatThousands(BigInt(ore)));

describe("an edition as a Word document", () => {
  it("V16c: has real headings, lists and captions, and in its tables the figures of the database row by row", async () => {
    const { parts, paragraphs, tables } = await readWord("report.docx");
    expect([...parts.keys()]).toEqual(expect.arrayContaining(["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/numbering.xml"]));
    const used = new Set([...(parts.get("word/document.xml") ?? "").matchAll(/<w:(?:p|tbl)Style w:val="([^"]+)"/g)].map((match) => match[1]));
    const defined = new Set([...(parts.get("word/styles.xml") ?? "").matchAll(/w:styleId="([^"]+)"/g)].map((match) => match[1]));
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
    const headings = paragraphs.filter(({ style }) => style === "Heading1").map((paragraph) => paragraph.text);
    const { getPack } = await import("@/server/pack");
    const chapters = getPack().chapters.flatMap(({ heading }) => (headings.includes(heading) ? [heading] : []));
    expect(chapters.length).toBeGreaterThan(0);
    expect(headings.slice(0, chapters.length + 3)).toEqual(["Året i korthet", ...chapters, "Bidrag och egna medel", "Barn och unga"]);
    expect(headings.at(-1)).toBe("Om utgåvan");
    const units = await sumUnits();
    expect(units).toHaveLength(2);
    const rows = tables.flat();
    for (const unit of units) expect(rows).toContainEqual([unit.name, formatCount(unit.projects), tkr(unit.external), tkr(unit.own), "0"]);
    expect(rows.filter(([first]) => first?.startsWith("Projekt <") === true)).toHaveLength(30);
    const all = paragraphs.map((paragraph) => paragraph.text).join("\n");
    expect(all).toContain("Ett gott år.");
    expect(JSON.stringify(tables) + all).not.toContain("Hemligt samarbete");
  });

  it("is the same file each time that it is made", async () => {
    expect(Buffer.from(await make("report.docx")).equals(Buffer.from(await make("report.docx")))).toBe(true);
  });

  it("V16c: is followed by an official report in the usual form, with what is proposed first and the edition among its grounds", async () => {
    const { paragraphs, tables } = await readWord("memo.docx");
    expect(paragraphs.filter(({ style }) => style === "Heading1").map((paragraph) => paragraph.text)).toEqual(["Förslag till beslut", "Sammanfattning", "Bakgrund", "Bedömning", "Ekonomi", "Barn och unga", "Beslutsunderlag", "Beslutet skickas till"]);
    expect(tables[0]?.map(([name]) => name)).toEqual(["Avsändare", "Datum", "Diarienummer", "Mottagare"]);
    expect(tables[0]?.[2]?.[1]).toBe("KS 2026/0100");
    expect(paragraphs.find(({ style }) => style === "ListNumber")?.text).toBe(`Kommunstyrelsen godkänner uppföljningen och sammanställningen av det internationella arbetet ${String(YEAR)}.`);
    const all = paragraphs.map((paragraph) => paragraph.text).join("\n");
    expect(all).toContain("Första stycket.\nAndra stycket.");
    const edition = await editions.getEdition(register.reader, YEAR, 1);
    expect(all).toContain(edition.dataSha256.slice(0, 16));
    const sums = await sumUnits();
    expect(plain(all)).toContain(`Bidragen är ${tkr(sums.reduce((sum, unit) => sum + BigInt(unit.external), 0n).toString())} tkr`);
  });
});

describe("an edition's tables and data", () => {
  it("are one workbook with a sheet a table, whose sums are those of the database to the öre", async () => {
    const sheets = await readXlsxFile(Buffer.from(await make("tables.xlsx")));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["År för år", "Verksamheter", "Register", "Svar", "Projekt", "Punkt för punkt", "Program", "Betalar", "Utbetalat", "Mått", "Kontakter och samarbeten", "Register år för år"]);
    const [, units, , , projects] = sheets;
    for (const unit of await sumUnits()) {
      const row = units?.data.find(([name]) => name === unit.name);
      expect([row?.[1], Math.round(Number(row?.[3]) * 100), Math.round(Number(row?.[4]) * 100)]).toEqual([unit.projects, Number(unit.external), Number(unit.own)]);
    }
    expect(projects?.data).toHaveLength(31);
  });

  it("are written out as JSON of the form that is published beside it", async () => {
    const written: unknown = JSON.parse(text(await make("data.json")));
    const { edition, data } = exportedSchema.parse(written);
    const stored = await editions.getEdition(register.reader, YEAR, 1);
    expect(edition).toMatchObject({ number: 1, caseNumber: "KS 2026/0100", dataSha256: stored.dataSha256 });
    expect(data).toEqual(stored.data);
    expect(JSON.parse(text(await make("schema.json")))).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema", properties: { data: { additionalProperties: false } } });
  });
});

describe("the page for residents", () => {
  it.each([
    ["residents.pdf", "i världen 2025", "sv-SE"],
    ["residents-en.pdf", "in the world 2025", "en-GB"],
  ] as const)("is one page: %s", async (file, title, language) => {
    const read = await readPdf(await make(file));
    const all = read.lines.join("\n");
    expect(all).toContain(title);
    expect(all).toContain("1 (1)");
    expect(all).toContain("Projekt <30>");
    expect(all).not.toContain("Hemligt samarbete");
    expect(read.language).toBe(language);
  });
});

describe("the files of a draft", () => {
  it("say that they are drafts, and are made for those alone who may follow it", async () => {
    const { bytes } = await exports.exportDraft(register.office, around, { year: YEAR, file: "report.docx" }, NOON);
    expect((await unpack(bytes)).get("word/footer1.xml")).toContain("inte fryst");
    expect(exportedSchema.parse(JSON.parse(text((await exports.exportDraft(register.office, around, { year: YEAR, file: "data.json" }, NOON)).bytes))).edition).toBeNull();
    await expect(exports.exportDraft(register.reader, around, { year: YEAR, file: "report.docx" }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
