import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { reportEntries as reportAuditLog } from "@/features/audit-trail/report";
import { readAuditFilter } from "@/features/audit-trail/schema";
import { exportEntries as exportAuditLog } from "@/features/audit-trail/service";
import { reportEntries } from "@/features/coordination/report";
import { readEntryFilter } from "@/features/coordination/schema";
import { exportPersons } from "@/features/competence/overview/service";
import { readOverviewFilter } from "@/features/competence/overview/schema";
import { reportActivities as reportCompetence, reportPersons, reportStaff } from "@/features/competence/report";
import { readActivityFilter as readCompetenceFilter } from "@/features/competence/schema";
import { exportActivities as exportCompetence } from "@/features/competence/service";
import { readStaffFilter } from "@/features/competence/staff/schema";
import { exportStaff } from "@/features/competence/staff/service";
import { exportEntries } from "@/features/coordination/service";
import { reportMoney } from "@/features/funding/years/report";
import { readMoneyFilter } from "@/features/funding/years/schema";
import { exportMoneyProjects } from "@/features/funding/years/service";
import { exportInfluence } from "@/features/eu-monitoring/influence/service";
import { readInfluenceFilter } from "@/features/eu-monitoring/influence/schema";
import { reportInfluence, reportItems } from "@/features/eu-monitoring/report";
import { readItemFilter } from "@/features/eu-monitoring/schema";
import { exportItems } from "@/features/eu-monitoring/service";
import { reportCases } from "@/features/economy-support/report";
import { readCaseFilter } from "@/features/economy-support/schema";
import { exportCases } from "@/features/economy-support/service";
import { reportDocuments } from "@/features/documents/report";
import { readDocumentFilter } from "@/features/documents/schema";
import { exportDocuments } from "@/features/documents/service";
import { reportInitiatives } from "@/features/initiatives/report";
import { readInitiativeFilter } from "@/features/initiatives/schema";
import { exportInitiatives } from "@/features/initiatives/service";
import { exportInformation } from "@/features/opportunities/information/service";
import { readInformationFilter } from "@/features/opportunities/information/schema";
import { reportInformation, reportOpportunities } from "@/features/opportunities/report";
import { readOpportunityFilter } from "@/features/opportunities/schema";
import { exportOpportunities } from "@/features/opportunities/service";
import { reportPartners } from "@/features/partners/report";
import { PARTNER_COLUMNS, readPartnerFilter } from "@/features/partners/schema";
import { reportSearches } from "@/features/partners/searches/report";
import { readSearchFilter } from "@/features/partners/searches/schema";
import { exportSearches } from "@/features/partners/searches/service";
import { exportPartners } from "@/features/partners/service";
import { reportNetworks } from "@/features/networks/report";
import { readNetworkFilter } from "@/features/networks/schema";
import { exportNetworks } from "@/features/networks/service";
import { reportCalls } from "@/features/programmes/calls/report";
import { readCallFilter } from "@/features/programmes/calls/schema";
import { exportCalls } from "@/features/programmes/calls/service";
import { reportProgrammes } from "@/features/programmes/report";
import { readProgrammeFilter } from "@/features/programmes/schema";
import { exportProgrammes } from "@/features/programmes/service";
import { reportDeadlines } from "@/features/projects/deadlines/report";
import { readDeadlineFilter } from "@/features/projects/deadlines/schema";
import { exportDeadlines } from "@/features/projects/deadlines/service";
import { reportLessons } from "@/features/projects/closings/report";
import { readLessonFilter } from "@/features/projects/closings/schema";
import { exportLessons } from "@/features/projects/closings/service";
import { reportProjects } from "@/features/projects/report";
import { PROJECT_COLUMNS, readProjectFilter } from "@/features/projects/schema";
import { exportProjects } from "@/features/projects/lists/service";
import { reportActivities } from "@/features/town-relations/activities/report";
import { readActivityFilter } from "@/features/town-relations/activities/schema";
import { reportTasks } from "@/features/tasks/report";
import { readTaskFilter } from "@/features/tasks/schema";
import { exportTasks, listTaskUnits } from "@/features/tasks/service";
import { exportActivities } from "@/features/town-relations/activities/service";
import { reportRelations } from "@/features/town-relations/report";
import { readRelationFilter, RELATION_COLUMNS } from "@/features/town-relations/schema";
import { exportRelations } from "@/features/town-relations/service";
import { reportPublicVisits } from "@/features/visits/public/report";
import { readPublicFilter } from "@/features/visits/public/schema";
import { exportPublicVisits } from "@/features/visits/public/service";
import { reportVisits } from "@/features/visits/report";
import { readVisitFilter, VISIT_COLUMNS } from "@/features/visits/schema";
import { exportVisits } from "@/features/visits/service";
import { reportDisposal } from "@/features/retention/disposals/report";
import { readDisposalId } from "@/features/retention/disposals/schema";
import { exportDisposal } from "@/features/retention/disposals/service";
import { reportDue } from "@/features/retention/report";
import { readDueFilter } from "@/features/retention/schema";
import { exportDue } from "@/features/retention/service";
import type { ListAddress } from "@/lib/list-address";
import { keepColumns, type ListColumns } from "@/lib/list-columns";
import type { Table, TableInPieces, TableRow } from "@/lib/table";
import type { Words } from "@/messages/words";
import { places, registers } from "@/registers";
import { describe } from "@/server/action";
import { CSV_TYPE, writeCsv } from "@/server/documents/csv";
import { sendDownload } from "@/server/documents/download";
import { writeXlsx, XLSX_TYPE } from "@/server/documents/xlsx";
import { AppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { log } from "@/server/log";
import { areaOf, getPack } from "@/server/pack";
import { limitRate } from "@/server/rate-limit";
import { defineRoute } from "@/server/route";

/** A whole register is heavy to make and rarely needed: this often in an hour, formats and filters together. */
const EXPORTS_PER_HOUR = 10;

/** The lists by what their files are called in addresses. */
const LISTS = { "audit-log": "auditLog", projects: "projects", coordination: "coordination", partners: "partners", "partner-searches": "partnerSearches", networks: "networks", lessons: "lessons", "economy-support": "economySupport", "eu-monitoring": "euMonitoring", "eu-influence": "euInfluence", information: "information", competence: "competence", "competence-persons": "competencePersons", "competence-staff": "competenceStaff", initiatives: "initiatives", opportunities: "opportunities", money: "money", "town-relations": "townRelations", "town-activities": "townActivities", programmes: "programmes", calls: "calls", deadlines: "deadlines", documents: "documents", tasks: "tasks", visits: "visits", "visits-public": "publicVisits", retention: "retention", disposal: "disposal" } as const;
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

/** The list of the same address as a file, every page of it: `audit-log`, `projects`, `coordination`, `partners`, `partner-searches`, `networks`, `lessons`, `economy-support`, `eu-monitoring`, `eu-influence`, `information`, `competence`, `competence-persons`, `competence-staff`, `initiatives`, `opportunities`, `money`, `town-relations`, `town-activities`, `programmes`, `calls`, `deadlines`, `documents`, `tasks`, `visits`, `visits-public`, `retention` or `disposal`, as `csv` or `xlsx`. */
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
  auditLog: (wish) => send(wish, exportAuditLog(wish.actor, readAuditFilter(wish.address).filter, { registers, places }), (rows) => reportAuditLog(rows, wish.words)),
  projects: (wish) => send(wish, exportProjects(wish.actor, readProjectFilter(wish.address).filter), (rows) => reportProjects(rows, wish.words, wish.today)),
  coordination: (wish) => send(wish, exportEntries(wish.actor, readEntryFilter(wish.address).filter), (rows) => reportEntries(rows, wish.words, wish.today)),
  partners: (wish) => send(wish, exportPartners(wish.actor, readPartnerFilter(wish.address).filter), (rows) => reportPartners(rows, wish.words, wish.today)),
  partnerSearches: (wish) => send(wish, exportSearches(wish.actor, readSearchFilter(wish.address).filter), (rows) => reportSearches(rows, wish.words, wish.today)),
  townRelations: (wish) => send(wish, exportRelations(wish.actor, readRelationFilter(wish.address).filter), (rows) => reportRelations(rows, wish.words)),
  townActivities: (wish) => send(wish, exportActivities(wish.actor, readActivityFilter(wish.address).filter), (rows) => reportActivities(rows, wish.words)),
  initiatives: (wish) => send(wish, exportInitiatives(wish.actor, readInitiativeFilter(wish.address).filter), (rows) => reportInitiatives(rows, wish.words)),
  money: (wish) => {
    const { filter } = readMoneyFilter(wish.address, Number(wish.today.slice(0, 4)));
    return send(wish, exportMoneyProjects(wish.actor, filter), (rows) => reportMoney(rows, filter.payerId !== null, wish.words));
  },
  economySupport: (wish) => send(wish, exportCases(wish.actor, readCaseFilter(wish.address).filter), (rows) => reportCases(rows, wish.words)),
  euMonitoring: (wish) => send(wish, exportItems(wish.actor, readItemFilter(wish.address).filter), (rows) => reportItems(rows, wish.words, wish.today, areaOf("monitoringItem")?.[wish.words.locale] ?? null)),
  euInfluence: (wish) => send(wish, exportInfluence(wish.actor, readInfluenceFilter(wish.address).filter), (rows) => reportInfluence(rows, wish.words, areaOf("monitoringItem")?.[wish.words.locale] ?? null)),
  competence: (wish) => send(wish, exportCompetence(wish.actor, readCompetenceFilter(wish.address).filter), (rows) => reportCompetence(rows, wish.words, new Date())),
  competencePersons: (wish) => send(wish, exportPersons(wish.actor, readOverviewFilter(wish.address).filter), (rows) => reportPersons(rows, wish.words)),
  competenceStaff: (wish) => send(wish, exportStaff(wish.actor, readStaffFilter(wish.address).filter), (rows) => reportStaff(rows, wish.words)),
  opportunities: (wish) => {
    const goals = new Map(getPack().taxonomies.municipalGoals.map((goal) => [goal.code, goal[wish.words.locale]]));
    return send(wish, exportOpportunities(wish.actor, readOpportunityFilter(wish.address).filter), (rows) =>
      reportOpportunities(rows.map((row) => ({ ...row, goals: row.municipalGoals.map((code) => goals.get(code) ?? code) })), wish.words, wish.today),
    );
  },
  information: (wish) => send(wish, exportInformation(wish.actor, readInformationFilter(wish.address).filter), (rows) => reportInformation(rows, wish.words)),
  programmes: (wish) => send(wish, exportProgrammes(wish.actor, readProgrammeFilter(wish.address).filter), (rows) => reportProgrammes(rows, wish.words)),
  calls: (wish) => send(wish, exportCalls(wish.actor, readCallFilter(wish.address).filter), (rows) => reportCalls(rows, wish.words, wish.today)),
  documents: (wish) => send(wish, exportDocuments(wish.actor, readDocumentFilter(wish.address).filter, { registers }), (rows) => reportDocuments(rows, wish.words)),
  deadlines: (wish) => send(wish, exportDeadlines(wish.actor, readDeadlineFilter(wish.address).filter), (rows) => reportDeadlines(rows, wish.words, wish.today)),
  tasks: async (wish) => {
    const { names } = await listTaskUnits(wish.actor);
    return send(wish, exportTasks(wish.actor, readTaskFilter(wish.address).filter, { registers }), (rows) => reportTasks(rows, names, wish.words));
  },
  lessons: (wish) => send(wish, exportLessons(wish.actor, readLessonFilter(wish.address).filter), (rows) => reportLessons(rows, wish.words)),
  visits: (wish) => send(wish, exportVisits(wish.actor, readVisitFilter(wish.address).filter), (rows) => reportVisits(rows, wish.words)),
  publicVisits: (wish) => send(wish, exportPublicVisits(wish.actor, readPublicFilter(wish.address).filter), (rows) => reportPublicVisits(rows, wish.words)),
  retention: (wish) => send(wish, exportDue(wish.actor, readDueFilter(wish.address).filter, { registers }), (rows) => reportDue(rows, wish.words)),
  disposal: (wish) => {
    const id = readDisposalId(wish.address);
    if (id === null) throw new AppError("NOT_FOUND");
    return send(wish, exportDisposal(wish.actor, id, { registers }), (rows) => reportDisposal(rows, wish.words));
  },
  networks: (wish) => send(wish, exportNetworks(wish.actor, readNetworkFilter(wish.address).filter), (rows) => reportNetworks(rows, wish.words)),
};

/** The lists whose columns can be chosen: their files have what the list shows. */
const COLUMNS: Readonly<Partial<Record<List, ListColumns>>> = { projects: PROJECT_COLUMNS, visits: VISIT_COLUMNS, partners: PARTNER_COLUMNS, townRelations: RELATION_COLUMNS };

function send<Row>({ list, format, address, words, today }: Wish, source: AsyncGenerator<Row[], void, undefined>, lay: (rows: readonly Row[]) => Table) {
  const report = (rows: readonly Row[]) => keepColumns(lay(rows), address, COLUMNS[list]);
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
