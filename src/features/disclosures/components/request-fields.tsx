import { DateField, RadioGroup, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { DISCLOSURE_WISHES, LONGEST_ASKED } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  words: Words;
}

/** The fields of a request for public documents; who asks is never asked for. */
export function RequestFields({ problems, words }: Props) {
  const named = (name: string) => ({ name, label: words(`disclosures.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`disclosures.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <DateField {...helped("receivedOn")} required />
      <TextArea {...helped("asked")} most={LONGEST_ASKED} required />
      <RadioGroup {...named("wish")} inline options={DISCLOSURE_WISHES.map((wish) => ({ value: wish, label: words(`disclosures.wish.${wish}`) }))} required />
      <TextField {...helped("address")} optional={optional} autoComplete="off" />
      <TextField {...helped("name")} optional={optional} autoComplete="off" />
      <TextField {...helped("caseNumber")} optional={optional} width="medium" autoComplete="off" />
    </>
  );
}
