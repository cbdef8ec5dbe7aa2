import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { AnswerInput, DisclosureOutcome } from "./schema";

export type AnswerRefusal = "disclosureAnswerInFuture" | "disclosureOutcomeDiffers" | "disclosureReasonMissing" | "disclosureUndecided" | "disclosureRecordChanged" | "disclosureRecordGone" | "disclosureNothing" | "disclosureMaskedElsewhere";

/** What an answer comes to: how many fields are released, and how many masked. */
export interface Weighed {
  records: number;
  released: number;
  masked: number;
}

/** What an answer is by what it releases: as a whole where nothing is masked, and refused where nothing is released. */
export function outcomeOf({ released, masked }: Weighed): DisclosureOutcome {
  return released === 0 ? "REFUSED" : masked === 0 ? "RELEASED" : "PARTLY";
}

/**
 * Judges a decision by what the examination came to. Refused: disclosureNothing (nothing is picked, and it is not a refusal), disclosureOutcomeDiffers, disclosureReasonMissing (what is
 * not released as a whole says why), disclosureAnswerInFuture.
 */
export function judgeAnswer({ outcome, decidedOn, reason }: Pick<AnswerInput, "outcome" | "decidedOn" | "reason">, weighed: Weighed, today: PlainDate): Result<null, AnswerRefusal> {
  if (decidedOn > today) return refuse("disclosureAnswerInFuture", { field: "decidedOn" });
  if (weighed.records === 0 && outcome !== "REFUSED") return refuse("disclosureNothing", { field: "outcome" });
  if (outcome !== outcomeOf(weighed)) return refuse("disclosureOutcomeDiffers", { field: "outcome" });
  return outcome !== "RELEASED" && reason === null ? refuse("disclosureReasonMissing", { field: "reason" }) : succeed(null);
}

/** Shorter than this, a masked text says too little to be looked for elsewhere. */
const SHORTEST_TRACE = 4;

const fold = (text: string) => text.normalize("NFC").toLocaleLowerCase("sv").replace(/\s+/g, " ").trim();

/** Which of the texts that go out hold something that is masked elsewhere: masking a name in one field is of no use where it stands in another. */
export function findTraces<Where>(masked: readonly string[], released: readonly { where: Where; text: string }[]): Where[] {
  const sought = [...new Set(masked.map(fold))].filter((text) => [...text].length >= SHORTEST_TRACE);
  if (sought.length === 0) return [];
  return released.filter(({ text }) => sought.some((part) => fold(text).includes(part))).map(({ where }) => where);
}
