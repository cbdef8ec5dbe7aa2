import "server-only";
import type { FileHandle } from "node:fs/promises";
import net from "node:net";

/** What a virus scanner says of a file: `CLEAN`, the name of what it found, or that there is no scanner or none that answers. */
export type Scan = { state: "CLEAN" } | { state: "INFECTED"; name: string } | { state: "NOT_SCANNED" } | { state: "AWAY" };

const PIECE = 64 * 1024;
const LONGEST_MS = 30_000;
const LONGEST_ANSWER = 4_096;

/** Where a scanner listens: a host and a port, or a socket on this machine. Null for what is neither. */
export function readScannerAddress(text: string): net.NetConnectOpts | null {
  if (text.startsWith("/")) return { path: text };
  const [, host, port] = /^(\[[0-9a-f:]+\]|[^\s:/]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return null;
  return { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
}

/** Has an open file scanned by clamd (INSTREAM), piece by piece; a scanner that does not answer in time is away. */
export async function scanFile(file: { handle: FileHandle; size: number }, address: string | undefined): Promise<Scan> {
  const at = address === undefined ? null : readScannerAddress(address);
  if (at === null) return { state: "NOT_SCANNED" };
  const socket = net.connect(at);
  const timer = setTimeout(() => socket.destroy(new Error("the scanner did not answer in time")), LONGEST_MS);
  try {
    const [answer, sent] = [readAnswer(socket), send(socket, file)];
    // A scanner may say what it has to say before it has been given all, and end the talk.
    answer.catch(() => undefined);
    sent.catch(() => undefined);
    await Promise.race([sent, answer]);
    return judge(await answer);
  } catch {
    return { state: "AWAY" };
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

async function send(socket: net.Socket, { handle, size }: { handle: FileHandle; size: number }): Promise<void> {
  await write(socket, Buffer.from("zINSTREAM\0"));
  const piece = Buffer.alloc(PIECE);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await handle.read(piece, 0, Math.min(PIECE, size - at), at);
    if (bytesRead === 0) throw new Error("a file is shorter than it was");
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytesRead);
    await write(socket, length);
    await write(socket, Buffer.from(piece.subarray(0, bytesRead)));
    at += bytesRead;
  }
  await write(socket, Buffer.alloc(4));
}

function write(socket: net.Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}

function readAnswer(socket: net.Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.on("data", (piece: Buffer) => {
      text += piece.toString("utf8");
      if (text.includes("\0") || text.includes("\n")) resolve(text);
      else if (text.length > LONGEST_ANSWER) reject(new Error("the scanner says too much"));
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the scanner went away")));
  });
}

function judge(answer: string): Scan {
  const said = answer.split(/[\0\n]/)[0] ?? "";
  if (/^stream: OK$/.test(said)) return { state: "CLEAN" };
  const found = /^stream: (.{1,200}) FOUND$/.exec(said)?.[1];
  // Anything else is an error of the scanner's own, such as a limit that is lower than ours: nothing has been found out.
  return found === undefined ? { state: "AWAY" } : { state: "INFECTED", name: found };
}
