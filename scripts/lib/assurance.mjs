import { ASVS, FRAMEWORK, GOALS } from "./assurance-security.mjs";
import { FAULTS } from "./assurance-faults.mjs";

/**
 * A test by its file and a part of its title, or a document by a part of its text; both as they stand there.
 * @typedef {{ file: string, title: string }} Carrier
 * @typedef {{ file: string, text: string }} Source
 */

/**
 * One thing that must hold. It has tests, or says what is missing and why, or why it does not apply.
 * @typedef {{ id: string, must: string, tests: readonly Carrier[], documents?: readonly Source[], figure?: string, missing?: string, outside?: string }} Line
 */

/**
 * @typedef {{ heading: string, about: string, lines: readonly Line[] }} Chapter
 */

/** @type {readonly Chapter[]} */
export const CHAPTERS = [
  { heading: "Security, by OWASP ASVS 5.0.0", about: "Levels 1 and 2, as far as they can apply to this program. The numbers are the standard's, the words are ours.", lines: ASVS },
  { heading: "What the framework's own advice asks", about: "Next.js, as checks.", lines: FRAMEWORK },
  { heading: "Faults", about: "What falls, and what must hold. The instances in `tests/faults` run the use cases in processes of their own on a real PostgreSQL; pages, http and the build are not part of them. Those are met by the journeys in `e2e`.", lines: FAULTS },
  { heading: "Goals of security", about: "What the lines above come to.", lines: GOALS },
];

/** @typedef {"shown" | "partly" | "not shown" | "does not apply"} State */

/** @type {readonly State[]} */
export const STATES = ["shown", "partly", "not shown", "does not apply"];

/** @param {Line} line @returns {State} */
export function stateOf(line) {
  if (line.outside !== undefined) return "does not apply";
  if (line.tests.length === 0) return "not shown";
  return line.missing === undefined ? "shown" : "partly";
}

/** @param {readonly Line[]} lines @param {State} state */
const countOf = (lines, state) => lines.filter((line) => stateOf(line) === state).length;

/** @param {string} text a cell's, in which a bar would end it and a mark would be one */
const cell = (text) => text.replace(/[\\|<>]/g, (sign) => `\\${sign}`).replaceAll("\n", " ");

/** Titles are shown as code, so that what a table fills in stands as it does in the source. @param {string} title */
const code = (title) => "`" + title.replaceAll("|", "\\|") + "`";

/** @param {readonly Carrier[]} tests */
function layOutTests(tests) {
  const files = [...new Set(tests.map(({ file }) => file))];
  return files.map((file) => `[${file}](../${file}): ${tests.filter((test) => test.file === file).map(({ title }) => code(title)).join(", ")}`);
}

/** @param {Line} line */
function layOutLine(line) {
  const documents = [...new Set((line.documents ?? []).map(({ file }) => file))].map((file) => `written in [${file}](../${file})`);
  return `| ${line.id} | ${stateOf(line)} | ${cell(line.must)} | ${[...layOutTests(line.tests), ...documents].join("<br>") || "none"} | ${cell(line.figure ?? "")} |`;
}

/** @param {Chapter} chapter */
function layOutChapter({ heading, about, lines }) {
  return [`## ${heading}`, "", about, "", "| line | state | what must hold | carried by | last measured |", "|---|---|---|---|---|", ...lines.map(layOutLine), ""];
}

/** @param {Chapter} chapter */
function layOutGaps({ heading, lines }) {
  const told = lines.filter((line) => line.missing !== undefined || line.outside !== undefined);
  return [`### ${heading}`, "", ...told.map((line) => `- **${line.id}** (${stateOf(line)}). ${line.missing ?? line.outside ?? ""}`), ""];
}

/**
 * What the benchmark's last run says of its goals, word for word: when it was, whether it counts, and each goal.
 * @param {string} results bench/results.md
 */
function layOutSpeed(results) {
  const paragraphs = results.split(/\n{2,}/);
  const goals = paragraphs.find((paragraph) => /^\| goal\b/.test(paragraph));
  if (goals === undefined) throw new Error("bench/results.md has no table of goals.");
  const isAbout = (/** @type {string} */ paragraph) => /^\d{4}-\d\d-\d\d /.test(paragraph) || paragraph.startsWith("**This run is void**");
  return ["## Speed", "", "From [bench/results.md](../bench/results.md), as `npm run bench` left it. Figures with × are times a program that does the same work with nothing around it.", "", ...paragraphs.filter(isAbout).flatMap((paragraph) => [paragraph.replace(/:$/, "."), ""]), goals.trim(), ""];
}

const HEAD = [
  "# What is shown, and what is not",
  "",
  "Each thing that this program is held to, with the test that carries it, the figure that was last measured, and what is not covered and why. `npm run assurance` writes this page from `scripts/lib/assurance*.mjs` and",
  "`bench/results.md`. A test fails when the page is another, when a test that it names is gone or skipped, and when a line has neither tests nor a reason.",
  "",
  "The page says what tests are there. Whether they pass is for you to see:",
  "",
  "```sh",
  "npm test -- all                   # everything below but what says otherwise",
  "npx vitest run --project faults   # the faults alone",
  "npm run faults                    # the faults at length: 50 kills, 10,000 mails, 1,000 histories",
  "```",
  "",
  "`npm run faults` does what `npm test -- all` does a few times as often as the goals say, and `FAULT_KILLS=20 npm run faults` kills that often. A run that failed prints its seed; `FAULT_SEED` repeats it.",
  "One file: `npx vitest run <file>`, or `npm run test:e2e -- <part of its name>` for the journeys in `e2e`, whose titles are in Swedish. In titles, `%s` and the like stand for the rows of a table, each a test of its own.",
  "",
  "- **shown**: tests show all of it.",
  "- **partly**: tests show some of it. What they do not show is said at the end.",
  "- **not shown**: no test. It may still hold; the reason says what is known.",
  "",
];

/** @param {readonly Chapter[]} chapters */
function layOutSummary(chapters) {
  const all = chapters.flatMap(({ lines }) => lines);
  /** @param {string} heading @param {readonly Line[]} lines */
  const row = (heading, lines) => `| ${[heading, lines.length, ...STATES.map((state) => countOf(lines, state))].join(" | ")} |`;
  const files = new Set(all.flatMap(({ tests }) => tests.map(({ file }) => file)));
  return [`| | lines | ${STATES.join(" | ")} |`, `|---|${"---|".repeat(STATES.length + 1)}`, ...chapters.map(({ heading, lines }) => row(heading, lines)), row("**all**", all), "", `They name tests in ${String(files.size)} files.`, ""];
}

/**
 * The page docs/assurance.md.
 * @param {string} results bench/results.md
 * @param {readonly Chapter[]} [chapters]
 */
export function layOutAssurance(results, chapters = CHAPTERS) {
  return [...HEAD, ...layOutSummary(chapters), ...chapters.flatMap(layOutChapter), ...layOutSpeed(results), "## What isn't covered, and why", "", ...chapters.flatMap(layOutGaps)].join("\n").trimEnd() + "\n";
}
