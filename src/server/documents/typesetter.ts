import "server-only";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

/** The weights that the templates use; the packages hold many more. */
const FONTS: readonly [family: string, file: string][] = [
  ["source-sans-3", "300Light/SourceSans3_300Light.ttf"],
  ["source-sans-3", "400Regular/SourceSans3_400Regular.ttf"],
  ["source-sans-3", "600SemiBold/SourceSans3_600SemiBold.ttf"],
  ["source-serif-4", "400Regular/SourceSerif4_400Regular.ttf"],
  ["source-serif-4", "400Regular_Italic/SourceSerif4_400Regular_Italic.ttf"],
  ["source-serif-4", "600SemiBold/SourceSerif4_600SemiBold.ttf"],
  ["source-serif-4", "700Bold/SourceSerif4_700Bold.ttf"],
];

const TEMPLATES = "src/server/documents/typst";
/** How many documents the compiler may remember: without a limit it keeps every one that it has ever set. */
const REMEMBERED = 10;

export interface Typeset {
  /** PDF/UA-1: to read, on a screen and aloud. */
  read: Uint8Array<ArrayBuffer>;
  /** PDF/A-2a: to register and archive. */
  register: Uint8Array<ArrayBuffer>;
  pages: number;
}

interface Typesetter {
  compiler: NodeCompiler;
  knows: (codePoint: number) => boolean;
}

const held = globalThis as typeof globalThis & { utblickTypesetter?: Typesetter };

function typesetter(): Typesetter {
  return (held.utblickTypesetter ??= makeTypesetter());
}

function makeTypesetter(): Typesetter {
  const fonts = FONTS.map(([family, file]) => readFileSync(path.join(process.cwd(), "node_modules", "@expo-google-fonts", family, file)));
  const maps = fonts.map(readCharacterMap);
  return {
    compiler: NodeCompiler.create({ workspace: path.join(process.cwd(), TEMPLATES), fontArgs: [{ fontBlobs: fonts }] }),
    // What is set in one face may be set in another one elsewhere, so a character counts only when all of them have it.
    knows: (codePoint) => maps.every((map) => map.has(codePoint)),
  };
}

/** The hash of a template as it is on this server, hexadecimal SHA-256. */
export function hashTemplate(template: string): string {
  return createHash("sha256").update(readFileSync(path.join(process.cwd(), TEMPLATES, template))).digest("hex");
}

/**
 * Sets a document in both standards. What the fonts lack is replaced visibly, and control characters and marks that turn text
 * around are left out; a warning stops the work, since an unknown font is no more than that.
 */
export function typeset(template: string, matter: object): Typeset {
  const { compiler, knows } = typesetter();
  const data = JSON.stringify(matter, (_name, value: unknown) => (typeof value === "string" ? printable(value, knows) : value));
  const set = compiler.compile({ mainFilePath: path.join(process.cwd(), TEMPLATES, template), inputs: { data } });
  const said = [set.takeWarnings(), set.takeDiagnostics()].flatMap((found) => (found?.shortDiagnostics ?? []) as { message?: string }[]);
  if (!set.result || said.length > 0) throw new Error(`${template} could not be set: ${said.map((each) => each.message ?? "").join("; ")}`);
  try {
    // Each of them refuses what its standard does not allow.
    const { result } = set;
    const standard = (pdfStandard: string) => new Uint8Array(compiler.pdf(result, { pdfStandard }));
    return { read: standard("ua-1"), register: standard("a-2a"), pages: result.numOfPages };
  } finally {
    compiler.evictCache(REMEMBERED);
  }
}

/** Controls other than line ends, and the marks that turn the direction of text. */
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Text that can be set: without what does not print, and with each character that the fonts lack as a code in brackets. */
export function printable(text: string, knows: (codePoint: number) => boolean): string {
  const clean = text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(UNPRINTABLE, "");
  return Array.from(clean.toWellFormed(), (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === "\n" || knows(codePoint)) return character;
    // What only adds to the character before it says nothing by itself.
    return /\p{Variation_Selector}|\p{Emoji_Modifier}/u.test(character) ? "" : `[U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}]`;
  }).join("");
}

/** The characters that a TrueType font has, from its character map (formats 4 and 12). */
function readCharacterMap(font: Buffer): Set<number> {
  const found = new Set<number>();
  const tables = font.readUInt16BE(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    if (font.toString("latin1", record, record + 4) !== "cmap") continue;
    const map = font.readUInt32BE(record + 8);
    const parts = font.readUInt16BE(map + 2);
    for (let part = 0; part < parts; part += 1) {
      const at = map + font.readUInt32BE(map + 4 + part * 8 + 4);
      const format = font.readUInt16BE(at);
      if (format === 12) readGroups(font, at, found);
      if (format === 4) readSegments(font, at, found);
    }
  }
  return found;
}

function readGroups(font: Buffer, at: number, found: Set<number>): void {
  const groups = font.readUInt32BE(at + 12);
  for (let group = 0; group < groups; group += 1) {
    const place = at + 16 + group * 12;
    const last = font.readUInt32BE(place + 4);
    for (let codePoint = font.readUInt32BE(place); codePoint <= last; codePoint += 1) found.add(codePoint);
  }
}

function readSegments(font: Buffer, at: number, found: Set<number>): void {
  const segments = font.readUInt16BE(at + 6) / 2;
  for (let segment = 0; segment < segments; segment += 1) {
    const last = font.readUInt16BE(at + 14 + segment * 2);
    const first = font.readUInt16BE(at + 16 + segments * 2 + segment * 2);
    for (let codePoint = first; codePoint <= last && codePoint < 0xffff; codePoint += 1) found.add(codePoint);
  }
}
