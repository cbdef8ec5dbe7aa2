import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { reportEntries } from "@/features/coordination/report";
import { readEntryFilter } from "@/features/coordination/schema";
import { exportEntries } from "@/features/coordination/service";
import { reportInitiatives } from "@/features/initiatives/report";
import { readInitiativeFilter } from "@/features/initiatives/schema";
import { exportInitiatives } from "@/features/initiatives/service";
import { reportPartners } from "@/features/partners/report";
import { readPartnerFilter } from "@/features/partners/schema";
import { reportSearches } from "@/features/partners/searches/report";
import { readSearchFilter } from "@/features/partners/searches/schema";
import { exportSearches } from "@/features/partners/searches/service";
import { exportPartners } from "@/features/partners/service";
import { reportNetworks } from "@/features/networks/report";
import { readNetworkFilter } from "@/features/networks/schema";
import { exportNetworks } from "@/features/networks/service";
import { reportProjects } from "@/features/projects/report";
import { readProjectFilter } from "@/features/projects/schema";
import { exportProjects } from "@/features/projects/service";
import { reportActivities } from "@/features/town-relations/activities/report";
import { readActivityFilter } from "@/features/town-relations/activities/schema";
import { exportActivities } from "@/features/town-relations/activities/service";
import { reportRelations } from "@/features/town-relations/report";
import { readRelationFilter } from "@/features/town-relations/schema";
import { exportRelations } from "@/features/town-relations/service";
import type { ListAddress } from "@/lib/list-address";
import type { Table, TableInPieces, TableRow } from "@/lib/table";
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

/** The lists by what their files are called in addresses. */
const LISTS = { projects: "projects", coordination: "coordination", partners: "partners", "partner-searches": "partnerSearches", networks: "networks", initiatives: "initiatives", "town-relations": "townRelations", "town-activities": "townActivities" } as const;
type List = (typeof LISTS)[keyof typeof LISTS];

const isListed = (name: string): name is keyof typeof LISTS => Object.hasOwn(LISTS, name);

interface Wish {
  list: List;
  format: "csv" | "xlsx";
  actor: Actor;
  address: ListAddress;
  words: Words;
  today: PlainDate;
}

/** The list of the same address as a file, every page of it: `projects`, `coordination`, `partners`, `partner-searches`, `networks`, `initiatives`, `town-relations` or `town-activities`, as `csv` or `xlsx`. */
export const GET = defineRoute<{ file: string }>({
  perMinute: EXPORTS_PER_HOUR,
  run: async (actor, request, { file }) => {
    const [, name = "", format] = /^([a-z-]+)\.(csv|xlsx)$/.exec(file) ?? [];
    if (!isListed(name) || format === undefined) throw new AppError("NOT_FOUND");
    const words = await getWords();
    await limitRate(`export ${actor.personId}`, EXPORTS_PER_HOUR, 3_600);
    const { searchParams } = new URL(request.url);
    const address = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
    log.info({ event: "exported", file, actorId: actor.personId });
    const list = LISTS[name];
    const wish: Wish = { list, format: format === "csv" ? "csv" : "xlsx", actor, address, words, today: dateInStockholm(new Date()) };
    return DOWNLOADS[list](wish);
  },
});

const DOWNLOADS: Readonly<Record<List, (wish: Wish) => Response | Promise<Response>>> = {
  projects: (wish) => send(wish, exportProjects(wish.actor, readProjectFilter(wish.address).filter), (rows) => reportProjects(rows, wish.words, wish.today)),
  coordination: (wish) => send(wish, exportEntries(wish.actor, readEntryFilter(wish.address).filter), (rows) => reportEntries(rows, wish.words, wish.today)),
  partners: (wish) => send(wish, exportPartners(wish.actor, readPartnerFilter(wish.address).filter), (rows) => reportPartners(rows, wish.words, wish.today)),
  partnerSearches: (wish) => send(wish, exportSearches(wish.actor, readSearchFilter(wish.address).filter), (rows) => reportSearches(rows, wish.words, wish.today)),
  townRelations: (wish) => send(wish, exportRelations(wish.actor, readRelationFilter(wish.address).filter), (rows) => reportRelations(rows, wish.words)),
  townActivities: (wish) => send(wish, exportActivities(wish.actor, readActivityFilter(wish.address).filter), (rows) => reportActivities(rows, wish.words)),
  initiatives: (wish) => send(wish, exportInitiatives(wish.actor, readInitiativeFilter(wish.address).filter), (rows) => reportInitiatives(rows, wish.words)),
  networks: (wish) => send(wish, exportNetworks(wish.actor, readNetworkFilter(wish.address).filter), (rows) => reportNetworks(rows, wish.words)),
};

function send<Row>({ list, format, words, today }: Wish, source: AsyncGenerator<Row[], void, undefined>, report: (rows: readonly Row[]) => Table) {
  const { columns } = report([]);
  const download = {
    fileName: `${words(`export.${list}.file`)}-${today}.${format}`,
    type: format === "csv" ? CSV_TYPE : XLSX_TYPE,
    source,
    write: (pieces: AsyncIterable<readonly Row[]>) => {
      const table: TableInPieces = { columns, rows: tabulate(pieces, report) };
      return format === "csv" ? writeCsv(table) : writeXlsx(table, words(`export.${list}.sheet`));
    },
  };
  return sendDownload(download, (error) => {
    log.error({ event: "export broken off", file: `${list}.${format}`, error: describe(error) });
  });
}

async function* tabulate<Row>(pieces: AsyncIterable<readonly Row[]>, report: (rows: readonly Row[]) => Table): AsyncGenerator<readonly TableRow[]> {
  for await (const rows of pieces) yield report(rows).rows;
}
