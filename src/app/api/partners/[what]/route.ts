import { COUNTRIES } from "@/lib/countries";
import { formatCount, formatCountry } from "@/lib/formats";
import { isId } from "@/lib/fields";
import { listPlaces, listSimilarPartners, type SimilarPartner } from "@/features/partners/service";
import { listTownsCalled } from "@/features/partners/towns/service";
import { AppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { defineRoute } from "@/server/route";

const HEADERS = { "cache-control": "private, no-store" };

/** What is offered while a name is typed in a form: partners that it is like, to look at (`similar`) or to choose (`names`), towns of the register that one may be (`towns`), or towns that a place may be (`places`). */
export const GET = defineRoute<{ what: string }>({
  perMinute: 240,
  run: async (actor, request, { what }) => {
    const words = await getWords();
    const { searchParams } = new URL(request.url);
    const text = (name: string) => (searchParams.get(name) ?? "").normalize("NFC").replace(/[\u0000-\u001f\u007f\uFFFD]/g, " ").trim();
    const described = ({ name, country, kind, alike }: SimilarPartner) => `${name}, ${words(`partners.kind.${kind}`)}, ${formatCountry(country, words.locale)}${alike === name ? "" : ` (${words("partners.alsoCalled", { name: alike })})`}`;
    if (what === "names") {
      const similar = await listSimilarPartners(actor, text("name"));
      const hints = similar.map((one) => ({ key: one.id, value: one.name, ...(one.place === null ? {} : { fill: one.place }), country: one.country, label: described(one) }));
      return Response.json(hints, { headers: HEADERS });
    }
    if (what === "similar") {
      const except = text("except");
      const similar = await listSimilarPartners(actor, text("name"), isId(except) ? except : null);
      const hints = similar.map((one) => ({ key: one.id, href: `/partners/${one.id}`, label: described(one) }));
      return Response.json(hints, { headers: HEADERS });
    }
    const country = COUNTRIES.find((code) => code === text("country")) ?? null;
    if (what === "towns") {
      const towns = country === null ? (await listSimilarPartners(actor, text("name"))).filter(({ kind }) => kind === "TOWN") : await listTownsCalled(actor, text("name"), country);
      return Response.json(towns.map((town) => ({ key: town.id, value: town.name, country: town.country, label: `${town.name}, ${formatCountry(town.country, words.locale)}` })), { headers: HEADERS });
    }
    if (what !== "places") throw new AppError("NOT_FOUND");
    const hints = listPlaces(actor, text("place"), { country }).map((place) => ({
      key: String(place.id),
      value: place.name,
      fill: `${String(place.latitude)}, ${String(place.longitude)}`,
      country: place.country,
      label: `${place.name}, ${formatCountry(place.country, words.locale)}${place.population === 0 ? "" : ` (${words("partners.inhabitants", { formatted: formatCount(place.population) })})`}`,
    }));
    return Response.json(hints, { headers: HEADERS });
  },
});
