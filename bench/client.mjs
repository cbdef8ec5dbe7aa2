import { once } from "node:events";
import net from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");
const PATIENCE_MS = 120_000;
const LINE_END = Buffer.from("\r\n");
const LAST_CHUNK = Buffer.from("\r\n0\r\n\r\n");

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} head status line and headers as they came
 * @property {number} bytes of the whole answer, head included
 * @property {number} firstByteMs
 * @property {string} body empty unless it was asked for
 */

/**
 * One kept-alive connection that asks one thing at a time. Written on a bare socket, since a client that takes longer than the
 * server it measures hides what is to be seen.
 */
export class Connection {
  /** @param {string} origin such as http://127.0.0.1:3000 */
  constructor(origin) {
    const { hostname, port } = new URL(origin);
    this.address = { host: hostname, port: Number(port) };
    this.host = `${hostname}:${port}`;
    /** @type {net.Socket | undefined} */
    this.socket = undefined;
    /** @type {((error: Error) => void) | undefined} */
    this.fail = undefined;
    /** @type {((chunk: Buffer) => void) | undefined} */
    this.take = undefined;
  }

  /** Connects where nothing is connected: servers close what has been idle for some seconds while others had their turn. */
  async open() {
    if (this.socket !== undefined && !this.socket.destroyed && this.socket.readyState === "open") return this.socket;
    this.socket?.destroy();
    const socket = net.connect({ ...this.address, noDelay: true });
    await once(socket, "connect");
    socket.setTimeout(PATIENCE_MS, () => this.fail?.(new Error(`${this.host} was silent for ${PATIENCE_MS / 1000} s`)));
    socket.on("data", (chunk) => this.take?.(chunk));
    socket.on("error", (error) => this.fail?.(error));
    socket.on("close", () => {
      if (this.socket === socket) this.fail?.(new Error(`${this.host} closed the connection`));
    });
    this.socket = socket;
    return socket;
  }

  /**
   * @param {object} wish
   * @param {string} [wish.method]
   * @param {string} wish.path
   * @param {Record<string, string>} [wish.headers]
   * @param {string} [wish.content]
   * @param {boolean} [wish.keepBody]
   * @returns {Promise<Answer>}
   */
  async ask({ method = "GET", path, headers = {}, content, keepBody = false }) {
    const lines = [`${method} ${path} HTTP/1.1`, `host: ${this.host}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
    if (content !== undefined) lines.push(`content-length: ${Buffer.byteLength(content)}`);
    const socket = await this.open();
    return new Promise((resolve, reject) => {
      const since = performance.now();
      let head = "";
      let headBytes = 0;
      let bytes = 0;
      let firstByteMs = 0;
      /** @type {number | undefined} bytes of body to come; undefined when the body comes in chunks */
      let length;
      /** @type {Buffer} */
      let tail = Buffer.alloc(0);
      /** @type {Buffer[]} */
      const kept = [];
      const finish = () => {
        this.take = undefined;
        this.fail = undefined;
        const body = keepBody ? Buffer.concat(kept) : Buffer.alloc(0);
        resolve({ status: Number(head.slice(9, 12)), head, bytes, firstByteMs, body: (length === undefined ? joinChunks(body) : body).toString("utf8") });
      };
      this.fail = reject;
      this.take = (chunk) => {
        bytes += chunk.length;
        if (head === "") {
          if (firstByteMs === 0) firstByteMs = performance.now() - since;
          tail = Buffer.concat([tail, chunk]);
          const end = tail.indexOf(HEAD_END);
          if (end < 0) return;
          head = tail.subarray(0, end).toString("latin1");
          headBytes = end + HEAD_END.length;
          chunk = tail.subarray(headBytes);
          tail = LINE_END;
          const stated = /\r\ncontent-length: *(\d+)/i.exec(head);
          const chunked = /\r\ntransfer-encoding: *chunked/i.test(head);
          length = chunked ? undefined : Number(stated?.[1] ?? 0);
        }
        if (keepBody && chunk.length > 0) kept.push(Buffer.from(chunk));
        if (length !== undefined) {
          if (bytes - headBytes >= length) finish();
          return;
        }
        // Can only stand at the end: no chunk's content ends with a line that is a lone nought.
        tail = chunk.length >= LAST_CHUNK.length ? Buffer.from(chunk.subarray(-LAST_CHUNK.length)) : Buffer.concat([tail, chunk]).subarray(-LAST_CHUNK.length);
        if (tail.equals(LAST_CHUNK)) finish();
      };
      socket.write(`${lines.join("\r\n")}\r\n\r\n${content ?? ""}`);
    });
  }

  close() {
    this.fail = undefined;
    this.socket?.destroy();
  }
}

/** @param {Buffer} body */
function joinChunks(body) {
  /** @type {Buffer[]} */
  const parts = [];
  for (let at = 0; at < body.length; ) {
    const lineEnd = body.indexOf("\r\n", at);
    if (lineEnd < 0) break;
    const size = Number.parseInt(body.subarray(at, lineEnd).toString("latin1"), 16);
    if (!(size > 0)) break;
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(parts);
}

/**
 * Stops the run when an answer is not what was asked for: a fast refusal would look like a fast page.
 * @param {Answer} answer
 * @param {number} status
 * @param {string} what
 * @returns {Answer}
 */
export function demand(answer, status, what) {
  if (answer.status !== status) throw new Error(`${what} answered ${answer.status} where ${status} was awaited.\n${answer.head.slice(0, 500)}`);
  return answer;
}
