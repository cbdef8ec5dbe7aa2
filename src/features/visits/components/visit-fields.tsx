import { CheckboxField, DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_PURPOSE, VISIT_DIRECTIONS, type VisitDirection } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  units: readonly { id: string; name: string }[];
  /** The directions for which each question is asked. */
  asked: { representation: readonly VisitDirection[]; direct: readonly VisitDirection[] };
  /** The office that is to be told of units' own visits; null where the document asks for no notice. */
  notice: { office: string } | null;
  /** That the document asks of each visit whether it reaches children and young people; else it is optional, and no unless it is said. */
  asksForYouth: boolean;
  words: Words;
}

/** A visit's fields, with the questions that the governing document needs answered and no others. */
export function VisitFields({ problems, units, asked, notice, asksForYouth, words }: Props) {
  const named = (name: string, label = words(`visits.field.${name}`)) => ({ name, label, error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`visits.help.${name}`) });
  const optional = words("frame.optional");
  const yesNo = [
    { value: "yes", label: words("frame.yes") },
    { value: "no", label: words("frame.no") },
  ];
  const [unit] = units;
  return (
    <>
      {units.length === 1 && unit !== undefined ? (
        <input type="hidden" name="unitId" value={unit.id} />
      ) : (
        <SelectField {...named("unitId")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />
      )}
      <RadioGroup {...named("direction")} options={VISIT_DIRECTIONS.map((direction) => ({ value: direction, label: words(`visits.direction.${direction}`) }))} inline required />
      <TextField {...helped("title")} required />
      <DateField {...helped("starts")} required />
      <DateField {...helped("ends")} optional={optional} />
      <TextField {...helped("counterpart")} optional={optional} />
      <TextField {...helped("places")} optional={optional} />
      <TextField {...helped("hosts")} optional={optional} />
      <TextArea {...named("purpose")} optional={optional} most={LONGEST_PURPOSE} />
      {asked.representation.length > 0 ? <RadioGroup {...helped("needsRepresentation")} options={yesNo} inline required /> : null}
      {asked.direct.length > 0 ? <RadioGroup {...helped("concernsUnitDirectly")} options={yesNo} inline /> : null}
      {notice === null ? null : (
        <>
          <DateField {...named("officeNotifiedOn", words("visits.officeNotifiedOn", { office: notice.office }))} help={words("visits.help.officeNotifiedOn")} optional={optional} />
          <TextField {...named("officeNotifiedTo")} optional={optional} width="medium" />
        </>
      )}
      <RadioGroup
        {...named("reachesChildrenAndYouth")}
        {...(asksForYouth ? { required: true } : { optional, defaultValue: textOf(problems.values, "reachesChildrenAndYouth") || "no" })}
        options={yesNo}
        inline
      />
      <TextField {...named("childrenAndYouthCount")} optional={optional} inputMode="numeric" width="short" />
      <TextField {...named("participantCount")} optional={optional} inputMode="numeric" width="short" />
      <TextField {...named("caseNumber")} optional={optional} width="medium" />
      <p className="help">{words("visitParts.notice")}</p>
      <CheckboxField {...helped("isHandledSeparately")} defaultValue={textOf(problems.values, "isHandledSeparately") === "on"} />
    </>
  );
}
