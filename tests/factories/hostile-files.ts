import { constants, crc32, createDeflateRaw, deflateRawSync, deflateSync } from "node:zlib";
import { docxOf, JPEG, odtOf, pdfOf, pngOf, WEBP } from "./documents.ts";
import { csvOf, partsOf, workbookOf, zipOf } from "./lists.ts";
import { shippedPacks } from "./packs.ts";

/** A file that somebody sends on purpose or by accident: what is wrong with it, what it is called, and whether it may be taken at all. */
export interface HostileFile {
  what: string;
  name: string;
  bytes: () => Uint8Array | Promise<Uint8Array>;
  /** Whether a place that takes files of that name must refuse it; where this is false, only that it is answered matters. */
  isRefused: boolean;
}

type Parts = Readonly<Record<string, string | Uint8Array>>;
type Made = Omit<HostileFile, "name" | "isRefused"> & { ending: string; isRefused?: boolean };

const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const joined = (...parts: readonly (string | Uint8Array)[]) => new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part)))));

/** Numbers below one, the same for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const pptxOf = (more: Parts = {}) => zipOf({ "[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>", ...more });
const xlsxOf = (more: Parts = {}) => zipOf({ ...partsOf([["Namn", "Land"], ["Skolan", "Danmark"]]), ...more });
const openOf = (kind: "spreadsheet" | "presentation", more: Parts = {}) => zipOf({ mimetype: `application/vnd.oasis.opendocument.${kind}`, "META-INF/manifest.xml": "<manifest/>", "content.xml": "<office/>", ...more });
const PACK = utf8(JSON.stringify(shippedPacks[0]));

/** One sound file of each kind that is taken anywhere. */
export const SOUND: Readonly<Record<string, Uint8Array>> = {
  pdf: pdfOf(2),
  png: pngOf(40, 30),
  jpg: JPEG,
  webp: WEBP,
  docx: docxOf(),
  xlsx: xlsxOf(),
  pptx: pptxOf(),
  odt: odtOf(),
  ods: openOf("spreadsheet"),
  odp: openOf("presentation"),
  txt: utf8("Avtal\r\nom samarbete, å ä ö\r\n"),
  csv: csvOf([["Namn", "Land"], ["Skolan", "Danmark"]]),
  json: PACK,
};
const ZIPS = ["docx", "xlsx", "pptx", "odt", "ods", "odp"] as const;
const zipWith: Readonly<Record<(typeof ZIPS)[number], (more: Parts) => Uint8Array>> = { docx: docxOf, xlsx: xlsxOf, pptx: pptxOf, odt: odtOf, ods: (more) => openOf("spreadsheet", more), odp: (more) => openOf("presentation", more) };
/** What in each kind of zip file is a picture, a text and its main text. */
const FOLDER = { docx: "word", xlsx: "xl", pptx: "ppt", odt: "Pictures", ods: "Pictures", odp: "Pictures" } as const;

const signatures = (bytes: Uint8Array, mark: string) => {
  const found: number[] = [];
  const whole = Buffer.from(bytes);
  for (let at = whole.indexOf(mark, 0, "latin1"); at >= 0; at = whole.indexOf(mark, at + 1, "latin1")) found.push(at);
  return found;
};

/** Where the parts that a file is made of begin, in bytes. */
function boundariesOf(ending: string, bytes: Uint8Array): number[] {
  if (ending === "png") {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const found = [8];
    for (let at = 8; at + 12 < bytes.length; at += 12 + view.getUint32(at)) found.push(at, at + 4, at + 8);
    return found;
  }
  if (ending === "jpg") return signatures(bytes, "\xff").flatMap((at) => [at, at + 2]);
  if (ending === "webp") return [4, 8, 12, 16, 20, 24, 27];
  if (ending === "pdf") return ["\nxref", "trailer", "startxref", "%%EOF", " 0 obj", "endobj", "stream\n", "endstream"].flatMap((mark) => signatures(bytes, mark));
  if ((ZIPS as readonly string[]).includes(ending)) return ["PK\x03\x04", "PK\x01\x02", "PK\x05\x06"].flatMap((mark) => signatures(bytes, mark)).flatMap((at) => [at, at + 4, at + 26, at + 30]);
  return Array.from({ length: 16 }, (_none, index) => Math.floor((bytes.length * (index + 1)) / 17));
}

/** Each kind of file, cut off where one of its parts begins and one byte into it. */
function cutOff(): Made[] {
  return Object.entries(SOUND).flatMap(([ending, bytes]) => {
    const places = [...new Set(boundariesOf(ending, bytes).flatMap((at) => [at, at + 1]))].filter((at) => at > 0 && at < bytes.length).sort((a, b) => a - b);
    // Of a long row of places every so many, and always the first and the last.
    const step = Math.ceil(places.length / 16);
    return places.filter((_at, index) => index % step === 0 || index === places.length - 1).map((at) => ({ what: `${ending} cut off after ${String(at)} of ${String(bytes.length)} bytes`, ending, bytes: () => bytes.slice(0, at) }));
  });
}

