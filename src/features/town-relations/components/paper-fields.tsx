import { DateField, RadioGroup, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_REASONS, REVIEW_OUTCOMES } from "../papers/schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  words: Words;
}

const fieldsOf = ({ problems, words }: Props) => {
  const named = (name: string) => ({ name, label: words(`townPapers.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  return { named, helped: (name: string) => ({ ...named(name), help: words(`townPapers.help.${name}`) }), optional: words("frame.optional") };
};

/** A review's fields: what it came to, and why. */
export function ReviewFields(props: Props) {
  const { named, helped, optional } = fieldsOf(props);
  return (
    <>
      <DateField {...named("reviewedOn")} required />
      <RadioGroup {...named("outcome")} options={REVIEW_OUTCOMES.map((outcome) => ({ value: outcome, label: props.words(`townPapers.outcome.${outcome}`) }))} required />
      <TextArea {...helped("reasons")} most={LONGEST_REASONS} required />
      <TextArea {...helped("proposal")} optional={optional} most={LONGEST_REASONS} />
    </>
  );
}

/** An agreement's fields, as it was signed. */
export function AgreementFields(props: Props) {
  const { named, helped, optional } = fieldsOf(props);
  return (
    <>
      <TextField {...helped("title")} required />
      <DateField {...helped("signed")} required />
      <TextField {...helped("signatories")} required />
      <TextField {...helped("subjectAreas")} optional={optional} />
      <DateField {...named("validTo")} optional={optional} />
      <DateField {...helped("renewalOn")} optional={optional} />
      <DateField {...helped("noticeOn")} optional={optional} />
      <TextField {...helped("documentUrl")} optional={optional} type="url" />
      <TextField {...named("source")} optional={optional} />
    </>
  );
}
