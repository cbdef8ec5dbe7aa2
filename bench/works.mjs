import pg from "pg";
import { Connection, demand } from "./client.mjs";
import { ALL, API_LIST, COMING, FIGURES, INSERT, LIST, LISTS, parametersOf, RECORD, SEARCH } from "./floors/statements.mjs";

/**
 * @typedef {object} Work a thing that people do, done by the app and by each floor
 * @property {string} name
 * @property {import("./measure.mjs").Contender[]} contenders floors first, from the barest up
 * @property {{ rounds: number, block: number, warmUp: number }} how
 * @property {() => Promise<void>} [check] stops the run where they do not do the same
 */

/**
 * @typedef {object} Scene what is running and what there is to ask for
 * @property {string} databaseUrl
 * @property {import("./servers.mjs").Server} app
 * @property {import("./servers.mjs").Server} bareHttp
 * @property {import("./servers.mjs").Server} bareNext
 * @property {import("./servers.mjs").Inside} inside
 * @property {any} guests what `letIn` answered
 */

/** The pages that count what all units have to show. */
export const LOOKING_BACK = [
  { name: "coverage", path: () => "/coverage" },
  { name: "coverage, a past year", path: (/** @type {number} */ year) => `/coverage?on=${year}` },
  { name: "policy", path: () => "/policy" },
  { name: "policy, a past year", path: (/** @type {number} */ year) => `/policy?on=${year}` },
  { name: "scrutiny", path: () => "/scrutiny" },
];
/** What each of them may take on the server. */
export const LOOKING_BACK_MOST_MS = 300;

/** The searches for partners with a name like the one that is typed. */
export const DUPLICATES = ["duplicates", "duplicates of short names"];
/** What 95 of 100 of them may take at most. */
export const DUPLICATES_MOST_MS = 100;

/**
 * @param {Scene} scene
 * @returns {Promise<{ works: Work[], close: () => Promise<void> }>}
 */
