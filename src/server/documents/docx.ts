import "server-only";
import type { TextBlock, TextDocument } from "@/lib/text-document";
import { escapeXml, XML_HEAD } from "./xml";
import { writeZip } from "./zip";

export const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const NAMESPACES = `xmlns:w="${WORD}" xmlns:r="${OFFICE}"`;

/** Lengths in twentieths of a point: an A4 page, its margins, and the line that they leave. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_417 };
const LINE = PAGE.width - 2 * PAGE.margin;
/** Of a table of names and values, and of the columns of numbers in other tables. */
const NAMES_WIDTH = 2_600;
const NUMBER_WIDTH = 1_450;

/** The lists that numbering.xml defines; each numbered list begins anew, so it has a number of its own after these. */
const BULLETS = 1;

/**
 * Writes a document for Word and LibreOffice, to be edited further: headings, quotations, lists, tables and their captions carry the
 * programs' own styles, tables repeat their heads over pages and have a title for those who listen, and contents lead to headings.
 * The same document is the same file.
 */
export async function* writeDocx(document: TextDocument): AsyncGenerator<Uint8Array> {
  const numbered = document.blocks.filter((block) => block.type === "list" && block.numbered).length;
  yield* writeZip([
    { name: "[Content_Types].xml", text: [CONTENT_TYPES] },
    { name: "_rels/.rels", text: [RELATIONSHIPS] },
    { name: "docProps/core.xml", text: [writeCore(document)] },
    { name: "word/document.xml", text: writeBody(document) },
    { name: "word/_rels/document.xml.rels", text: [DOCUMENT_RELATIONSHIPS] },
    { name: "word/styles.xml", text: [writeStyles(document)] },
    { name: "word/numbering.xml", text: [writeNumbering(numbered)] },
    { name: "word/settings.xml", text: [writeSettings(document)] },
    { name: "word/header1.xml", text: [`${XML_HEAD}<w:hdr ${NAMESPACES}>${paragraph("Header", run(document.header))}</w:hdr>`] },
    { name: "word/footer1.xml", text: [`${XML_HEAD}<w:ftr ${NAMESPACES}>${paragraph("Footer", `${run(document.footer)}<w:r><w:tab/></w:r>${field("PAGE", "1")}${run(" (")}${field("NUMPAGES", "1")}${run(")")}`)}</w:ftr>`] },
  ]);
}

const part = (name: string, type: string) => `<Override PartName="/word/${name}.xml" ContentType="${PARTS}.${type}+xml"/>`;
const CONTENT_TYPES = `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("document", "document.main")}${part("styles", "styles")}${part("numbering", "numbering")}${part("settings", "settings")}${part("header1", "header")}${part("footer1", "footer")}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;
const RELATIONSHIPS = `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;
const DOCUMENT_RELATIONSHIPS = `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${[["styles", "styles"], ["numbering", "numbering"], ["settings", "settings"], ["header", "header1"], ["footer", "footer1"]].map(([type, name], index) => `<Relationship Id="rId${String(index + 1)}" Type="${OFFICE}/${String(type)}" Target="${String(name)}.xml"/>`).join("")}</Relationships>`;

