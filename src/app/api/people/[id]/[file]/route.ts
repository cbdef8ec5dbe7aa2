import { dateInStockholm } from "@/domain/plain-date";
import { layOutExtractSheet } from "@/features/people/extract/report";
import { takeExtract } from "@/features/people/extract/service";
import { toMatter } from "@/lib/fact-sheet";
import { isId } from "@/lib/fields";
import { attachmentNamed, shownHeaders } from "@/server/documents/download";
import { typeset } from "@/server/documents/typesetter";
import { AppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { defineRoute } from "@/server/route";

/** Everything that is held about a person, as `extract.json` for programs or `extract.pdf` to print. */
export const GET = defineRoute<{ id: string; file: string }>({
  perMinute: 10,
  run: async (actor, _request, { id, file }) => {
    const [, format] = /^extract\.(json|pdf)$/.exec(file) ?? [];
    if (!isId(id) || (format !== "json" && format !== "pdf")) throw new AppError("NOT_FOUND");
    const [words, extract] = [await getWords(), await takeExtract(actor, id, format)];
    const { municipality } = getPack();
    const sheet = format === "pdf" ? layOutExtractSheet(extract, municipality.name, words) : null;
    const bytes = sheet === null ? new TextEncoder().encode(JSON.stringify(extract, null, 1)) : typeset("fact-sheet.typ", toMatter(sheet, { name: municipality.name, colour: municipality.profile.light.profile, day: dateInStockholm(extract.at) })).read;
    return new Response(bytes, { headers: { ...shownHeaders(sheet === null ? "application/json; charset=utf-8" : "application/pdf"), "content-length": String(bytes.length), "content-disposition": attachmentNamed(`${words("extract.file", { name: extract.person.name })}.${format}`) } });
  },
});
