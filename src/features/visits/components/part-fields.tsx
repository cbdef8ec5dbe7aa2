import { CheckboxGroup, DateField, MoneyField, RadioGroup, SelectField, TextField } from "@/components/field";
import { textsOf, textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { COST_KINDS, GIFT_DIRECTIONS, STANDINGS, TIME_ZONES, VISIT_ROLES, type PartKind } from "../parts/schema";

interface Props {
  kind: Exclude<PartKind, "link">;
  problems: Pick<FormProblems, "values" | "errorOf">;
  people: readonly { id: string; name: string }[];
  units: readonly { id: string; name: string }[];
  /** Those of whom it can be said that they took part in something. */
  participants: readonly { id: string; name: string }[];
  words: Words;
}

/** The fields of a part of a visit, by its kind. */
export function PartFields({ kind, problems, people, units, participants, words }: Props) {
  const named = (name: string) => ({ name, label: words(`visitParts.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`visitParts.help.${name}`) });
  const optional = words("frame.optional");
  const choices = (values: readonly string[], said: string) => values.map((value) => ({ value, label: words(`visitParts.${said}.${value.replace("/", "_")}`) }));
  const chosen = (all: Props["people"]) => all.map(({ id, name }) => ({ value: id, label: name }));
  switch (kind) {
    case "programme":
      return (
        <>
          <DateField {...helped("day")} required />
          <TextField {...helped("from")} width="short" required />
          <TextField {...helped("to")} width="short" optional={optional} />
          <SelectField {...helped("timeZone")} options={choices(TIME_ZONES, "timeZone")} width="medium" required />
          <TextField {...named("what")} required />
          <TextField {...named("place")} optional={optional} />
        </>
      );
    case "participant":
      return (
        <>
          <RadioGroup {...named("role")} options={choices(VISIT_ROLES, "role")} inline required />
          <SelectField {...helped("personId")} empty={words("frame.choose")} options={chosen(people)} optional={optional} />
          <TextField {...helped("name")} optional={optional} autoComplete="off" />
          <TextField {...helped("title")} optional={optional} autoComplete="off" />
          <TextField {...named("organisation")} optional={optional} />
          <SelectField {...named("standing")} empty={words("frame.choose")} options={choices(STANDINGS, "standing")} optional={optional} width="medium" />
          <TextField {...helped("headcount")} optional={optional} inputMode="numeric" width="short" />
        </>
      );
    case "hospitality":
      return (
        <>
          <DateField {...named("servedOn")} help={words("visitParts.help.day")} required />
          <TextField {...named("what")} required />
          <TextField {...helped("purpose")} required />
          <CheckboxGroup {...helped("participantIds")} defaultValue={textsOf(problems.values, "participantIds")} options={chosen(participants)} />
        </>
      );
    case "gift":
      return (
        <>
          <RadioGroup {...named("direction")} options={choices(GIFT_DIRECTIONS, "giftDirection")} inline required />
          <TextField {...named("what")} required />
          <TextField {...helped("whom")} optional={optional} />
          <MoneyField {...named("value")} unit={"kr"} optional={optional} />
          <TextField {...helped("keptWhere")} optional={optional} />
        </>
      );
    case "cost":
      return (
        <>
          <SelectField {...named("costKind")} empty={words("frame.choose")} options={choices(COST_KINDS, "costKind")} width="medium" required />
          <SelectField {...named("payerId")} empty={words("frame.choose")} options={chosen(units)} required />
          <MoneyField {...named("amount")} unit={"kr"} required />
          <TextField {...named("note")} optional={optional} />
        </>
      );
    case "action":
      return (
        <>
          <TextField {...named("what")} required />
          <SelectField {...named("ownerId")} empty={words("frame.choose")} options={chosen(people)} required />
          <DateField {...named("dueOn")} required />
        </>
      );
  }
}