function writeCore({ title, author, description, language, at }: TextDocument): string {
  const when = at.toISOString().replace(/\.\d+Z$/, "Z");
  const day = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${when}</dcterms:${name}>`;
  return `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><dc:description>${escapeXml(description)}</dc:description><dc:language>${language}</dc:language>${day("created")}${day("modified")}</cp:coreProperties>`;
}

/** A stretch of text; a line end within it is kept as one, and the program breaks words itself. */
function run(text: string, look = ""): string {
  const properties = look === "" ? "" : `<w:rPr>${look}</w:rPr>`;
  return text.replaceAll("\u00ad", "").split(/\r\n?|\n/).map((line, index) => `<w:r>${properties}${index === 0 ? "" : "<w:br/>"}<w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r>`).join("");
}

/** What the program works out itself, with what stands there until it has. */
const field = (instruction: string, shown: string) => `<w:fldSimple w:instr=" ${instruction} ">${run(shown)}</w:fldSimple>`;
const paragraph = (style: string, content: string, more = "") => `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${content}</w:p>`;

function* writeBody(document: TextDocument): Generator<string> {
  yield `${XML_HEAD}<w:document ${NAMESPACES}><w:body>${paragraph("Title", run(document.title))}`;
  if (document.subtitle !== null) yield paragraph("Subtitle", run(document.subtitle));
  if (document.contents !== null) yield writeContents(document.contents, document.blocks);
  const place = { heading: 0, table: 0, list: BULLETS };
  for (const block of document.blocks) yield writeBlock(block, place, document.tableWord);
  yield `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="${String(PAGE.width)}" w:h="${String(PAGE.height)}"/><w:pgMar w:top="${String(PAGE.margin)}" w:right="${String(PAGE.margin)}" w:bottom="${String(PAGE.margin)}" w:left="${String(PAGE.margin)}" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`;
}

/** A field of contents, with the headings already there so that it says something before the program has filled in the pages. */
function writeContents(title: string, blocks: readonly TextBlock[]): string {
  const headings = blocks.filter((block) => block.type === "heading");
  const lines = headings.flatMap((block, index) => (block.level === 3 ? [] : [{ level: block.level, text: block.text, mark: `_Toc${String(index + 1)}` }]));
  const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
  const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
  const entries = lines.map(({ level, text, mark }, index) => paragraph(`TOC${String(level)}`, `${index === 0 ? begin : ""}<w:hyperlink w:anchor="${mark}" w:history="1">${run(text)}</w:hyperlink>${index === lines.length - 1 ? end : ""}`));
  return lines.length === 0 ? "" : paragraph("TOCHeading", run(title)) + entries.join("");
}

function writeBlock(block: TextBlock, place: { heading: number; table: number; list: number }, tableWord: string): string {
  switch (block.type) {
    case "heading": {
      place.heading += 1;
      const id = String(place.heading);
      return paragraph(`Heading${String(block.level)}`, `<w:bookmarkStart w:id="${id}" w:name="_Toc${id}"/>${run(block.text)}<w:bookmarkEnd w:id="${id}"/>`);
    }
    case "text":
      return block.texts.map((text) => paragraph("BodyText", run(text))).join("");
    case "lead":
      return paragraph("Lead", run(block.text));
    case "quote":
      return paragraph("Quote", run(`”${block.text}”`), "<w:keepNext/>") + paragraph("Source", run(block.source));
    case "list": {
      if (block.numbered) place.list += 1;
      const number = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${String(block.numbered ? place.list : BULLETS)}"/></w:numPr>`;
      return block.items.map((item) => paragraph(block.numbered ? "ListNumber" : "ListBullet", run(item), number)).join("");
    }
    case "facts":
      return writeTable({ title: block.head.join(", "), widths: [NAMES_WIDTH, LINE - NAMES_WIDTH], head: null, rows: block.rows, sum: null, isNumber: [false, false] });
    case "table": {
      place.table += 1;
      const caption = paragraph("Caption", `${run(`${tableWord} `)}${field(`SEQ ${tableWord} \\* ARABIC`, String(place.table))}${run(`. ${block.title}`)}`, "<w:keepNext/>");
      const isNumber = block.columns.map((column) => column.number);
      const table = writeTable({ title: block.title, widths: shareWidths(isNumber), head: block.columns.map((column) => column.label), rows: block.rows, sum: block.sum, isNumber });
      return caption + table + (block.note === null ? "" : paragraph("Source", run(block.note)));
    }
  }
}

/** Columns of numbers take what they need, and the others share what is left of the line. */
function shareWidths(isNumber: readonly boolean[]): number[] {
  const numbers = isNumber.filter((each) => each).length;
  const texts = isNumber.length - numbers;
  const number = Math.min(NUMBER_WIDTH, Math.floor((LINE * (texts === 0 ? 1 : 0.7)) / Math.max(numbers, 1)));
  const rest = Math.floor((LINE - number * numbers) / Math.max(texts, 1));
  return isNumber.map((each) => (each ? number : rest));
}