/** Each kind of file with one to eight bytes that are others. */
function bent(random: (below: number) => number): Made[] {
  return Object.entries(SOUND).flatMap(([ending, bytes]) =>
    Array.from({ length: 7 }, (_none, round) => {
      const places = Array.from({ length: 1 + (round % 8) }, () => [random(bytes.length), 1 << random(8)] as const);
      return {
        what: `${ending} with ${String(places.length)} bits turned (${String(round)})`,
        ending,
        bytes: () => {
          const copy = bytes.slice();
          for (const [at, bit] of places) copy[at] = (copy[at] ?? 0) ^ bit;
          return copy;
        },
      };
    }),
  );
}

/** The fields of a zip file's records: where in the record, how many bytes, and what it says. */
const ZIP_FIELDS = [
  ["PK\x03\x04", [[6, 2, "flags"], [8, 2, "method"], [14, 4, "checksum"], [18, 4, "packed size"], [22, 4, "size"], [26, 2, "name's length"], [28, 2, "extra length"]]],
  ["PK\x01\x02", [[8, 2, "flags"], [10, 2, "method"], [16, 4, "checksum"], [20, 4, "packed size"], [24, 4, "size"], [28, 2, "name's length"], [30, 2, "extra length"], [32, 2, "comment's length"], [42, 4, "place"]]],
  ["PK\x05\x06", [[8, 2, "count here"], [10, 2, "count"], [12, 4, "directory's size"], [16, 4, "directory's place"], [20, 2, "comment's length"]]],
] as const;

/** Zip files that say of themselves what is not so: each field of each record, and each of the numbers that have undone other programs. */
function forged(): Made[] {
  return (["docx", "xlsx"] as const).flatMap((ending) =>
    ZIP_FIELDS.flatMap(([mark, fields]) =>
      fields.flatMap(([offset, size, field]) =>
        (size === 2 ? [0, 1, 0x7fff, 0xffff] : [0, 1, 0x7fff_ffff, 0xffff_ffff]).map((value) => ({
          what: `${ending} whose ${field} in ${JSON.stringify(mark.slice(2))} is ${String(value)}`,
          ending,
          bytes: () => {
            const copy = Buffer.from(SOUND[ending] ?? []);
            const at = signatures(copy, mark).at(-1) ?? 0;
            if (size === 2) copy.writeUInt16LE(value, at + offset);
            else copy.writeUInt32LE(value, at + offset);
            return new Uint8Array(copy);
          },
        })),
      ),
    ),
  );
}

let blanks: Promise<Uint8Array> | undefined;
/** Half a gigabyte of blanks, packed once and never held. */
const packedBlanks = () => (blanks ??= packMegabytes(500));

async function packMegabytes(megabytes: number): Promise<Uint8Array> {
  const packer = createDeflateRaw({ level: constants.Z_BEST_COMPRESSION });
  const found: Buffer[] = [];
  packer.on("data", (piece: Buffer) => found.push(piece));
  const piece = Buffer.alloc(1_048_576, 0x20);
  for (let count = 0; count < megabytes; count += 1) if (!packer.write(piece)) await new Promise((resolve) => packer.once("drain", resolve));
  packer.end();
  await new Promise((resolve) => packer.once("end", resolve));
  return new Uint8Array(Buffer.concat(found));
}

/** A zip file with one part more, which is packed already and says that it is so large. */
function withPacked(sound: Uint8Array, name: string, packed: Uint8Array, says: number): Uint8Array {
  const whole = Buffer.from(sound);
  const end = whole.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const [count, size, start] = [whole.readUInt16LE(end + 10), whole.readUInt32LE(end + 12), whole.readUInt32LE(end + 16)];
  const head = (mark: number, length: number) => {
    const bytes = Buffer.alloc(length);
    const base = length === 30 ? 4 : 6;
    bytes.writeUInt32LE(mark, 0);
    bytes.writeUInt16LE(20, base);
    bytes.writeUInt16LE(8, base + 4);
    bytes.writeUInt32LE(packed.length, base + 14);
    bytes.writeUInt32LE(says >>> 0, base + 18);
    bytes.writeUInt16LE(Buffer.byteLength(name), base + 22);
    if (length === 46) bytes.writeUInt32LE(start, 42);
    return bytes;
  };
  const local = Buffer.concat([head(0x04034b50, 30), Buffer.from(name), packed]);
  const entry = Buffer.concat([head(0x02014b50, 46), Buffer.from(name)]);
  const last = Buffer.from(whole.subarray(end));
  last.writeUInt16LE(count + 1, 8);
  last.writeUInt16LE(count + 1, 10);
  last.writeUInt32LE(size + entry.length, 12);
  last.writeUInt32LE(start + local.length, 16);
  return new Uint8Array(Buffer.concat([whole.subarray(0, start), local, whole.subarray(start, end), entry, last]));
}

