import fs from "node:fs/promises";
import { createHash } from "node:crypto";
import net from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { drawPage as draw } from "@/server/attachments/draw";
import type { inspectFile as inspect } from "@/server/attachments/inspect";
import type { receiveForm as receive } from "@/server/attachments/receive";
import type { scanFile as scan } from "@/server/attachments/scan";
import { docxOf, JPEG, odtOf, pdfOf, pngOf, received, WEBP } from "../../factories/documents.ts";
import { workbookOf, zipOf } from "../../factories/lists.ts";

let inspectFile: typeof inspect;
let drawPage: typeof draw;
let receiveForm: typeof receive;
let scanFile: typeof scan;
beforeAll(async () => {
  ({ inspectFile } = await import("@/server/attachments/inspect"));
  ({ drawPage } = await import("@/server/attachments/draw"));
  ({ receiveForm } = await import("@/server/attachments/receive"));
  ({ scanFile } = await import("@/server/attachments/scan"));
});

const bytesOf = (...parts: readonly (string | Uint8Array)[]) => new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part)))));

async function look(bytes: Uint8Array, ending: string): Promise<string> {
  const file = await received(bytes);
  const began = performance.now();
  try {
    const found = await inspectFile({ fd: file.handle.fd, size: file.size }, ending);
    // However it is made, a file is answered in time.
    expect(performance.now() - began).toBeLessThan(6_500);
    return "problem" in found ? found.problem : "taken";
  } finally {
    await file.handle.close();
  }
}

/** A zip file that says of its one part what is not so. */
function lyingZip(plain: Buffer, said: number): Uint8Array {
  const whole = Buffer.from(docxOf({ "word/media/image1.bin": new Uint8Array(plain) }));
  const at = whole.lastIndexOf("word/media/image1.bin");
  whole.writeUInt32LE(said, at - 46 + 24);
  return new Uint8Array(whole);
}

