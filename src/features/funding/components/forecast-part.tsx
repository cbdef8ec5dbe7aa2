import { BarChart } from "@/components/bar-chart";
import { DataTable, ROLES } from "@/components/data-table";
import { Notice } from "@/components/notice";
import { formatThousands } from "@/domain/money";
import { formatMonth } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { ForecastStep, ProjectForecast } from "../forecasts/rules";

/** Writes a month or a quarter of a forecast. */
function writeStep({ label }: ForecastStep, words: Words): string {
  if ("month" in label) return formatMonth(`${String(label.year)}-${String(label.month).padStart(2, "0")}-01`, words.locale);
  return words("funding.forecast.quarter", { year: String(label.year), quarter: label.quarter });
}

const thousands = (ore: bigint, words: Words) => words("funding.forecast.thousands", { amount: formatThousands(ore) });

/** What is laid out and has not come back, step by step until the money comes: bars, with all figures in the table beside them. */
export function ForecastPart({ steps, words }: { steps: readonly ForecastStep[]; words: Words }) {
  const most = steps.reduce((highest, { carriedOre }) => (carriedOre > highest ? carriedOre : highest), 0n);
  const rows = steps.map((step) => ({
    label: writeStep(step, words),
    text: thousands(step.carriedOre, words),
    share: most === 0n || step.carriedOre <= 0n ? 0 : Number((step.carriedOre * 1000n) / most) / 1000,
    speaks: step.carriedOre === most && most > 0n,
  }));
  const column = (name: string) => words(`funding.forecast.column.${name}`);
  return (
    <div className="chart">
      <BarChart id="forecast-chart" title={words("funding.forecast.chart")} description={rows.map(({ label, text }) => `${label} ${text}`).join(", ")} rows={rows} />
      <DataTable caption={words("funding.forecast.chart")} hideCaption cards="sum">
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.head}>{column("when")}</th>
            {["out", "in", "carried"].map((name) => <th key={name} className="r" {...ROLES.head}>{column(name)}</th>)}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {steps.map((step) => (
            <tr key={writeStep(step, words)} {...ROLES.row}>
              <th {...ROLES.name}>{writeStep(step, words)}</th>
              <td className="r" data-label={column("out")} {...ROLES.cell}>{formatThousands(step.outOre)}</td>
              <td className="r" data-label={column("in")} {...ROLES.cell}>{formatThousands(step.inOre)}</td>
              <td className="r" data-label={column("carried")} {...ROLES.cell}>{formatThousands(step.carriedOre)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

/** What a forecast cannot count on, in words: late payments, money that no payment covers, money without a place in time or a rate. */
export function ForecastWarnings({ projects, unconverted, words }: { projects: readonly ProjectForecast[]; unconverted: number; words: Words }) {
  const sum = (amountOf: (project: ProjectForecast) => bigint) => projects.reduce((total, project) => total + amountOf(project), 0n);
  const late = projects.reduce((count, project) => count + project.late.count, 0);
  const uncovered = sum(({ uncoveredOre }) => (uncoveredOre > 0n ? uncoveredOre : 0n));
  const unplaced = sum(({ unplacedOre }) => unplacedOre);
  const sentences = [
    ...(late === 0 ? [] : [words("funding.forecast.late", { count: late, amount: formatThousands(sum((project) => project.late.ore)) })]),
    ...(uncovered === 0n ? [] : [words("funding.forecast.uncovered", { amount: formatThousands(uncovered) })]),
    ...(unplaced === 0n ? [] : [words("funding.forecast.unplaced", { amount: formatThousands(unplaced) })]),
    ...(unconverted === 0 ? [] : [words("funding.forecast.unconverted", { count: unconverted })]),
  ];
  return sentences.map((sentence) => <Notice key={sentence}>{sentence}</Notice>);
}

/** Which projects a unit carries what of, today and at most; each leads to its own money. */
export function CarriedTable({ projects, words }: { projects: readonly ProjectForecast[]; words: Words }) {
  const column = (name: string) => words(`funding.forecast.column.${name}`);
  const months = (month: number) => formatMonth(`${String(Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, "0")}-01`, words.locale);
  const total = projects.reduce((sum, { carriedOre }) => sum + carriedOre, 0n);
  return (
    <DataTable caption={words("funding.forecast.projects")} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{column("project")}</th>
          {["now", "most"].map((name) => <th key={name} className="r" {...ROLES.head}>{column(name)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {projects.map((project) => (
          <tr key={project.id} {...ROLES.row}>
            <th {...ROLES.name}>
              <a href={`/projects/${project.id}/money`}>{project.title}</a>
              {project.late.count === 0 ? null : <small>{words("funding.forecast.lateOf", { count: project.late.count })}</small>}
            </th>
            <td className="r" data-label={column("now")} {...ROLES.cell}>{formatThousands(project.carriedOre)}</td>
            <td className="r" data-label={column("most")} {...ROLES.cell}>{words("funding.forecast.mostThen", { amount: formatThousands(project.most.ore), month: months(project.most.month) })}</td>
          </tr>
        ))}
      </tbody>
      <tfoot {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.name}>{words("projects.sum")}</th>
          <td className="r" data-label={column("now")} {...ROLES.cell}>{formatThousands(total)}</td>
          <td {...ROLES.cell}></td>
        </tr>
      </tfoot>
    </DataTable>
  );
}
