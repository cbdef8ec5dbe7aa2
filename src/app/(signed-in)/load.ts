import { getPack } from "@/server/pack";
import type { EvidenceKind } from "@packs/pack";

/** The words in which the governing document asks for what a kind of evidence shows; null where it asks for none of it. */
export function askedBy(evidence: EvidenceKind): { quotation: string; clause: string } | null {
  const { obligations, clauses, document } = getPack();
  const number = obligations.find((obligation) => obligation.evidence === evidence)?.clause;
  const clause = clauses.find((one) => one.number === number);
  return clause === undefined ? null : { quotation: clause.quotation, clause: `${document.shortTitle}, ${clause.number}` };
}