const ODS = zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<manifest/>", "content.xml": "<office/>" });
const COMPOUND = bytesOf("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "\0".repeat(600));
const LOCKED = bytesOf(COMPOUND, Buffer.from("EncryptedPackage", "utf16le"));
const PPTX = zipOf({ "[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": workbookOf([["a"], ["b"]]) });

describe("what a file holds is what its name says", () => {
  it.each([
    ["a pdf", pdfOf(3), "pdf"],
    ["a picture", pngOf(40, 30), "png"],
    ["a photograph", JPEG, "jpg"],
    ["a photograph under its longer ending", JPEG, "jpeg"],
    ["a small picture", WEBP, "webp"],
    ["a text document", docxOf(), "docx"],
    ["a workbook", workbookOf([["Namn"], ["Ett"]]), "xlsx"],
    ["slides with a chart's workbook", PPTX, "pptx"],
    ["a text document of the open kind", odtOf(), "odt"],
    ["a text document of the open kind from its first years", odtOf({ "META-INF/manifest.xml": '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><manifest/>' }), "odt"],
    ["a sheet of the open kind", ODS, "ods"],
    ["a text", bytesOf("Hej\r\nd\xe5"), "txt"],
    ["a list", bytesOf("namn;tal\n\xef\xbb\xbfett;1"), "csv"],
  ])("%s is taken", async (_what, bytes, ending) => {
    expect(await look(bytes, ending)).toBe("taken");
  });

  it.each([
    ["a program called a pdf", bytesOf("MZ\x90\0", "\0".repeat(500)), "pdf", "otherType"],
    ["a page called a picture", bytesOf("<!doctype html><script>alert(1)</script>"), "png", "otherType"],
    ["a drawing called a picture", bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), "png", "otherType"],
    ["a page called a text", bytesOf("<html><script>alert(1)</script>"), "txt", "otherType"],
    ["a program called a list", bytesOf("\x7fELF\x02\x01\x01\0\0\0\0"), "csv", "otherType"],
    ["a script called a text", bytesOf("#!/bin/sh\nrm -rf /\n"), "txt", "otherType"],
    ["a pdf called a text document", pdfOf(1), "docx", "otherType"],
    ["a workbook called a text document", workbookOf([["a"], ["b"]]), "docx", "otherType"],
    ["a sheet called a text document of the open kind", ODS, "odt", "otherType"],
    ["an old document called a new one", COMPOUND, "docx", "otherType"],
    ["a document behind a password", LOCKED, "docx", "password"],
    ["a pdf that is a page as well", bytesOf("%PDF-1.4\n<html><script>alert(1)</script></html>\n", pdfOf(1).subarray(9)), "pdf", "otherType"],
    ["a pdf that is a zip file as well", bytesOf(pdfOf(1), zipOf({ "a.txt": "a" })), "pdf", "otherType"],
    ["a picture that is a zip file as well", bytesOf(pngOf(4, 4), zipOf({ "a.txt": "a" })), "png", "otherType"],
    ["a picture with something after its end", bytesOf(pngOf(4, 4), "more"), "png", "otherType"],
    ["a document with something before it", bytesOf("MZ", docxOf()), "docx", "otherType"],
    ["half a pdf", pdfOf(3).subarray(0, 300), "pdf", "damaged"],
    ["a pdf of nothing", bytesOf("%PDF-1.7\n%%EOF\n"), "pdf", "damaged"],
    ["half a picture", pngOf(40, 30).subarray(0, 50), "png", "damaged"],
    ["half a photograph", JPEG.subarray(0, 40), "jpg", "damaged"],
    ["half a document", docxOf().subarray(0, 200), "docx", "damaged"],
    ["a picture as large as a field", pngOf(60_000, 60_000), "png", "tooLargePicture"],
    ["a document with macros", docxOf({ "word/vbaProject.bin": "x" }), "docx", "macros"],
    ["a document that says it has macros", docxOf({ "[Content_Types].xml": '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>' }), "docx", "macros"],
    ["an open document with macros", odtOf({ "Basic/Standard/Module1.xml": "<x/>" }), "odt", "macros"],
    ["an open document behind a password", odtOf({ "META-INF/manifest.xml": "<manifest><manifest:encryption-data/></manifest>" }), "odt", "password"],
    ["a zip file in a document", docxOf({ "word/media/image1.png": zipOf({ "virus.exe": "MZ" }) }), "docx", "nested"],
    ["a document in a document with macros", docxOf({ "word/embeddings/a.docx": docxOf({ "word/vbaProject.bin": "x" }) }), "docx", "macros"],
    ["a bomb", docxOf({ "word/media/image1.bin": new Uint8Array(150 * 1024 * 1024) }), "docx", "tooLarge"],
    ["a part that is larger than it says", lyingZip(Buffer.alloc(3 * 1024 * 1024, "abcdefg"), 1_000), "docx", "damaged"],
    ["a part that says to be larger than all", lyingZip(Buffer.from("a"), 0xffff_fff0), "docx", "tooLarge"],
    ["a text that unfolds", docxOf({ "word/styles.xml": '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>' }), "docx", "damaged"],
    ["a text of the open kind that unfolds", odtOf({ "styles.xml": '<!DOCTYPE a [<!ENTITY a "aaaa">]><x>&a;</x>' }), "odt", "damaged"],
    ["a text that unfolds behind the type of early years", odtOf({ "styles.xml": '<!DOCTYPE x PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd" [<!ENTITY a "b">]><x/>' }), "odt", "damaged"],
    ["a text that unfolds in letters of two bytes", docxOf({ "word/styles.xml": new Uint8Array(Buffer.from('<!DOCTYPE a [<!ENTITY a "aaaa">]><x>&a;</x>', "utf16le")) }), "docx", "damaged"],
    ["a part with a way out in its name", docxOf({ "../../etc/passwd": "x" }), "docx", "damaged"],
    ["an end record alone", bytesOf("PK\x05\x06", "\0".repeat(18)), "docx", "otherType"],
    ["a type that is not taken", bytesOf("x"), "svg", "otherType"],
  ])("%s is not", async (_what, bytes, ending, problem) => {
    expect(await look(bytes, ending)).toBe(problem);
  });

  it("a pdf that never ends is given up in time", async () => {
    // A page whose contents go round: each form draws the next a hundred times.
    const pages = Buffer.from(pdfOf(1)).toString("latin1");
    expect(["taken", "damaged", "tooSlow"]).toContain(await look(bytesOf(pages.replace("/Kids [4 0 R]", "/Kids [2 0 R 2 0 R 2 0 R]").replace("/Count 1", "/Count 2147483647")), "pdf"));
  });
});

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function formOf(file: Uint8Array, fields: Readonly<Record<string, string>> = { title: "Rubrik åäö\r\nrad" }, name = "avtal.pdf") {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set("file", new File([new Uint8Array(file)], name));
  const response = new Response(form);
  return { type: response.headers.get("content-type") ?? "", body: new Uint8Array(await response.arrayBuffer()) };
}
const WISH = { field: "file", mostBytes: 1_000_000, keep: true };

