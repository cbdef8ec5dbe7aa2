import { readExportFile } from "@/features/summaries/exports/schema";
import { exportDraft } from "@/features/summaries/exports/service";
import { readYear } from "@/features/summaries/schema";
import { wordsFor } from "@/messages/words";
import { registers } from "@/registers";
import { attachmentNamed, shownHeaders } from "@/server/documents/download";
import { AppError } from "@/server/errors";
import { log } from "@/server/log";
import { defineRoute } from "@/server/route";

/** A file made of a year's summary while it is a draft: `report.docx`, `memo.docx`, `tables.xlsx` and the others that editions have. */
export const GET = defineRoute<{ year: string; file: string }>({
  perMinute: 30,
  run: async (actor, _request, address) => {
    const [year, file] = [readYear(address.year), readExportFile(address.file)];
    if (year === null || file === null) throw new AppError("NOT_FOUND");
    const words = { sv: wordsFor("sv"), en: wordsFor("en") };
    const { bytes, type } = await exportDraft(actor, { registers, words }, { year, file });
    log.info({ event: "draft exported", year, file, actorId: actor.personId });
    return new Response(bytes, { headers: { ...shownHeaders(type), "content-length": String(bytes.length), "content-disposition": attachmentNamed(words.sv("summaries.exports.draftFile", { year: String(year), file })) } });
  },
});
