import { listTemplateFields } from "@/features/imports/drafts/service";
import { reportTemplate } from "@/features/imports/report";
import { importables } from "@/registers";
import { describe } from "@/server/action";
import { sendDownload } from "@/server/documents/download";
import { writeSheets, XLSX_TYPE } from "@/server/documents/xlsx";
import { AppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { log } from "@/server/log";
import { defineRoute } from "@/server/route";
import type { TableInPieces, TableRow } from "@/lib/table";

/** An empty list of a register as a workbook: its headings on one sheet, and on the next what may be written where there are answers to choose among. */
export const GET = defineRoute<{ kind: string }>({
  perMinute: 20,
  run: async (actor, _request, { kind }) => {
    if (!/^[a-zA-Z]{1,40}$/.test(kind)) throw new AppError("NOT_FOUND");
    const words = await getWords();
    const { list, choices } = reportTemplate(await listTemplateFields(actor, kind, { importables }), words);
    const sheetOf = (rows: readonly TableRow[]): TableInPieces["rows"] => inOnePiece(rows);
    const download = {
      fileName: `${words(`imports.of.${kind}`).split(/[:,]/)[0] ?? kind}-${words("imports.templateFile")}.xlsx`,
      type: XLSX_TYPE,
      source: inOnePiece([[]]),
      write: () => writeSheets([{ name: words("imports.rows"), table: { columns: list.columns, rows: sheetOf(list.rows) } }, { name: words("imports.templateChoices"), table: { columns: choices.columns, rows: sheetOf(choices.rows) } }]),
    };
    return sendDownload(download, (error) => {
      log.error({ event: "export broken off", file: "template", error: describe(error) });
    });
  },
});

async function* inOnePiece(rows: readonly TableRow[]): AsyncGenerator<readonly TableRow[], void, undefined> {
  yield await Promise.resolve(rows);
}
