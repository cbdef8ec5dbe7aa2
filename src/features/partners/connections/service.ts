import "server-only";
import type { Actor } from "@/domain/actor";
import { listPartneredProjects, type PartneredProject } from "@/features/projects/lists/service";
import { readVisitFilter } from "@/features/visits/schema";
import { listVisits, type VisitRow } from "@/features/visits/service";
import { countContacts, type KnownAt } from "../contacts/service";
import { listSearchesAbout, type SearchRow } from "../searches/service";
import { readPartnerFilter } from "../schema";
import { getPartner, listPartners, type PartnerRow } from "../service";
import { countryCalled, mentions, namesOf, unique } from "./rules";

/** What units have to do with someone: projects, visits and searches for partners that the actor may see, the latest first, and how many people they know there. */
export interface Connections {
  projects: PartneredProject[];
  /** How many projects there are, of which the first are listed. */
  projectCount: number;
  visits: VisitRow[];
  searches: SearchRow[];
  contacts: KnownAt[];
  /** The names that were looked for. */
  names: string[];
}

async function connect(actor: Actor, names: readonly string[], partnerIds: readonly string[], country: string | null, now: Date): Promise<Connections> {
  const [{ rows, total }, searches, contacts, ...visits] = await Promise.all([
    listPartneredProjects(actor, { partnerIds, names: names.map((name) => name.toLowerCase()), country }, now),
    listSearchesAbout(actor, { partnerIds, names }, now),
    countContacts(actor, partnerIds, now),
    ...names.map((name) => listVisits(actor, readVisitFilter({ q: name }).filter, now)),
  ]);
  const found = new Map(visits.flatMap((page) => page.rows.filter(({ title, counterpart, places }) => mentions([title, counterpart, places], names)).map((visit) => [visit.id, visit] as const)));
  return {
    projects: rows,
    projectCount: total,
    visits: [...found.values()].sort((a, b) => b.starts.on.localeCompare(a.starts.on) || a.id.localeCompare(b.id)).slice(0, 50),
    searches: searches.filter(({ partnerId, title, counterpart, call }) => partnerIds.some((id) => id === partnerId) || mentions([title, counterpart, call], names)).slice(0, 50),
    contacts,
    names: [...names],
  };
}

/** The projects, visits and searches of a partner, and of all that are this one today; throws NOT_FOUND when it isn't the actor's to see. */
export async function getConnections(actor: Actor, partnerId: string, now = new Date()): Promise<Connections> {
  const { partner } = await getPartner(actor, partnerId);
  const merged = await Promise.all(partner.mergedIds.slice(0, 10).map((id) => getPartner(actor, id).catch(() => null)));
  return connect(actor, unique([...namesOf(partner), ...merged.flatMap((one) => (one === null ? [] : namesOf(one.partner)))]), [partner.id, ...partner.mergedIds], null, now);
}

/** Who of the units knows someone in a town, a country or at a partner: whatever of the three the text names (V11b). */
export async function findAcquaintances(actor: Actor, text: string, now = new Date()): Promise<Connections & { partners: PartnerRow[]; partnerCount: number; country: string | null }> {
  const country = countryCalled(text);
  const { rows, total } = await listPartners(actor, readPartnerFilter(country === null ? { q: text, ended: "1" } : { country, ended: "1" }).filter, now);
  // Of a country all towns are meant, and each of them by its own names.
  const told = rows.flatMap((row) => (row.kind === "TOWN" && row.place !== null ? [row.place] : [row.name, ...row.otherNames]));
  const names = unique(country === null ? [text, ...told, ...rows.flatMap(({ name, otherNames }) => [name, ...otherNames])] : told);
  return { ...(await connect(actor, names, rows.map(({ id }) => id), country, now)), partners: rows, partnerCount: total, country };
}
