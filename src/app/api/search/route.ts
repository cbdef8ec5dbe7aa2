import type { PaletteAnswer, PaletteGroup } from "@/components/palette";
import { readSearchFilter } from "@/features/search/schema";
import { search } from "@/features/search/service";
import { listFavourites } from "@/features/saved-views/favourites/service";
import { addressOf } from "@/features/saved-views/rules";
import { VIEW_LISTS } from "@/features/saved-views/schema";
import { listViews } from "@/features/saved-views/service";
import { registers, searchables } from "@/registers";
import { getWords } from "@/server/locale";
import { defineRoute } from "@/server/route";
import { listActions, listNavigation, loadOwnNavigation } from "../../(signed-in)/search/load";

const HITS_A_KIND = 4;
/** More kinds than this are for the page. */
const MOST_KINDS = 6;

/** What is suggested while one types: without a text, the pages that one has and what one may do; with one, the records that it finds. */
export const GET = defineRoute({
  perMinute: 240,
  run: async (actor, request) => {
    const words = await getWords();
    const { filter } = readSearchFilter({ q: new URL(request.url).searchParams.get("q") ?? "" });
    const palette = async (): Promise<PaletteGroup[]> => {
      if (filter.q === "") {
        const [own, views, favourites] = await Promise.all([loadOwnNavigation(actor), listViews(actor), listFavourites(actor, { registers })]);
        const pages = listNavigation(actor, words, 0, null, own).flatMap(({ items }) => items.map(({ href, label }) => ({ href, label })));
        return [
          { label: words("search.palette.actions"), items: await listActions(actor, words) },
          { label: words("savedViews.palette"), items: [...views.map((view) => ({ href: addressOf(view), label: view.name, note: words(VIEW_LISTS[view.list]) })), ...favourites.map(({ path, title }) => ({ href: path, label: title }))] },
          { label: words("search.palette.pages"), items: pages },
        ];
      }
      const { groups } = await search(actor, searchables, filter, HITS_A_KIND);
      return [...groups]
        .sort((one, other) => (other.hits[0]?.score ?? 0) - (one.hits[0]?.score ?? 0))
        .slice(0, MOST_KINDS)
        .map(({ kind, hits }) => ({
          label: words(`search.kinds.${kind}`),
          items: hits.map(({ path, name, unit, caseNumber }) => {
            const note = [caseNumber, unit].filter((part) => part !== null).join(", ");
            return { href: path, label: name, ...(note === "" ? {} : { note }) };
          }),
        }));
    };
    const texts = { help: words("search.palette.help"), close: words("search.palette.close"), count: words("search.palette.count", { count: "{count}" }), none: words("search.palette.none") };
    const answer: PaletteAnswer = { groups: await palette(), texts };
    return Response.json(answer, { headers: { "cache-control": "private, no-store" } });
  },
});
