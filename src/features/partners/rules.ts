import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { foldName, foldText } from "@/lib/folded-names";
import type { FormerName, PartnerInput } from "./schema";

/** What decides whether a partner can be changed, renamed, merged or dissolved. */
export interface PartnerState {
  id: string;
  name: string;
  mergedIntoId: string | null;
  /** The last day that it was there. */
  endedOn: PlainDate | null;
}

/** THERE: it is there · MERGED: it has gone up into another, or was entered twice · ENDED: it is no more. */
export type PartnerStanding = "THERE" | "MERGED" | "ENDED";

/** How a partner stands on a day; one that ends later is still there. */
export function standingOf({ mergedIntoId, endedOn }: Pick<PartnerState, "mergedIntoId" | "endedOn">, today: PlainDate): PartnerStanding {
  if (mergedIntoId !== null) return "MERGED";
  return endedOn !== null && endedOn < today ? "ENDED" : "THERE";
}

export type PartnerRefusal = "partnerSimilar" | "partnerPlaceAmbiguous" | "partnerPlaceNotOffered" | "partnerIsMerged" | "partnerHasEnded" | "partnerNameUnchanged" | "partnerEventInFuture" | "partnerIntoItself" | "partnerIntoNotThere";

/** Judges a new name: another than now, from a day that has come, of a partner that is there. Refused: partnerIsMerged, partnerHasEnded, partnerEventInFuture, partnerNameUnchanged. */
export function judgeRename(partner: PartnerState, name: string, on: PlainDate, today: PlainDate): Result<null, PartnerRefusal> {
  const there = judgeThere(partner, on, today);
  if (!there.ok) return there;
  return name === partner.name ? refuse("partnerNameUnchanged", { field: "name" }) : succeed(null);
}

/** Judges that a partner ends on a day. Refused: partnerIsMerged, partnerHasEnded, partnerEventInFuture. */
export function judgeThere(partner: PartnerState, on: PlainDate, today: PlainDate): Result<null, PartnerRefusal> {
  if (partner.mergedIntoId !== null) return refuse("partnerIsMerged");
  if (partner.endedOn !== null) return refuse("partnerHasEnded", { about: { day: partner.endedOn } });
  return on > today ? refuse("partnerEventInFuture", { field: "on" }) : succeed(null);
}

/** Judges that a partner is another from a day on: a second entry may be merged also when it has ended. Refused: partnerIntoItself, partnerIntoNotThere, and as when it ends. */
export function judgeMerge(partner: PartnerState, into: (PartnerState & { isArchived: boolean }) | null, kind: "MERGED" | "DUPLICATE", on: PlainDate, today: PlainDate): Result<null, PartnerRefusal> {
  const there = judgeThere(kind === "DUPLICATE" ? { ...partner, endedOn: null } : partner, on, today);
  if (!there.ok) return there;
  if (into?.id === partner.id) return refuse("partnerIntoItself", { field: "intoId" });
  return into === null || into.isArchived || into.mergedIntoId !== null ? refuse("partnerIntoNotThere", { field: "intoId" }) : succeed(null);
}

/** From how alike two names are, from 0 to 1, they are shown while one is typed; and from when saving asks back. */
export const ALIKE = 0.4;
export const VERY_ALIKE = 0.6;
/** From how many letters a text is looked for as part of a name too. */
export const SHORTEST_PART = 5;

const span = ({ from, to }: FormerName) => (from === null && to === null ? "" : `, ${from ?? ""}–${to ?? ""}`);

/** Writes a partner as its form holds it. */
export function writePartner(partner: PartnerInput): Values {
  return {
    kind: partner.kind,
    name: partner.name,
    country: partner.country,
    place: partner.place ?? "",
    coordinates: partner.coordinates === null ? "" : `${String(partner.coordinates.latitude)}, ${String(partner.coordinates.longitude)}`,
    website: partner.website ?? "",
    aliases: partner.aliases.map(({ name, language }) => (language === null ? name : `${name} (${language})`)).join("\n"),
    formerNames: partner.formerNames.map((former) => former.name + span(former)).join("\n"),
    certainty: partner.certainty,
    note: partner.note ?? "",
  };
}

/** What free text finds a partner by, folded: all its names, as they are written and as they are compared, and its place. */
export function searchTextOf(partner: Pick<PartnerInput, "name" | "place" | "aliases" | "formerNames">): string {
  const names = [partner.name, ...partner.aliases.map(({ name }) => name), ...partner.formerNames.map(({ name }) => name)];
  return [...new Set([...names.map(foldText), ...names.map(foldName), ...(partner.place === null ? [] : [foldText(partner.place), foldName(partner.place)])])].join(" ");
}
