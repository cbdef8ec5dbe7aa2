import type { TownRelationKind } from "@/domain/matter";
import type { ApproximateDate, PlainDate } from "@/domain/plain-date";
import type { Standing } from "@/features/town-relations/schema";
import type { FactSheet, SheetMap, SheetOwner, SheetSection } from "@/lib/fact-sheet";
import { formatApproximate, formatCount, formatCountry, formatDate } from "@/lib/formats";
import { describeGiftFacts, describeTimes, describeWho, type ToldParticipant } from "../parts/report";
import type { GiftInput, ProgrammeInput } from "../parts/schema";
import type { VisitInput } from "../schema";

/** What a sheet takes its words from: those of one language. */
interface Words {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
}

export interface BriefedRelation {
  id: string;
  name: string;
  kind: TownRelationKind;
  standing: Standing;
  since: ApproximateDate | null;
  agreement: { title: string; signed: ApproximateDate; validTo: PlainDate | null; subjectAreas: string | null } | null;
}

/** Where those who come are from, as far as the gazetteer or the register knows. */
export interface BriefedTown {
  name: string;
  country: string;
  population: number | null;
  latitude: number | null;
  longitude: number | null;
}

/** What a visit says on its sheets. */
export interface SheetVisit extends Pick<VisitInput, "title" | "direction" | "purpose" | "counterpart" | "places" | "hosts" | "starts" | "ends" | "participantCount" | "caseNumber"> {
  unitName: string;
  cancelledOn: PlainDate | null;
  meeting: { name: string } | null;
  representative: { name: string; bodyName: string } | null;
}

export interface Briefing {
  visit: SheetVisit;
  programme: readonly ProgrammeInput[];
  participants: readonly ToldParticipant[];
  /** The records that the visit belongs with. */
  belongsWith: readonly string[];
  /** What was given and received when they last met. */
  gifts: readonly { visit: string; starts: ApproximateDate; gift: GiftInput }[];
  relations: readonly BriefedRelation[];
  /** The names that were looked for. */
  names: readonly string[];
  visits: readonly { title: string; unit: string; starts: ApproximateDate }[];
  projects: readonly { title: string; unit: string; status: string }[];
  contacts: readonly { partner: string; unit: string; count: number }[];
  town: BriefedTown | null;
}

function writePeriod({ starts, ends }: Pick<SheetVisit, "starts" | "ends">, locale: Words["locale"]): string {
  const [first, last] = [formatApproximate(starts, locale), ends === null ? null : formatApproximate(ends, locale)];
  return last === null || last === first ? first : `${first} – ${last}`;
}

const fact = (words: Words) => (name: string, value: string | null) => (value === null || value === "" ? [] : [{ label: words(`visitSheet.${name}`), value }]);

const layOutProgramme = (programme: readonly ProgrammeInput[], words: Words): SheetSection => ({
  title: words("visitSheet.part.programme"),
  columns: ["when", "what", "place"].map((column) => words(`visitSheet.column.${column}`)),
  rows: programme.map((item) => [`${formatDate(item.day, words.locale)}, ${describeTimes(item, words)}`, item.what, item.place ?? ""]),
  empty: programme.length === 0 ? words("visitSheet.noProgramme") : null,
});

