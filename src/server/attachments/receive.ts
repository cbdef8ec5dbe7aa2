import "server-only";
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Values } from "@/domain/values";
import { readForm } from "@/lib/form-values";

/** A file that has been received: open, without a name on the disk, so that nothing of it is left when the program ends, however it ends. */
export interface ReceivedFile {
  /** As the browser calls it. */
  name: string;
  size: number;
  /** Hexadecimal. */
  sha256: string;
  handle: fs.FileHandle;
}

/** A form with its file: why the file cannot be used is `missing`, `blank`, `tooLarge`, or empty where it can. */
export interface ReceivedForm {
  values: Values;
  file: ReceivedFile | null;
  fileName: string;
  problem: "" | "missing" | "blank" | "tooLarge";
}

interface Wish {
  /** The field of the one file that is kept. */
  field: string;
  mostBytes: number;
  /** Whether the file is to be kept at all; it is read past for who may send none. */
  keep: boolean;
}

const MOST_TEXT_BYTES = 256 * 1024;
const LONGEST_HEAD = 16 * 1024;
const MOST_PARTS = 100;
const CRLF = Buffer.from("\r\n");
const HEAD_END = Buffer.from("\r\n\r\n");

/** What takes a part's content in as it comes. */
interface Sink {
  write: (piece: Buffer) => Promise<void>;
  end: () => Promise<void>;
}

const NOWHERE: Sink = { write: () => Promise.resolve(), end: () => Promise.resolve() };

/**
 * Reads a form that carries a file (multipart/form-data) as it arrives, without ever holding the file; its content goes to an open
 * file. Answers null for what is no such form. Whoever calls closes the file that is answered.
 */
export async function receiveForm(body: AsyncIterable<Uint8Array>, contentType: string, wish: Wish): Promise<ReceivedForm | null> {
  const boundary = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,200})"|([^\s";]{1,200}))/i.exec(contentType);
  if (boundary === null) return null;
  const gatherer = makeGatherer(wish);
  try {
    const isWhole = await parse(body, Buffer.from(`--${boundary[1] ?? boundary[2] ?? ""}`), gatherer.open);
    return isWhole ? gatherer.gather() : await gatherer.discard();
  } catch (error) {
    await gatherer.discard();
    throw error;
  }
}

function makeGatherer({ field, mostBytes, keep }: Wish) {
  const form = new FormData();
  let [text, parts] = [0, 0];
  let received: { name: string; size: number; hash: ReturnType<typeof createHash>; handle: fs.FileHandle | null } | null = null;

  async function openFile(name: string): Promise<Sink> {
    const mine = { name, size: 0, hash: createHash("sha256"), handle: keep ? await openNameless() : null };
    received = mine;
    return {
      write: async (piece) => {
        mine.size += piece.length;
        if (mine.handle === null || mine.size > mostBytes) return;
        mine.hash.update(piece);
        for (let at = 0; at < piece.length; ) at += (await mine.handle.write(piece, at)).bytesWritten;
      },
      end: NOWHERE.end,
    };
  }

  function openText(name: string): Sink {
    const pieces: Buffer[] = [];
    return {
      write: (piece) => {
        text += piece.length;
        if (text <= MOST_TEXT_BYTES) pieces.push(Buffer.from(piece));
        return Promise.resolve();
      },
      end: () => {
        form.append(name, Buffer.concat(pieces).toString("utf8"));
        return Promise.resolve();
      },
    };
  }

  return {
    /** Where a part's content is to go; null for one that cannot be read. */
    open: async (head: string): Promise<Sink | null> => {
      parts += 1;
      const [name, fileName] = [readParameter(head, "name"), readParameter(head, "filename")];
      if (name === null || parts > MOST_PARTS || text > MOST_TEXT_BYTES) return null;
      if (fileName === null) return openText(name);
      return name === field && received === null ? openFile(fileName) : NOWHERE;
    },
    gather: (): ReceivedForm | null => {
      if (text > MOST_TEXT_BYTES) return null;
      const values = readForm(form);
      if (received === null || (received.size === 0 && received.name === "")) return { values, file: null, fileName: "", problem: "missing" };
      const { name, size, hash, handle } = received;
      const problem = size === 0 ? "blank" : size > mostBytes ? "tooLarge" : "";
      return { values, file: handle === null ? null : { name, size, sha256: hash.digest("hex"), handle }, fileName: name, problem };
    },
    discard: async (): Promise<null> => {
      await (received as { handle: fs.FileHandle | null } | null)?.handle?.close();
      return null;
    },
  };
}

/** Keeps a content that is at hand as a file that has been received; whoever calls closes it. */
export async function keepFile(name: string, bytes: Uint8Array): Promise<ReceivedFile> {
  const handle = await openNameless();
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
  return { name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), handle };
}

async function openNameless(): Promise<fs.FileHandle> {
  const at = path.join(os.tmpdir(), `utblick-${randomUUID()}`);
  const handle = await fs.open(at, "wx+", 0o600);
  await fs.unlink(at);
  return handle;
}

/** A parameter of a part's head; browsers write a quotation mark and line ends in a name as %22, %0D and %0A. */
function readParameter(head: string, parameter: string): string | null {
  const written = new RegExp(`^content-disposition:[^\\r\\n]*?;\\s*${parameter}="([^"\\r\\n]*)"`, "im").exec(head)?.[1];
  return written === undefined ? null : written.replace(/%22/g, '"').replace(/%0D/g, "\r").replace(/%0A/g, "\n");
}

/** Goes through a body part by part; answers whether it was whole. What follows a fault is read past, so that the answer can be received. */
async function parse(body: AsyncIterable<Uint8Array>, opening: Buffer, open: (head: string) => Promise<Sink | null>): Promise<boolean> {
  const delimiter = Buffer.concat([CRLF, opening]);
  // What comes before the first part is looked for as what comes before the others.
  let rest: Buffer = Buffer.from(CRLF);
  let state: "content" | "after" | "head" | "done" | "broken" = "content";
  let sink = NOWHERE;
  for await (const chunk of body) {
    if (state === "done" || state === "broken") continue;
    rest = Buffer.concat([rest, chunk]);
    for (let more = true; more; ) {
      more = false;
      if (state === "content") {
        const at = rest.indexOf(delimiter);
        const end = at < 0 ? Math.max(0, rest.length - delimiter.length + 1) : at;
        if (end > 0) await sink.write(rest.subarray(0, end));
        rest = rest.subarray(at < 0 ? end : at + delimiter.length);
        if (at < 0) break;
        await sink.end();
        state = "after";
      }
      if (state === "after" && rest.length >= 2) {
        const isLast = rest[0] === 0x2d && rest[1] === 0x2d;
        // The line end is left where it is, so that a head without lines ends at once.
        state = isLast ? "done" : rest.subarray(0, 2).equals(CRLF) ? "head" : "broken";
      }
      if (state === "head") {
        const at = rest.indexOf(HEAD_END);
        if (at < 0) {
          if (rest.length > LONGEST_HEAD) state = "broken";
          break;
        }
        const opened = await open(rest.subarray(2, at).toString("utf8"));
        if (opened === null) {
          state = "broken";
          break;
        }
        sink = opened;
        rest = rest.subarray(at + HEAD_END.length);
        state = "content";
        more = true;
      }
    }
  }
  return state === "done";
}
