import { dateInStockholm } from "@/domain/plain-date";
import { readAsOf } from "@/features/coverage/schema";
import { reportScrutiny } from "@/features/scrutiny/report";
import { exportScrutiny } from "@/features/scrutiny/service";
import { registers } from "@/registers";
import { sendDownload } from "@/server/documents/download";
import { writeXlsx, XLSX_TYPE } from "@/server/documents/xlsx";
import { describe } from "@/server/action";
import { getSettings } from "@/server/env";
import { getWords } from "@/server/locale";
import { log } from "@/server/log";
import { defineRoute } from "@/server/route";

/** Every record that lacks what auditors ask, for the year or day of the address, as a workbook. */
export const GET = defineRoute({
  perMinute: 10,
  run: async (actor, request) => {
    const [words, today] = [await getWords(), dateInStockholm(new Date())];
    const { asOf } = readAsOf(new URL(request.url).searchParams.get("on") ?? undefined, today);
    const { columns, rows } = reportScrutiny(await exportScrutiny(actor, registers, asOf), getSettings().origin, words);
    log.info({ event: "exported", file: "scrutiny.xlsx", actorId: actor.personId });
    async function* source() {
      yield await Promise.resolve(rows);
    }
    const download = { fileName: `${words("export.scrutiny.file")}-${asOf.begunBy ?? String(asOf.year)}.xlsx`, type: XLSX_TYPE, source: source(), write: (pieces: AsyncIterable<typeof rows>) => writeXlsx({ columns, rows: pieces }, words("scrutiny.title")) };
    return sendDownload(download, (error) => {
      log.error({ event: "export broken off", file: "scrutiny.xlsx", error: describe(error) });
    });
  },
});
