import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { reportProjects, type ReportedProject } from "@/features/projects/report";
import { readProjectFilter } from "@/features/projects/schema";
import { exportProjects } from "@/features/projects/service";
import type { TableInPieces, TableRow } from "@/lib/table";
import type { Words } from "@/messages/words";
import { describe } from "@/server/action";
import { CSV_TYPE, writeCsv } from "@/server/documents/csv";
import { sendDownload } from "@/server/documents/download";
import { writeXlsx, XLSX_TYPE } from "@/server/documents/xlsx";
import { AppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { log } from "@/server/log";
import { limitRate } from "@/server/rate-limit";
import { defineRoute } from "@/server/route";

/** A whole register is heavy to make and rarely needed: this often in an hour, formats and filters together. */
const EXPORTS_PER_HOUR = 10;

/** The project list of the same address as a file: `projects.csv` or `projects.xlsx`, every page of it. */
export const GET = defineRoute<{ file: string }>({
  perMinute: EXPORTS_PER_HOUR,
  run: async (actor, request, { file }) => {
    const format = file === "projects.csv" ? "csv" : file === "projects.xlsx" ? "xlsx" : null;
    if (format === null) throw new AppError("NOT_FOUND");
    const words = await getWords();
    const today = dateInStockholm(new Date());
    const fileName = `${words("export.projects.file")}-${today}.${format}`;
    const type = format === "csv" ? CSV_TYPE : XLSX_TYPE;
    await limitRate(`export ${actor.personId}`, EXPORTS_PER_HOUR, 3_600);
    const { searchParams } = new URL(request.url);
    const { filter } = readProjectFilter(Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)])));
    log.info({ event: "exported", file, actorId: actor.personId });
    const { columns } = reportProjects([], words, today);
    const download = {
      fileName,
      type,
      source: exportProjects(actor, filter),
      write: (pieces: AsyncIterable<readonly ReportedProject[]>) => {
        const table: TableInPieces = { columns, rows: tabulate(pieces, words, today) };
        return format === "csv" ? writeCsv(table) : writeXlsx(table, words("export.projects.sheet"));
      },
    };
    return sendDownload(download, (error) => {
      log.error({ event: "export broken off", file, error: describe(error) });
    });
  },
});

async function* tabulate(pieces: AsyncIterable<readonly ReportedProject[]>, words: Words, today: PlainDate): AsyncGenerator<readonly TableRow[]> {
  for await (const projects of pieces) yield reportProjects(projects, words, today).rows;
}
