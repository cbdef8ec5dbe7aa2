import { DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { INFORMATION_KINDS, LONGEST_INFORMATION_TEXT } from "../information/schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  units: readonly { id: string; name: string }[];
  /** The opportunities to choose among, or the one that is being forwarded. */
  opportunities: readonly { id: string; title: string }[] | { forwarded: string };
  /** The last day of a closed opportunity that has been asked about; null where nothing has. */
  asked: string | null;
  words: Words;
}

/** The fields of an entry of an information log: what was told, how, when, and how many it reached. */
export function InformationFields({ problems, units, opportunities, asked, words }: Props) {
  const named = (name: string) => ({ name, label: words(`information.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`information.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      {"forwarded" in opportunities ? (
        <>
          <input type="hidden" name="kind" value="FORWARDED" />
          <input type="hidden" name="opportunityId" value={opportunities.forwarded} />
        </>
      ) : null}
      {asked === null ? null : <input type="hidden" name="seenDeadline" value={asked} />}
      <SelectField {...named("unitId")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />
      {"forwarded" in opportunities ? null : <RadioGroup {...named("kind")} options={INFORMATION_KINDS.map((kind) => ({ value: kind, label: words(`information.kind.${kind}`) }))} required />}
      <TextField {...helped("title")} required />
      {"forwarded" in opportunities ? null : <SelectField {...helped("opportunityId")} optional={optional} empty={words("information.noOpportunity")} options={opportunities.map(({ id, title }) => ({ value: id, label: title }))} />}
      <DateField {...named("heldOn")} required />
      <TextField {...helped("reached")} optional={optional} width="short" inputMode="numeric" autoComplete="off" />
      <TextArea {...helped("text")} optional={optional} most={LONGEST_INFORMATION_TEXT} />
    </>
  );
}
