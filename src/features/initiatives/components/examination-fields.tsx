import { CheckboxGroup, DateField, RadioGroup, TextArea, TextField } from "@/components/field";
import { textOf, type Values } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { EXAMINATION_RESULTS, LONGEST_REASON, type ExaminationQuestion } from "../examinations/schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  question: ExaminationQuestion;
  programmes: readonly { id: string; name: { sv: string; en: string } }[];
  words: Words;
}

/** The ticked boxes of a group, as a form holds them. */
function chosen(values: Values, name: string): readonly string[] {
  const value = values[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

/** The fields of an examination; programmes are asked about where money is. */
export function ExaminationFields({ problems, question, programmes, words }: Props) {
  const named = (name: string) => ({ name, label: words(`examinations.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const optional = words("frame.optional");
  return (
    <>
      <DateField {...named("examinedOn")} required />
      <TextField {...named("examinedBy")} help={words("examinations.help.examinedBy")} autoComplete="off" required />
      {question === "COOPERATION" ? null : (
        <>
          <CheckboxGroup {...named("programmeIds")} optional={optional} help={words("examinations.help.programmeIds")} options={programmes.map(({ id, name }) => ({ value: id, label: name[words.locale] }))} defaultValue={chosen(problems.values, "programmeIds")} />
          <TextField {...named("otherSources")} optional={optional} help={words("examinations.help.otherSources")} />
        </>
      )}
      <RadioGroup {...named("result")} options={EXAMINATION_RESULTS.map((result) => ({ value: result, label: words(`examinations.result.${question}.${result}`) }))} required />
      <TextArea {...named("reason")} help={words("examinations.help.reason")} most={LONGEST_REASON} />
    </>
  );
}
