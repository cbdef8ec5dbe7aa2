/**
 * Looks into a file that a stranger may have made, in a thread of its own with a limit of memory and time that its starter sets:
 * whether its content is what its name says, from the first byte to the last, and whether anything in it could run or unfold.
 */
import fs from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { createInflateRaw } from "node:zlib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { DEFLATED, hasZipEnd, isWholeZip, listParts, locate, Unreadable, viewOf } from "../archives/parts.mjs";

/** @typedef {{ parts: number, inflatedBytes: number, ratio: number, pixels: number }} Limits */
/** @typedef {{ fd: number, size: number, ending: string, limits: Limits }} Given */
/** @typedef {(bytes: Uint8Array, limits: Limits) => number | null | Promise<number | null>} Look answers how many pages there are, where that is known */

const latin = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
const begins = (/** @type {Uint8Array} */ bytes, /** @type {readonly number[]} */ mark) => mark.every((byte, index) => bytes[index] === byte);
/** @param {unknown} right @param {string} problem */
const must = (right, problem) => {
  if (!right) throw new Unreadable(problem);
};

/** How far into a file a program that guesses would look for a page to show. */
const GUESSED = 4096;
/** What would make a page or a program of a file that says to be something else. */
const RUNNABLE = /<(?:!doctype\s+html|html|head|body|script|svg|iframe|\?php)[\s>]|^MZ|^#!|^\x7fELF/i;
/** @param {Uint8Array} bytes */
const isGuessable = (bytes) => RUNNABLE.test(latin(bytes.subarray(0, GUESSED)));

/** What no picture and no PDF holds: a page at its beginning, or a zip file that ends where it ends. @param {Uint8Array} bytes */
function refuseSecondNature(bytes) {
  must(!isGuessable(bytes) && !hasZipEnd(viewOf(bytes)), "otherType");
}

/** @type {Look} */
async function lookAtPdf(bytes) {
  must(latin(bytes.subarray(0, 5)) === "%PDF-", "otherType");
  refuseSecondNature(bytes);
  must(latin(bytes.subarray(-1024)).includes("%%EOF"), "damaged");
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes).catch((/** @type {unknown} */ error) => {
    throw new Unreadable(error instanceof Error && /password|security/i.test(error.message) ? "password" : "damaged");
  });
  const pages = document.getPageCount();
  must(pages > 0, "damaged");
  return pages;
}

/** @param {number} width @param {number} height @param {Limits} limits */
function judgeSize(width, height, limits) {
  must(width > 0 && height > 0, "damaged");
  must(width * height <= limits.pixels, "tooLargePicture");
}

/** @type {Look} */
function lookAtPng(bytes, limits) {
  must(begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), "otherType");
  refuseSecondNature(bytes);
  const view = viewOf(bytes);
  for (let at = 8, first = true; ; first = false) {
    must(at + 12 <= bytes.length, "damaged");
    const [length, name] = [view.getUint32(at), latin(bytes.subarray(at + 4, at + 8))];
    must(at + 12 + length <= bytes.length && first === (name === "IHDR"), "damaged");
    if (first) judgeSize(view.getUint32(at + 8), view.getUint32(at + 12), limits);
    at += 12 + length;
    // What follows the end is something else.
    if (name === "IEND") return must(at === bytes.length, "otherType") ?? null;
  }
}

/** @type {Look} */
function lookAtJpeg(bytes, limits) {
  must(begins(bytes, [0xff, 0xd8, 0xff]), "otherType");
  refuseSecondNature(bytes);
  const view = viewOf(bytes);
  let sized = false;
  for (let at = 2; ; ) {
    must(at + 4 <= bytes.length && bytes[at] === 0xff, "damaged");
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    must(length >= 2 && at + 2 + length <= bytes.length, "damaged");
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      must(length >= 8, "damaged");
      judgeSize(view.getUint16(at + 7), view.getUint16(at + 5), limits);
      sized = true;
    }
    if (marker === 0xda) break;
    at += 2 + length;
  }
  must(sized && bytes.lastIndexOf(0xd9) > 0 && latin(bytes).lastIndexOf("\xff\xd9") > 0, "damaged");
  return null;
}

