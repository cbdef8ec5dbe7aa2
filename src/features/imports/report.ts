import type { Issue } from "@/domain/values";
import type { Column, Table, TableRow } from "@/lib/table";
import { columnName, type ImportField, type Translate } from "./import";
import type { JudgedRow } from "./rules";

type PlaceOf = Readonly<Record<string, { letter: string; heading: string }>>;

/** Says in words what is wrong with a row and where it stands: by the column that a field is read from, else by what the field is called. */
export function writeIssue({ field, message, params }: Issue, fields: readonly ImportField[], placeOf: PlaceOf, words: Translate): string {
  const [place, text, called] = [placeOf[field], words(message, params), fields.find(({ name }) => name === field)];
  if (place !== undefined) return words("imports.fault", { ...place, text });
  return called === undefined ? text : words("imports.faultWithout", { field: words(called.label), text });
}

const WIDTH = { cell: 18, remark: 70 };

/** Lays a list's own rows out as they stand in its file, with what is wrong said in a column of its own; `marks` are the cells at fault. */
export function reportMarked(
  list: { header: readonly string[]; cells: ReadonlyMap<number, readonly string[]>; rows: readonly JudgedRow[]; chosen: Readonly<Record<string, number>>; placeOf: PlaceOf },
  fields: readonly ImportField[],
  words: Translate,
): { columns: Column[]; rows: TableRow[]; marks: Map<TableRow, Set<number>> } {
  const width = Math.max(list.header.length, ...Array.from(list.cells.values(), (cells) => cells.length));
  const columns = Array.from({ length: width }, (_, index): Column => ({ key: columnName(index), label: list.header[index] ?? "", type: "text", width: WIDTH.cell }));
  const marks = new Map<TableRow, Set<number>>();
  const rows = list.rows.map(({ row, outcome, issues }) => {
    const faults = outcome === "FAULT" ? issues : [];
    const cells = list.cells.get(row) ?? [];
    const line: TableRow = [...Array.from({ length: width }, (_, index) => cells[index] ?? null), faults.map((issue) => writeIssue(issue, fields, list.placeOf, words)).join("\n") || null];
    if (faults.length > 0) marks.set(line, new Set([width, ...faults.flatMap(({ field }) => list.chosen[field] ?? [])]));
    return line;
  });
  return { columns: [...columns, { key: "remark", label: words("imports.markedColumn"), type: "text", width: WIDTH.remark }], rows, marks };
}

const TEMPLATE_WIDTH = { heading: 24, choice: 34 };

/** Lays out an empty list of a register: the headings by which its columns are known again, and beside it the answers of those fields that have some. */
export function reportTemplate(fields: readonly ImportField[], words: Translate): { list: Table; choices: Table } {
  const columnOf = (field: ImportField, width: number): Column => ({ key: field.name, label: words(field.label), type: "text", width });
  const asked = fields.filter(({ choices }) => (choices ?? []).some(({ isPast }) => isPast !== true));
  const answers = asked.map(({ choices }) => (choices ?? []).filter(({ isPast }) => isPast !== true).map((choice) => choice.label(words)));
  const longest = Math.max(0, ...answers.map(({ length }) => length));
  return {
    list: { columns: fields.map((field) => columnOf(field, TEMPLATE_WIDTH.heading)), rows: [] },
    choices: { columns: asked.map((field) => columnOf(field, TEMPLATE_WIDTH.choice)), rows: Array.from({ length: longest }, (_, row) => answers.map((list) => list[row] ?? null)) },
  };
}