export async function prepareWorks({ databaseUrl, app, bareHttp, bareNext, inside, guests }) {
  const sql = new pg.Client({ connectionString: databaseUrl });
  await sql.connect();
  const connections = { app: new Connection(app.origin), bareHttp: new Connection(bareHttp.origin), bareNext: new Connection(bareNext.origin) };
  const { unitId, status, searched, records, sessions, record, member, office, today, tokens } = guests;
  const [first] = sessions;
  const recordOf = (/** @type {number} */ turn) => records[turn % records.length];

  /** @param {string} name @param {keyof typeof connections} who @param {(turn: number) => string} pathOf @param {{ cookie: string }} [guest] */
  const getter = (name, who, pathOf, guest = first) => ({
    name,
    run: async (/** @type {number} */ turn) => demand(await connections[who].ask({ path: pathOf(turn), headers: who === "app" ? { cookie: guest.cookie } : {} }), 200, `${name}, ${pathOf(turn)},`),
  });
  /** @param {string} statement @param {(turn: number) => unknown[]} parametersFor */
  const query = (statement, parametersFor) => ({
    name: "SQL",
    run: async (/** @type {number} */ turn) => {
      const { rowCount } = await sql.query(statement, parametersFor(turn));
      if (!rowCount) throw new Error(`a floor's statement found nothing: ${statement.slice(0, 80)}`);
    },
  });

  const listQuery = `unit=${unitId}&status=${status}`;
  const searchQuery = `q=${encodeURIComponent(searched)}`;
  const content = JSON.stringify(record);
  const post = (/** @type {"bareHttp" | "bareNext"} */ who, /** @type {string} */ name, /** @type {string} */ path) => ({
    name,
    run: async () => demand(await connections[who].ask({ method: "POST", path, headers: { "content-type": "application/json" }, content }), 201, name),
  });
  const lastYear = Number(today.slice(0, 4)) - 1;
  const years = [lastYear - 5, lastYear];
  /** @type {ReturnType<typeof prepareLogging> | undefined} */
  let logging;
  // Prepared when it is measured: what is not asked for needs no drafts that every pack takes.
  const log = { name: "Utblick", run: async (/** @type {number} */ turn) => (await (logging ??= prepareLogging(connections.app, app.origin, sessions)))(turn) };

  // A register that the pack turns off has no pages.
  const kept = [];
  for (const entry of Object.entries(LISTS)) {
    if ((await connections.app.ask({ path: pageOfList(entry[0], 1), headers: { cookie: first.cookie } })).status !== 404) kept.push(entry);
  }

  /** @type {Work[]} */
  const works = [
    {
      name: "list",
      how: { rounds: 20, block: 40, warmUp: 300 },
      contenders: [
        query(LIST, () => [unitId, status]),
        getter("http", "bareHttp", () => `/list?${listQuery}`),
        getter("Next JSON", "bareNext", () => `/api/list?${listQuery}`),
        getter("Next page", "bareNext", () => `/list?${listQuery}`),
        getter("Utblick", "app", () => `/projects?${listQuery}`),
      ],
    },
    {
      name: "API",
      how: { rounds: 20, block: 40, warmUp: 300 },
      contenders: [
        query(API_LIST, (turn) => [recordOf(turn), 51]),
        getter("Next JSON", "bareNext", (turn) => `/api/records?after=${recordOf(turn)}`),
        {
          name: "Utblick",
          // The systems take turns, since none may ask faster than its limit.
          run: async (/** @type {number} */ turn) => {
            const path = `/api/v1/projects?limit=50&cursor=${Buffer.from(recordOf(turn).replaceAll("-", ""), "hex").toString("base64url")}`;
            return demand(await connections.app.ask({ path, headers: { authorization: `Bearer ${tokens[turn % tokens.length]}` } }), 200, path);
          },
        },
      ],
    },
    {
      name: "search",
      how: { rounds: 20, block: 30, warmUp: 150 },
      contenders: [
        query(SEARCH, () => [`%${searched}%`]),
        getter("http", "bareHttp", () => `/search?${searchQuery}`),
        getter("Next page", "bareNext", () => `/search?${searchQuery}`),
        { name: "Utblick's service", runBlock: (turns) => inside.ask({ what: "search", turns }) },
        getter("Utblick", "app", () => `/projects?${searchQuery}`),
      ],
    },
    {
      name: "record",
      how: { rounds: 20, block: 40, warmUp: 300 },
      contenders: [
        query(RECORD, (turn) => [recordOf(turn)]),
        getter("http", "bareHttp", (turn) => `/record?id=${recordOf(turn)}`),
        getter("Next page", "bareNext", (turn) => `/record/${recordOf(turn)}`),
        getter("Utblick", "app", (turn) => `/projects/${recordOf(turn)}`),
      ],
    },
    {
      name: "log",
      how: { rounds: 10, block: 40, warmUp: 100 },
      contenders: [query(INSERT, () => parametersOf(record)), post("bareHttp", "http", "/projects"), post("bareNext", "Next route", "/api/projects"), log],
    },
    {
      name: "visits",
      check: () => compareVisits(sql, connections.app, { today, member }),
      how: { rounds: 20, block: 40, warmUp: 300 },
      contenders: [
        query(COMING, () => [today]),
        getter("http", "bareHttp", () => `/coming?today=${today}`),
        getter("Next page", "bareNext", () => `/coming?today=${today}`),
        getter("Utblick", "app", () => "/visits/coming", member),
      ],
    },
    {
      name: "summary",
      how: { rounds: 10, block: 10, warmUp: 30 },
      contenders: [
        query(FIGURES, () => years),
        getter("http", "bareHttp", () => `/figures?from=${years[0]}&to=${years[1]}`),
        { name: "Utblick's service", runBlock: (turns) => inside.ask({ what: "figures", year: lastYear, turns }) },
      ],
    },
    {
      name: "partners",
      how: { rounds: 15, block: 30, warmUp: 150 },
      contenders: [
        getter("list of projects", "app", () => `/projects?${listQuery}`),
        getter("list of partners", "app", (turn) => `/partners?page=${1 + (turn % 20)}`),
        getter("list of relations", "app", (turn) => `/town-relations?page=${1 + (turn % 8)}`),
        getter("list of exchanges", "app", (turn) => `/town-relations/activities?unit=${unitId}&page=${1 + (turn % 20)}`),
        getter("list of all exchanges", "app", (turn) => `/town-relations/activities?page=${1 + (turn % 20)}`),
        ...DUPLICATES.map((name, index) => ({ name, runBlock: (/** @type {number} */ turns) => inside.ask({ what: "duplicates", turns, short: index === 1 }) })),
      ],
    },
    ...kept.map(([list, { rows }]) => ({
      name: list,
      check: () => compareLists(sql, connections.app, { list, path: pageOfList(list, 1), cookie: first.cookie }),
      how: { rounds: 20, block: 30, warmUp: 200 },
      contenders: [
        query(rows, (turn) => [50 * (turn % LIST_PAGES)]),
        getter("Next page", "bareNext", (turn) => `/lists?name=${list}&offset=${50 * (turn % LIST_PAGES)}`),
        getter("Utblick", "app", (turn) => pageOfList(list, 1 + (turn % LIST_PAGES))),
      ],
    })),
    {
      name: "coverage",
      how: { rounds: 10, block: 4, warmUp: 8 },
      contenders: LOOKING_BACK.map(({ name, path }) => getter(name, "app", () => path(lastYear), office)),
    },
    {
      name: "CSV",
      how: { rounds: 4, block: 1, warmUp: 1 },
      contenders: [query(ALL, () => []), getter("http", "bareHttp", () => "/csv"), getter("Utblick", "app", () => "/api/export/projects.csv")],
    },
  ];
  const close = async () => {
    for (const connection of Object.values(connections)) connection.close();
    await sql.end();
  };
  return { works, close };
}

