/**
 * Stands before the app's server, in its process: tells it which address a request came from and which was asked for, gives
 * every answer its security headers with a nonce of its own, refuses writes that come from another site, and answers what the
 * framework would fail on (unknown methods, forms that cannot be read, bodies that are too large) with a plain page. Where a
 * page or a form failed because the database could not be asked, it says that, and gives back what was typed. It decides
 * nothing about who may do what. The build puts it beside the server, which it then starts; a server that starts in another
 * way takes it along with `node --import`.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import http, { IncomingMessage } from "node:http";
import { fileURLToPath } from "node:url";

const LARGEST_FORM = 4 * 1024 * 1024;
/** A list of 50,000 rows as text, with the rest of its form; and the pages whose forms may carry one. */
const LARGEST_LIST_FORM = 11 * 1024 * 1024;
const LISTS = /^\/imports\/(?:new|drafts\/[0-9a-f-]{36}\/preview)$/;
/** A file chosen by mistake is seldom larger; its sender is told so instead of losing the connection. */
const LONGEST_READ_PAST = 64 * 1024 * 1024;
/** Where files are sent that may be larger than a form: received by the app as they arrive, and counted there. */
const UPLOADS = new Set(["/api/documents", "/api/documents/versions"]);
const METHODS = new Set(["GET", "HEAD", "POST", "OPTIONS"]);
const TRUSTED_PROXIES = Number(process.env.UTBLICK_TRUSTED_PROXIES || 0);

const ORIGIN = process.env.UTBLICK_ORIGIN || `http://${process.env.HOSTNAME || "127.0.0.1"}:${process.env.PORT || 3000}`;
const IS_DEVELOPMENT = process.env.NODE_ENV === "development";
/** Below it lie files that are the same for everyone and may be kept. */
const KEPT = "/_next/static/";

const SENTENCES = {
  400: ["Det gick inte att läsa det som skickades", "Gå tillbaka, ladda om sidan och skicka formuläret igen.", "What was sent could not be read. Go back, reload the page and send the form again."],
  403: ["Det som skickades kom från en annan webbplats", "Öppna sidan här i Utblick och gör det igen.", "What was sent came from another site. Open the page here in Utblick and do it again."],
  405: ["Så går det inte att fråga", "Öppna adressen i webbläsaren i stället.", "The address does not take that kind of request. Open it in the browser instead."],
  413: ["Det som skickades är för stort", "Ett formulär får med sina filer vara högst 4 megabyte. Gå tillbaka, där det du skrev finns kvar, och korta texten eller välj en mindre fil.", "What was sent is too large. A form with its files may be 4 megabytes at most. Go back, where what you wrote remains, and shorten the text or choose a smaller file."],
};

const OUTAGES = {
  unreachable: ["Utblick når inte sin databas just nu", "Utblick does not reach its database just now."],
  full: ["Utblick kan inte spara något just nu, för utrymmet på servern är slut", "Utblick cannot save anything just now, since the server has run out of space."],
  busy: ["Just nu är det många som arbetar samtidigt", "Many people are working at once just now."],
};
const WAIT = {
  page: ["Det du har sparat finns kvar. Vänta en stund och ladda om sidan.", "What you have saved is still there. Wait a while and reload the page."],
  resendable: [
    "Det är inte säkert att det du skickade sparades. Det du skrev finns kvar här: vänta en stund och skicka igen. Samma sak sparas bara en gång.",
    "It is not certain that what you sent was saved. What you wrote is kept here: wait a while and send it again. The same thing is saved only once.",
  ],
  form: [
    "Det är inte säkert att det du skickade sparades. Vänta en stund och ladda om den här sidan, så skickar webbläsaren det du skrev igen.",
    "It is not certain that what you sent was saved. Wait a while and reload this page, and the browser sends what you wrote again.",
  ],
};
const RETRY_AFTER_SECONDS = 10;

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

/** @param {string} title @param {string} swedish @param {string} english @param {string} [more] HTML */
function makePage(title, swedish, english, more = '<p><a href="/">Till första sidan</a></p>') {
  return `<!doctype html><html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} – Utblick</title><main><h1>${title}</h1><p>${swedish}</p><p lang="en">${english}</p>${more}</main></html>`;
}

/** @param {http.ServerResponse} response @param {keyof typeof SENTENCES} status */
function refuse(response, status) {
  const [title = "", swedish = "", english = ""] = SENTENCES[status];
  // A body is read past, or closing would cut the answer off on its way; nobody waits for the end of one that is very long.
  const { "content-length": length, "transfer-encoding": encoding } = response.req.headers;
  const isShort = encoding === undefined && Number(length ?? 0) <= LONGEST_READ_PAST;
  response.writeHead(status, isShort ? HEADERS : { ...HEADERS, connection: "close" });
  response.end(makePage(title, swedish, english));
}

/** What other systems read, which is never written to; they are answered in their own form. */
const READ_ONLY = /^\/(?:api\/v1|open-data)\//;

