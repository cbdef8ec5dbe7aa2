import { formatAmount } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { ActionInput, CostInput, GiftInput, HospitalityInput, ParticipantInput, ProgrammeInput } from "./schema";

/** What parts are described with: the words of one language. */
interface Words {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
}

/** Someone who takes part, with who it is among the municipality's own people. */
export type ToldParticipant = ParticipantInput & { personName: string | null };
type ToldAction = Pick<ActionInput, "dueOn"> & { ownerName: string | null; doneOn: PlainDate | null };
type TellablePart = ProgrammeInput | ToldParticipant | HospitalityInput | GiftInput | (CostInput & { payer: string }) | (ActionInput & ToldAction);

/** Who takes part, in words: the name as far as it is there to be read, and else the title, the organisation or how many. */
export function describeWho(one: Pick<ToldParticipant, "personName" | "name" | "title" | "organisation" | "headcount">, words: Words): string {
  const name = one.personName ?? one.name;
  const said = [name, one.title, one.organisation].filter((part) => part !== null);
  if (one.headcount > 1) said.push(words("visitParts.headcount", { count: one.headcount }));
  return said.length === 0 ? words("visitParts.headcount", { count: one.headcount }) : said.join(", ");
}

/** When something in the programme is, by the clocks of where it is. */
export function describeTimes({ from, to, timeZone }: Pick<ProgrammeInput, "from" | "to" | "timeZone">, words: Words): string {
  const times = to === null ? from : words(to < from ? "visitParts.untilNextDay" : "visitParts.until", { from, to });
  return timeZone === "Europe/Stockholm" ? times : `${times}, ${words(`visitParts.timeZone.${timeZone.replace("/", "_")}`)}`;
}

/** What is said of a gift beside what it is. */
export function describeGiftFacts({ direction, whom, valueOre, keptWhere }: GiftInput, words: Words): string {
  return [
    words(`visitParts.giftDirection.${direction}`),
    ...(whom === null ? [] : [words(direction === "GIVEN" ? "visitParts.toWhom" : "visitParts.fromWhom", { whom })]),
    ...(valueOre === null ? [] : [words("visitParts.worth", { amount: formatAmount(valueOre) })]),
    ...(keptWhere === null ? [] : [words("visitParts.keptIn", { where: keptWhere })]),
  ].join(", ");
}

/** When hospitality was, why, and with whom. */
export function describeHospitality({ servedOn, purpose, participantIds }: HospitalityInput, participants: readonly (ToldParticipant & { id: string })[], words: Words): string {
  const whom = participants.filter(({ id }) => participantIds.includes(id)).map((one) => describeWho(one, words)).join("; ");
  return [formatDate(servedOn, words.locale), words("visitParts.purposeOf", { purpose }), ...(whom === "" ? [] : [words("visitParts.withWhom", { whom })])].join(". ");
}

/** Who is to do something and by when, or when it was done. */
export function describeAction({ ownerName, dueOn, doneOn }: ToldAction, words: Words): string {
  return doneOn === null ? words("visitParts.owner", { name: ownerName ?? words("visitParts.unnamed"), date: formatDate(dueOn, words.locale) }) : words("visitParts.doneOn", { date: formatDate(doneOn, words.locale) });
}

/** A part of a visit in one line. */
export function describePart(part: TellablePart, participants: readonly (ToldParticipant & { id: string })[], words: Words): string {
  switch (part.kind) {
    case "programme":
      return [formatDate(part.day, words.locale), describeTimes(part, words), part.what, ...(part.place === null ? [] : [part.place])].join(", ");
    case "participant":
      return `${words(`visitParts.role.${part.role}`)}: ${describeWho(part, words)}`;
    case "hospitality":
      return `${part.what}. ${describeHospitality(part, participants, words)}`;
    case "gift":
      return `${part.what}. ${describeGiftFacts(part, words)}`;
    case "cost":
      return [words(`visitParts.costKind.${part.costKind}`), words("visitParts.worth", { amount: formatAmount(part.amountOre) }), part.payer, ...(part.note === null ? [] : [part.note])].join(", ");
    case "action":
      return `${part.what}. ${describeAction(part, words)}`;
  }
}