interface WordTable {
  title: string;
  widths: readonly number[];
  head: readonly string[] | null;
  rows: readonly (readonly string[])[];
  sum: readonly string[] | null;
  isNumber: readonly boolean[];
}

function writeTable({ title, widths, head, rows, sum, isNumber }: WordTable): string {
  const cell = (text: string, index: number, look: string, isHeld: boolean) =>
    `<w:tc><w:tcPr><w:tcW w:w="${String(widths[index] ?? 0)}" w:type="dxa"/></w:tcPr>${paragraph("TableText", run(text, look), `${isHeld ? "<w:keepNext/>" : ""}${isNumber[index] === true ? '<w:jc w:val="right"/>' : ""}`)}</w:tc>`;
  const row = (cells: readonly string[], properties: string, look = "", isHeld = false) => `<w:tr><w:trPr><w:cantSplit/>${properties}</w:trPr>${widths.map((_width, index) => cell(cells[index] ?? "", index, look, isHeld)).join("")}</w:tr>`;
  const look = `<w:tblLook w:val="04A0" w:firstRow="${head === null ? "0" : "1"}" w:lastRow="${sum === null ? "0" : "1"}" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`;
  return [
    `<w:tbl><w:tblPr><w:tblStyle w:val="Register"/><w:tblW w:w="${String(widths.reduce((all, width) => all + width, 0))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>${look}<w:tblCaption w:val="${escapeXml(title)}"/></w:tblPr>`,
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${String(width)}"/>`).join("")}</w:tblGrid>`,
    head === null ? "" : row(head, "<w:tblHeader/>", "<w:b/>", true),
    // The last row stays with the sum, so that a sum never stands alone on a page.
    ...rows.map((cells, index) => row(cells, "", "", sum !== null && index === rows.length - 1)),
    sum === null ? "" : row(sum, "", "<w:b/>"),
    "</w:tbl>",
    paragraph("AfterTable", ""),
  ].join("");
}

function writeSettings({ language }: TextDocument): string {
  return `${XML_HEAD}<w:settings ${NAMESPACES}><w:defaultTabStop w:val="1304"/><w:autoHyphenation w:val="true"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="${language}"/></w:settings>`;
}

function writeNumbering(numbered: number): string {
  const level = (format: string, text: string) => `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl>`;
  const kinds = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>${level("bullet", "•")}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>${level("decimal", "%1.")}</w:abstractNum>`;
  const lists = Array.from({ length: numbered }, (_none, index) => `<w:num w:numId="${String(BULLETS + 1 + index)}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`);
  return `${XML_HEAD}<w:numbering ${NAMESPACES}>${kinds}<w:num w:numId="${String(BULLETS)}"><w:abstractNumId w:val="0"/></w:num>${lists.join("")}</w:numbering>`;
}

interface Style {
  id: string;
  /** The program's own name for it, by which it is found in every language; `isOurs` for one that it has none for. */
  name: string;
  isOurs?: true;
  basedOn?: string;
  next?: string;
  paragraph?: string;
  letters?: string;
}

const space = (before: number, after: number) => `<w:spacing w:before="${String(before)}" w:after="${String(after)}"/>`;
const size = (halfPoints: number) => `<w:sz w:val="${String(halfPoints)}"/><w:szCs w:val="${String(halfPoints)}"/>`;