/** @param {http.ServerResponse} response */
function refuseToWrite(response) {
  const { "content-length": length, "transfer-encoding": encoding } = response.req.headers;
  const isShort = encoding === undefined && Number(length ?? 0) <= LONGEST_READ_PAST;
  response.writeHead(405, { "content-type": "application/problem+json; charset=utf-8", "cache-control": "no-store", allow: "GET, HEAD", ...(isShort ? {} : { connection: "close" }) });
  response.end(JSON.stringify({ type: "about:blank", title: "Method Not Allowed", status: 405, detail: "Here things are read alone: ask with GET or HEAD.", code: "METHOD_NOT_ALLOWED", reference: randomBytes(4).toString("hex").toUpperCase() }));
}

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * The same form once more, for its person to send when the database is back. A password is nobody's to repeat, and a file
 * cannot be put into a page.
 * @param {string} address @param {FormData} form
 */
function makeResend(address, form) {
  const fields = [...form].filter(([, value]) => typeof value === "string" || value.size > 0);
  if (fields.some(([name, value]) => typeof value !== "string" || name === "password")) return undefined;
  const inputs = fields.map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(String(value))}">`).join("");
  return `<form method="post" enctype="multipart/form-data" action="${escape(address)}">${inputs}<button>Skicka igen</button></form>`;
}

/** @param {keyof typeof OUTAGES} reason @param {IncomingMessage} request @param {FormData} [form] */
function describeOutage(reason, request, form) {
  const [title = "", english = ""] = OUTAGES[reason];
  const resend = form && makeResend(request.url ?? "/", form);
  const [wait = "", waitEnglish = ""] = request.method !== "POST" ? WAIT.page : resend ? WAIT.resendable : WAIT.form;
  return makePage(title, wait, `${english} ${waitEnglish}`, resend);
}

/** What is said of the request at hand while the app works on it. @type {AsyncLocalStorage<{ outage?: keyof typeof OUTAGES }>} */
const requests = new AsyncLocalStorage();
Reflect.set(globalThis, "utblickReportOutage", (/** @type {keyof typeof OUTAGES} */ reason) => {
  const store = requests.getStore();
  if (store) store.outage = reason;
});

/**
 * Lets the app answer, and answers in its place when it fails because of an outage.
 * @param {http.RequestListener} listener @param {IncomingMessage} request @param {http.ServerResponse} response @param {FormData} [form]
 */
function answer(listener, request, response, form) {
  /** @type {{ outage?: keyof typeof OUTAGES }} */
  const store = {};
  let replaced = false;
  const original = { writeHead: response.writeHead, write: response.write, end: response.end, flushHeaders: response.flushHeaders };
  /** @param {number} status */
  const settle = (status) => {
    if (replaced || response.headersSent || status < 500 || store.outage === undefined) return;
    replaced = true;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    original.writeHead.call(response, 503, { ...HEADERS, "retry-after": String(RETRY_AFTER_SECONDS) });
    Reflect.apply(original.end, response, [describeOutage(store.outage, request, form)]);
  };
  /** @param {unknown[]} given */
  const swallow = (given) => {
    const done = given.find((one) => typeof one === "function");
    if (typeof done === "function") process.nextTick(done);
  };
  Object.assign(response, {
    /** @param {number} status @param {unknown[]} rest */
    writeHead: (status, ...rest) => {
      settle(status);
      return replaced ? response : Reflect.apply(original.writeHead, response, [status, ...rest]);
    },
    /** @param {unknown[]} given */
    write: (...given) => {
      settle(response.statusCode);
      if (!replaced) return Reflect.apply(original.write, response, given);
      swallow(given);
      return true;
    },
    /** @param {unknown[]} given */
    end: (...given) => {
      settle(response.statusCode);
      if (!replaced) return Reflect.apply(original.end, response, given);
      swallow(given);
      return response;
    },
    flushHeaders: () => {
      settle(response.statusCode);
      if (!replaced) original.flushHeaders.call(response);
    },
  });
  requests.run(store, () => listener(request, response));
}

/** The address that the outermost trusted proxy saw, or the socket's own. @param {IncomingMessage} request */
function addressOf(request) {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "").split(",").map((part) => part.trim()).filter(Boolean);
  return (TRUSTED_PROXIES > 0 ? forwarded.at(-TRUSTED_PROXIES) : undefined) ?? request.socket.remoteAddress ?? "unknown";
}

/** As much as a form may carry that is sent to an address. @param {string} url */
function mostOf(url) {
  return LISTS.test(url.split("?", 1)[0] ?? "") ? LARGEST_LIST_FORM : LARGEST_FORM;
}

/** Reads a body whole, or null when it is too large. @param {IncomingMessage} request @param {number} most @returns {Promise<Buffer | null>} */
async function readBody(request, most) {
  /** @type {Buffer[]} */
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > most) return null;
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

