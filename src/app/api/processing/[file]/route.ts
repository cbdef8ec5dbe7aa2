import { layOutProcessing, reportProcessing, writeProcessing } from "@/features/people/processing/report";
import { readProcessing } from "@/features/people/processing/service";
import { describe } from "@/server/action";
import { CSV_TYPE, writeCsv } from "@/server/documents/csv";
import { DOCX_TYPE, writeDocx } from "@/server/documents/docx";
import { sendDownload } from "@/server/documents/download";
import { AppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { log } from "@/server/log";
import { getPack, getPresence } from "@/server/pack";
import { defineRoute } from "@/server/route";

/** The record of what is done with people's data, as `record.csv` or `record.docx`. */
export const GET = defineRoute<{ file: string }>({
  perMinute: 20,
  run: async (actor, _request, { file }) => {
    if (file !== "record.csv" && file !== "record.docx") throw new AppError("NOT_FOUND");
    const words = await getWords();
    const record = layOutProcessing(await readProcessing(actor), words);
    const { municipality } = getPack();
    const about = { municipality: municipality.name, colour: municipality.profile.light.profile, contact: getPresence().contactEmail, at: new Date() };
    async function* source() {
      yield await Promise.resolve(record);
    }
    const { columns, rows } = reportProcessing(record, words);
    async function* pieces() {
      yield await Promise.resolve(rows);
    }
    const isWord = file === "record.docx";
    const download = { fileName: `${words("processing.file")}.${isWord ? "docx" : "csv"}`, type: isWord ? DOCX_TYPE : CSV_TYPE, source: source(), write: () => (isWord ? writeDocx(writeProcessing(record, about, words)) : writeCsv({ columns, rows: pieces() })) };
    return sendDownload(download, (error) => {
      log.error({ event: "export broken off", file, error: describe(error) });
    });
  },
});
