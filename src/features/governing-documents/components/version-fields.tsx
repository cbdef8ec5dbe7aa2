import { DateField, Fieldset, SelectField, TextArea, TextField } from "@/components/field";
import { textOf, type Values } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { DOCUMENT_TYPES, LONGEST_NOTE, type VersionFacts } from "../schema";

/** The form's values as they stand in the register. */
export function writeFacts(facts: VersionFacts): Values {
  const { responsibleOffice, adoptedBy, ...rest } = facts;
  const texts = { ...rest, responsibleOfficeId: responsibleOffice.id, responsibleOfficeName: responsibleOffice.name, adoptedById: adoptedBy.id, adoptedByName: adoptedBy.name };
  return Object.fromEntries(Object.entries(texts).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

/** What the register says of a document and one of its versions. */
export function VersionFields({ problems, bodies, isDraft, words }: { problems: Pick<FormProblems, "values" | "errorOf">; bodies: readonly { id: string; name: string }[]; isDraft: boolean; words: Words }) {
  const field = (name: string) => ({ name, label: words(`governingDocuments.fields.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const options = bodies.map((body) => ({ value: body.id, label: body.name }));
  const named = (name: string) => (
    <>
      <SelectField {...field(`${name}Id`)} label={words(`governingDocuments.fields.${name}`)} options={options} empty={words("governingDocuments.notRegistered")} />
      <TextField {...field(`${name}Name`)} label={words("governingDocuments.nameAsWritten")} help={words("governingDocuments.nameHelp")} width="medium" />
    </>
  );
  return (
    <>
      <Fieldset legend={words("governingDocuments.aboutDocument")}>
        <SelectField {...field("type")} options={DOCUMENT_TYPES.map((value) => ({ value, label: words(`governingDocuments.types.${value}`) }))} width="medium" />
        <TextField {...field("title")} label={words("governingDocuments.fields.documentTitle")} required />
        {named("responsibleOffice")}
      </Fieldset>
      <Fieldset legend={words("governingDocuments.aboutVersion")} help={words("governingDocuments.unknownHelp")}>
        <TextField {...field("label")} required width="medium" />
        {named("adoptedBy")}
        <DateField {...field("adoptedOn")} help={words("governingDocuments.dateHelp")} />
        <TextField {...field("minutesParagraph")} help={words("governingDocuments.paragraphHelp")} width="short" />
        <TextField {...field("caseNumber")} width="medium" />
        {isDraft ? null : (
          <>
            <DateField {...field("validFrom")} />
            <DateField {...field("validTo")} />
          </>
        )}
        <DateField {...field("reviewOn")} />
        <DateField {...field("remindOn")} help={words("governingDocuments.remindHelp")} />
        <TextArea {...field("note")} most={LONGEST_NOTE} />
      </Fieldset>
    </>
  );
}
