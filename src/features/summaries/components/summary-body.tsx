import type { ReactNode } from "react";
import { BarChart } from "@/components/bar-chart";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { KeyFigures } from "@/components/key-figures";
import { LineChart } from "@/components/line-chart";
import { Section } from "@/components/section";
import { formatThousands } from "@/domain/money";
import { formatCount } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { FurtherBody } from "./further-body";
import { latestOf, listBars, listKeyFigures, listPoints, paragraphsOf, sayConcentration, sayTrend } from "../report";
import { findConcentration, findTrend, groupByQuestion, hasAnswered, type ActivityFigure, type Ore, type SummaryData } from "../rules";

/** Where the records behind a figure are listed. A frozen figure leads nowhere: its records may have changed since. */
export interface Links {
  projects: (about: { year: number; unitId?: string; youth?: boolean }) => string;
  money: (unitId?: string) => string;
  /** What was known of the figures on a day. */
  known: string;
}

interface Part {
  data: SummaryData;
  links: Links | null;
  words: Words;
}

const Figure = ({ text, href }: { text: string; href: string | undefined }) => (href === undefined || text === "0" ? text : <a href={href}>{text}</a>);
const thousands = (ore: Ore) => formatThousands(BigInt(ore));

/** The year's key figures, money by unit, children and youth, what other registers count, and the units' answers; draft and edition alike. */
export function SummaryBody({ data, links, words, children }: Part & { children?: ReactNode }) {
  return (
    <>
      <YearInFigures data={data} links={links} words={words} />
      <MoneyByUnit data={data} links={links} words={words} />
      <YouthByYear data={data} links={links} words={words} />
      {data.activities.map((activity) => (
        <ActivityByUnit key={activity.kind} activity={activity} data={data} links={links} words={words} />
      ))}
      <FurtherBody data={data} isFrozen={links === null} words={words} />
      {children}
      <Statements data={data} words={words} />
    </>
  );
}

function YearInFigures({ data, links, words }: Part) {
  const href = {
    projects: links?.projects({ year: data.year }),
    external: links?.money(),
    activity: data.activities[0] === undefined ? undefined : `#${data.activities[0].kind}`,
    childrenAndYouth: links?.projects({ year: data.year, youth: true }),
  };
  const items = listKeyFigures(data, words).map((figure) => {
    const to = links === null ? undefined : href[figure.key];
    return to === undefined ? figure : { ...figure, href: to };
  });
  return (
    <Section id="figures" title={words("summaries.figures")} note={links === null ? undefined : words("summaries.figuresNote")}>
      <KeyFigures items={items} />
    </Section>
  );
}

function MoneyByUnit({ data, links, words }: Part) {
  const found = findConcentration(data.units.map((unit) => ({ unit: unit.unit, ore: unit.externalOre })));
  const bars = listBars(data.units, found, words);
  const { now } = latestOf(data);
  const column = (name: string) => words(`summaries.column.${name}`);
  return (
    <Section id="money" title={sayConcentration(found, words)} {...(links === null ? {} : { more: { href: links.known, label: words("summaries.known.link") } })}>
      <p className="meta">{words("summaries.moneyNote", { year: String(data.year) })}</p>
      <div className="chart">
        {bars.length === 0 ? <p>{words("summaries.finding.noMoney")}</p> : <BarChart id="money-chart" title={words("summaries.moneyTitle", { year: String(data.year) })} description={bars.map((bar) => `${bar.label} ${bar.text}`).join(", ")} rows={bars} />}
        <DataTable caption={words("summaries.moneyCaption", { year: String(data.year) })} hideCaption cards="sum">
          <thead {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.head}>{column("unit")}</th>
              {["projects", "external", "own"].map((name) => <th key={name} className="r" {...ROLES.head}>{column(name)}</th>)}
            </tr>
          </thead>
          <tbody {...ROLES.group}>
            {data.units.map((unit) => (
              <tr key={unit.unitId} {...ROLES.row}>
                <th {...ROLES.name}>{unit.unit}</th>
                <td className="r" data-label={column("projects")} {...ROLES.cell}><Figure text={formatCount(unit.projects)} href={links?.projects({ year: data.year, unitId: unit.unitId })} /></td>
                <td className="r" data-label={column("external")} {...ROLES.cell}><Figure text={thousands(unit.externalOre)} href={links?.money(unit.unitId)} /></td>
                <td className="r" data-label={column("own")} {...ROLES.cell}><Figure text={thousands(unit.ownOre)} href={links?.money(unit.unitId)} /></td>
              </tr>
            ))}
          </tbody>
          <tfoot {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.name}>{words("summaries.sum")}</th>
              <td className="r" data-label={column("projects")} {...ROLES.cell}><Figure text={formatCount(now.projects)} href={links?.projects({ year: data.year })} /></td>
              <td className="r" data-label={column("external")} {...ROLES.cell}><Figure text={thousands(now.externalOre)} href={links?.money()} /></td>
              <td className="r" data-label={column("own")} {...ROLES.cell}><Figure text={thousands(now.ownOre)} href={links?.money()} /></td>
            </tr>
          </tfoot>
        </DataTable>
      </div>
    </Section>
  );
}

