import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { EmptyState } from "@/components/empty-state";
import { GapNotice } from "@/components/gap-notice";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { TaskRows } from "@/components/task-rows";
import { answersForUnit, describeActor, type Actor } from "@/domain/actor";
import { dateInStockholm, daysBetween } from "@/domain/plain-date";
import { describeState } from "@/features/coordination/components/entry-state";
import { listOpenTasks } from "@/features/coordination/service";
import { CoverageView } from "@/features/coverage/components/coverage-view";
import { PolicyView } from "@/features/coverage/components/policy-view";
import { readAsOf } from "@/features/coverage/schema";
import { readCoverage, readPolicyInPractice } from "@/features/coverage/service";
import { PriorityList } from "@/features/priorities/components/priority-list";
import { countDone } from "@/features/municipality/first-steps/rules";
import { isBeginning, readFirstSteps } from "@/features/municipality/first-steps/service";
import { listPriorities } from "@/features/priorities/service";
import { startLog } from "@/features/project-drafts/actions";
import { ProjectTable } from "@/features/projects/components/project-table";
import { mayLogProjects } from "@/features/projects/policy";
import { readProjectFilter } from "@/features/projects/schema";
import { countProjects, listProjects } from "@/features/projects/lists/service";
import { ComingVisits } from "@/features/visits/components/coming-visits";
import { answer, take } from "@/features/visits/representation/actions";
import { OwnPlaces } from "@/features/saved-views/components/own-places";
import { listFavourites } from "@/features/saved-views/favourites/service";
import { listViews } from "@/features/saved-views/service";
import { ScrutinyView } from "@/features/scrutiny/components/scrutiny-view";
import { readScrutiny } from "@/features/scrutiny/service";
import { countTasks } from "@/features/tasks/rules";
import { listTasks } from "@/features/tasks/service";
import { formatCount, formatNear } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { loadDesk } from "./visits/load";

export async function generateMetadata(): Promise<Metadata> {
  const [actor, words] = [await getActor(), await getWords()];
  return { title: words(`home.${describeActor(actor).home}.nav`, { type: getPack().document.type }) };
}

const DONE = new Set(["draftKept", "draftDiscarded"]);
const SHOWN_GAPS = 5;
const SHOWN_TASKS = 5;
const SHOWN_OWN_TASKS = 50;
const SHOWN_FAVOURITES = 8;
const DESK_ACTIONS = { answer, take };

/** What the actor has marked or kept, where it begins; nothing where there is nothing. */
async function Kept({ actor, words }: { actor: Actor; words: Words }) {
  const [favourites, views] = await Promise.all([listFavourites(actor, { registers }, SHOWN_FAVOURITES), listViews(actor)]);
  return <OwnPlaces favourites={favourites} recent={[]} views={views} words={words} />;
}

