import { DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import { formatCountry } from "@/lib/formats";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_SEARCH_TEXT, SEARCH_ANSWERS, SEARCH_DIRECTIONS, SEARCH_OUTCOMES, type SearchDirection } from "../searches/schema";
import { NameHints } from "./name-hints";
import type { Similar } from "./similar-list";

interface Named {
  id: string;
  name: string;
}

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  units: readonly Named[];
  programmes: readonly { id: string; name: { sv: string; en: string } }[];
  words: Words;
}

/** The fields of a search: what is sought, by which unit, and by when. */
export function SearchFields({ problems, units, programmes, words }: Props) {
  const named = (name: string) => ({ name, label: words(`partnerSearches.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`partnerSearches.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <RadioGroup {...named("direction")} options={SEARCH_DIRECTIONS.map((direction) => ({ value: direction, label: words(`partnerSearches.direction.${direction}`), help: words(`partnerSearches.directionHelp.${direction}`) }))} required />
      <SelectField {...named("unitId")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />
      <TextField {...helped("title")} required />
      <TextArea {...helped("text")} optional={optional} most={LONGEST_SEARCH_TEXT} />
      <TextField {...helped("counterpart")} optional={optional} autoComplete="off" />
      <NameHints fieldId="counterpart" source="/api/partners/names?name=" texts={{ title: words("partners.namesTyping") }} />
      <SelectField {...named("programmeId")} optional={optional} empty={words("frame.choose")} options={programmes.map(({ id, name }) => ({ value: id, label: name[words.locale] }))} />
      <TextField {...helped("call")} optional={optional} />
      <DateField {...helped("searchedOn")} required />
      <DateField {...helped("deadline")} optional={optional} />
    </>
  );
}

interface ConclusionProps {
  problems: Pick<FormProblems, "values" | "errorOf">;
  direction: SearchDirection;
  /** The partners and projects of which the person is to say which, once the form has asked back. */
  asked: { partners: readonly Similar[] | null; projects: readonly Named[] | null };
  words: Words;
}

/** The fields of what came of a search, with what the form asks back. */
export function ConclusionFields({ problems, direction, asked, words }: ConclusionProps) {
  const named = (name: string) => ({ name, label: words(`partnerSearches.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const optional = words("frame.optional");
  const unanswered = (key: string) => ({ value: "", label: words(`partnerSearches.${key}`) });
  const add = `/partners/new?name=${encodeURIComponent(textOf(problems.values, "partner"))}`;
  return (
    <>
      <RadioGroup {...named("answer")} label={words(`partnerSearches.fieldOf.answer.${direction}`)} options={[unanswered("noAnswer"), ...SEARCH_ANSWERS.map((answer) => ({ value: answer, label: words(`partnerSearches.answer.${answer}`) }))]} />
      <DateField {...named("answeredOn")} optional={optional} />
      <TextArea {...named("answerText")} optional={optional} help={words("partnerSearches.help.text")} most={2000} />
      <RadioGroup {...named("outcome")} options={[unanswered("noOutcome"), ...SEARCH_OUTCOMES.map((outcome) => ({ value: outcome, label: words(`partnerSearches.outcome.${outcome}`) }))]} />
      <TextField {...named("partner")} help={words("partnerSearches.help.partner")} optional={optional} autoComplete="off" />
      <NameHints fieldId="partner" source="/api/partners/names?name=" texts={{ title: words("partners.namesTyping") }} />
      {asked.partners === null ? null : (
        <>
          {asked.partners.length === 0 ? null : (
            <RadioGroup
              name="partnerId"
              label={words("partnerSearches.whichPartner")}
              defaultValue={textOf(problems.values, "partnerId")}
              options={asked.partners.map(({ id, name, kind, place, country }) => ({ value: id, label: name, help: [words(`partners.kind.${kind}`), place, formatCountry(country, words.locale)].filter((part) => part !== null && part !== name).join(", ") }))}
            />
          )}
          <input type="hidden" name="partnerAsked" value={textOf(problems.values, "partner")} />
          <p><a href={add} target="_blank" rel="noreferrer">{words("partnerSearches.addPartner")}</a></p>
        </>
      )}
      <TextField {...named("project")} help={words("partnerSearches.help.project")} optional={optional} autoComplete="off" />
      {asked.projects === null ? null : (
        <>
          {asked.projects.length === 0 ? null : (
            <RadioGroup name="projectId" label={words("partnerSearches.whichProject")} defaultValue={textOf(problems.values, "projectId")} options={asked.projects.map(({ id, name }) => ({ value: id, label: name }))} />
          )}
          <input type="hidden" name="projectAsked" value={textOf(problems.values, "project")} />
        </>
      )}
    </>
  );
}
