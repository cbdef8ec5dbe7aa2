import { reportMarked } from "@/features/imports/report";
import { previewList } from "@/features/imports/drafts/service";
import { isId } from "@/lib/fields";
import { wordsFor } from "@/messages/words";
import { importables } from "@/registers";
import { describe } from "@/server/action";
import { sendDownload } from "@/server/documents/download";
import { writeXlsx, XLSX_TYPE } from "@/server/documents/xlsx";
import { AppError } from "@/server/errors";
import { getLocale } from "@/server/locale";
import { log } from "@/server/log";
import { defineRoute } from "@/server/route";

/** A list of fewer rows is judged for this once; what a longer one comes to is kept meanwhile. */
const PIECE = 2_000;

/** The rows of a list that is about to be read in, as a workbook in which what is wrong is marked and said. */
export const GET = defineRoute<{ id: string }>({
  perMinute: 10,
  run: async (actor, _request, { id }) => {
    if (!isId(id)) throw new AppError("NOT_FOUND");
    const locale = await getLocale();
    const words = wordsFor(locale);
    const around = { importables, languages: [words, wordsFor(locale === "sv" ? "en" : "sv")] };
    const list = await previewList(actor, id, { outcome: null, from: 0, most: PIECE }, around);
    const judged = [...list.rows];
    for (let more = list.rows; more.length === PIECE; judged.push(...more)) more = (await previewList(actor, id, { outcome: null, from: judged.length, most: PIECE }, around)).rows;
    const { columns, rows, marks } = reportMarked({ ...list, rows: judged, cells: new Map(judged.map(({ row, cells }) => [row, cells])) }, list.fields, words);
    log.info({ event: "exported", file: "marked list", actorId: actor.personId });
    async function* source() {
      yield await Promise.resolve(rows);
    }
    const download = { fileName: `${list.fileName.replace(/\.[a-z]{1,4}$/i, "")}-${words("imports.markedFile")}.xlsx`, type: XLSX_TYPE, source: source(), write: (pieces: AsyncIterable<typeof rows>) => writeXlsx({ columns, rows: pieces }, words("imports.rows"), marks) };
    return sendDownload(download, (error) => {
      log.error({ event: "export broken off", file: "marked list", error: describe(error) });
    });
  },
});