/** Lays a visit out for whoever is to meet it: who comes, why and when, the programme, relation and agreement, earlier contacts and gifts, projects together, and where they come from. A part of which nothing is known says so. */
export function layOutBriefing({ visit, programme, participants, belongsWith, gifts, relations, names, visits, projects, contacts, town }: Briefing, map: SheetMap | null, owner: SheetOwner, words: Words): FactSheet {
  const { locale } = words;
  const say = fact(words);
  const searched = names.length === 0 ? words("visitSheet.noName") : words("visitSheet.noneFound", { names: names.join(", ") });
  const part = (name: string, rows: readonly (readonly string[])[], columns: readonly string[]): SheetSection => ({ title: words(`visitSheet.part.${name}`), columns: columns.map((column) => words(`visitSheet.column.${column}`)), rows, empty: rows.length === 0 ? searched : null });
  const agreementOf = ({ agreement }: BriefedRelation) =>
    agreement === null
      ? words("visitSheet.noAgreement")
      : [words("visitSheet.agreement", { title: agreement.title, day: formatApproximate(agreement.signed, locale) }), ...(agreement.validTo === null ? [] : [words("visitSheet.validTo", { day: formatDate(agreement.validTo, locale) })]), ...(agreement.subjectAreas === null ? [] : [agreement.subjectAreas])].join(". ");
  return {
    lang: locale,
    region: locale === "sv" ? "SE" : "GB",
    title: visit.title,
    lead: words("visitSheet.briefing", { direction: words(`visits.direction.${visit.direction}`), when: writePeriod(visit, locale) }),
    facts: [
      ...say("cancelled", visit.cancelledOn === null ? null : formatDate(visit.cancelledOn, locale)),
      ...say("when", writePeriod(visit, locale)),
      ...say("counterpart", visit.counterpart),
      ...say("participants", visit.participantCount === null ? null : formatCount(visit.participantCount)),
      ...say("places", visit.places),
      ...say(`hosts.${visit.direction}`, visit.hosts),
      ...say("representative", visit.representative === null ? words("visitSheet.noRepresentative") : `${visit.representative.name}, ${visit.representative.bodyName}`),
      ...say("unit", visit.unitName),
      ...say("meeting", visit.meeting?.name ?? null),
      ...say("belongsWith", belongsWith.join("; ")),
      ...say("caseNumber", visit.caseNumber),
    ],
    figuresTitle: "",
    figures: [],
    about: { title: words("visitSheet.purpose"), texts: [visit.purpose ?? words("visitSheet.noPurpose")] },
    sections: [
      layOutProgramme(programme, words),
      { ...part("participants", participants.map((one) => [words(`visitParts.role.${one.role}`), describeWho(one, words)]), ["role", "who"]), empty: participants.length === 0 ? words("visitSheet.noParticipants") : null },
      { ...part("relations", relations.map((relation) => [relation.name, [words(`townRelations.kind.${relation.kind}`), words(`townRelations.state.${relation.standing}`), ...(relation.since === null ? [] : [words("visitSheet.since", { day: formatApproximate(relation.since, locale) })])].join(". "), agreementOf(relation)]), ["relation", "standing", "agreement"]), empty: relations.length === 0 ? words("visitSheet.noRelation") : null },
      part("visits", visits.map((row) => [formatApproximate(row.starts, locale), row.title, row.unit]), ["when", "visit", "unit"]),
      { ...part("gifts", gifts.map(({ visit: title, starts, gift }) => [formatApproximate(starts, locale), title, `${gift.what}. ${describeGiftFacts(gift, words)}`]), ["when", "visit", "gift"]), empty: gifts.length === 0 ? words("visitSheet.noGifts") : null },
      part("projects", projects.map((row) => [row.title, words(`projects.status.${row.status}`), row.unit]), ["project", "status", "unit"]),
      part("contacts", contacts.map((row) => [row.unit, row.partner, words("visitSheet.people", { count: row.count })]), ["unit", "partner", "people"]),
    ],
    place: town === null ? null : { title: words("visitSheet.part.town", { town: town.name }), text: [formatCountry(town.country, locale), ...(town.population === null ? [] : [words("visitSheet.population", { count: formatCount(town.population) })])].join(". "), map },
    footer: words("visitSheet.footer", { day: formatDate(owner.day, locale) }),
  };
}

/** Lays a visit out as a sheet to hand to the guests: when and where, who receives them, and the programme as it is told; nobody of the house by name but those who are hosts. */
export function layOutProgrammeSheet(visit: SheetVisit, programme: readonly ProgrammeInput[], owner: SheetOwner, words: Words): FactSheet {
  const { locale } = words;
  const say = fact(words);
  return {
    lang: locale,
    region: locale === "sv" ? "SE" : "GB",
    title: visit.title,
    lead: words(visit.cancelledOn === null ? "visitSheet.welcome" : "visitSheet.isCancelled", { owner: owner.name }),
    facts: [...say("when", writePeriod(visit, locale)), ...say("places", visit.places), ...say("counterpart", visit.counterpart), ...say(`hosts.${visit.direction}`, visit.hosts), ...say("responsible", visit.unitName)],
    figuresTitle: "",
    figures: [],
    about: { title: words("visitSheet.programme"), texts: [...(visit.purpose === null ? [] : [visit.purpose]), ...(visit.purpose === null && programme.length === 0 ? [words("visitSheet.programmeLater")] : []), words("townSheet.owner", { owner: owner.name })] },
    ...(programme.length === 0 ? {} : { sections: [layOutProgramme(programme, words)] }),
    footer: words("townSheet.footer", { day: formatDate(owner.day, locale) }),
  };
}
