/**
 * What the floors' times were in relation to each other where the goals were set: milliseconds, one connection, p50, PostgreSQL
 * on the same machine. Absolute times differ between machines; these relations should not.
 * @type {Record<string, Record<string, number>>}
 */
export const REFERENCE = {
  list: { SQL: 0.6, http: 1.1, "Next JSON": 1.7, "Next page": 7.2 },
  search: { SQL: 3.8, http: 6.5 },
  record: { SQL: 0.1, http: 0.4, "Next page": 2.8 },
  log: { SQL: 0.4, http: 0.9 },
  CSV: { SQL: 400, http: 1094 },
  // These two were set here, on 2 cores of an AMD EPYC, when the works came to be measured.
  visits: { SQL: 2.9, http: 3.4, "Next page": 12.4 },
  summary: { SQL: 229, http: 222 },
};
const TOLERANCE = 0.25;

/** How many times a floor's time the app may take. */
const GOALS = [
  { work: "list", who: "Utblick", floor: "Next page", most: 1.5 },
  { work: "API", who: "Utblick", floor: "Next JSON", most: 1.5 },
  { work: "search", who: "Utblick's service", floor: "SQL", most: 2 },
  { work: "search", who: "Utblick", floor: "Next page", most: 2 },
  { work: "record", who: "Utblick", floor: "Next page", most: 2 },
  { work: "log", who: "Utblick", floor: "Next route", most: 5 },
  { work: "visits", who: "Utblick", floor: "Next page", most: 2 },
  { work: "summary", who: "Utblick's service", floor: "SQL", most: 1 },
  { work: "CSV", who: "Utblick", floor: "SQL", most: 1.5 },
  { work: "CSV", who: "Utblick", floor: "http", most: 1.5 },
  // No register's list is slower than that of projects, the foundation's.
  { work: "partners", who: "list of partners", floor: "list of projects", most: 1.2 },
  { work: "partners", who: "list of relations", floor: "list of projects", most: 1.2 },
  { work: "partners", who: "list of exchanges", floor: "list of projects", most: 1.2 },
  // Those that grow with the years as fast as the foundation's.
  { work: "people", who: "Utblick", floor: "Next page", most: 2 },
  { work: "opportunities", who: "Utblick", floor: "Next page", most: 2 },
  { work: "eu-monitoring", who: "Utblick", floor: "Next page", most: 2 },
  { work: "sizes", who: "list at full size", floor: "list at 1,000", most: 1.2 },
  { work: "sizes", who: "record at full size", floor: "record at 1,000", most: 1.2 },
  { work: "sizes", who: "visits at full size", floor: "visits at 1,000", most: 1.2 },
];

/** @typedef {import("./measure.mjs").Figures} Figures */
/** @typedef {{ what: string, measured: number, goal: number, met: boolean, unit: string }} Verdict */

/**
 * The places where the floors do not stand to each other as they did where the goals were set.
 * @param {Record<string, Record<string, Pick<Figures, "p50">>>} figures
 * @returns {string[]}
 */
export function findVoid(figures) {
  return Object.entries(REFERENCE).flatMap(([work, reference]) => {
    const floors = Object.entries(reference);
    return floors.flatMap(([dearer, dearerWas], index) =>
      floors.slice(0, index).flatMap(([cheaper, cheaperWas]) => {
        const [now, base] = [figures[work]?.[dearer]?.p50, figures[work]?.[cheaper]?.p50];
        if (now === undefined || base === undefined) return [`${work}: ${dearer} or ${cheaper} was not measured`];
        const [is, was] = [now / base, dearerWas / cheaperWas];
        if (Math.abs(is / was - 1) <= TOLERANCE) return [];
        return [`${work}: ${dearer} took ${is.toFixed(2)} × ${cheaper}, and ${(was * (1 - TOLERANCE)).toFixed(2)} to ${(was * (1 + TOLERANCE)).toFixed(2)} was awaited`];
      }),
    );
  });
}

/**
 * @param {Record<string, Record<string, Pick<Figures, "p50">>>} figures
 * @returns {Verdict[]}
 */
export function judge(figures) {
  return GOALS.flatMap(({ work, who, floor, most }) => {
    const [own, base] = [figures[work]?.[who]?.p50, figures[work]?.[floor]?.p50];
    if (own === undefined || base === undefined) return [];
    return [judgeOne(`${work}: ${who} / ${floor}`, own / base, most, "×")];
  });
}

/** @param {string} what @param {number} measured @param {number} goal @param {string} unit @returns {Verdict} */
export function judgeOne(what, measured, goal, unit) {
  return { what, measured, goal, met: measured <= goal, unit };
}

/** @param {number} value */
const write = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

/**
 * @param {object} run
 * @param {string} run.at
 * @param {number} run.rows
 * @param {string} run.machine
 * @param {Record<string, Record<string, Figures>>} run.figures
 * @param {readonly Verdict[]} run.verdicts
 * @param {readonly string[]} run.faults
 * @param {readonly string[]} run.notes
 * @returns {string} Markdown
 */
export function writeReport({ at, rows, machine, figures, verdicts, faults, notes }) {
  const lines = [
    "# The last run",
    "",
    `${at}, ${rows.toLocaleString("en")} projects, ${machine}. One connection, one request after the other; all of a work interleaved. Times in milliseconds.`,
    "",
    faults.length === 0 ? "The floors stand to each other as they should." : `**This run is void**: its floors do not stand to each other as they did where the goals were set.\n\n${faults.map((fault) => `- ${fault}`).join("\n")}`,
    "",
    ...table(["goal", "measured", "at most", ""], verdicts.map(({ what, measured, goal, met, unit }) => [what, `${write(measured)} ${unit}`, `${goal} ${unit}`, met ? "met" : "**missed**"])),
    "",
    ...table(
      ["work", "who", "p50", "p95", "p99", "a second", "times"],
      Object.entries(figures).flatMap(([work, people]) => Object.entries(people).map(([who, { p50, p95, p99, perSecond, count }]) => [work, who, write(p50), write(p95), write(p99), write(perSecond), String(count)])),
    ),
    "",
    ...notes.map((note) => `- ${note}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const widths = head.map((label, index) => Math.max(label.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  return [line(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(line)];
}
