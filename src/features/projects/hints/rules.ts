import type { PlainDate } from "@/domain/plain-date";
import { textOf, type Values } from "@/domain/values";
import { isId } from "@/lib/fields";
import { readPartners, type PartnerInput, type ProjectStatus } from "../schema";

/** What hints are looked for by: a project that is stored, or one that is being logged. */
export interface HintSubject {
  /** Null while it is being logged. */
  projectId: string | null;
  unitId: string | null;
  title: string;
  programmeId: string | null;
  callId: string | null;
  partners: readonly Pick<PartnerInput, "name" | "town" | "country">[];
  /** The partners of the register that they are, as far as that is known. */
  partnerIds: readonly string[];
}

/**
 * SAME_CALL: another unit applies in the same call · SAME_PROGRAMME: another unit applies for money or carries something out in the same programme · KNOWS_PARTNER: another unit has a project with the same partner ·
 * KNOWS_SOMEONE: another unit knows people there · BEEN_THERE: a visit or journey to the same town · TOWN_RELATION: the municipality has a relation with the town ·
 * LESSONS: a similar project has been closed, and its lessons told.
 */
export const HINT_KINDS = ["SAME_CALL", "SAME_PROGRAMME", "KNOWS_PARTNER", "KNOWS_SOMEONE", "BEEN_THERE", "TOWN_RELATION", "LESSONS"] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** Something that is known elsewhere in the municipality, with the record that says so. */
export interface Hint {
  kind: HintKind;
  id: string;
  /** What the record is called. */
  title: string;
  /** The unit that knows; null where it is the municipality's. */
  unit: string | null;
  /** Through what it has to do with the project: the partner or the town. */
  through: string | null;
  on: PlainDate | null;
}

const PATHS: Readonly<Record<HintKind, string>> = { SAME_CALL: "/projects/", SAME_PROGRAMME: "/projects/", KNOWS_PARTNER: "/projects/", KNOWS_SOMEONE: "/partners/", BEEN_THERE: "/visits/", TOWN_RELATION: "/town-relations/", LESSONS: "/projects/" };

/** Where the record lies that a hint stands on. */
export function pathOf({ kind, id }: Pick<Hint, "kind" | "id">): string {
  return `${PATHS[kind]}${id}${kind === "LESSONS" ? "/closing" : ""}`;
}

const AHEAD: readonly ProjectStatus[] = ["IDEA", "EXAMINED", "APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY", "SUBMITTED", "RESERVE_LIST", "GRANTED", "AGREEMENT_SIGNED", "ONGOING", "IN_MODIFICATION"];

/** Tells whether hints are of use to a project: as long as there is something left to do in it. */
export function isHelped(status: ProjectStatus): boolean {
  return AHEAD.includes(status);
}

/** Those of the states in which a unit competes for a programme's money or carries out with it. */
export const ON_PROGRAMME: readonly ProjectStatus[] = AHEAD.filter((status) => status !== "IDEA");

const MOST_NAMES = 30;
const unique = (texts: readonly string[]) => [...new Set(texts.map((text) => text.trim().toLowerCase()).filter((text) => text.length > 1))].slice(0, MOST_NAMES);

/** The towns that a project's partners lie in, in small letters, each once. */
export function townsOf({ partners }: Pick<HintSubject, "partners">): string[] {
  return unique(partners.flatMap(({ town }) => town ?? []));
}

/** What a project's partners are called, in small letters, each once. */
export function partnerNamesOf({ partners }: Pick<HintSubject, "partners">): string[] {
  return unique(partners.map(({ name }) => name));
}

/** Reads what hints are looked for by out of a form that is being filled in, as far as it can be read. */
export function hintSubjectOf(values: Values, projectId: string | null): HintSubject {
  const idIn = (field: string) => (isId(textOf(values, field)) ? textOf(values, field) : null);
  return { projectId, unitId: idIn("unitId"), title: textOf(values, "title").slice(0, 200), programmeId: idIn("programmeId"), callId: idIn("callId"), partners: readPartners(values).rows, partnerIds: [] };
}

/** Groups hints by their kind, in the kinds' own order, each record once. */
export function groupHints(hints: readonly Hint[]): { kind: HintKind; hints: Hint[] }[] {
  return HINT_KINDS.flatMap((kind) => {
    const seen = new Set<string>();
    const found = hints.filter((hint) => hint.kind === kind && !seen.has(`${hint.id} ${hint.unit ?? ""}`) && seen.add(`${hint.id} ${hint.unit ?? ""}`));
    return found.length === 0 ? [] : [{ kind, hints: found }];
  });
}