/** A zip file whose directory names one part's content a great many times: small to send, large to unpack. */
function overlapping(sound: Uint8Array, times: number): Uint8Array {
  const whole = Buffer.from(sound);
  const end = whole.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const last = whole.lastIndexOf("PK\x01\x02", undefined, "latin1");
  const entry = whole.subarray(last, end);
  const more = Array.from({ length: times }, (_none, index) => {
    const copy = Buffer.from(entry);
    copy.write(String(index).padStart(4, "0"), 46, "latin1");
    return copy;
  });
  const ending = Buffer.from(whole.subarray(end));
  const count = ending.readUInt16LE(10) + times;
  ending.writeUInt16LE(count, 8);
  ending.writeUInt16LE(count, 10);
  ending.writeUInt32LE(ending.readUInt32LE(12) + more.reduce((sum, { length }) => sum + length, 0), 12);
  return new Uint8Array(Buffer.concat([whole.subarray(0, end), ...more, ending]));
}

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 20 }, (_none, index) => `<!ENTITY a${String(index + 1)} "&a${String(index)};&a${String(index)};">`).join("")}]><x>&a20;</x>`;
const UNFOLDING: readonly (readonly [string, string | Uint8Array])[] = [
  ["an entity that is a file", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'],
  ["an entity that is fetched", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "http://169.254.169.254/latest">]><x>&a;</x>'],
  ["a parameter entity that is fetched", '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;]><x/>'],
  ["a type that is fetched", '<!DOCTYPE x SYSTEM "http://127.0.0.1/a.dtd"><x/>'],
  ["a million laughs", LAUGHS],
  ["one long entity many times", `<!DOCTYPE x [<!ENTITY a "${"a".repeat(50_000)}">]><x>${"&a;".repeat(5_000)}</x>`],
  ["an entity in small letters", '<!doctype x [<!entity a "b">]><x>&a;</x>'],
  ["an entity in two bytes a letter", joined("\xff\xfe", Buffer.from('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "utf16le"))],
  ["an entity in two bytes a letter, the other way about", joined("\xfe\xff", Buffer.from('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "utf16le").swap16())],
];
const PART: Readonly<Record<(typeof ZIPS)[number], string>> = { docx: "word/styles.xml", xlsx: "xl/sharedStrings.xml", pptx: "ppt/presProps.xml", odt: "styles.xml", ods: "styles.xml", odp: "styles.xml" };
const WAYS_OUT = ["../../etc/passwd", "..\\..\\windows\\a", "/etc/passwd", "a/../../b", "word/\0.xml", "..", "../", "a".repeat(60_000)];

/** Office documents that unfold, reach out, run or hide something. */
function officeTraps(): Made[] {
  const made: Made[] = [];
  const put = (ending: (typeof ZIPS)[number], what: string, more: Parts, isRefused: boolean) => made.push({ what: `${ending} with ${what}`, ending, bytes: () => zipWith[ending](more), isRefused });
  for (const ending of ZIPS) {
    for (const [what, text] of UNFOLDING) put(ending, what, { [PART[ending]]: text }, true);
    for (const name of WAYS_OUT) put(ending, `the way out ${JSON.stringify(name.slice(0, 20))}`, { [name]: "x" }, name.includes("..") || name.startsWith("/") || name.includes("\0"));
    put(ending, "a zip file in it", { [`${FOLDER[ending]}/media/a.png`]: zipOf({ "a.exe": "MZ" }) }, true);
    put(ending, "seven zip files, each in the next", { [`${FOLDER[ending]}/media/a.png`]: Array.from({ length: 7 }).reduce<Uint8Array>((inner) => zipOf({ "a.zip": inner }), zipOf({ a: "a" })) }, true);
    put(ending, "two parts of one name in large and small", { [`${FOLDER[ending]}/A.xml`]: "<a/>", [`${FOLDER[ending]}/a.xml`]: "<a/>" }, true);
    put(ending, "more parts than any document has", Object.fromEntries(Array.from({ length: 2_500 }, (_none, index) => [`${FOLDER[ending]}/p${String(index)}.xml`, "<a/>"])), true);
    put(ending, "a text that is nested 50,000 deep", { [PART[ending]]: `${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}` }, false);
    put(ending, "a text with a million attributes", { [PART[ending]]: `<a ${Array.from({ length: 100_000 }, (_none, index) => `a${String(index)}="1"`).join(" ")}/>` }, false);
    put(ending, "a text that isn't one", { [PART[ending]]: new Uint8Array(5_000).fill(0xff) }, false);
    made.push({ what: `${ending} with half a gigabyte of blanks`, ending, bytes: async () => withPacked(SOUND[ending] ?? new Uint8Array(), PART[ending].replace(/\w+\.xml$/, "blank.xml"), await packedBlanks(), 500 * 1_048_576), isRefused: true });
    made.push({ what: `${ending} with half a gigabyte of blanks that says to be small`, ending, bytes: async () => withPacked(SOUND[ending] ?? new Uint8Array(), PART[ending].replace(/\w+\.xml$/, "blank.xml"), await packedBlanks(), 1_000), isRefused: true });
    made.push({ what: `${ending} whose directory names one part 1,900 times`, ending, bytes: () => overlapping(zipWith[ending]({ "0000.xml": "a".repeat(1_000_000) }), 1_900), isRefused: true });
    made.push({ what: `${ending} with something before it`, ending, bytes: () => joined("MZ", SOUND[ending] ?? ""), isRefused: true });
    made.push({ what: `${ending} with something after it`, ending, bytes: () => joined(SOUND[ending] ?? "", "<script>alert(1)</script>") });
    made.push({ what: `${ending} with another zip file after it`, ending, bytes: () => joined(SOUND[ending] ?? "", zipOf({ "a.exe": "MZ" })) });
  }
  for (const [ending, folder] of [["docx", "word"], ["xlsx", "xl"], ["pptx", "ppt"]] as const) {
    put(ending, "macros", { [`${folder}/vbaProject.bin`]: "x" }, true);
    put(ending, "macros by another writing", { [`${folder}/VBAPROJECT.BIN`]: "x" }, true);
    put(ending, "a part that others load from the web", { [`${folder}/_rels/settings.xml.rels`]: '<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://169.254.169.254/a.dotm" TargetMode="External"/></Relationships>' }, false);
    put(ending, "a link to a file of the machine", { [`${folder}/_rels/a.xml.rels`]: '<Relationships><Relationship Id="r1" Type="http://x/hyperlink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>' }, false);
  }
  for (const ending of ["odt", "ods", "odp"] as const) {
    put(ending, "macros", { "Basic/Standard/Module1.xml": "<x/>" }, true);
    put(ending, "a password", { "META-INF/manifest.xml": "<manifest><manifest:encryption-data/></manifest>" }, true);
  }
  return made;
}

const sheet = (rows: string, more: Parts = {}) => zipOf({ ...partsOf([["Namn"]]), "xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`, ...more });
const cellAt = (at: string, inner: string, type = "inlineStr") => `<c r="${at}" t="${type}">${inner}</c>`;
const FORMULAS = ["=cmd|'/c calc'!A1", "=HYPERLINK(\"http://127.0.0.1/\")", "=WEBSERVICE(\"http://169.254.169.254/\")", "+1+cmd", "-2+3", "@SUM(1)", "\t=1+1", "=IMPORTXML(\"http://127.0.0.1\",\"//a\")", "＝1+1"];
const ODD_VALUES = ["1e999", "-1e999", "NaN", "Infinity", "9".repeat(400), "-1", "0x10", "", "1,5", "2958466", "-2958466", "1e308"];

