import { z } from "zod";
import { lastDayOf, type ApproximateDate } from "@/domain/plain-date";
import { optionalApproximateDate, optionalId, optionalText, requiredApproximateDate, requiredChoice, requiredId, version, whenRead } from "@/lib/fields";

export const TOWN_RELATION_STATES = ["PROPOSED", "ACTIVE", "DORMANT", "PAUSED", "COUNTERPART_GONE", "NOTICE_GIVEN", "ENDED"] as const;
export type TownRelationState = (typeof TOWN_RELATION_STATES)[number];

/** DECISION: a recorded decision · OWN: a basis of one's own, in words · UNKNOWN: that it holds is known from a source alone · NONE: nothing is stated. */
export const EPISODE_BASES = ["DECISION", "OWN", "UNKNOWN", "NONE"] as const;
export type EpisodeBasis = (typeof EPISODE_BASES)[number];

export const LONGEST_EPISODE_TEXT = 2000;

/** All that a person states about an episode; an end is given by the last day that it can mean. */
export interface EpisodeInput {
  state: TownRelationState;
  starts: ApproximateDate;
  /** Null while it goes on. */
  ends: ApproximateDate | null;
  basis: EpisodeBasis;
  /** The recorded decision, where that is the basis. */
  decisionId: string | null;
  /** The basis of one's own, in words. */
  ownBasis: string | null;
  note: string | null;
  source: string | null;
}

/** The fields of an episode's form. Its source has a name of its own, since a relation that is entered has one too. */
export const episodeFields = {
  state: requiredChoice(TOWN_RELATION_STATES, "townRelations.errors.stateMissing"),
  starts: requiredApproximateDate("townRelations.errors.startMissing"),
  ends: optionalApproximateDate(),
  basis: requiredChoice(EPISODE_BASES, "townRelations.errors.basisMissing"),
  decisionId: optionalId(),
  ownBasis: optionalText(LONGEST_EPISODE_TEXT),
  note: optionalText(LONGEST_EPISODE_TEXT),
  episodeSource: optionalText(400),
};
export const EPISODE_FIELD_NAMES = Object.keys(episodeFields);

type EpisodeForm = { [Name in keyof typeof episodeFields]: z.output<(typeof episodeFields)[Name]> };

/** What an episode's fields must say together: an end after its start, and what its basis asks for. */
export function judgeEpisodeFields(form: EpisodeForm, context: z.RefinementCtx): void {
  const fault = (name: keyof EpisodeForm, message: string) => {
    context.addIssue({ code: "custom", path: [name], message: `townRelations.errors.${message}` });
  };
  if (form.ends !== null && lastDayOf(form.ends) < form.starts.on) fault("ends", "endsBeforeStart");
  if (form.basis === "DECISION" && form.decisionId === null) fault("decisionId", "decisionMissing");
  if (form.basis === "OWN" && form.ownBasis === null) fault("ownBasis", "ownBasisMissing");
  if (form.basis === "UNKNOWN" && form.episodeSource === null) fault("episodeSource", "sourceMissing");
  if (form.state === "COUNTERPART_GONE" && form.note === null) fault("note", "counterpartNoteMissing");
}

/** An episode as its fields have it: what belongs to another basis than the chosen one is left out. */
export function toEpisode(form: EpisodeForm): EpisodeInput {
  return {
    state: form.state,
    starts: form.starts,
    ends: form.ends && { on: lastDayOf(form.ends), precision: form.ends.precision },
    basis: form.basis,
    decisionId: form.basis === "DECISION" ? form.decisionId : null,
    ownBasis: form.basis === "OWN" ? form.ownBasis : null,
    note: form.note,
    source: form.episodeSource,
  };
}

export interface AddEpisodeInput {
  id: string;
  version: number;
  episode: EpisodeInput;
}

const fieldsRead = whenRead(...EPISODE_FIELD_NAMES);

/** The form in which an episode is added to a relation. */
export const addEpisodeSchema = z
  .object({ _key: requiredId("fields.choice"), id: requiredId("fields.choice"), _version: version(), ...episodeFields })
  .superRefine(judgeEpisodeFields, fieldsRead)
  .transform(({ _key, id, _version, ...form }): { key: string; added: AddEpisodeInput } => ({ key: _key, added: { id, version: _version, episode: toEpisode(form) } }));

export interface ChangeEpisodeInput extends AddEpisodeInput {
  episodeId: string;
}

/** The form in which an episode is changed. */
export const changeEpisodeSchema = z
  .object({ id: requiredId("fields.choice"), episodeId: requiredId("fields.choice"), _version: version(), ...episodeFields })
  .superRefine(judgeEpisodeFields, fieldsRead)
  .transform(({ id, episodeId, _version, ...form }): ChangeEpisodeInput => ({ id, episodeId, version: _version, episode: toEpisode(form) }));

export interface EpisodeVersionInput {
  id: string;
  episodeId: string;
  version: number;
}

/** A button that takes an episode out of a relation's history. */
export const episodeVersionSchema = z
  .object({ id: requiredId("fields.choice"), episodeId: requiredId("fields.choice"), _version: version() })
  .transform(({ id, episodeId, _version }): EpisodeVersionInput => ({ id, episodeId, version: _version }));
