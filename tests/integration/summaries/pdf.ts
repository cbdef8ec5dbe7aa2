import type { PDFPageProxy } from "pdfjs-dist";

/** What stands in a PDF, as Mozilla's reader finds it. */
export interface ReadPdf {
  /** The text as it follows upon itself, a line each. */
  lines: string[];
  /** The tables by the file's own tags, row by row and cell by cell; one that goes on over a page is one for each page. */
  tables: string[][][];
  fonts: string[];
  language: string | null;
  isTagged: boolean;
}

/** What drawing alone needs, which nobody here does: without it the reader would look for a canvas to draw on. */
const DRAWING = ["DOMMatrix", "ImageData", "Path2D"];

async function load() {
  for (const name of DRAWING) if (!(name in globalThis)) Object.assign(globalThis, { [name]: Object });
  return import("pdfjs-dist/legacy/build/pdf.mjs");
}

/** Reads a PDF by another program than the one that set it. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const { getDocument, VerbosityLevel } = await load();
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  const found: ReadPdf = { lines: [], tables: [], fonts: [], language: null, isTagged: false };
  const fonts = new Set<string>();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { lines, byTag, fontsOfPage } = await readPage(page);
    found.lines.push(...lines);
    for (const name of fontsOfPage) fonts.add(name);
    found.tables.push(...tablesOf(await page.getStructTree(), byTag));
  }
  const { info } = await document.getMetadata();
  const language: unknown = Reflect.get(info, "Language");
  const marks = await document.getMarkInfo();
  await task.destroy();
  return { ...found, fonts: [...fonts], language: typeof language === "string" ? language : null, isTagged: marks?.Marked === true };
}

/** The page's lines, what each tag holds, and what it is set in. */
async function readPage(page: PDFPageProxy): Promise<{ lines: string[]; byTag: Map<string, string>; fontsOfPage: string[] }> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  await page.getOperatorList();
  const byTag = new Map<string, string>();
  const fonts = new Set<string>();
  /** A mark within a mark may have no place among the tags. */
  const open: (string | undefined)[] = [];
  let text = "";
  for (const item of items) {
    if (!("str" in item)) {
      if (item.type === "endMarkedContent") open.pop();
      else open.push(item.id);
      continue;
    }
    const said = clean(item.str) + (item.hasEOL ? "\n" : "");
    text += said;
    const tag = open.findLast((id) => id !== undefined);
    if (tag !== undefined) byTag.set(tag, (byTag.get(tag) ?? "") + said);
    const font: unknown = page.commonObjs.get(item.fontName);
    if (typeof font === "object" && font !== null && "name" in font) fonts.add(String(font.name));
  }
  return { lines: text.split("\n"), byTag, fontsOfPage: [...fonts] };
}

/** Without the marks of where a word may be parted, and with spaces that are all alike. */
const clean = (text: string) => text.replace(/\u00ad/g, "").replace(/\u00a0|\u202f/g, " ");
const squeeze = (text: string) => text.replace(/\s+/g, " ").trim();

type Tree = Awaited<ReturnType<PDFPageProxy["getStructTree"]>>;

function tablesOf(node: Tree, byTag: ReadonlyMap<string, string>): string[][][] {
  if (node.role !== "Table") return node.children.flatMap((child) => ("role" in child ? tablesOf(child, byTag) : []));
  return [rowsOf(node).map((row) => row.children.flatMap((cell) => ("role" in cell ? [squeeze(textIn(cell, byTag))] : [])))];
}

function rowsOf(node: Tree): Tree[] {
  return node.children.flatMap((child) => (!("role" in child) ? [] : child.role === "TR" ? [child] : rowsOf(child)));
}

function textIn(node: Tree, byTag: ReadonlyMap<string, string>): string {
  return node.children.map((child) => ("role" in child ? textIn(child, byTag) : (byTag.get(child.id) ?? ""))).join(" ");
}
