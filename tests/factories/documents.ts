import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { crc32, deflateSync } from "node:zlib";
import type { AttachInput, DocumentFacts, Subject } from "@/features/documents/schema";
import type { ReceivedFile } from "@/server/attachments/receive";
import { zipOf } from "./lists.ts";

/** What is stated of a document that says as little as may be. */
export function documentFacts(more: Partial<DocumentFacts> = {}): DocumentFacts {
  return { kind: "AGREEMENT", title: "Avtal om samarbete", documentOn: null, caseNumber: null, registeredIn: null, isConfidential: false, confidentialityProvision: null, confidentialityOn: null, confidentialityBy: null, ...more };
}

/** The form in which a file is attached to a record. */
export function attachInput(subject: Subject, more: Partial<AttachInput["document"]> = {}, fileName = "avtal.pdf"): AttachInput {
  return { key: randomUUID(), subject, document: { ...documentFacts(), ...more }, fileName };
}

/** A file as it has been received. */
export async function received(bytes: Uint8Array, name = "avtal.pdf"): Promise<ReceivedFile> {
  const at = path.join(os.tmpdir(), `utblick-test-${randomUUID()}`);
  const handle = await fs.open(at, "wx+", 0o600);
  await fs.unlink(at);
  if (bytes.length > 0) await handle.write(bytes, 0, bytes.length, 0);
  return { name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), handle };
}

/** A PDF of so many pages, each with a line of text; `more` is put into its first page's stream as a comment. */
export function pdfOf(pages: number, text = "Avtal", more = ""): Uint8Array {
  const objects = [`<< /Type /Catalog /Pages 2 0 R >>`, `<< /Type /Pages /Count ${String(pages)} /Kids [${Array.from({ length: pages }, (_none, page) => `${String(4 + page * 2)} 0 R`).join(" ")}] >>`, `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>`];
  for (let page = 0; page < pages; page += 1) {
    const content = `BT /F1 24 Tf 72 720 Td (${text} ${String(page + 1)}) Tj ET\n${page === 0 ? more : ""}`;
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${String(5 + page * 2)} 0 R >>`, `<< /Length ${String(Buffer.byteLength(content, "latin1"))} >>\nstream\n${content}\nendstream`);
  }
  let body = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const at = body.length;
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = `xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}`;
  return new Uint8Array(Buffer.from(`${body}${table}trailer\n<< /Size ${String(objects.length + 1)} /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`, "latin1"));
}

/** A PNG of these many points, all of one grey. */
export function pngOf(width: number, height: number): Uint8Array {
  const chunk = (name: string, content: Uint8Array) => {
    const [head, body, sum] = [Buffer.alloc(4), Buffer.concat([Buffer.from(name, "latin1"), content]), Buffer.alloc(4)];
    head.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(body) >>> 0);
    return Buffer.concat([head, body, sum]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 0, 0, 0, 0], 8);
  const lines = Buffer.alloc(Math.min((width + 1) * height, 2_000_000));
  return new Uint8Array(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", size), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.alloc(0))]));
}

/** A JPEG of one point. */
export const JPEG = new Uint8Array(
  Buffer.from(["ffd8", "ffe000104a46494600010100000100010000", "ffc0000b080001000101011100", "ffda0008010100003f00", "0102030405060708", "ffd9"].join(""), "hex"),
);

/** A text document as Word writes it, with these parts besides. */
export function docxOf(more: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  return zipOf({
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Avtal</w:t></w:r></w:p></w:body></w:document>',
    ...more,
  });
}

/** A text document as LibreOffice writes it, with these parts besides. */
export function odtOf(more: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  return zipOf({ mimetype: "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<manifest/>", "content.xml": "<office/>", ...more });
}

/** The beginning of a picture of the kind WebP, which says what it is and shows nothing. */
export const WEBP = (() => {
  const bytes = Buffer.alloc(30);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(22, 4);
  bytes.write("WEBPVP8X", 8);
  bytes.writeUInt32LE(10, 16);
  return new Uint8Array(bytes);
})();
