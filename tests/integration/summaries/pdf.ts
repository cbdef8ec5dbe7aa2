import { inflateSync } from "node:zlib";

/** A piece of text as it stands on a page, in points from the lower left. */
interface Piece {
  x: number;
  y: number;
  text: string;
}

type Fonts = ReadonlyMap<string, (bytes: Buffer) => string>;

/**
 * Reads the text of a PDF line by line, page by page: a small reader of its own, which knows nothing of what set the file. It
 * follows the page tree, the fonts' own tables of characters and the text operators, and puts what stands at the same height on one
 * line from left to right, cells parted by tabs.
 */
export function readPdfLines(pdf: Uint8Array): string[][] {
  const objects = readObjects(Buffer.from(pdf));
  const root = [...objects.values()].find((object) => /\/Type\s*\/Pages/.test(object.head) && !/\/Parent/.test(object.head));
  if (root === undefined) throw new Error("there is no page tree");
  return listPages(root, objects).map((page) => linesOf(page, objects));
}

/** The names of the fonts that a PDF is set in. */
export function listPdfFonts(pdf: Uint8Array): string[] {
  return [...new Set([...readObjects(Buffer.from(pdf)).values()].flatMap(({ head }) => [...head.matchAll(/\/BaseFont\s*\/([^\s/<>]+)/g)].map((match) => match[1] ?? "")))];
}

interface PdfObject {
  head: string;
  stream: Buffer | null;
}
type Objects = Map<number, PdfObject>;

function readObjects(pdf: Buffer): Objects {
  const text = pdf.toString("latin1");
  const objects: Objects = new Map();
  const start = /(\d+)\s+0\s+obj\b/g;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const from = match.index + match[0].length;
    const end = text.indexOf("endobj", from);
    const streamAt = text.slice(from, end).search(/\bstream\r?\n/);
    if (streamAt === -1) {
      objects.set(Number(match[1]), { head: text.slice(from, end), stream: null });
      start.lastIndex = end;
      continue;
    }
    const head = text.slice(from, from + streamAt);
    const begins = from + streamAt + (/stream\r\n/.test(text.slice(from + streamAt, from + streamAt + 8)) ? 8 : 7);
    const length = Number(/\/Length\s+(\d+)/.exec(head)?.[1] ?? 0);
    const raw = pdf.subarray(begins, begins + length);
    objects.set(Number(match[1]), { head, stream: head.includes("/FlateDecode") ? inflateSync(raw) : raw });
    start.lastIndex = begins + length;
  }
  for (const object of [...objects.values()]) {
    if (object.stream === null || !/\/Type\s*\/ObjStm/.test(object.head)) continue;
    const first = Number(/\/First\s+(\d+)/.exec(object.head)?.[1]);
    const inside = object.stream.toString("latin1");
    const numbers = inside.slice(0, first).trim().split(/\s+/).map(Number);
    for (let index = 0; index < numbers.length; index += 2) {
      const next = numbers[index + 3];
      objects.set(numbers[index] ?? 0, { head: inside.slice(first + (numbers[index + 1] ?? 0), next === undefined ? undefined : first + next), stream: null });
    }
  }
  return objects;
}

const refs = (text: string): number[] => [...text.matchAll(/(\d+)\s+0\s+R/g)].map((match) => Number(match[1]));

function listPages(node: PdfObject, objects: Objects): PdfObject[] {
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node.head)?.[1];
  return kids === undefined ? [node] : refs(kids).flatMap((kid) => listPages(objects.get(kid) ?? { head: "", stream: null }, objects));
}

/** The dictionary under a name, written in place or pointed to. */
function dictionary(of: string, name: string, objects: Objects): string {
  const at = new RegExp(`/${name}\\b\\s*`).exec(of);
  if (at === null) return "";
  const rest = of.slice(at.index + at[0].length);
  const pointed = /^(\d+)\s+0\s+R/.exec(rest);
  if (pointed) return objects.get(Number(pointed[1]))?.head ?? "";
  let depth = 0;
  for (let index = 0; index < rest.length; index += 1) {
    if (rest.startsWith("<<", index)) {
      depth += 1;
      index += 1;
    } else if (rest.startsWith(">>", index)) {
      depth -= 1;
      index += 1;
      if (depth === 0) return rest.slice(0, index + 1);
    }
  }
  return "";
}

function fontsOf(resources: string, objects: Objects): Fonts {
  const fonts = new Map<string, (bytes: Buffer) => string>();
  for (const [, name = "", id = ""] of dictionary(resources, "Font", objects).matchAll(/\/([A-Za-z0-9]+)\s+(\d+)\s+0\s+R/g)) {
    const table = objects.get(refs(/\/ToUnicode\s+\d+\s+0\s+R/.exec(objects.get(Number(id))?.head ?? "")?.[0] ?? "")[0] ?? -1)?.stream?.toString("latin1");
    if (table === undefined) continue;
    const characters = new Map<number, string>();
    const text = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
    for (const [, block = ""] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) for (const [, code = "", to = ""] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) characters.set(parseInt(code, 16), text(to));
    for (const [, block = ""] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
      for (const [, from = "", to = "", first = ""] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) {
        for (let code = parseInt(from, 16); code <= parseInt(to, 16); code += 1) characters.set(code, String.fromCodePoint((text(first).codePointAt(0) ?? 0) + code - parseInt(from, 16)));
      }
    }
    fonts.set(name, (bytes) => Array.from({ length: bytes.length >> 1 }, (_none, index) => characters.get(bytes.readUInt16BE(index * 2)) ?? "").join(""));
  }
  return fonts;
}

