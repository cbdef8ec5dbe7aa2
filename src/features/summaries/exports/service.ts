import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { toMatter } from "@/lib/fact-sheet";
import type { TextDocument } from "@/lib/text-document";
import { DOCX_TYPE, writeDocx } from "@/server/documents/docx";
import { typeset } from "@/server/documents/typesetter";
import { writeSheets, XLSX_TYPE } from "@/server/documents/xlsx";
import { getPack } from "@/server/pack";
import { listAddenda } from "../addenda/service";
import { getEdition } from "../editions/service";
import type { ReportWords } from "../report";
import type { SummaryData } from "../rules";
import { getSummary, type Surroundings } from "../service";
import { layOutMemo, layOutResidents, layOutWord, tabulateSummary, type Source } from "./report";
import { describeExport, type Exported, type ExportedAddendum, type ExportFile } from "./schema";

/** A file to send, whole. */
export interface MadeFile {
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const PDF_TYPE = "application/pdf";
const JSON_TYPE = "application/json; charset=utf-8";

/** A file made of a frozen edition, from what is stored of it alone; throws NOT_FOUND when there is none. */
export async function exportEdition(actor: Actor, around: Pick<Surroundings, "words">, about: { year: number; number: number; file: ExportFile }): Promise<MadeFile> {
  const { data, number, caseNumber, dataSha256, templateSha256, frozenAt } = await getEdition(actor, about.year, about.number);
  const frozenOn = dateInStockholm(frozenAt);
  const edition = { number, caseNumber, dataSha256, templateSha256 };
  const addenda = (await listAddenda(actor, about.year, about.number)).map(({ number: place, kind, text, decidedBy, decidedOn, paragraph, caseNumber: of }): ExportedAddendum => ({ number: place, kind, text, decidedBy, decidedOn, paragraph, caseNumber: of }));
  const source: Source = { edition: { ...edition, frozenOn }, addenda, madeAt: frozenAt, madeOn: frozenOn, colour: colourOf() };
  return make(data, source, { ...edition, frozenAt: frozenAt.toISOString(), addenda }, around.words, about.file);
}

/** A file made of the year's summary as it stands; throws NOT_FOUND for those who may not follow it. */
export async function exportDraft(actor: Actor, around: Surroundings, about: { year: number; file: ExportFile }, now = new Date()): Promise<MadeFile> {
  const { data } = await getSummary(actor, around, about.year, now);
  return make(data, { edition: null, addenda: [], madeAt: now, madeOn: dateInStockholm(now), colour: colourOf() }, null, around.words, about.file);
}

const colourOf = () => getPack().municipality.profile.light.profile;

async function make(data: SummaryData, source: Source, edition: Exported["edition"], words: Surroundings["words"], file: ExportFile): Promise<MadeFile> {
  const made = (type: string, bytes: Uint8Array<ArrayBuffer>): MadeFile => ({ type, bytes });
  switch (file) {
    case "report.docx":
      return made(DOCX_TYPE, await writeWord(layOutWord(data, source, words.sv)));
    case "memo.docx":
      return made(DOCX_TYPE, await writeWord(layOutMemo(data, source, words.sv)));
    case "residents.pdf":
      return made(PDF_TYPE, setPage(data, source, words.sv));
    case "residents-en.pdf":
      return made(PDF_TYPE, setPage(data, source, words.en));
    case "tables.xlsx":
      return made(XLSX_TYPE, await gather(writeSheets(tabulateSummary(data, words.sv).map(({ name, columns, rows }) => ({ name, table: { columns, rows: inOnePiece(rows) } })))));
    case "data.json":
      return made(JSON_TYPE, encode({ $schema: "schema.json", edition, data }));
    case "schema.json":
      return made(JSON_TYPE, encode(describeExport()));
  }
}

const encode = (value: object) => new TextEncoder().encode(JSON.stringify(value, null, 1));
const writeWord = (document: TextDocument) => gather(writeDocx(document));

function setPage(data: SummaryData, { madeOn, colour }: Source, words: ReportWords): Uint8Array<ArrayBuffer> {
  return typeset("fact-sheet.typ", toMatter(layOutResidents(data, words), { name: data.municipality, colour, day: madeOn })).read;
}

async function* inOnePiece<Rows>(rows: Rows): AsyncGenerator<Rows> {
  yield await Promise.resolve(rows);
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const gathered: Uint8Array[] = [];
  for await (const piece of pieces) gathered.push(piece);
  return new Uint8Array(Buffer.concat(gathered));
}