describe("a form with a file", () => {
  it.each([1, 2, 7, 64, 65_536])("is the same however it arrives: in pieces of %i", async (size) => {
    const content = bytesOf("\r\n--x\r\n", Buffer.alloc(3_000, "\r\n--"), "\0slut\r\n");
    const { type, body } = await formOf(content, { title: "Rubrik åäö\r\nrad", empty: "" }, 'a"b å\r\n.pdf');
    const form = await receiveForm(inPieces(body, size), type, WISH);
    expect(form).toMatchObject({ values: { title: "Rubrik åäö\nrad", empty: "" }, fileName: 'a"b å\r\n.pdf', problem: "", file: { size: content.length, sha256: createHash("sha256").update(content).digest("hex") } });
    const kept = Buffer.alloc(content.length);
    await form?.file?.handle.read(kept, 0, kept.length, 0);
    expect(kept.equals(Buffer.from(content))).toBe(true);
    await form?.file?.handle.close();
  });

  it("says what is wrong with its file, and keeps what was typed", async () => {
    const problemOf = async (bytes: Uint8Array, name = "a.pdf", keep = true) => {
      const { type, body } = await formOf(bytes, { title: "Kvar" }, name);
      const form = await receiveForm(inPieces(body, 1_000), type, { ...WISH, mostBytes: 5_000, keep });
      await form?.file?.handle.close();
      return [form?.problem, form?.values["title"]];
    };
    expect(await problemOf(new Uint8Array(0))).toEqual(["blank", "Kvar"]);
    expect(await problemOf(new Uint8Array(0), "")).toEqual(["missing", "Kvar"]);
    expect(await problemOf(new Uint8Array(5_001))).toEqual(["tooLarge", "Kvar"]);
    expect(await problemOf(new Uint8Array(5_000))).toEqual(["", "Kvar"]);
  });

  it("is no form when it is cut off, wrongly parted or too long", async () => {
    const { type, body } = await formOf(bytesOf("x"));
    for (const [broken, as] of [
      [body.subarray(0, body.length - 10), type],
      [body, "multipart/form-data; boundary=other"],
      [body, "text/plain"],
      [bytesOf("--x\r\n", "y".repeat(40_000)), "multipart/form-data; boundary=x"],
      [bytesOf("--x\r\n\r\n\r\nz\r\n--x--"), "multipart/form-data; boundary=x"],
      [bytesOf(...Array.from({ length: 200 }, () => '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'), "--x--"), "multipart/form-data; boundary=x"],
      [bytesOf('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n', "y".repeat(300_000), "\r\n--x--"), "multipart/form-data; boundary=x"],
    ] as const) {
      expect(await receiveForm(inPieces(broken, 1_000), as, WISH)).toBeNull();
    }
  });

  it("leaves nothing on the disk and takes no more memory for a large file than for a small one", async () => {
    const { type, body } = await formOf(new Uint8Array(24 * 1024 * 1024));
    const measured: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      const form = await receiveForm(inPieces(body, 65_536), type, { ...WISH, mostBytes: 25 * 1024 * 1024 });
      await form?.file?.handle.close();
      measured.push(process.memoryUsage().rss / 1_048_576);
    }
    expect(measured.at(-1)! - measured[0]!).toBeLessThan(40);
    expect((await fs.readdir("/proc/self/fd")).length).toBeLessThan(200);
  });
});

