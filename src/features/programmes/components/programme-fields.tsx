import { Fieldset, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_PROGRAMME_TEXT, PROGRAMME_CERTAINTIES, RETENTION_STARTS } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  words: Words;
}

/** The fields of a programme: what it is, what it pays and asks, and what follows for the projects in it. */
export function ProgrammeFields({ problems, words }: Props) {
  const named = (name: string) => ({ name, label: words(`programmes.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`programmes.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <TextField {...named("nameSv")} required />
      <TextField {...helped("nameEn")} optional={optional} />
      <TextField {...helped("fund")} optional={optional} width="medium" />
      <TextField {...helped("period")} optional={optional} width="medium" />
      <TextField {...helped("maxRatePercent")} optional={optional} width="short" inputMode="decimal" />
      <TextField {...helped("size")} optional={optional} />
      <TextField {...helped("regions")} optional={optional} />
      <RadioGroup {...named("coversMunicipality")} optional={optional} inline options={["yes", "no"].map((answer) => ({ value: answer, label: words(`frame.${answer}`) }))} />
      <TextArea {...helped("rules")} optional={optional} most={LONGEST_PROGRAMME_TEXT} />
      <Fieldset legend={words("programmes.deadlines")} help={words("programmes.deadlinesHelp")}>
        <TextField {...named("finalReportMonths")} optional={optional} width="short" inputMode="numeric" />
        <TextField {...named("finalPaymentMonths")} optional={optional} width="short" inputMode="numeric" />
      </Fieldset>
      <Fieldset legend={words("programmes.keeping")} help={words("programmes.keepingHelp")}>
        <TextField {...named("keepYears")} optional={optional} width="short" inputMode="numeric" />
        <SelectField {...named("keepFrom")} optional={optional} empty={words("frame.choose")} options={RETENTION_STARTS.map((start) => ({ value: start, label: words(`programmes.keepFrom.${start}`) }))} />
      </Fieldset>
      <TextField {...named("website")} optional={optional} inputMode="url" />
      <TextField {...helped("source")} optional={optional} />
      <RadioGroup {...helped("certainty")} options={PROGRAMME_CERTAINTIES.map((certainty) => ({ value: certainty, label: words(`programmes.certainty.${certainty}`) }))} required />
      <TextArea {...named("note")} optional={optional} most={LONGEST_PROGRAMME_TEXT} />
    </>
  );
}

/** A programme's field as a person reads it. */
export function speakProgrammeField(field: string, text: string, words: Words): string {
  if (text === "") return "";
  if (field === "coversMunicipality") return words(`frame.${text}`);
  if (field === "keepFrom" || field === "certainty") return words(`programmes.${field}.${text}`);
  return text;
}
