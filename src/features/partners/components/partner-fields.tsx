import { RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import { COUNTRIES } from "@/lib/countries";
import { formatCount, formatCountry } from "@/lib/formats";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_PARTNER_NOTE, PARTNER_CERTAINTIES, PARTNER_KINDS } from "../schema";
import { NameHints } from "./name-hints";
import { SimilarList, type Similar } from "./similar-list";

/** A town that the written place may be. */
interface OfferedPlace {
  id: number;
  name: string;
  country: string;
  population: number;
  latitude: number;
  longitude: number;
}

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  /** The partner that is changed; null for a new one. */
  partnerId: string | null;
  /** Those that the name is like, once the form has asked back. */
  similar: readonly Similar[];
  /** The places of which the person is to say which, once the form has asked back. */
  places: readonly OfferedPlace[];
  words: Words;
}

/** A partner's fields, with what the form asks back. */
export function PartnerFields({ problems, partnerId, similar, places, words }: Props) {
  const named = (name: string) => ({ name, label: words(`partners.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`partners.help.${name}`) });
  const optional = words("frame.optional");
  const countries = COUNTRIES.map((code) => ({ value: code, label: formatCountry(code, words.locale) })).sort((a, b) => a.label.localeCompare(b.label, words.locale));
  const whereIs = ({ latitude, longitude }: OfferedPlace) => words("partners.placeAt", { latitude: latitude.toFixed(2), longitude: longitude.toFixed(2) });
  const inhabitants = ({ population }: OfferedPlace) => (population === 0 ? "" : `, ${words("partners.inhabitants", { formatted: formatCount(population) })}`);
  return (
    <>
      <RadioGroup {...named("kind")} options={PARTNER_KINDS.map((kind) => ({ value: kind, label: words(`partners.kind.${kind}`) }))} required />
      <TextField {...helped("name")} autoComplete="off" required />
      <NameHints
        fieldId="name"
        source={`/api/partners/similar?except=${partnerId ?? ""}&name=`}
        texts={{ title: words("partners.similarTyping") }}
      />
      {similar.length > 0 ? (
        <div id="saveAnyway" tabIndex={-1}>
          <SimilarList title={words("partners.similarTitle", { count: similar.length })} similar={similar} words={words} />
          <p className="help">{words("partners.similarHelp")}</p>
          <input type="hidden" name="saveAnyway" value={textOf(problems.values, "name")} />
        </div>
      ) : null}
      <SelectField {...named("country")} empty={words("frame.choose")} options={countries} required />
      <TextField {...helped("place")} optional={optional} autoComplete="off" />
      <NameHints fieldId="place" countryId="country" fills="coordinates" source="/api/partners/places?place=" texts={{ title: words("partners.placesTyping") }} />
      {places.length > 0 ? (
        <RadioGroup
          name="placeId"
          label={words("partners.field.placeId")}
          error={problems.errorOf("placeId")}
          defaultValue={textOf(problems.values, "placeId")}
          options={[...places.map((place) => ({ value: String(place.id), label: `${place.name} (${whereIs(place)}${inhabitants(place)})` })), { value: "0", label: words("partners.noneOfPlaces") }]}
        />
      ) : null}
      <TextField {...helped("coordinates")} optional={optional} width="medium" autoComplete="off" />
      <TextField {...helped("website")} optional={optional} type="url" />
      <TextArea {...helped("aliases")} optional={optional} rows={3} />
      <TextArea {...helped("formerNames")} optional={optional} rows={2} />
      <SelectField {...helped("certainty")} options={PARTNER_CERTAINTIES.map((certainty) => ({ value: certainty, label: words(`partners.certainty.${certainty}`) }))} required />
      <TextArea {...helped("note")} optional={optional} most={LONGEST_PARTNER_NOTE} />
    </>
  );
}