function YouthByYear({ data, links, words }: Part) {
  const points = listPoints(data.years, words);
  const most = Math.max(...points.map((point) => point.percent ?? 0), 1);
  const clause = data.clauses.find((each) => each.about === "CHILDREN_AND_YOUTH");
  const column = (name: string) => words(`summaries.column.${name}`);
  return (
    <Section id="youth" title={sayTrend(findTrend(points), words)}>
      <p className="meta">{clause === undefined ? words("summaries.youthNote") : words("summaries.youthNoteClause", { clause: clause.number })}</p>
      <div className="chart">
        <LineChart
          id="youth-chart"
          title={words("summaries.youthTitle")}
          description={points.map((point) => `${point.label} ${point.text === "" ? words("summaries.noShare") : point.text}`).join(", ")}
          points={points.map((point) => ({ label: point.label, text: point.text, share: point.percent === null ? null : point.percent / most }))}
        />
        <DataTable caption={words("summaries.youthCaption")} hideCaption cards="none">
          <thead>
            <tr>
              <th scope="col">{column("year")}</th>
              {["childrenAndYouth", "all", "share"].map((name) => <th key={name} scope="col" className="r">{column(name)}</th>)}
            </tr>
          </thead>
          <tbody>
            {data.years.map((figure, index) => (
              <tr key={figure.year}>
                <th scope="row">{figure.year}</th>
                <td className="r"><Figure text={formatCount(figure.childrenAndYouth)} href={links?.projects({ year: figure.year, youth: true })} /></td>
                <td className="r"><Figure text={formatCount(figure.projects)} href={links?.projects({ year: figure.year })} /></td>
                <td className="r">{points[index]?.text === "" ? "–" : points[index]?.text}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </div>
    </Section>
  );
}

function ActivityByUnit({ activity, data, links, words }: Part & { activity: ActivityFigure }) {
  const label = activity.label[words.locale];
  const column = (name: string) => words(`summaries.column.${name}`);
  return (
    <Section id={activity.kind} title={label}>
      {activity.units.length === 0 ? (
        <EmptyState title={words("summaries.activityNone", { label: label.toLowerCase(), year: String(data.year) })} />
      ) : (
        <DataTable caption={words("summaries.activityCaption", { label, year: String(data.year) })} hideCaption cards="sum">
          <thead {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.head}>{column("unit")}</th>
              {["count", "childrenAndYouth"].map((name) => <th key={name} className="r" {...ROLES.head}>{column(name)}</th>)}
            </tr>
          </thead>
          <tbody {...ROLES.group}>
            {activity.units.map((unit) => (
              <tr key={unit.unitId} {...ROLES.row}>
                <th {...ROLES.name}>{unit.unit}</th>
                <td className="r" data-label={column("count")} {...ROLES.cell}><Figure text={formatCount(unit.count)} href={links === null ? undefined : unit.path} /></td>
                <td className="r" data-label={column("childrenAndYouth")} {...ROLES.cell}>{formatCount(unit.childrenAndYouth)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.name}>{words("summaries.sum")}</th>
              <td className="r" data-label={column("count")} {...ROLES.cell}>{formatCount(activity.count)}</td>
              <td className="r" data-label={column("childrenAndYouth")} {...ROLES.cell}>{formatCount(activity.childrenAndYouth)}</td>
            </tr>
          </tfoot>
        </DataTable>
      )}
    </Section>
  );
}

function Statements({ data, words }: Omit<Part, "links">) {
  if (data.statements === null) return <Section id="statements" title={words("summaries.statements")}><EmptyState title={words("summaries.noRound")} /></Section>;
  const silent = data.statements.filter((statement) => !hasAnswered(statement));
  return (
    <>
      <Section id="statements" title={words("summaries.statements")} note={words("summaries.answered", { count: data.statements.length - silent.length, all: data.statements.length })}>
        {groupByQuestion(data.statements).map((group) => (
          <details key={group.code} className="answers">
            <summary>
              {group.clause === null ? group.question[words.locale] : words("summaries.questionWithClause", { question: group.question[words.locale], clause: group.clause })} <small>{words("summaries.answerCount", { count: group.answers.length })}</small>
            </summary>
            {group.answers.length === 0 ? <p>{words("summaries.noAnswers")}</p> : null}
            <dl>
              {group.answers.map((answer) => (
                <div key={answer.unitId}>
                  <dt>
                    {answer.unit}
                    {answer.onBehalf ? <small>{words("summaries.onBehalf")}</small> : null}
                  </dt>
                  {paragraphsOf(answer.text).map((paragraph, index) => <dd key={index}>{paragraph}</dd>)}
                </div>
              ))}
            </dl>
          </details>
        ))}
      </Section>
      <Section id="silent" title={words("summaries.silentTitle")}>
        {silent.length === 0 ? <p>{words("summaries.silentNone")}</p> : <p>{silent.map((statement) => statement.unit).join(", ")}.</p>}
      </Section>
    </>
  );
}