/** @type {Look} */
function lookAtWebp(bytes, limits) {
  must(latin(bytes.subarray(0, 4)) === "RIFF" && latin(bytes.subarray(8, 12)) === "WEBP", "otherType");
  refuseSecondNature(bytes);
  const view = viewOf(bytes);
  must(bytes.length >= 30 && view.getUint32(4, true) + 8 === bytes.length, "damaged");
  const kind = latin(bytes.subarray(12, 16));
  if (kind === "VP8 ") judgeSize(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff, limits);
  else if (kind === "VP8L") judgeSize((view.getUint32(21, true) & 0x3fff) + 1, ((view.getUint32(21, true) >> 14) & 0x3fff) + 1, limits);
  else if (kind === "VP8X") judgeSize((view.getUint32(24, true) & 0xffffff) + 1, ((view.getUint32(26, true) >> 8) & 0xffffff) + 1, limits);
  else must(false, "damaged");
  return null;
}

/** As much of a part as is looked into, and of a file within the file. */
const LOOKED_AT = 1024 * 1024;
const LARGEST_EMBEDDED = 8 * LOOKED_AT;
const MOST_EMBEDDED = 20;
const EMBEDDED = /\/embeddings\/[^/]+\.(docx|xlsx|pptx)$/i;

/**
 * What a part begins with, once all of it has been unpacked and counted; nothing of it is kept that isn't looked into.
 * @param {DataView} view @param {import("../archives/parts.mjs").Part} part @param {number} left @param {Limits} limits
 * @returns {Promise<Buffer>}
 */
async function unpack(view, part, left, limits) {
  const content = locate(view, part, left);
  const most = EMBEDDED.test(part.name) ? LARGEST_EMBEDDED : LOOKED_AT;
  must(part.packed * limits.ratio >= part.plain || part.plain < LOOKED_AT, "tooLarge");
  if (part.method !== DEFLATED) {
    must(content.byteLength === part.plain, "damaged");
    return Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, most));
  }
  /** @type {Buffer[]} */
  const head = [];
  let [found, kept] = [0, 0];
  const inflater = createInflateRaw();
  inflater.end(content);
  try {
    for await (const piece of inflater) {
      found += piece.length;
      must(found <= part.plain, "damaged");
      if (kept < most) head.push(piece.subarray(0, most - kept));
      kept += piece.length;
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable("damaged");
  }
  must(found === part.plain, "damaged");
  return Buffer.concat(head);
}

/**
 * Walks an office document: what must be there, what may not be, and what it comes to when all of it is unpacked.
 * @param {Uint8Array} bytes @param {Limits} limits @param {(name: string, head: Buffer) => void} judge @param {{ left: number, embedded: number }} budget
 * @returns {Promise<Set<string>>} the names of its parts, in small letters
 */
async function walk(bytes, limits, judge, budget = { left: limits.inflatedBytes, embedded: 0 }) {
  const view = viewOf(bytes);
  must(bytes.length >= 22 && isWholeZip(view), begins(bytes, [0x50, 0x4b, 0x03, 0x04]) ? "damaged" : "otherType");
  const parts = listParts(view, limits.parts);
  const names = new Set(parts.map(({ name }) => name.toLowerCase()));
  must(names.size === parts.length && parts.every(({ name }) => !name.includes("..") && !name.startsWith("/") && !name.includes("\0")), "damaged");
  for (const part of parts) {
    const head = await unpack(view, part, budget.left, limits);
    budget.left -= part.plain;
    judge(part.name, head);
    if (!begins(head, [0x50, 0x4b, 0x03, 0x04])) continue;
    // A chart carries its workbook; any other file within the file is hidden from whoever opens it.
    const inner = EMBEDDED.exec(part.name)?.[1]?.toLowerCase() ?? "";
    must(inner !== "" && part.plain <= LARGEST_EMBEDDED && (budget.embedded += 1) <= MOST_EMBEDDED, "nested");
    await lookAtOoxml(inner, budget)(head, limits);
  }
  return names;
}

/** How the first versions of LibreOffice's kin began some of their parts, without harm. */
const OLD_TYPE = /<!DOCTYPE\s+[\w:]+\s+PUBLIC\s+"-\/\/OpenOffice\.org\/\/DTD [^"<>]*"\s+"\w+\.dtd"\s*>/gi;
/** Tells of a declaration that can make a small text unfold into a large one, or fetch another; in letters of two bytes as well. @param {Buffer} head */
const declares = (head) => /<!(?:DOCTYPE|ENTITY)/i.test(latin(head).replaceAll("\0", "").replace(OLD_TYPE, ""));

