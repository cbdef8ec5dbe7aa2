import { DateField, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_ABOUT } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  programmes: readonly { id: string; nameSv: string; nameEn: string }[];
  /** That it is one contact person's own, so that nobody signs up to it. */
  isIndividual: boolean;
  words: Words;
}

/** The fields of an activity: what it is, when and where, how long, and who may sign up until when. */
export function ActivityFields({ problems, programmes, isIndividual, words }: Props) {
  const named = (name: string) => ({ name, label: words(`competence.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`competence.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <TextField {...named("title")} required />
      {isIndividual ? null : <TextField {...helped("audience")} optional={optional} autoComplete="off" />}
      <TextArea {...helped("about")} optional={optional} most={LONGEST_ABOUT} />
      <TextField {...helped("organiser")} autoComplete="off" required />
      <DateField {...named("startsOn")} help={words("bodies.dateHelp")} required />
      <TextField {...helped("from")} width="short" autoComplete="off" required />
      <DateField {...helped("endsOn")} optional={optional} />
      <TextField {...named("to")} width="short" autoComplete="off" required />
      <TextField {...named("place")} optional={optional} autoComplete="off" />
      <TextField {...helped("link")} optional={optional} inputMode="url" autoComplete="off" />
      <TextField {...helped("hours")} width="short" inputMode="decimal" autoComplete="off" required />
      {isIndividual ? null : (
        <>
          <DateField {...helped("signUpBy")} optional={optional} />
          <TextField {...helped("mostEnrolled")} optional={optional} width="short" inputMode="numeric" autoComplete="off" />
        </>
      )}
      <SelectField {...helped("programmeId")} optional={optional} empty={words("competence.noProgramme")} options={programmes.map(({ id, nameSv, nameEn }) => ({ value: id, label: words.locale === "sv" ? nameSv : nameEn }))} />
    </>
  );
}
