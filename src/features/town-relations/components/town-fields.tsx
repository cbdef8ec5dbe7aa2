import { DateField, RadioGroup, SelectField, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import { NameHints } from "@/features/partners/components/name-hints";
import { NEW_TOWN } from "@/features/partners/towns/schema";
import { COUNTRIES } from "@/lib/countries";
import { formatCount, formatCountry } from "@/lib/formats";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  words: Words;
}

/** What the form asks back about a town: which of those in the register it is, and which of the places that are called so. */
export interface TownQuestions {
  towns: readonly { id: string; name: string; country: string; place: string | null }[];
  places: readonly { id: number; name: string; population: number; latitude: number; longitude: number }[];
}

const fieldsOf = ({ problems, words }: Props) => {
  const named = (name: string) => ({ name, label: words(`townRelations.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  return { named, helped: (name: string) => ({ ...named(name), help: words(`townRelations.help.${name}`) }) };
};

/** Which town of the register of partners: by name and country, with what the form asks back. */
export function TownFields({ towns, places, ...props }: Props & TownQuestions) {
  const { named, helped } = fieldsOf(props);
  const { words } = props;
  const countries = COUNTRIES.map((code) => ({ value: code, label: formatCountry(code, words.locale) })).sort((a, b) => a.label.localeCompare(b.label, words.locale));
  const inhabitants = (population: number) => (population === 0 ? "" : `, ${words("partners.inhabitants", { formatted: formatCount(population) })}`);
  return (
    <>
      <TextField {...helped("town")} autoComplete="off" required />
      <NameHints fieldId="town" countryId="country" source="/api/partners/towns?name=" texts={{ title: words("townRelations.townsTyping") }} />
      <SelectField {...named("country")} empty={words("frame.choose")} options={countries} required />
      {towns.length > 0 ? (
        <RadioGroup
          {...named("townPartner")}
          options={[
            ...towns.map(({ id, name, country, place }) => ({ value: id, label: [name, ...(place === null || name.includes(place) ? [] : [place]), formatCountry(country, words.locale)].join(", ") })),
            { value: NEW_TOWN, label: words("townRelations.anotherTown") },
          ]}
        />
      ) : null}
      {places.length > 0 ? (
        <RadioGroup
          {...named("placeId")}
          options={[
            ...places.map(({ id, name, population, latitude, longitude }) => ({ value: String(id), label: `${name} (${words("partners.placeAt", { latitude: latitude.toFixed(2), longitude: longitude.toFixed(2) })}${inhabitants(population)})` })),
            { value: "0", label: words("partners.noneOfPlaces") },
          ]}
        />
      ) : null}
    </>
  );
}

/** Since when and until when a town belongs to a relation. */
export function TownTimeFields(props: Props) {
  const { named, helped } = fieldsOf(props);
  const optional = props.words("frame.optional");
  return (
    <>
      <DateField {...helped("since")} optional={optional} />
      <DateField {...named("until")} help={props.words("townRelations.help.until")} optional={optional} />
      <TextField {...named("townNote")} optional={optional} />
    </>
  );
}
