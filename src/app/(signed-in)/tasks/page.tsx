import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { dateInStockholm } from "@/domain/plain-date";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { TaskList } from "@/features/tasks/components/task-list";
import { readTaskFilter, TASK_DUES, TASK_STANDINGS, TASKS_A_PAGE, writeTaskFilter, type TaskFilter } from "@/features/tasks/schema";
import { listTaskUnits, readTasks } from "@/features/tasks/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCount } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

const DONE = new Set(["snoozed", "woken", "handedOver", "takenBack"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("tasks.title") };
}

/** All that is the visitor's to do, or a unit's. */
export default async function TasksPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  const { filter, ignored } = readTaskFilter(parameters);
  const now = new Date();
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, list, { names, units }, parked] = await Promise.all([
    getWords(),
    readTasks(actor, filter, { registers }, now).catch((error: unknown) => {
      if (isAppError(error, "NOT_FOUND")) notFound();
      throw error;
    }),
    listTaskUnits(actor, now),
    form === undefined ? null : findParkedForm("task-step", form, actor.personId),
  ]);
  const { rows, total, unit, hidden, counts } = list;
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "list");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const address = (changes: Partial<TaskFilter>) => `/tasks${writeTaskFilter(filter, { page: 1, ...changes })}`;
  const pageAt = (page: number) => address({ page });
  const registersThere = [...new Set([...list.registers, ...(filter.register === null ? [] : [filter.register])])].filter((kind) => words.has(`tasks.register.${kind}`));
  const shown = (kind: string) => (words.has(`tasks.register.${kind}`) ? words(`tasks.register.${kind}`) : kind);
  const chips = [
    ...(filter.standing === "open" ? [] : [{ label: words(`tasks.show.${filter.standing}`), href: address({ standing: "open" }) }]),
    ...(filter.due === null ? [] : [{ label: words(`tasks.due.${filter.due}`), href: address({ due: null }) }]),
    ...(filter.register === null ? [] : [{ label: shown(filter.register), href: address({ register: null }) }]),
    ...(unit === null ? [] : [{ label: unit.name, href: address({ unitId: null, standing: "open" }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const place = { page: filter.page, size: TASKS_A_PAGE, shown: rows.length, total };
  const query = writeTaskFilter(filter, { page: 1 });
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("tasks.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`tasks.done.${done}`)}</Notice>}
      <PageHead tight title={unit === null ? words("tasks.title") : words("tasks.unitTitle", { unit: unit.name })} lead={words(unit === null ? "tasks.lead" : "tasks.unitLead")} />
      <FilterForm label={words("tasks.filter")} action="/tasks" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<SelectField name="due" label={words("tasks.dueLabel")} empty={words("tasks.allDues")} options={TASK_DUES.map((due) => ({ value: due, label: words(`tasks.due.${due}`) }))} defaultValue={filter.due ?? ""} />}>
        {unit === null ? <SelectField name="show" label={words("tasks.showLabel")} options={TASK_STANDINGS.map((standing) => ({ value: standing, label: words(`tasks.show.${standing}`) }))} defaultValue={filter.standing} /> : null}
        <SelectField name="register" label={words("tasks.registerLabel")} empty={words("frame.all")} options={registersThere.map((kind) => ({ value: kind, label: shown(kind) }))} defaultValue={filter.register ?? ""} />
        {units.length === 0 ? null : <SelectField name="unit" label={words("tasks.listLabel")} empty={words("tasks.mine")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />}
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      {hidden > 0 ? <Notice>{words("tasks.hidden", { count: hidden })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/tasks" parameters={searchParams} words={words} />}
        count={words("tasks.count", { count: total, formatted: formatCount(total) })}
        chips={chips}
        tools={
          <>
            {counts.snoozed > 0 && filter.standing !== "snoozed" ? <a href={address({ standing: "snoozed" })}>{`${words("tasks.show.snoozed")} (${formatCount(counts.snoozed)})`}</a> : null}
            {counts.handed > 0 && filter.standing !== "handed" ? <a href={address({ standing: "handed" })}>{`${words("tasks.show.handed")} (${formatCount(counts.handed)})`}</a> : null}
            {total > 0 ? (
              <>
                <a href={`/api/export/tasks.xlsx${query}`}>{words("frame.excel")}</a>
                <a href={`/api/export/tasks.csv${query}`}>{words("frame.csv")}</a>
              </>
            ) : null}
          </>
        }
      />
      <div id="list">
        {rows.length > 0 ? (
          <>
            <h2 className="vh">{words("tasks.caption")}</h2>
            <TaskList rows={rows} pack={getPack()} names={names} readerId={actor.personId} unitId={filter.unitId} today={dateInStockholm(now)} back={pageAt(filter.page)} words={words} />
            <Pager {...describePages(words, place, pageAt)} />
            <p className="meta mt-4">{words("tasks.most")}</p>
          </>
        ) : (
          <EmptyState {...describeEmpty(words, "tasks", place, chips.length > 0, "/tasks", pageAt)} />
        )}
      </div>
    </>
  );
}
