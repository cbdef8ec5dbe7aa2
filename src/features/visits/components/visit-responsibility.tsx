import type { PolicyPack } from "@packs/pack";
import type { Words } from "@/messages/words";
import type { Responsibility } from "../rules";

interface Props {
  responsibility: Responsibility;
  /** The unit's name, and those of the presidia with their kinds. */
  unit: string;
  presidia: readonly { kind: string; name: string }[];
  pack: Pick<PolicyPack, "clauses" | "document">;
  words: Words;
}

const TEXTS = { NOT_NEEDED: "visits.notNeededText", NOT_REGULATED: "visits.notRegulatedText", UNANSWERED: "visits.unansweredText" } as const;

/** Whose matter a visit is, with the clause that says so in its own words; grey and without quotation where nothing is regulated. */
export function VisitResponsibility({ responsibility, unit, presidia, pack, words }: Props) {
  if (responsibility.answer !== "PRESIDIA" && responsibility.answer !== "UNIT") {
    return (
      <section className="clause clause-open" aria-labelledby="whose">
        <h2 className="clause-by" id="whose">{words("visits.whoseOpen")}</h2>
        <p className="clause-answer">{words(`visits.answered.${responsibility.answer}`, { document: pack.document.shortTitle })}</p>
        <p className="clause-state">{words(TEXTS[responsibility.answer])}</p>
      </section>
    );
  }
  const clause = pack.clauses.find((candidate) => candidate.number === responsibility.clause);
  const [first = "", second] = responsibility.answer === "UNIT" ? [words("visits.answered.UNIT", { unit })] : responsibility.by.flatMap((kind) => presidia.filter((presidium) => presidium.kind === kind).map(({ name }) => name));
  return (
    <section className="clause" aria-labelledby="whose">
      <h2 className="clause-by" id="whose">{words(responsibility.answer === "UNIT" ? "visits.whoseUnit" : "visits.whoseBy")}</h2>
      <p className="clause-answer">{second === undefined ? first : words("visits.and", { first, second })}</p>
      {clause === undefined ? null : (
        <>
          <blockquote>”{clause.quotation}”</blockquote>
          <cite>{words("frame.clause", { document: pack.document.shortTitle, number: clause.number })}</cite>
        </>
      )}
    </section>
  );
}