/** As many pages are looked at in turn of the lists that grow. */
const LIST_PAGES = 10;

/** @param {string} list @param {number} page */
const pageOfList = (list, page) => `/${list}?${list === "opportunities" ? "state=all&" : ""}page=${page}`;

/**
 * Stops the run unless a page of the app's list shows the very records that the floors' does, in their order.
 * @param {pg.Client} sql
 * @param {Connection} connection
 * @param {{ list: string, path: string, cookie: string }} about
 */
async function compareLists(sql, connection, { list, path, cookie }) {
  const { rows } = await sql.query(LISTS[list]?.rows ?? "", [0]);
  const { body } = demand(await connection.ask({ path, headers: { cookie }, keepBody: true }), 200, path);
  const shown = [...new Set([...body.matchAll(new RegExp(`href="/${list}/([0-9a-f-]{36})"`, "g"))].map(([, id]) => id))];
  if (rows.length === 0 || rows.map(({ id }) => id).join() !== shown.join()) throw new Error(`the floors show ${rows.length} records of ${list} and the app ${shown.length}, or others, or in another order`);
}

/**
 * Stops the run unless the app's page shows the very visits that the floors' does: a page with fewer would look like a faster one.
 * @param {pg.Client} sql
 * @param {Connection} connection
 * @param {{ today: string, member: { cookie: string } }} about
 */
async function compareVisits(sql, connection, { today, member }) {
  const { rows } = await sql.query(COMING, [today]);
  const { body } = demand(await connection.ask({ path: "/visits/coming", headers: { cookie: member.cookie }, keepBody: true }), 200, "the coming visits");
  const shown = new Set([...body.matchAll(/href="\/visits\/([0-9a-f-]{36})"/g)].map(([, id]) => id));
  if (rows.length === 0 || rows.length !== shown.size || rows.some(({ id }) => !shown.has(id))) throw new Error(`the floors show ${rows.length} coming visits and the app ${shown.size}`);
}

/** How many drafts each visitor needs for the logging above. */
export const draftsNeeded = (/** @type {number} */ visitors) => Math.ceil((10 * 40 + 100) / visitors);

/**
 * Hands in finished drafts by the form that the page holds, as a browser without scripts sends it. The visitors take turns,
 * since one person may not write faster than people do.
 * @param {Connection} connection
 * @param {string} origin
 * @param {{ cookie: string, drafts: string[] }[]} sessions
 */
async function prepareLogging(connection, origin, sessions) {
  const handIn = await prepareHandingIn(connection, origin, sessions[0]);
  return async (/** @type {number} */ turn) => {
    const session = sessions[turn % sessions.length];
    const draft = session?.drafts.shift();
    if (session === undefined || draft === undefined) throw new Error("there are no drafts left to hand in");
    const answer = demand(await handIn(connection, session.cookie, draft), 303, "handing in a draft");
    if (!LOGGED.test(answer.head)) throw new Error(`a draft was not logged:\n${answer.head}`);
  };
}

/** Where a draft that has been handed in leads. */
export const LOGGED = /\r\nlocation: *\S*\/projects\/[0-9a-f-]{36}\?done=logged/i;

/**
 * Reads the form that a finished draft is handed in by; what is returned sends it for one draft.
 * @param {Connection} connection
 * @param {string} origin
 * @param {{ cookie: string, drafts: string[] } | undefined} first somebody with a draft
 * @returns {Promise<(connection: Connection, cookie: string, draft: string) => Promise<import("./client.mjs").Answer>>}
 */
export async function prepareHandingIn(connection, origin, first) {
  const boundary = "----bench";
  if (first === undefined) throw new Error("nobody has signed in");
  const check = `/projects/drafts/${first.drafts[0]}/check`;
  const { body } = demand(await connection.ask({ path: check, headers: { cookie: first.cookie }, keepBody: true }), 200, "the draft's last page");
  const form = /<form[^>]* id="check"[\s\S]*?<\/form>/.exec(body)?.[0];
  if (form === undefined) throw new Error("the draft's last page has no form to hand it in by");
  if (/<button[^>]*disabled/.test(form)) throw new Error("the drafts cannot be handed in: they are not complete");
  const fields = [...form.matchAll(/<input[^>]*>/g)].map(([input]) => [/ name="([^"]*)"/.exec(input)?.[1] ?? "", / value="([^"]*)"/.exec(input)?.[1] ?? ""]);
  return (own, cookie, draft) => {
    const path = `/projects/drafts/${draft}/check`;
    const content = `${fields.map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${name === "_draft" ? draft : name === "_back" ? path : value}\r\n`).join("")}--${boundary}--\r\n`;
    return own.ask({ method: "POST", path, headers: { cookie, origin, "content-type": `multipart/form-data; boundary=${boundary}` }, content });
  };
}
