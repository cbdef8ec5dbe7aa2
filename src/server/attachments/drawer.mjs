/**
 * Draws one page of a PDF that a stranger may have made as a picture, in a thread of its own with a limit of memory and time that
 * its starter sets. Nothing in the file is run: its scripts and forms are not even loaded.
 */
import { parentPort, workerData } from "node:worker_threads";
import { crc32, deflateSync } from "node:zlib";
import { PDFiumLibrary } from "@hyzyla/pdfium";

/** @typedef {{ bytes: Uint8Array, page: number, width: number, mostPixels: number }} Given */

/** @param {string} name @param {Uint8Array} content */
function chunk(name, content) {
  const [head, body, sum] = [Buffer.alloc(4), Buffer.concat([Buffer.from(name, "latin1"), content]), Buffer.alloc(4)];
  head.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([head, body, sum]);
}

/** Writes grey or coloured points, whole lines of them, as a PNG. @param {Uint8Array} points four bytes each: red, green, blue and one that is left out @param {number} width @param {number} height */
function writePng(points, width, height) {
  const lines = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    to += 1;
    for (let x = 0; x < width; x += 1, from += 4, to += 3) {
      lines[to] = points[from] ?? 0;
      lines[to + 1] = points[from + 1] ?? 0;
      lines[to + 2] = points[from + 2] ?? 0;
    }
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  // Eight bits a colour, three colours.
  size.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", size), chunk("IDAT", deflateSync(lines, { level: 6 })), chunk("IEND", Buffer.alloc(0))]);
}

/** @param {Given} given */
async function draw({ bytes, page, width, mostPixels }) {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  if (page < 1 || page > document.getPageCount()) return null;
  const sheet = document.getPage(page - 1);
  const { originalWidth, originalHeight } = sheet.getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) return null;
  // A page as long as a street is drawn smaller, so that no file decides how much memory its picture takes.
  const scale = Math.min(width / originalWidth, Math.sqrt(mostPixels / (originalWidth * originalHeight)), mostPixels / width / originalHeight);
  if (originalWidth * scale < 1 || originalHeight * scale < 1) return null;
  const drawn = await sheet.render({ scale, render: async ({ data, width: across, height: down }) => writePng(data, across, down) });
  return new Uint8Array(drawn.data);
}

try {
  parentPort?.postMessage(await draw(workerData));
} catch {
  // Whatever goes wrong with a page, it cannot be drawn.
  parentPort?.postMessage(null);
}