type Matrix = readonly [number, number, number, number, number, number];
const times = (a: Matrix, b: Matrix): Matrix => [a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]];
const STILL: Matrix = [1, 0, 0, 1, 0, 0];

function linesOf(page: PdfObject, objects: Objects): string[] {
  const contents = refs(/\/Contents\s*(\[[^\]]*\]|\d+\s+0\s+R)/.exec(page.head)?.[1] ?? "").map((id) => objects.get(id)?.stream ?? Buffer.alloc(0));
  const pieces: Piece[] = [];
  draw(Buffer.concat(contents), dictionary(page.head, "Resources", objects), STILL, objects, pieces);
  const lines: Piece[][] = [];
  for (const piece of pieces) {
    const line = lines.find((each) => Math.abs((each[0]?.y ?? 0) - piece.y) < 1);
    if (line) line.push(piece);
    else lines.push([piece]);
  }
  return lines
    .sort((a, b) => (b[0]?.y ?? 0) - (a[0]?.y ?? 0))
    .map((line) =>
      line
        .sort((a, b) => a.x - b.x)
        .map((piece) => piece.text)
        .join("\t")
        .replace(/\u00ad/g, "")
        .replace(/\u00a0/g, " "),
    );
}

const TOKEN = /<[0-9A-Fa-f\s]*>|<<|>>|\[|\]|\/[^\s/<>()[\]]+|[-+.\d]+|[A-Za-z'"*]+|\(/y;

/** Operators and operands in their order. */
function* tokensOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text)?.[0];
    if (found === "(") {
      // Strings hold pairs of parentheses without any mark.
      let [end, depth] = [at + 1, 1];
      for (; depth > 0; end += 1) {
        if (text[end] === "\\") end += 1;
        else if (text[end] === "(") depth += 1;
        else if (text[end] === ")") depth -= 1;
      }
      yield text.slice(at, end);
      at = end;
    } else {
      if (found !== undefined) yield found;
      at += found?.length ?? 1;
    }
  }
}

function draw(content: Buffer, resources: string, base: Matrix, objects: Objects, pieces: Piece[]): void {
  const fonts = fontsOf(resources, objects);
  const parts = dictionary(resources, "XObject", objects);
  let [place, line, text] = [base, STILL, STILL];
  const kept: Matrix[] = [];
  let decode: (bytes: Buffer) => string = () => "";
  let operands: string[] = [];
  let shown: Piece | null = null;
  const numbers = () => operands.map(Number) as [number, number, number, number, number, number];
  const move = (matrix: Matrix) => {
    line = matrix;
    text = matrix;
    shown = null;
  };
  const show = (said: string) => {
    const at = times(text, place);
    if (shown === null) pieces.push((shown = { x: at[4], y: at[5], text: said }));
    else shown.text += said;
  };
  const bytesOf = (token: string) => (token.startsWith("<") ? Buffer.from(token.slice(1, -1).replace(/\s/g, ""), "hex") : unescape8(token.slice(1, -1)));
  for (const token of tokensOf(content.toString("latin1"))) {
    if (!/^[A-Za-z'"*]/.test(token)) {
      operands.push(token);
      continue;
    }
    if (token === "q") kept.push(place);
    else if (token === "Q") place = kept.pop() ?? base;
    else if (token === "cm") place = times(numbers(), place);
    else if (token === "BT") move(STILL);
    else if (token === "Tm") move(numbers());
    else if (token === "Td" || token === "TD") move(times([1, 0, 0, 1, Number(operands[0]), Number(operands[1])], line));
    else if (token === "Tf") decode = fonts.get(operands[0]?.slice(1) ?? "") ?? (() => "");
    else if (token === "Tj" || token === "TJ") for (const each of operands) if (each.startsWith("(") || (each.startsWith("<") && each !== "<<")) show(decode(bytesOf(each)));
    if (token === "Do") {
      const form = objects.get(Number(new RegExp(`${operands[0] ?? "/none"}\\s+(\\d+)\\s+0\\s+R`).exec(parts)?.[1] ?? -1));
      if (form?.stream && /\/Subtype\s*\/Form/.test(form.head)) {
        const own = /\/Matrix\s*\[([^\]]*)\]/.exec(form.head)?.[1]?.trim().split(/\s+/).map(Number) ?? [];
        const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own;
        draw(form.stream, dictionary(form.head, "Resources", objects), times([a, b, c, d, e, f], place), objects, pieces);
      }
    }
    operands = [];
  }
}

/** A string's bytes, with its escapes taken away. */
function unescape8(text: string): Buffer {
  const plain = text.replace(/\\(\r\n|[\s\S])([0-7]{0,2})/g, (_all, first: string, more: string) => {
    if (/[0-7]/.test(first)) return String.fromCharCode(parseInt(first + more, 8));
    const known: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "", "\r\n": "" };
    return (known[first] ?? first) + more;
  });
  return Buffer.from(plain, "latin1");
}
