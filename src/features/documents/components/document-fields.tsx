import { CheckboxField, DateField, Fieldset, SelectField, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { DOCUMENT_KINDS } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  /** Whether the title may be left to the file's name. */
  isNew: boolean;
  words: Words;
}

/** The fields of what is stated of a document. */
export function DocumentFields({ problems, isNew, words }: Props) {
  const named = (name: string) => ({ name, label: words(`documents.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const optional = words("frame.optional");
  return (
    <>
      <SelectField {...named("kind")} empty={words("frame.choose")} options={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: words(`documents.kind.${kind}`) }))} width="medium" required />
      {isNew ? <TextField {...named("title")} help={words("documents.help.title")} optional={optional} /> : <TextField {...named("title")} required />}
      <DateField {...named("documentOn")} optional={optional} />
      <TextField {...named("caseNumber")} help={words("documents.help.caseNumber")} optional={optional} width="medium" />
      <TextField {...named("registeredIn")} help={words("documents.help.registeredIn")} optional={optional} />
      <Fieldset legend={words("documents.confidentialityLegend")} help={words("documents.confidentialityHelp")}>
        <CheckboxField name="isConfidential" label={words("documents.field.isConfidential")} defaultValue={textOf(problems.values, "isConfidential") === "on"} />
        <TextField {...named("confidentialityProvision")} help={words("documents.help.confidentialityProvision")} optional={optional} />
        <DateField {...named("confidentialityOn")} optional={optional} />
        <TextField {...named("confidentialityBy")} optional={optional} />
      </Fieldset>
    </>
  );
}
