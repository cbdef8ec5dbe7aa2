import http from "node:http";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import pg from "pg";
import { ALL, COMING, FIGURES, INSERT, LIST_ROWS, LIST_TOTAL, parametersOf, RECORD, SEARCH_ROWS, SEARCH_TOTAL, SHOWN } from "./statements.mjs";

const PIECE = 2_000;

/** What a program without any framework does: a pool, the statements, JSON. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** @param {http.ServerResponse} response @param {unknown} content @param {number} [status] */
function send(response, content, status = 200) {
  const text = JSON.stringify(content);
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

/** @param {http.IncomingMessage} request */
async function readContent(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/** @param {http.ServerResponse} response */
async function sendFile(response) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(`DECLARE listed NO SCROLL CURSOR FOR ${ALL}`);
    response.writeHead(200, { "content-type": "text/csv; charset=utf-8" });
    async function* rows() {
      for (;;) {
        const { rows: piece } = await client.query(`FETCH ${PIECE} FROM listed`);
        yield* piece;
        if (piece.length < PIECE) return;
      }
    }
    await pipeline(rows, stringify({ header: true, columns: SHOWN, delimiter: ";" }), response);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

/** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
async function answer(request, response) {
  const url = new URL(request.url ?? "/", "http://own.invalid");
  const parameter = (/** @type {string} */ name) => url.searchParams.get(name);
  if (request.method === "POST") {
    const { rows } = await pool.query(INSERT, parametersOf(await readContent(request)));
    send(response, rows[0], 201);
  } else if (url.pathname === "/list") {
    const filter = [parameter("unit"), parameter("status")];
    const { rows } = await pool.query(LIST_ROWS, filter);
    const { rows: totals } = await pool.query(LIST_TOTAL, filter);
    send(response, { rows, total: totals[0].total });
  } else if (url.pathname === "/search") {
    const filter = [`%${parameter("q")}%`];
    const { rows } = await pool.query(SEARCH_ROWS, filter);
    const { rows: totals } = await pool.query(SEARCH_TOTAL, filter);
    send(response, { rows, total: totals[0].total });
  } else if (url.pathname === "/coming") {
    const { rows } = await pool.query(COMING, [parameter("today")]);
    send(response, rows);
  } else if (url.pathname === "/figures") {
    const { rows } = await pool.query(FIGURES, [parameter("from"), parameter("to")]);
    send(response, rows);
  } else if (url.pathname === "/csv") {
    await sendFile(response);
  } else {
    const { rows } = await pool.query(RECORD, [parameter("id")]);
    send(response, rows[0] ?? null, rows.length > 0 ? 200 : 404);
  }
}

const server = http.createServer((request, response) => {
  answer(request, response).catch((error) => {
    process.stderr.write(`${String(error)}\n`);
    response.destroy();
  });
});
server.keepAliveTimeout = 600_000;
server.listen(Number(process.env.PORT), "127.0.0.1");
