import { ButtonLink } from "@/components/button";
import { Rows } from "@/components/section";
import { Status } from "@/components/status";
import type { MandateAnswer, Ruling } from "@/domain/mandate";
import type { DecisionNeed } from "@/domain/registers";
import type { PolicyPack } from "@packs/pack";
import type { Words } from "@/messages/words";
import { writeFacts, type Basis } from "../rules";
import type { DecisionVerdict } from "../schema";
import { BasisMark, describeVerdict, StepRows, writeHolders, writeWhen } from "./decision-state";
import type { PlainDate } from "@/domain/plain-date";

interface Described {
  need: DecisionNeed;
  answer: MandateAnswer;
  bodies: readonly { id: string; name: string }[];
  decisions: readonly { id: string; title: string; body: string | null; decidedOn: PlainDate | null; minutesParagraph: string | null; verdict: DecisionVerdict }[];
  basis: Basis;
  mayRecord: boolean;
}

/** The address at which a decision about the record is recorded, with what the record knows of the matter. */
export function recordingAddress({ matters, subject, facts }: DecisionNeed): string {
  return `/decisions/new?${new URLSearchParams({ matter: matters[0], kind: subject.kind, id: subject.id, ...writeFacts(facts) }).toString()}`;
}

/** Who decides what the record needs a decision for, with the clause in its own words, what is done and missing, and what has been decided; grey and without quotation where nothing is regulated. */
export function DecisionBox({ described, document, words }: { described: Described; document: PolicyPack["document"]; words: Words }) {
  const { need, answer, bodies, decisions, basis, mayRecord } = described;
  const ruling = "citation" in answer ? answer : null;
  return (
    <section className={ruling === null ? "clause clause-open" : "clause"} aria-labelledby="decides">
      <h2 className="clause-by" id="decides">{words(`decisions.box.${answer.kind}`)}</h2>
      <p className="clause-answer">{answerOf(answer, bodies, document, words)}</p>
      {ruling === null ? null : (
        <>
          <blockquote>”{ruling.citation.quotation}”</blockquote>
          <cite>
            {words("decisions.citation", { document: document.shortTitle, clause: [ruling.citation, ...ruling.also].map(({ clause }) => clause).join(", ") })}
            {answer.kind === "answersFor" ? `. ${words("decisions.box.notDecided", { document: document.shortTitle })}` : null}
          </cite>
          <Duties ruling={ruling} words={words} />
        </>
      )}
      <div className="clause-state">
        <p>
          <BasisMark basis={basis} isDue={need.isDue} words={words} />
          {answer.kind === "notRegulated" && basis === "MISSING" ? ` ${words("decisions.box.notRegulatedText")}` : null}
        </p>
        {decisions.length === 0 ? null : (
          <Rows tight>
            {decisions.map((decision) => (
              <li key={decision.id}>
                <a href={`/decisions/${decision.id}`}>{decision.title}</a> <span className="meta">{writeWhen(decision, words)}</span> <Verdict verdict={decision.verdict} words={words} />
              </li>
            ))}
          </Rows>
        )}
        {mayRecord ? (
          <div className="btns">
            <ButtonLink variant={basis === "MISSING" ? "primary" : "secondary"} small href={recordingAddress(need)}>
              {words(decisions.length === 0 ? "decisions.box.record" : "decisions.box.recordAnother")}
            </ButtonLink>
          </div>
        ) : null}
      </div>
    </section>
  );
}

function Verdict({ verdict, words }: { verdict: DecisionVerdict; words: Words }) {
  const [kind, word] = describeVerdict(verdict, words);
  return <Status kind={kind}>{word}</Status>;
}

function answerOf(answer: MandateAnswer, bodies: readonly { name: string }[], document: PolicyPack["document"], words: Words): string {
  if (answer.kind === "notRegulated") return words("decisions.box.notRegulatedIn", { document: document.shortTitle });
  if (answer.kind === "needsFacts") return words("decisions.box.needsFactsText", { facts: answer.ask.map((fact) => words(`decisions.fact.${fact}`)).join(", ") });
  if (answer.kind === "contradictory") return `${words("decisions.box.contradictoryText")}: ${answer.rulings.map(({ holders, citation }) => `${writeHolders(holders, words)} (${citation.clause})`).join(", ")}`;
  const [first, second] = bodies;
  if (first === undefined) return `${writeHolders(answer.holders, words)}. ${words("decisions.box.nobody")}`;
  return second === undefined ? first.name : words("decisions.box.and", { first: first.name, second: second.name });
}

function Duties({ ruling, words }: { ruling: Ruling; words: Words }) {
  const party = (name: string) => words(`decisions.party.${name}`);
  return (
    <>
      {ruling.steps.length === 0 ? null : (
        <>
          <p className="mt-3">{words("decisions.box.steps")}</p>
          <StepRows steps={ruling.steps.map((step) => ({ ...step, clause: step.citation.clause }))} words={words} />
        </>
      )}
      {ruling.consultations.map((duty) => <p key={duty.party} className="meta mt-2">{words("decisions.box.consultation", { party: party(duty.party) })} ({duty.citation.clause})</p>)}
      {ruling.notices.map((duty) => <p key={`${duty.party} ${duty.time}`} className="meta mt-2">{words(`decisions.box.notice.${duty.time}`, { party: party(duty.party) })} ({duty.citation.clause})</p>)}
    </>
  );
}
