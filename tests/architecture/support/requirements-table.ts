import { REGISTERS } from "./carriers";
import type { ClauseRow, Requirements, State } from "./requirements";

const STATES: Readonly<Record<State, string>> = { free: "ingen skyldighet", carried: "carried", waiting: "waiting", lacking: "LACKING" };
const WIDEST = 60;

/** The requirements as a table of plain text: what proves each stands below each other, registers first and then tests. */
export function layOutRequirements({ packs, checks, differences }: Requirements): string {
  const awaited = [...new Set([...packs.flatMap(({ clauses }) => clauses), ...checks].filter(({ state }) => state === "waiting").flatMap(({ carriers }) => carriers))].sort();
  return [
    ...packs.flatMap(({ id, title, clauses }) => [
      `${title} (${id})`,
      "",
      ...layOut(["clause", "kind", "state", "what it says", "evidence ← register; tests"], clauses.map((row) => [[row.number], [row.kind], [STATES[row.state]], [shorten(row.what)], [...row.evidence.map(showEvidence), ...showProof(row)]])),
      "",
      sumUp(clauses),
      "",
    ]),
    "Checks of the whole",
    "",
    ...layOut(["check", "state", "what", "tests"], checks.map((row) => [[row.number], [STATES[row.state]], [row.what], showProof(row)])),
    "",
    sumUp(checks),
    "",
    "E.3, where the documents differ",
    "",
    ...layOut(["state", "what", "clauses", "tests"], differences.map(({ state, what, clauses, tests }) => [[STATES[state]], [what], [clauses.join(", ") || "neither document says"], [String(tests)]])),
    "",
    sumUp(differences),
    "",
    "Registers that are waited for",
    "",
    ...layOut(["register", "what it is a register of"], awaited.map((name) => [[name], [REGISTERS[name] ?? ""]])),
  ].join("\n");
}

const shorten = (text: string) => (text.length > WIDEST ? `${text.slice(0, WIDEST - 1).trimEnd()}…` : text);

const showEvidence = ({ kind, registers }: ClauseRow["evidence"][number]) => `${kind} ← ${registers.join(", ") || "no register yet"}`;

/** The tests, a line a file; where nothing is there yet, what is waited for. */
function showProof({ state, carriers, tests }: Pick<ClauseRow, "state" | "carriers" | "tests">): string[] {
  if (state === "waiting") return [`waits for ${carriers.join(" or ")}`];
  const files = new Map<string, Set<number>>();
  for (const { file, line } of tests) files.set(file, (files.get(file) ?? new Set()).add(line));
  return [...files].map(([file, lines]) => `${file}:${[...lines].join(", ")}`);
}

function sumUp(rows: readonly { state: State }[]): string {
  const counted = (["carried", "waiting", "lacking", "free"] as const).map((state) => `${String(rows.filter((row) => row.state === state).length)} ${STATES[state]}`);
  return `${String(rows.length)}: ${counted.join(", ")}`;
}

/** Columns as wide as their widest line; a cell of several lines makes its row so high. */
function layOut(heads: readonly string[], rows: readonly (readonly string[][])[]): string[] {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.flatMap((row) => (row[column] ?? []).map((line) => line.length))));
  const write = (lines: readonly string[]) => lines.map((line, column) => line.padEnd(widths[column] ?? 0)).join("  ").trimEnd();
  return [
    write(heads),
    write(widths.map((width) => "-".repeat(width))),
    ...rows.flatMap((row) => Array.from({ length: Math.max(1, ...row.map((cell) => cell.length)) }, (_line, index) => write(row.map((cell) => cell[index] ?? "")))),
  ];
}
