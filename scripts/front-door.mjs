/**
 * Stands before the app's server, in its process: tells it which address a request came from, and answers what the
 * framework would fail on (unknown methods, forms that cannot be read, bodies that are too large) with a plain page. It
 * decides nothing about who may do what. The build puts it beside the server, which it then starts.
 */
import http, { IncomingMessage } from "node:http";

const LARGEST_FORM = 4 * 1024 * 1024;
const METHODS = new Set(["GET", "HEAD", "POST", "OPTIONS"]);
const TRUSTED_PROXIES = Number(process.env.UTBLICK_TRUSTED_PROXIES || 0);

const SENTENCES = {
  400: ["Det gick inte att läsa det som skickades", "Gå tillbaka, ladda om sidan och skicka formuläret igen.", "What was sent could not be read. Go back, reload the page and send the form again."],
  405: ["Så går det inte att fråga", "Öppna adressen i webbläsaren i stället.", "The address does not take that kind of request. Open it in the browser instead."],
  413: ["Det som skickades är för stort", "Ett formulär får vara högst 4 megabyte. Gå tillbaka, korta texten och skicka igen.", "What was sent is too large. A form may be 4 megabytes at most. Go back, shorten the text and send it again."],
};

/** @param {http.ServerResponse} response @param {keyof typeof SENTENCES} status */
function refuse(response, status) {
  const [title, swedish, english] = SENTENCES[status];
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    connection: "close",
  });
  response.end(`<!doctype html><html lang="sv"><meta charset="utf-8"><title>${title} – Utblick</title><main><h1>${title}</h1><p>${swedish}</p><p lang="en">${english}</p><p><a href="/">Till första sidan</a></p></main></html>`);
}

/** The address that the outermost trusted proxy saw, or the socket's own. @param {IncomingMessage} request */
function addressOf(request) {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "").split(",").map((part) => part.trim()).filter(Boolean);
  return (TRUSTED_PROXIES > 0 ? forwarded.at(-TRUSTED_PROXIES) : undefined) ?? request.socket.remoteAddress ?? "unknown";
}

/** Reads a body whole, or null when it is too large. @param {IncomingMessage} request @returns {Promise<Buffer | null>} */
async function readBody(request) {
  /** @type {Buffer[]} */
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST_FORM) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A request that says the same and whose body is at hand. @param {IncomingMessage} request @param {Buffer} body */
function replay(request, body) {
  const copy = new IncomingMessage(request.socket);
  for (const name of /** @type {const} */ (["method", "url", "headers", "rawHeaders", "httpVersion", "httpVersionMajor", "httpVersionMinor"])) Reflect.set(copy, name, request[name]);
  copy.push(body);
  copy.push(null);
  copy.complete = true;
  return copy;
}

/** @param {string} type @param {Buffer} body */
async function isReadableForm(type, body) {
  try {
    await new Response(body, { headers: { "content-type": type } }).formData();
    return true;
  } catch {
    return false;
  }
}

/** @param {http.RequestListener} listener @returns {http.RequestListener} */
function guard(listener) {
  return (request, response) => {
    request.headers["x-utblick-client"] = addressOf(request);
    if (!METHODS.has(request.method ?? "")) return refuse(response, 405);
    const type = request.headers["content-type"] ?? "";
    if (request.method !== "POST" || !type.toLowerCase().startsWith("multipart/form-data")) {
      if (Number(request.headers["content-length"] ?? 0) > LARGEST_FORM) return refuse(response, 413);
      return listener(request, response);
    }
    if (Number(request.headers["content-length"] ?? 0) > LARGEST_FORM) return refuse(response, 413);
    readBody(request)
      .then(async (body) => {
        if (body === null) return refuse(response, 413);
        if (!(await isReadableForm(type, body))) return refuse(response, 400);
        listener(replay(request, body), response);
      })
      .catch(() => {
        if (!response.headersSent) refuse(response, 400);
      });
  };
}

const { createServer } = http;
http.createServer = /** @type {typeof createServer} */ (
  (...given) => {
    const listener = given.at(-1);
    return typeof listener === "function" ? createServer(...given.slice(0, -1), guard(listener)) : createServer(...given);
  }
);

// Beside it in the build's folder.
await import(new URL("server.js", import.meta.url).href);
