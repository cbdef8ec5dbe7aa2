import { Meter } from "@/components/meter";
import { Section } from "@/components/section";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { PolicyPack } from "@packs/pack";
import { isMet, isOnlyTold, type ClauseRow, type Outcome, type PolicyInPractice } from "../rules";
import type { AskedAsOf } from "../schema";
import { AsOfPage } from "./as-of-page";
import { ClauseRows, type ClauseLine } from "./clause-rows";
import { countInWords } from "./coverage-view";

type PolicyViewProps = {
  /** Null when no governing document was in force. */
  practice: { view: PolicyInPractice; document: PolicyPack["document"] } | null;
  /** What today's document is. */
  type: PolicyPack["document"]["type"];
  asked: AskedAsOf;
  today: PlainDate;
  words: Words;
};

/** Every clause of the governing document in its own order, with its evidence and its gap, as it stands or as it stood. There is nothing to change here. */
export function PolicyView({ practice, type, asked, today, words }: PolicyViewProps) {
  const { asOf } = asked;
  const date = formatDate(asOf.on, words.locale);
  const page = { title: words("coverage.policy.title", { type: practice?.document.type ?? type }), path: "/policy", asked, today, words };
  if (practice === null) return <AsOfPage {...page} lead={words("coverage.noDocument", { date })} />;
  const { view, document } = practice;
  const { duties, met, gaps, nothing } = view;
  const isNow = asOf.begunBy === null && !asOf.isOver;
  const lead = [words("coverage.policy.lead", countInWords(met + gaps, duties, words)), ...(gaps > 0 ? [words("coverage.policy.leadGaps", countInWords(gaps, met + gaps, words))] : [])];
  return (
    <AsOfPage {...page} lead={lead.join(" ")}>
      <Meter
        parts={[
          { kind: "done", count: met, label: words("coverage.policy.met") },
          { kind: "late", count: gaps, label: words("coverage.policy.gaps") },
          { kind: "todo", count: nothing, label: words("coverage.policy.nothing") },
        ]}
      />
      {view.chapters.map(({ heading, under, rows }, place) => (
        <Section key={place} id={`chapter-${String(place + 1)}`} title={heading ?? words("coverage.policy.outside")} {...(under === null ? {} : { note: under })}>
          <ClauseRows
            and={words("coverage.policy.and")}
            rows={rows.map((row) => ({ number: row.clause.number, what: words(`coverage.policy.kinds.${row.clause.kind}`), quotation: row.clause.quotation, lines: linesOf(row, { isNow, matrix: isNow ? "/coverage" : `/coverage?on=${encodeURIComponent(asked.written)}` }, words) }))}
          />
        </Section>
      ))}
      <p className="meta mt-8">
        {words("coverage.policy.asOf", { date, until: asOf.begunBy === null ? "year" : "day", year: String(asOf.year), document: document.shortTitle, caseNumber: document.caseNumber ?? "none" })}{" "}
        <a href="/help#document">{words("coverage.policy.whole", { type: document.type })}</a>
      </p>
    </AsOfPage>
  );
}

/** Whether the page shows how it stands or how it stood, and where the coverage of that time is. */
interface Shown {
  isNow: boolean;
  matrix: string;
}

function linesOf({ clause, state, outcomes }: ClauseRow, shown: Shown, words: Words): ClauseLine[] {
  const holder: ClauseLine[] = clause.kind === "mandate" && clause.holder !== undefined ? [{ kind: "none", word: words("coverage.policy.holder"), text: `”${clause.holder}”` }] : [];
  const asked = outcomes.filter((outcome) => !isOnlyTold(clause, outcome));
  const told = outcomes.filter((outcome) => isOnlyTold(clause, outcome)).flatMap((outcome) => linesOfTold(outcome, shown, words));
  if (state === "mandate") return [...holder, ...told];
  if (state === "free") return told.length > 0 ? told : [{ kind: "none", word: words("coverage.policy.noDuty"), text: words(`coverage.policy.free.${clause.kind}`) }];
  if (outcomes.length === 0) return [...holder, { kind: "todo", word: words("coverage.policy.nothing"), text: words("coverage.policy.noRegister") }];
  const lines = [...holder, ...asked.flatMap((outcome) => linesOfOutcome(outcome, shown, words)), ...told];
  // Where one of the municipality's records is enough it is known what there is, not what there ought to be.
  return asked.every((outcome) => (outcome.of === "units" || outcome.lacking !== null) && isMet(outcome)) ? [...lines, { kind: "none", word: words("coverage.policy.noGap"), text: words("coverage.policy.noGapText") }] : lines;
}

/** What has become of a clause that asks for nothing: what there is, and where there is nothing, that nobody demands it. */
function linesOfTold(outcome: Outcome, shown: Shown, words: Words): ClauseLine[] {
  const count = outcome.of === "municipality" ? outcome.count : outcome.having;
  return count > 0 ? linesOfOutcome(outcome, shown, words) : [{ kind: "none", word: words("coverage.policy.noDuty"), text: words(`coverage.evidence.${outcome.evidence}.none`) }];
}

function linesOfOutcome(outcome: Outcome, { isNow, matrix }: Shown, words: Words): ClauseLine[] {
  if (outcome.of === "municipality") {
    const { evidence, count, path, lacking } = outcome;
    const say = (key: string, parameters?: Record<string, string | number>) => {
      const own = `coverage.evidence.${evidence}.${key}`;
      return words(words.has(own) ? own : `coverage.policy.${key}`, parameters);
    };
    const counted = (figure: string, text: string, to: string | null) => (to === null ? { text: `${figure} ${text}` } : { figure: [to, figure] as const, text });
    const gap: ClauseLine[] = lacking === null || lacking.count === 0 ? [] : [{ kind: "late", word: words("coverage.policy.gap"), ...counted(say("lacking", { count: lacking.count, when: isNow ? "now" : "then" }), say("lackingText"), lacking.path) }];
    if (count > 0) return [{ kind: "done", word: words("coverage.policy.evidence"), ...counted(say("records", { count }), say("says"), path) }, ...gap];
    return gap.length > 0 ? gap : [{ kind: "todo", word: words("coverage.policy.nothing") }];
  }
  const { evidence, having, partly, asked, lacking } = outcome;
  if (asked === 0) return [{ kind: "todo", word: words("coverage.policy.nothing"), text: words("coverage.policy.nobodyAsked") }];
  const figure = [`${matrix}#${evidence}`, words("coverage.policy.having", { count: having, all: asked })] as const;
  const text = words(`coverage.evidence.${evidence}.says`);
  if (having === 0) return [partly > 0 ? { kind: "missing", word: words("coverage.policy.missing"), figure, text } : { kind: "todo", word: words("coverage.policy.nothing"), figure, text }];
  return [
    { kind: "done", word: words("coverage.policy.evidence"), figure, text },
    ...(lacking.length === 0 ? [] : [{ kind: "late" as const, word: words("coverage.policy.gap"), names: lacking.map(({ id, name }) => [`/bodies/${id}`, name] as const) }]),
  ];
}