/** @param {string} type @param {Buffer} body @returns {Promise<FormData | null>} null when it cannot be read */
async function readForm(type, body) {
  try {
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch {
    return null;
  }
}

/**
 * Tells whether a request was sent from this site: its configured address, or the host that it was sent to. Every browser says where a form comes from; one that doesn't is
 * believed only where it says that it is from here.
 * @param {IncomingMessage} request
 */
function isFromHere({ method, headers: { origin, host, "sec-fetch-site": site } }) {
  if (origin === undefined) return method !== "POST" || site === "same-origin";
  if (origin === ORIGIN) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}

/** What pages may load and run: what is this site's own, and scripts that carry the answer's nonce. @param {string} nonce */
function writePolicy(nonce) {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${IS_DEVELOPMENT ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

const ALWAYS = [
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "same-origin"],
  ["cross-origin-opener-policy", "same-origin"],
  ["permissions-policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"],
  ["cache-control", "private, no-store"],
  ...(ORIGIN.startsWith("https://") ? [["strict-transport-security", "max-age=31536000; includeSubDomains"]] : []),
];

/** An answer that takes the session's cookie away, which is signing out. */
const LEAVING = /^(?:__Host-)?utblick=;/;
/** What the browser then throws away. Its cookies but the session's are the choices of language and display, which say nothing of the person. */
const CLEARED = '"cache", "storage"';

/**
 * Gives an answer its headers as it leaves, where it has none of that name: a file brings a policy of its own.
 * @param {http.ServerResponse} response
 * @param {string} policy
 */
function dress(response, policy) {
  const { writeHead } = response;
  response.writeHead = /** @type {typeof writeHead} */ (
    (...given) => {
      for (const [name = "", value = ""] of ALWAYS) if (!response.hasHeader(name)) response.setHeader(name, value);
      if (!response.hasHeader("content-security-policy")) response.setHeader("content-security-policy", policy);
      if ([response.getHeader("set-cookie") ?? []].flat().some((cookie) => LEAVING.test(String(cookie)))) response.setHeader("clear-site-data", CLEARED);
      return Reflect.apply(writeHead, response, given);
    }
  );
}

/** The address that was asked for, within the site; the framework's own mark is not part of it. @param {string} url */
function pathOf(url) {
  if (!url.startsWith("/")) return "/";
  if (!url.includes("_rsc=")) return url;
  const [path = "/", query = ""] = url.split("?", 2);
  const parameters = query.split("&").filter((parameter) => !parameter.startsWith("_rsc=")).join("&");
  return parameters === "" ? path : `${path}?${parameters}`;
}

/** Tells the app, where it keeps figures, how long the request took. @param {IncomingMessage} request @param {http.ServerResponse} response */
function measure(request, response) {
  const begun = performance.now();
  response.once("close", () => {
    const keep = Reflect.get(globalThis, "utblickMeasure");
    if (typeof keep === "function") keep({ method: request.method ?? "GET", url: request.url ?? "/", status: response.statusCode, seconds: (performance.now() - begun) / 1000 });
  });
}

/** @param {http.RequestListener} listener @returns {http.RequestListener} */
function guard(listener) {
  return (request, response) => {
    const url = request.url ?? "/";
    const nonce = randomBytes(16).toString("base64");
    const policy = writePolicy(nonce);
    // Whatever a visitor says under these names is replaced.
    request.headers["x-utblick-client"] = addressOf(request);
    request.headers["x-utblick-path"] = pathOf(url);
    request.headers["x-nonce"] = nonce;
    request.headers["content-security-policy"] = policy;
    if (url.startsWith(KEPT)) response.setHeader("x-content-type-options", "nosniff");
    else dress(response, policy);
    measure(request, response);
    if (READ_ONLY.test(url) && request.method !== "GET" && request.method !== "HEAD") return refuseToWrite(response);
    if (!METHODS.has(request.method ?? "")) return refuse(response, 405);
    if (request.method !== "GET" && request.method !== "HEAD" && !isFromHere(request)) return refuse(response, 403);
    if (request.method === "POST" && UPLOADS.has(url)) {
      const length = Number(request.headers["content-length"] ?? Number.NaN);
      // Without a length it could go on for ever; beyond what is read past, nobody would be told of the limit.
      return length <= LONGEST_READ_PAST ? answer(listener, request, response) : refuse(response, 413);
    }
    const type = request.headers["content-type"] ?? "";
    const most = mostOf(url);
    if (Number(request.headers["content-length"] ?? 0) > most) return refuse(response, 413);
    if (request.method !== "POST" || !type.toLowerCase().startsWith("multipart/form-data")) return answer(listener, request, response);
    readBody(request, most)
      .then(async (body) => {
        if (body === null) return refuse(response, 413);
        const form = await readForm(type, body);
        if (form === null) return refuse(response, 400);
        answer(listener, replay(request, body), response, form);
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

// Looked for as the app starts: without it there are no security headers.
Reflect.set(globalThis, Symbol.for("utblick.front-door"), true);

// Started as a program, it starts the server beside it in the build's folder.
if (process.argv[1] !== undefined && fs.realpathSync(process.argv[1]) === fs.realpathSync(fileURLToPath(import.meta.url))) {
  await import(new URL("server.js", import.meta.url).href);
}
