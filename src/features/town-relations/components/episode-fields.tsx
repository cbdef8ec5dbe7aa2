import { DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { EPISODE_BASES, LONGEST_EPISODE_TEXT, type EpisodeBasis, type TownRelationState } from "../episodes/schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  /** The states that it may be of; one alone is not asked for. */
  states: readonly TownRelationState[];
  /** What it may stand on; nothing is asked for where that is NONE alone. */
  bases: readonly EpisodeBasis[];
  /** Recorded decisions that it may stand on. */
  decisions: readonly { id: string; label: string }[];
  words: Words;
}

/** An episode's fields: how the relation stands, when, and on what. */
export function EpisodeFields({ problems, states, bases, decisions, words }: Props) {
  const named = (name: string) => ({ name, label: words(`townRelations.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`townRelations.help.${name}`) });
  const optional = words("frame.optional");
  const [state] = states;
  const offered = EPISODE_BASES.filter((basis) => bases.includes(basis) && (basis !== "DECISION" || decisions.length > 0));
  return (
    <>
      {states.length === 1 && state !== undefined ? (
        <input type="hidden" name="state" value={state} />
      ) : (
        <SelectField {...named("state")} empty={words("frame.choose")} options={states.map((each) => ({ value: each, label: words(`townRelations.state.${each}`) }))} width="medium" required />
      )}
      <DateField {...helped("starts")} required />
      <DateField {...helped("ends")} optional={optional} />
      {offered.length === 1 && offered[0] === "NONE" ? (
        <input type="hidden" name="basis" value="NONE" />
      ) : (
        <RadioGroup {...named("basis")} options={offered.map((basis) => ({ value: basis, label: words(`townRelations.basis.${basis}`), help: words(`townRelations.basisHelp.${basis}`) }))} required />
      )}
      {offered.includes("DECISION") ? <SelectField {...named("decisionId")} empty={words("frame.choose")} options={decisions.map(({ id, label }) => ({ value: id, label }))} /> : null}
      {offered.includes("OWN") ? <TextArea {...helped("ownBasis")} most={LONGEST_EPISODE_TEXT} /> : null}
      <TextField {...helped("episodeSource")} optional={optional} />
      <TextArea {...helped("note")} optional={optional} most={LONGEST_EPISODE_TEXT} />
    </>
  );
}
