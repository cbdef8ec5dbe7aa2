import type { PolicyPack } from "@packs/pack";
import { Facts } from "@/components/facts";
import type { Words } from "@/messages/words";

/** A document's text chapter by chapter: each clause with its quotation, what it does, whom it binds and what counts as evidence. */
export function ClauseList({ pack, path, words }: { pack: PolicyPack; path: string; words: Words }) {
  const groups = [{ heading: words("coverage.policy.outside"), isWords: true, of: null as string | null }, ...pack.chapters.map((chapter) => ({ heading: chapter.heading, isWords: false, of: chapter.heading }))]
    .map((group) => ({ ...group, clauses: pack.clauses.filter((clause) => clause.chapter === group.of) }))
    .filter((group) => group.clauses.length > 0);
  return groups.map((group) => (
    <div key={group.heading}>
      <h3 className="mt-6" {...(group.isWords ? {} : { lang: "sv" })}>{group.heading}</h3>
      {group.clauses.map((clause) => (
        <article key={clause.number} id={clause.number} className="clause-row">
          <div>
            <h4 lang="sv">”{clause.quotation}”</h4>
            <p className="meta">
              {clause.number}. {[clause.kind, ...(clause.alsoKind === undefined ? [] : [clause.alsoKind])].map((kind) => words(`coverage.policy.kinds.${kind}`)).join(", ")}
            </p>
          </div>
          <Facts items={describeClause(pack, clause, path, words)} />
        </article>
      ))}
    </div>
  ));
}

function describeClause(pack: PolicyPack, clause: PolicyPack["clauses"][number], path: string, words: Words) {
  const obligations = pack.obligations.filter((obligation) => obligation.clause === clause.number);
  const bound = [...new Set(obligations.flatMap((obligation) => obligation.for))].map((kind) => words(`bodies.kindsMany.${kind}`).toLowerCase());
  const evidence = obligations.map((obligation) => words(`governingDocuments.evidenceKinds.${obligation.evidence}`));
  const rules = pack.mandateRules.filter((rule) => [rule, ...rule.steps, ...rule.consultations, ...rule.notices, ...rule.delegations].some((part) => part.clause === clause.number));
  const isDuty = clause.kind === "duty" || clause.alsoKind === "duty" || obligations.length > 0;
  return [
    ...(clause.holder === undefined ? [] : [{ label: words("coverage.policy.holder"), value: <span lang="sv">{clause.holder}</span> }]),
    ...(clause.holder !== undefined && !isDuty ? [] : [{ label: words("governingDocuments.binds"), value: bound.length > 0 ? bound.join(", ") : words(isDuty ? "governingDocuments.nobodyNamed" : "governingDocuments.noDuty") }]),
    ...(isDuty ? [{ label: words("governingDocuments.evidence"), value: evidence.length > 0 ? `${evidence.join(". ")}.` : words("governingDocuments.noEvidence") }] : []),
    ...(rules.length === 0 ? [] : [{ label: words("governingDocuments.parts.rules"), value: rules.map((rule) => <div key={rule.id}><a href={`${path}/rules#rule-${rule.id}`}>{rule.id}</a></div>) }]),
    ...(clause.module === null ? [] : [{ label: words("governingDocuments.module"), value: words(`governingDocuments.modules.${clause.module}`) }]),
  ];
}