export default async function FirstPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, words, parameters] = [await getActor(), await getWords(), await searchParams];
  const { home, unit: unitName } = describeActor(actor);
  if (home === "presidium") {
    const { desk, problems, done } = await loadDesk(actor, parameters, words);
    return (
      <>
        {problems.length > 0 ? <ErrorSummary title={words("visits.notDone")} items={problems} /> : null}
        {done === null ? null : <Notice kind="done">{done}</Notice>}
        <ComingVisits desk={desk} actions={DESK_ACTIONS} back="/" />
        <Kept actor={actor} words={words} />
      </>
    );
  }
  const now = new Date();
  const today = dateInStockholm(now);
  const pack = getPack();
  const thisYear = readAsOf(undefined, today);
  if (home === "board") {
    const [matrix, priorities, open] = await Promise.all([readCoverage(actor, registers, thisYear.asOf), listPriorities(actor, { kind: null, on: today }), listOpenTasks(actor, now)]);
    return (
      <CoverageView matrix={matrix} asked={thisYear} today={today} words={words}>
        <Section id="priorities" title={words("priorities.homeTitle")} more={{ href: "/priorities", label: words("priorities.homeMore") }}>
          {priorities.length === 0 ? <p>{words("priorities.homeNone")}</p> : <PriorityList rows={priorities} day={today} words={words} />}
        </Section>
        <Section id="coordination" title={words("coordination.homeTitle")} more={{ href: "/coordination?tasks=open&sort=due", label: words("coordination.homeMore") }}>
          {open.length === 0 ? (
            <p>{words("coordination.homeNone")}</p>
          ) : (
            <TaskRows
              items={open.slice(0, SHOWN_TASKS).map(({ id, title, dueOn, responsible }) => {
                const [kind, word] = describeState({ kind: "TASK", dueOn, doneOn: null }, today, words);
                return { key: id, href: `/coordination/${id}`, title, text: responsible, ...(dueOn === null ? {} : { when: formatNear(dueOn, today, words.locale) }), status: { kind, word } };
              })}
            />
          )}
        </Section>
        <Kept actor={actor} words={words} />
      </CoverageView>
    );
  }
  if (home === "council") {
    return (
      <>
        <PolicyView practice={await readPolicyInPractice(actor, registers, thisYear.asOf)} type={pack.document.type} asked={thisYear} today={today} words={words} />
        <Kept actor={actor} words={words} />
      </>
    );
  }
  if (home === "audit") {
    return (
      <>
        <ScrutinyView questions={await readScrutiny(actor, registers, thisYear.asOf)} asked={thisYear} today={today} words={words} />
        <Kept actor={actor} words={words} />
      </>
    );
  }
  const unit = actor.units[0];
  const { filter } = readProjectFilter(home === "unit" && unit ? { unit: unit.id } : {});
  const [listed, gaps, projects, counts, steps] = await Promise.all([
    listTasks(actor, { registers }, now, ["TASK"]),
    Promise.all(registers.map((register) => register.gaps(actor, today))).then((lists) => lists.flat()),
    listProjects(actor, filter, now),
    // Who has a unit is told of that alone.
    home === "unit" ? null : countProjects(actor),
    isBeginning(actor).then((is) => (is ? readFirstSteps(actor, now) : null)),
  ]);
  const tasks = listed.filter(({ standing }) => standing === "open");
  const ownGaps = home === "unit" ? gaps.filter((gap) => answersForUnit(actor, gap.unitId)) : gaps;
  const byClause = [...new Set(ownGaps.map((gap) => gap.clause))];
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const dueNote = (days: number) => (days < 0 ? words("home.dueAgo", { days: -days }) : words("home.dueIn", { days }));
  const title = home === "unit" && unitName !== null ? unitName : words(`home.${home}.title`);
  const lead =
    counts === null
      ? words("home.unit.lead", { count: tasks.length })
      : words("home.lead", { all: formatCount(counts.all), count: counts.all, ongoing: counts.ongoing, units: counts.units });
  return (
    <>
      {done === null ? null : <Notice kind="done">{words(`projects.done.${done}`)}</Notice>}
      <PageHead title={title} lead={lead} quietLead={home === "unit"} />
      {mayLogProjects(actor) ? (
        <form action={startLog} className="doors">
          <button className="door door-primary" type="submit">
            <b>{words("projects.log")}</b> <span>{words("home.logText")}</span>
          </button>
          <a className="door" href="/visits/new">
            <b>{words("visits.announce")}</b> <span>{words("visits.announceText")}</span>
          </a>
        </form>
      ) : null}
      {steps === null ? null : (
        <Section id="first-steps" title={words("firstSteps.title")} more={{ href: "/first-steps", label: words("firstSteps.homeMore") }}>
          <p>{words("firstSteps.homeLead", countDone(steps))}</p>
        </Section>
      )}
      {tasks.length > 0 ? (
        <Section id="tasks" title={words("home.tasks")} note={words("tasks.homeNote", countTasks(tasks, today))} more={{ href: "/tasks", label: words("tasks.homeMore") }}>
          <TaskRows
            items={tasks.slice(0, SHOWN_OWN_TASKS).map((task) => ({
              key: task.id,
              href: task.path,
              title: words(task.title.message, task.title.params),
              ...(task.text ? { text: words(task.text.message, task.text.params) } : {}),
              ...(task.dueOn === null ? {} : { when: formatNear(task.dueOn, today, words.locale), whenNote: dueNote(daysBetween(today, task.dueOn)) }),
              status: { kind: task.state, word: words(task.stateWord) },
            }))}
          />
        </Section>
      ) : null}
      {byClause.map((number) => {
        const clause = pack.clauses.find((candidate) => candidate.number === number);
        const list = ownGaps.filter((gap) => gap.clause === number);
        return (
          <Section key={number} id={`gaps-${number}`} title={words("home.missing")} note={words("home.missingCount", { count: list.length })}>
            {list.slice(0, SHOWN_GAPS).map((gap) => (
              <GapNotice
                key={gap.key}
                title={words(gap.title.message, gap.title.params)}
                source={clause ? <><q>{clause.quotation}</q> {words("frame.clause", { document: pack.document.shortTitle, number: clause.number })}</> : null}
                action={{ href: gap.path, label: words(gap.action ?? "home.gapAction") }}
              />
            ))}
            {list.length > SHOWN_GAPS ? <p className="mt-4"><a className="more" href="/bodies">{words("home.allGaps", { count: list.length })}</a></p> : null}
          </Section>
        );
      })}
      <Section id="projects" title={words(home === "unit" ? "home.ourProjects" : "home.projects")} {...(projects.total > 0 ? { more: { href: home === "unit" && unit ? `/projects?unit=${unit.id}` : "/projects", label: words("home.allProjects", { count: projects.total, formatted: formatCount(projects.total) }) } } : {})}>
        {projects.rows.length > 0 ? (
          <ProjectTable rows={projects.rows.slice(0, 8)} caption={words("home.projectsCaption")} hideCaption today={today} words={words} />
        ) : (
          <EmptyState title={words("projects.none")}>{words("projects.noneYet")}</EmptyState>
        )}
      </Section>
      <Kept actor={actor} words={words} />
      {home === "administration" ? (
        <Section id="administration" title={words("home.administration.work")}>
          <Rows>
            <li><ButtonLink href="/people/new">{words("home.administration.addPerson")}</ButtonLink></li>
            <li><ButtonLink href="/bodies/new">{words("home.administration.addBody")}</ButtonLink></li>
          </Rows>
        </Section>
      ) : null}
    </>
  );
}