function listStyles(colour: string): Style[] {
  const ink = `<w:color w:val="${colour}"/>`;
  const grey = '<w:color w:val="4B5965"/>';
  const heading = (level: number, letters: number, before: number): Style => ({ id: `Heading${String(level)}`, name: `heading ${String(level)}`, next: "BodyText", paragraph: `<w:keepNext/><w:keepLines/>${space(before, 100)}<w:outlineLvl w:val="${String(level - 1)}"/>`, letters: `<w:b/>${ink}${size(letters)}` });
  return [
    { id: "Title", name: "Title", next: "Subtitle", paragraph: space(0, 80), letters: `<w:b/>${ink}${size(48)}` },
    { id: "Subtitle", name: "Subtitle", next: "BodyText", paragraph: space(0, 360), letters: `${grey}${size(26)}` },
    heading(1, 34, 480),
    heading(2, 26, 320),
    heading(3, 22, 240),
    { id: "BodyText", name: "Body Text", paragraph: space(0, 140) },
    { id: "Lead", name: "Lead", isOurs: true, basedOn: "BodyText", next: "BodyText", paragraph: space(0, 240), letters: size(26) },
    { id: "Quote", name: "Quote", next: "BodyText", paragraph: `${space(80, 20)}<w:ind w:left="340"/>`, letters: "<w:i/>" },
    { id: "Source", name: "Source", isOurs: true, next: "BodyText", paragraph: `${space(0, 240)}<w:ind w:left="0"/>`, letters: `${grey}${size(18)}` },
    { id: "Caption", name: "caption", next: "BodyText", paragraph: space(240, 80), letters: `<w:b/>${ink}${size(20)}` },
    { id: "ListBullet", name: "List Bullet", basedOn: "BodyText", paragraph: "<w:contextualSpacing/>" },
    { id: "ListNumber", name: "List Number", basedOn: "BodyText", paragraph: space(0, 100) },
    { id: "TableText", name: "Table Text", isOurs: true, paragraph: space(40, 40), letters: size(19) },
    { id: "AfterTable", name: "After Table", isOurs: true, paragraph: space(0, 0), letters: size(12) },
    { id: "TOCHeading", name: "TOC Heading", next: "BodyText", paragraph: `<w:keepNext/>${space(240, 120)}`, letters: `<w:b/>${ink}${size(26)}` },
    { id: "TOC1", name: "toc 1", next: "BodyText", paragraph: `<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="${String(LINE)}"/></w:tabs>${space(60, 40)}` },
    { id: "TOC2", name: "toc 2", next: "BodyText", paragraph: `<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="${String(LINE)}"/></w:tabs>${space(0, 20)}<w:ind w:left="340"/>` },
    { id: "Header", name: "header", paragraph: `<w:tabs><w:tab w:val="right" w:pos="${String(LINE)}"/></w:tabs>${space(0, 0)}`, letters: `${grey}${size(17)}` },
    { id: "Footer", name: "footer", paragraph: `<w:tabs><w:tab w:val="right" w:pos="${String(LINE)}"/></w:tabs>${space(0, 0)}`, letters: `${grey}${size(17)}` },
  ];
}

function writeStyles({ language, colour }: TextDocument): string {
  const hex = colour.replace("#", "").toUpperCase();
  const styles = listStyles(hex).map(({ id, name, isOurs, basedOn = "Normal", next, paragraph: lines, letters }) => `<w:style w:type="paragraph"${isOurs === true ? ' w:customStyle="1"' : ""} w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${basedOn}"/>${next === undefined ? "" : `<w:next w:val="${next}"/>`}<w:qFormat/>${lines === undefined ? "" : `<w:pPr>${lines}</w:pPr>`}${letters === undefined ? "" : `<w:rPr>${letters}</w:rPr>`}</w:style>`);
  const line = (name: string, width: number, of: string) => `<w:${name} w:val="single" w:sz="${String(width)}" w:space="0" w:color="${of}"/>`;
  return [
    `${XML_HEAD}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>${size(22)}<w:lang w:val="${language}" w:eastAsia="${language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`,
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    ...styles,
    `<w:style w:type="table" w:customStyle="1" w:styleId="Register"><w:name w:val="Register"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${line("bottom", 4, "C9D1D7")}${line("insideH", 4, "C9D1D7")}</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>${line("bottom", 8, hex)}</w:tcBorders></w:tcPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:tblPr/><w:tcPr><w:tcBorders>${line("top", 8, hex)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style></w:styles>`,
  ].join("");
}
