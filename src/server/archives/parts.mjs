/**
 * Walks a zip file that a stranger may have made: what it says of its parts, where their content lies, and what is really in them.
 * For threads of their own, whose starters limit memory and time.
 */
import { inflateRawSync } from "node:zlib";

/** @typedef {{ name: string, flags: number, method: number, packed: number, plain: number, offset: number }} Part */

const SIGNATURE = { entry: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 };
export const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 0x1;
const LONGEST_COMMENT = 65_535;
const END_BYTES = 22;

/** Why a file cannot be read; the message is the reason. */
export class Unreadable extends Error {}

/** @param {Uint8Array} bytes */
export const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where the end record lies, or -1. @param {DataView} view */
function seekEnd(view) {
  for (let at = view.byteLength - END_BYTES; at >= Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT); at -= 1) if (view.getUint32(at, true) === SIGNATURE.end) return at;
  return -1;
}

/** Tells whether a file can be opened as a zip file, whatever it begins with. @param {DataView} view */
export const hasZipEnd = (view) => {
  const at = seekEnd(view);
  return at >= 0 && at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength;
};

/** Tells whether a file is a zip file from its first byte to its last, with nothing before or after. @param {DataView} view */
export const isWholeZip = (view) => hasZipEnd(view) && view.getUint32(0, true) === SIGNATURE.entry;

/** The parts as the directory lists them, of which there may be so many. @param {DataView} view @param {number} most @returns {Part[]} */
export function listParts(view, most) {
  const end = seekEnd(view);
  if (end < 0) throw new Unreadable("damaged");
  const [count, start] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (count > most) throw new Unreadable("tooLarge");
  const parts = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== SIGNATURE.directory) throw new Unreadable("damaged");
    const length = view.getUint16(at + 28, true);
    if (at + 46 + length > view.byteLength) throw new Unreadable("damaged");
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, length));
    parts.push({ name, flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), packed: view.getUint32(at + 20, true), plain: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true) });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

/** A part's content as it lies in the file, when it says that it needs no more room than is left. @param {DataView} view @param {Part} part @param {number} left */
export function locate(view, { flags, method, packed, plain, offset }, left) {
  if ((flags & ENCRYPTED) !== 0) throw new Unreadable("password");
  if (plain > left) throw new Unreadable("tooLarge");
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== SIGNATURE.entry) throw new Unreadable("damaged");
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > view.byteLength || (method !== STORED && method !== DEFLATED)) throw new Unreadable("damaged");
  return new Uint8Array(view.buffer, view.byteOffset + start, packed);
}

/** What a part really holds; a part that holds more than it says would have the reader set aside what it says. @param {DataView} view @param {Part} part @param {number} left */
export function inflate(view, part, left) {
  const content = locate(view, part, left);
  const found = part.method === STORED ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, part.plain) });
  if (found.byteLength !== part.plain) throw new Unreadable("damaged");
  return found;
}
