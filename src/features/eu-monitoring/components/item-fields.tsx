import { DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { DOSSIER_STAGES, LONGEST_MONITORING_TEXT, RELEVANCES } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  units: readonly { id: string; name: string }[];
  /** That the item is there, so that it may end. */
  isStored: boolean;
  words: Words;
}

/** The fields of something that a unit follows: what it is, how it stands, who sees to it and when they look again. */
export function ItemFields({ problems, units, isStored, words }: Props) {
  const named = (name: string) => ({ name, label: words(`euMonitoring.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`euMonitoring.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <SelectField {...named("unitId")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />
      <TextField {...helped("title")} required />
      <TextField {...helped("reference")} optional={optional} width="medium" autoComplete="off" />
      <TextField {...helped("source")} optional={optional} />
      <SelectField {...named("stage")} empty={words("frame.choose")} options={DOSSIER_STAGES.map((stage) => ({ value: stage, label: words(`euMonitoring.stage.${stage}`) }))} required />
      <RadioGroup {...named("relevance")} inline options={RELEVANCES.map((relevance) => ({ value: relevance, label: words(`euMonitoring.relevance.${relevance}`) }))} required />
      <TextArea {...helped("meaning")} optional={optional} most={LONGEST_MONITORING_TEXT} />
      <DateField {...named("begunOn")} required />
      <DateField {...named("assessedOn")} required />
      <TextField {...helped("assessedBy")} autoComplete="off" required />
      <TextField {...helped("responsible")} optional={optional} autoComplete="off" />
      <DateField {...helped("nextCheckOn")} optional={optional} />
      {isStored ? <DateField {...helped("endedOn")} optional={optional} /> : null}
    </>
  );
}