/** Workbooks whose cells, rows or sheets are not what a list has. */
function workbookTraps(): Made[] {
  const made: Made[] = [];
  const put = (what: string, bytes: () => Uint8Array) => made.push({ what: `workbook with ${what}`, ending: "xlsx", bytes });
  for (const formula of FORMULAS) put(`the formula ${JSON.stringify(formula)}`, () => workbookOf([["Namn", "Land"], [formula, "Danmark"]]));
  for (const value of ODD_VALUES) {
    put(`the number ${JSON.stringify(value.slice(0, 12))}`, () => sheet(`<row r="1">${cellAt("A1", "<is><t>Namn</t></is>")}</row><row r="2"><c r="A2"><v>${value}</v></c></row>`));
    put(`the day ${JSON.stringify(value.slice(0, 12))}`, () => sheet(`<row r="1">${cellAt("A1", "<is><t>Namn</t></is>")}</row><row r="2"><c r="A2" s="1"><v>${value}</v></c></row>`));
    put(`the shared text ${JSON.stringify(value.slice(0, 12))}`, () => sheet(`<row r="1"><c r="A1" t="s"><v>${value}</v></c></row>`));
  }
  for (const at of ["A0", "A-1", "XFE1", "ZZZZZ1", "1A", "", "A99999999999", "A1048577"]) put(`a cell at ${JSON.stringify(at)}`, () => sheet(`<row r="1">${cellAt(at, "<is><t>x</t></is>")}</row>`));
  put("a million empty rows", () => sheet("<row/>".repeat(1_000_000)));
  put("a million empty rows that say where they are", () => sheet(Array.from({ length: 1_000_000 }, (_none, index) => `<row r="${String(index + 1)}"/>`).join("")));
  put("one row at its end", () => sheet(`<row r="1048576">${cellAt("XFD1048576", "<is><t>x</t></is>")}</row>`));
  put("rows in the wrong order", () => sheet(`<row r="9">${cellAt("A9", "<is><t>a</t></is>")}</row><row r="1">${cellAt("A1", "<is><t>b</t></is>")}</row>`));
  put("one text of eight megabytes", () => sheet(`<row r="1">${cellAt("A1", `<is><t>${"å".repeat(4_000_000)}</t></is>`)}</row>`));
  put("half a million shared texts", () => sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', { "xl/sharedStrings.xml": `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${"<si><t>a</t></si>".repeat(500_000)}</sst>` }));
  put("no sheet", () => zipOf({ ...partsOf([["Namn"]]), "xl/workbook.xml": "<workbook/>" }));
  put("sixty sheets that are one", () => zipOf({ ...partsOf([["Namn"]]), "xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${Array.from({ length: 60 }, (_none, index) => `<sheet name="b${String(index)}" sheetId="${String(index + 1)}" r:id="rId1"/>`).join("")}</sheets></workbook>` }));
  put("a sheet that leads out of the file", () => zipOf({ ...partsOf([["Namn"]]), "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="../../../../etc/passwd"/></Relationships>' }));
  put("a sheet that is fetched", () => zipOf({ ...partsOf([["Namn"]]), "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="http://127.0.0.1/a" TargetMode="External"/></Relationships>' }));
  put("headings that are __proto__", () => workbookOf([["__proto__", "constructor", "toString"], ["a", "b", "c"]]));
  put("marks that turn the writing", () => workbookOf([["Namn", "Land"], ["\u202Eexe.fdp\u202C", "\u200B\uFEFF"]]));
  put("four hundred and one columns", () => workbookOf([Array.from({ length: 401 }, (_none, index) => `k${String(index)}`), ["x"]]));
  put("an older workbook's beginning", () => joined("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", new Uint8Array(600)));
  put("a password", () => joined("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", new Uint8Array(600), Buffer.from("EncryptedPackage", "utf16le")));
  return made;
}

const pdfText = () => Buffer.from(pdfOf(1)).toString("latin1");
const PDF_TRAPS: readonly (readonly [string, () => Uint8Array, boolean?])[] = [
  ["pages that go round", () => latin(pdfText().replace("/Kids [4 0 R]", "/Kids [2 0 R 2 0 R]").replace("/Count 1", "/Count 2147483647"))],
  ["a count below nothing", () => latin(pdfText().replace("/Count 1", "/Count -1"))],
  ["a page that is its own parent", () => latin(pdfText().replace("/Parent 2 0 R", "/Parent 4 0 R"))],
  ["an earlier table that is this one", () => latin(pdfText().replace("trailer\n<<", `trailer\n<< /Prev ${String(pdfText().indexOf("xref\n0"))}`))],
  ["a table that lies beyond the file", () => latin(pdfText().replace(/startxref\n\d+/, "startxref\n99999999999"))],
  ["a table that says ten million places", () => latin(pdfText().replace("xref\n0 6", "xref\n0 9999999"))],
  ["a stream longer than the file", () => latin(pdfText().replace(/\/Length \d+/, "/Length 2147483647"))],
  ["a stream whose length is itself", () => latin(pdfText().replace(/\/Length \d+/, "/Length 5 0 R"))],
  ["brackets a hundred thousand deep", () => latin(pdfText().replace("/MediaBox [0 0 595 842]", `/MediaBox ${"[".repeat(100_000)}${"]".repeat(100_000)}`))],
  ["groups a hundred thousand deep", () => latin(pdfText().replace("/Resources <<", `/Resources ${"<</A ".repeat(100_000)}${">>".repeat(100_000)} <<`))],
  ["a sheet without end", () => latin(pdfText().replace("[0 0 595 842]", "[0 0 1e30 1e30]"))],
  ["a program that opens with it", () => latin(pdfText().replace("/Type /Catalog", "/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"))],
  ["another program that it starts", () => latin(pdfText().replace("/Type /Catalog", "/Type /Catalog /OpenAction << /S /Launch /F (cmd.exe) >>"))],
  ["an address that it sends to", () => latin(pdfText().replace("/Type /Catalog", "/Type /Catalog /OpenAction << /S /SubmitForm /F (http://127.0.0.1/) >>"))],
  ["a password", () => latin(pdfText().replace("/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <00> /U <00> >>")), true],
  ["nothing in it", () => latin("%PDF-1.7\n%%EOF\n"), true],
  ["a page for browsers before it", () => joined("%PDF-1.4\n<html><script>alert(1)</script></html>\n", pdfOf(1).subarray(9)), true],
  ["a zip file after it", () => joined(pdfOf(1), zipOf({ "a.txt": "a" })), true],
  ["eight megabytes of brackets", () => joined("%PDF-1.7\n", "(".repeat(8_000_000), "\n%%EOF\n"), true],
  ["a packed stream that unfolds", () => {
    const packed = deflateSync(new Uint8Array(20_000_000));
    return joined("%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n4 0 obj\n", `<< /Length ${String(packed.length)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`, packed, "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
  }],
  ["filters a thousand deep", () => latin(pdfText().replace(/\/Length/, `/Filter [${"/ASCIIHexDecode ".repeat(1_000)}] /Length`))],
];

const pngChunk = (name: string, content: Uint8Array, says = content.length) => {
  const [head, body, sum] = [Buffer.alloc(4), Buffer.concat([Buffer.from(name, "latin1"), content]), Buffer.alloc(4)];
  head.writeUInt32BE(says >>> 0);
  sum.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([head, body, sum]);
};
/** A picture with a chunk more after its first. */
const pngWith = (...chunks: Uint8Array[]) => joined(SOUND["png"]?.subarray(0, 33) ?? "", ...chunks, SOUND["png"]?.subarray(33) ?? "");
const SIDES = [0, 1, 65_535, 65_536, 0x7fff_ffff, 0xffff_ffff];

function pictureTraps(): Made[] {
  const made: Made[] = [];
  const put = (ending: string, what: string, bytes: () => Uint8Array, isRefused = false) => made.push({ what: `${ending} with ${what}`, ending, bytes, isRefused });
  for (const [across, down] of [[1, 1] as const, ...SIDES.filter((side) => side !== 1).flatMap((side) => [[side, 1], [1, side], [side, side]] as const)]) {
    const isTooLarge = across === 0 || down === 0 || across * down > 60_000_000;
    put("png", `sides of ${String(across)} and ${String(down)}`, () => {
      const copy = Buffer.from(SOUND["png"] ?? []);
      copy.writeUInt32BE(across, 16);
      copy.writeUInt32BE(down, 20);
      return new Uint8Array(copy);
    }, isTooLarge);
    put("webp", `sides of ${String(across)} and ${String(down)}`, () => {
      const copy = Buffer.from(WEBP);
      copy.writeUIntLE((across + 0xffffff) & 0xffffff, 24, 3);
      copy.writeUIntLE((down + 0xffffff) & 0xffffff, 27, 3);
      return new Uint8Array(copy);
    });
  }
  for (const says of [0x7fff_ffff, 0xffff_ffff, 1_000_000]) put("png", `a chunk that says ${String(says)} bytes`, () => pngWith(pngChunk("tEXt", latin("a"), says)), true);
  put("png", "twenty thousand empty chunks", () => pngWith(...Array.from({ length: 20_000 }, () => pngChunk("tEXt", new Uint8Array()))));
  put("png", "a packed text that unfolds", () => pngWith(pngChunk("zTXt", joined("a\0\0", deflateSync(new Uint8Array(30_000_000))))));
  put("png", "lines that unfold", () => joined(pngOf(1, 1).subarray(0, 33), pngChunk("IDAT", deflateSync(new Uint8Array(30_000_000))), pngChunk("IEND", new Uint8Array())));
  put("png", "a page for browsers in a text", () => pngWith(pngChunk("tEXt", latin("a\0<html><script>alert(1)</script>"))), true);
  put("png", "a program after its end", () => joined(SOUND["png"] ?? "", "MZ\x90\0"), true);
  put("jpg", "a megabyte of filling", () => joined("\xff\xd8", new Uint8Array(1_000_000).fill(0xff), JPEG.subarray(2)));
  put("jpg", "a part of no length", () => joined("\xff\xd8\xff\xe0\0\0", JPEG.subarray(2)), true);
  put("jpg", "a part of one byte", () => joined("\xff\xd8\xff\xe0\0\x01", JPEG.subarray(2)), true);
  put("jpg", "the largest sides", () => latin(Buffer.from(JPEG).toString("latin1").replace("\x08\0\x01\0\x01", "\x08\xff\xff\xff\xff")), true);
  put("jpg", "ten thousand comments", () => joined("\xff\xd8", ...Array.from({ length: 10_000 }, () => latin("\xff\xfe\0\x04ab")), JPEG.subarray(2)));
  put("jpg", "a page for browsers in a comment", () => joined("\xff\xd8\xff\xfe\0\x24<html><script>alert(1)</script>", "    ", JPEG.subarray(2)), true);
  put("webp", "a length beyond the file", () => joined("RIFF\xff\xff\xff\xffWEBPVP8X", new Uint8Array(14)), true);
  put("webp", "a kind that is not", () => joined("RIFF\x16\0\0\0WEBPXXXX", new Uint8Array(14)), true);
  for (const ending of ["png", "jpg", "webp", "pdf"]) {
    put(ending, "a drawing that runs in its place", () => utf8('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), true);
    put(ending, "a page for browsers in its place", () => utf8("<!doctype html><script>alert(1)</script>"), true);
    put(ending, "a program in its place", () => joined("MZ\x90\0", new Uint8Array(500)), true);
    put(ending, "another program in its place", () => joined("\x7fELF\x02\x01\x01", new Uint8Array(500)), true);
    put(ending, "one byte", () => latin("x"), true);
    put(ending, "zeros alone", () => new Uint8Array(100_000), true);
    put(ending, "a short zip file after it", () => joined(SOUND[ending] ?? "", zipOf({ a: "a" })), true);
  }
  return made;
}

const wide = (text: string) => Buffer.from(text, "utf16le");
const TEXTS: readonly (readonly [string, () => Uint8Array])[] = [
  ["two bytes a letter", () => joined("\xff\xfe", wide("Namn;Land\r\nSkolan;Danmark"))],
  ["two bytes a letter without its mark", () => new Uint8Array(wide("Namn;Land"))],
  ["two bytes a letter, the other way about", () => joined("\xfe\xff", wide("Namn;Land").swap16())],
  ["half a letter at its end", () => joined("\xff\xfe", wide("Namn;Land\nå"), "a")],
  ["four bytes a letter", () => joined("\xff\xfe\0\0", "N\0\0\0a\0\0\0")],
  ["seven bits", () => latin("Namn+ADs-Land\n+ADwAcwBjAHIAaQBwAHQ-")],
  ["letters that are longer than need be", () => latin("Namn;\xc0\xbcscript\xc0\xbe\n\xe0\x80\xaf;\xf8\x88\x80\x80\x80")],
  ["its mark alone", () => latin("\xef\xbb\xbf")],
  ["its mark and what is no letter", () => latin("\xef\xbb\xbfNamn;\xff\n")],
  ["the byte that no text has", () => latin("Namn;La\0nd\na;b")],
  ["every byte there is", () => Uint8Array.from({ length: 256 }, (_none, byte) => byte)],
  ["every byte but the first", () => Uint8Array.from({ length: 255 }, (_none, byte) => byte + 1)],
  ["half a sign", () => joined("Namn;Land\n", "\xed\xa0\x80;\xed\xb0\x80")],
  ["one line of four megabytes", () => latin("a".repeat(4_000_000))],
  ["four megabytes of quotation marks", () => latin('"'.repeat(4_000_000))],
  ["a quotation that never ends", () => latin(`Namn;Land\n"${"a\n".repeat(1_000_000)}`)],
  ["a hundred thousand columns", () => latin(`${"a;".repeat(100_000)}\nb`)],
  ["a million empty rows", () => latin("\n".repeat(1_000_000))],
  ["a million rows of nothing but semicolons", () => latin(";;;\n".repeat(1_000_000))],
  ["a hundred thousand rows", () => latin("a;b\n".repeat(100_000))],
  ["line ends of every kind", () => latin("a;b\r\nc;d\re;f\n\rg;h\u0085i;j\u000bk;l\u000c")],
  ["marks for terminals", () => latin("Namn\n\x1b[2J\x1b]0;x\x07\x1b[31m")],
  ["marks that turn the writing", () => utf8("Namn;Land\n\u202Eexe.fdp;\u2066\u2069\u200F")],
  ["letters with ten thousand marks each", () => utf8(`Namn;Land\n${`a${"\u0301".repeat(10_000)}`.repeat(20)};b`)],
  ["headings that are __proto__", () => latin("__proto__;constructor;hasOwnProperty\na;b;c")],
  ["a page for browsers", () => latin("<!doctype html><script>alert(1)</script>;b\nc;d")],
  ["a script", () => latin("#!/bin/sh\nrm -rf /;b")],
  ...FORMULAS.map((formula) => [`the formula ${JSON.stringify(formula)}`, () => utf8(`Namn;Land\n"${formula.replaceAll('"', '""')}";Danmark`)] as const),
];

const packText = () => Buffer.from(PACK).toString();
const PACK_TRAPS: readonly (readonly [string, () => Uint8Array])[] = [
  ["lists 400,000 deep", () => utf8(`{"a":${"[".repeat(400_000)}${"]".repeat(400_000)}}`)],
  ["groups 100,000 deep", () => utf8(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`)],
  ["brackets that are never closed", () => utf8("[".repeat(1_000_000))],
  ["300,000 clauses", () => utf8(`{"clauses":[${"{},".repeat(300_000)}{}]}`)],
  ["100,000 fields", () => utf8(`{${Array.from({ length: 80_000 }, (_none, index) => `"k${String(index)}":1`).join(",")}}`)],
  ["one field 100,000 times", () => utf8(`{${'"a":1,'.repeat(100_000)}"a":1}`)],
  ["a text of a megabyte", () => utf8(`{"id":"${"x".repeat(1_000_000)}"}`)],
  ["a number of a million digits", () => utf8(`{"id":${"9".repeat(1_000_000)}}`)],
  ["numbers that are none", () => utf8('{"id":NaN,"a":Infinity,"b":-0,"c":1e9999}')],
  ["__proto__", () => utf8(`{"__proto__":{"isSystem":true},${packText().slice(1)}`)],
  ["constructor", () => utf8(packText().replace('"shortName":', '"constructor":{"x":1},"shortName":'))],
  ["half a sign", () => utf8(packText().replace('"name":"', '"name":"\\ud800'))],
  ["the sign that no text has", () => utf8(packText().replace('"name":"', '"name":"\\u0000'))],
  ["two bytes a letter", () => joined("\xff\xfe", wide(packText().slice(0, 400_000)))],
  ["another encoding", () => latin('{"id":"å"}')],
  ["an entity", () => utf8('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')],
  ["a zip file in its place", () => zipOf({ "pack.json": "{}" })],
  ["a workbook in its place", () => workbookOf([["a"], ["b"]])],
  ["what another language calls a group", () => utf8("!!python/object/apply:os.system ['id']")],
  ["a function", () => utf8('{"id":"x","toString":"_$$ND_FUNC$$_function(){return 1}()"}')],
  ["nothing", () => new Uint8Array()],
  ["blanks alone", () => utf8(" ".repeat(1_000_000))],
  ["a megabyte and a byte", () => utf8(" ".repeat(1_048_577))],
  ["a pattern that takes for ever", () => utf8(`{"id":"${"a".repeat(100_000)}!"}`)],
];

/** What a file may be called that does harm where it is stored, shown or opened; the file itself is a sound PDF. */
const NAMES = ["../../etc/passwd.pdf", "..\\..\\windows\\system.pdf", "/etc/cron.d/a.pdf", "C:\\a.pdf", "a\0.exe.pdf", "a.pdf\0.exe", 'a"; filename="b.exe.pdf', "a\r\nset-cookie: x=1.pdf", "\u202Efdp.exe.pdf", "CON.pdf", ".pdf", "...pdf", " .pdf", `${"å".repeat(300)}.pdf`, `${"a".repeat(10_000)}.pdf`, "<script>alert(1)</script>.pdf", "a.pdf.", "😀.pdf", "a|b;c&d.pdf", "$(id).pdf", "-rf.pdf"];
const REFUSED_NAMES = ["a.pdf.exe", "a.exe", "a.svg", "a.html", "a.htm", "a.js", "a.docm", "a.xlsm", "a.lnk", "a.zip", "a", "a.", "", "a.pdf ​.exe", "pdf", "a.PDF/", "a.__proto__", "a.constructor"];

/** Every file, the same for the same seed; more than a thousand. */
export function listHostileFiles(seed: number): HostileFile[] {
  const random = numbersFrom(seed);
  const endings = Object.keys(SOUND);
  const texts = (ending: string) => TEXTS.map(([what, bytes]) => ({ what: `${ending} with ${what}`, ending, bytes }));
  // A text is a text whatever its name, and a photograph has two endings.
  const isKin = (one: string, other: string) => one === other || [one, other].every((ending) => ["txt", "csv", "json"].includes(ending));
  const falseNames = endings.flatMap((ending) => endings.filter((other) => !isKin(ending, other)).map((other) => ({ what: `${other} called ${ending}`, ending, bytes: () => SOUND[other] ?? new Uint8Array(), isRefused: true })));
  const made: Made[] = [
    ...cutOff(),
    ...bent(random),
    ...forged(),
    ...officeTraps(),
    ...workbookTraps(),
    ...PDF_TRAPS.map(([what, bytes, isRefused = false]) => ({ what: `pdf with ${what}`, ending: "pdf", bytes, isRefused })),
    ...pictureTraps(),
    ...texts("csv"),
    ...texts("txt"),
    ...PACK_TRAPS.map(([what, bytes]) => ({ what: `json with ${what}`, ending: "json", bytes, isRefused: true })),
    ...falseNames,
    ...endings.map((ending) => ({ what: `${ending} of nothing but noise`, ending, bytes: () => Uint8Array.from({ length: 4_000 }, () => random(256)) })),
    ...ZIPS.map((ending) => ({ what: `${ending} that is a deflated stream alone`, ending, bytes: () => new Uint8Array(deflateRawSync("a".repeat(1_000))), isRefused: true })),
  ];
  return [
    ...made.map(({ ending, isRefused = false, ...file }) => ({ ...file, isRefused, name: `fil.${ending}` })),
    ...NAMES.map((name) => ({ what: `a pdf called ${JSON.stringify(name.slice(0, 40))}`, name, bytes: () => SOUND["pdf"] ?? new Uint8Array(), isRefused: false })),
    ...REFUSED_NAMES.map((name) => ({ what: `a pdf called ${JSON.stringify(name)}`, name, bytes: () => SOUND["pdf"] ?? new Uint8Array(), isRefused: true })),
  ];
}