describe("a page of a PDF", () => {
  const sizeOf = (png: Uint8Array | null) => {
    if (png === null) return null;
    const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
    expect(Buffer.from(png.subarray(1, 4)).toString("latin1")).toBe("PNG");
    return [view.getUint32(16), view.getUint32(20)] as const;
  };
  const draw = async (bytes: Uint8Array, page = 1) => sizeOf(await drawPage(() => Promise.resolve(new Uint8Array(bytes)), page));
  const withSheet = (box: string) => bytesOf(Buffer.from(pdfOf(1)).toString("latin1").replace("/MediaBox [0 0 595 842]", `/MediaBox [${box}]`.padEnd(25)));

  it("is drawn as a picture, and what cannot be drawn is none", async () => {
    expect(await draw(pdfOf(2), 2)).toEqual([1400, 1981]);
    expect(await draw(pdfOf(2), 3)).toBeNull();
    expect(await draw(bytesOf("%PDF-1.4\n", "x".repeat(2_000), "%%EOF"))).toBeNull();
    expect(await draw(pngOf(10, 10))).toBeNull();
  });

  it("takes no more memory than it is given, however large the sheet", async () => {
    for (const box of ["0 0 9999 9999", "0 0 14000 3", "0 0 3 14000", "0 0 0 0"]) {
      const size = await draw(withSheet(box));
      if (size !== null) expect(size[0] * size[1], box).toBeLessThanOrEqual(6_100_000);
    }
  });
});

describe("the virus scanner", () => {
  let said: Buffer[] = [];
  let answer: (socket: net.Socket) => void = () => undefined;
  const server = net.createServer((socket) => {
    const mine: Buffer[] = [];
    socket.on("data", (piece: Buffer) => {
      mine.push(piece);
      said = mine;
      // The end of what is sent is a piece of no length.
      if (piece.subarray(-4).equals(Buffer.alloc(4))) answer(socket);
    });
    socket.on("error", () => undefined);
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const ask = async (bytes = pdfOf(1), address?: string) => {
    const file = await received(bytes);
    const { port } = server.address() as net.AddressInfo;
    return scanFile(file, address ?? `127.0.0.1:${String(port)}`).finally(() => file.handle.close());
  };

  it("is given the file as its protocol says, and believed", async () => {
    answer = (socket) => socket.end("stream: OK\0");
    const bytes = bytesOf(pdfOf(1), Buffer.alloc(200_000, 7));
    expect(await ask(bytes)).toEqual({ state: "CLEAN" });
    const sent = Buffer.concat(said);
    expect(sent.subarray(0, 10).toString("latin1")).toBe("zINSTREAM\0");
    const pieces: Buffer[] = [];
    for (let at = 10; sent.readUInt32BE(at) > 0; at += 4 + sent.readUInt32BE(at)) pieces.push(sent.subarray(at + 4, at + 4 + sent.readUInt32BE(at)));
    expect(Buffer.concat(pieces).equals(Buffer.from(bytes))).toBe(true);
    answer = (socket) => socket.end("stream: Eicar-Signature FOUND\0");
    expect(await ask()).toEqual({ state: "INFECTED", name: "Eicar-Signature" });
  });

  it("is away when it answers anything else, breaks off, or is not there; and there is none where none is named", async () => {
    answer = (socket) => socket.end("INSTREAM size limit exceeded. ERROR\0");
    expect(await ask()).toEqual({ state: "AWAY" });
    answer = (socket) => socket.destroy();
    expect(await ask()).toEqual({ state: "AWAY" });
    expect(await ask(pdfOf(1), "127.0.0.1:1")).toEqual({ state: "AWAY" });
    expect(await ask(pdfOf(1), "/nonexistent/clamd.sock")).toEqual({ state: "AWAY" });
    const file = await received(pdfOf(1));
    expect(await scanFile(file, undefined)).toEqual({ state: "NOT_SCANNED" });
    await file.handle.close();
  });
});

