import { dateInStockholm } from "@/domain/plain-date";
import { layOutBriefing, type BriefedTown } from "@/features/visits/briefings/report";
import { readBriefing } from "@/features/visits/briefings/service";
import { toMatter, type SheetMap } from "@/lib/fact-sheet";
import { isId } from "@/lib/fields";
import { wordsFor, type Words } from "@/messages/words";
import { attachmentNamed, shownHeaders } from "@/server/documents/download";
import { typeset } from "@/server/documents/typesetter";
import { AppError } from "@/server/errors";
import { log } from "@/server/log";
import { getPack } from "@/server/pack";
import { defineRoute } from "@/server/route";
import { drawMap } from "@/server/world-map";

/** Where a town lies: on Europe where it is there, else on the world. */
function mapOf(town: BriefedTown | null, words: Words): SheetMap | null {
  if (town === null || town.latitude === null || town.longitude === null) return null;
  for (const what of ["europe", "world"] as const) {
    const { place, width, height, land, borders } = drawMap(what);
    const at = place({ latitude: town.latitude, longitude: town.longitude });
    if (at !== null) return { width, height, land, borders, at, alt: words(what === "europe" ? "visitSheet.map" : "visitSheet.mapWorld", { town: town.name }) };
  }
  return null;
}

/** What whoever is to meet a visit has use of knowing, in Swedish or, with `lang=en`, in English. */
export const GET = defineRoute<{ id: string }>({
  perMinute: 30,
  run: async (actor, request, { id }) => {
    if (!isId(id)) throw new AppError("NOT_FOUND");
    const words = wordsFor(new URL(request.url).searchParams.get("lang") === "en" ? "en" : "sv");
    const briefing = await readBriefing(actor, id);
    const { municipality } = getPack();
    const owner = { name: municipality.name, colour: municipality.profile.light.profile, day: dateInStockholm(new Date()) };
    const sheet = layOutBriefing(briefing, mapOf(briefing.town, words), owner, words);
    const bytes = typeset("fact-sheet.typ", toMatter(sheet, owner)).read;
    log.info({ event: "briefing set", visitId: id, lang: sheet.lang, actorId: actor.personId });
    return new Response(bytes, { headers: { ...shownHeaders("application/pdf"), "content-length": String(bytes.length), "content-disposition": attachmentNamed(`${words("visitSheet.file", { name: sheet.title })}.pdf`) } });
  },
});