const MAIN = { docx: "word/document.xml", xlsx: "xl/workbook.xml", pptx: "ppt/presentation.xml" };

/** @param {string} ending @param {{ left: number, embedded: number }} [budget] @returns {(bytes: Uint8Array, limits: Limits) => Promise<null>} */
const lookAtOoxml = (ending, budget) => async (bytes, limits) => {
  // An office document behind a password, and those of earlier years, are files of this kind.
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new Unreadable(latin(bytes).includes(Buffer.from("EncryptedPackage", "utf16le").toString("latin1")) ? "password" : "otherType");
  const names = await walk(
    bytes,
    limits,
    (name, head) => {
      must(!/vbaproject|vbadata|\/activex\//i.test(name), "macros");
      if (name.toLowerCase() === "[content_types].xml") must(!/macroEnabled|vbaProject/i.test(latin(head)), "macros");
      if (/\.(?:xml|rels)$/i.test(name)) must(!declares(head), "damaged");
    },
    budget,
  );
  must(names.has("[content_types].xml") && names.has(MAIN[/** @type {keyof typeof MAIN} */ (ending)]), "otherType");
  return null;
};

const OPEN_DOCUMENT = { odt: "text", ods: "spreadsheet", odp: "presentation" };

/** @param {keyof typeof OPEN_DOCUMENT} ending @returns {Look} */
const lookAtOpenDocument = (ending) => async (bytes, limits) => {
  let type = "";
  const names = await walk(bytes, limits, (name, head) => {
    if (name === "mimetype") type = latin(head);
    if (name === "META-INF/manifest.xml") must(!/encryption-data/.test(latin(head)), "password");
    must(!/^(?:Basic|Scripts)\//i.test(name), "macros");
    if (/\.(?:xml|rdf)$/i.test(name)) must(!declares(head), "damaged");
  });
  must(type === `application/vnd.oasis.opendocument.${OPEN_DOCUMENT[ending]}` && names.has("meta-inf/manifest.xml") && names.has("content.xml"), "otherType");
  return null;
};

/** Bytes that no text holds, in whatever way its letters are written. */
const UNTEXTUAL = /(?![\t\n\f\r])\p{Cc}(?<![\u0080-\u009f])/u;
const OTHER_FILES = /^(?:%PDF-|PK|\u0089PNG|\u00ff\u00d8\u00ff|RIFF|GIF8|\u00d0\u00cf|\{\\rtf)/;

/** @type {Look} */
function lookAtText(bytes) {
  const text = latin(bytes);
  must(!UNTEXTUAL.test(text) && !OTHER_FILES.test(text) && !isGuessable(bytes) && !hasZipEnd(viewOf(bytes)), "otherType");
  return null;
}

/** @type {Readonly<Record<string, Look>>} */
const LOOKS = {
  pdf: lookAtPdf,
  png: lookAtPng,
  jpg: lookAtJpeg,
  jpeg: lookAtJpeg,
  webp: lookAtWebp,
  docx: lookAtOoxml("docx"),
  xlsx: lookAtOoxml("xlsx"),
  pptx: lookAtOoxml("pptx"),
  odt: lookAtOpenDocument("odt"),
  ods: lookAtOpenDocument("ods"),
  odp: lookAtOpenDocument("odp"),
  txt: lookAtText,
  csv: lookAtText,
};

/** @param {Given} given */
async function inspect({ fd, size, ending, limits }) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; ) {
    const read = fs.readSync(fd, bytes, at, size - at, at);
    must(read > 0, "damaged");
    at += read;
  }
  const look = LOOKS[ending];
  if (look === undefined) throw new Unreadable("otherType");
  return look(bytes, limits);
}

try {
  parentPort?.postMessage({ pages: await inspect(workerData) });
} catch (error) {
  // Whatever else goes wrong with a file that cannot be read, the file is at fault.
  parentPort?.postMessage({ problem: error instanceof Unreadable ? error.message : "damaged" });
}
