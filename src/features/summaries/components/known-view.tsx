import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { Rows, Section } from "@/components/section";
import { formatThousands } from "@/domain/money";
import { formatCount } from "@/lib/formats";
import { Pager } from "@/components/pager";
import type { PlainDate } from "@/domain/plain-date";
import { describePages } from "@/lib/list-pages";
import type { Words } from "@/messages/words";
import { knownPath, MOST_NAMED, type AskedPart } from "../known/schema";
import { countDiffering, describeChange, type ChangedProject, type Counted, type KnownFigure } from "../known/rules";
import type { KnownView, NamedLine } from "../known/service";

const GROUPS = ["YEAR", "REGISTER", "PURPOSE", "GOAL", "AREA"] as const;

/** The year, the day and the part that are looked back at. */
interface About {
  year: number;
  on: PlainDate;
  part: AskedPart;
}

/** A year's figures as they were known beside what they are now, and the records that make the difference. */
export function KnownFigures({ view, day, about, words }: { view: KnownView; day: string; about: About; words: Words }) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.known.${key}`, parameters);
  const differing = countDiffering(view.figures);
  return (
    <>
      {view.isBeforeAll ? <p className="mb-4">{say("beforeAll", { day })}</p> : null}
      <p className="mb-4" role="status">{say("differing", { count: differing, all: view.figures.length })}</p>
      {GROUPS.map((group) => {
        const figures = view.figures.filter((figure) => figure.group === group);
        return figures.length === 0 ? null : (
          <Section key={group} id={`known-${group.toLowerCase()}`} title={say(`group.${group}`)}>
            <DataTable caption={say("caption", { group: say(`group.${group}`), day })} hideCaption cards="sum">
              <thead {...ROLES.group}>
                <tr {...ROLES.row}>
                  <th {...ROLES.head}>{words("summaries.exports.figure")}</th>
                  {[day, say("now"), say("difference")].map((head) => <th key={head} className="r" {...ROLES.head}>{head}</th>)}
                </tr>
              </thead>
              <tbody {...ROLES.group}>
                {figures.map((figure) => (
                  <tr key={figure.key} {...ROLES.row}>
                    <th {...ROLES.name}>{figure.label}</th>
                    <td className="r" data-label={day} {...ROLES.cell}>{write(figure, figure.was)}</td>
                    <td className="r" data-label={say("now")} {...ROLES.cell}>{write(figure, figure.now)}</td>
                    <td className="r" data-label={say("difference")} {...ROLES.cell}>{writeDifference(figure)}</td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          </Section>
        );
      })}
      {about.part.unitId === null ? <Lines id="known-units" heads={["unit", "units"]} lines={view.units} pathOf={(unitId) => knownPath(about.year, about.on, { ...about.part, page: 1, unitId })} day={day} words={words} /> : null}
      {about.part.programmeId === null ? <Lines id="known-programmes" heads={["programme", "programmes"]} lines={view.programmes} pathOf={(programmeId) => knownPath(about.year, about.on, { ...about.part, page: 1, programmeId })} day={day} words={words} /> : null}
      <CountedThen view={view} day={day} about={about} words={words} />
      <Section id="known-why" title={say("why")}>
        {view.projects.count === 0 && view.registers.length === 0 ? <EmptyState title={say("nothing")}>{say("nothingText", { day })}</EmptyState> : null}
        {view.projects.count === 0 ? null : (
          <>
            <h3>{say("projects", { count: view.projects.count })}</h3>
            <Rows tight>{view.projects.changed.map((project) => <ProjectLine key={project.id} project={project} words={words} />)}</Rows>
            <More of={view.projects.count} shown={view.projects.changed.length} words={words} />
          </>
        )}
        {view.registers.map((register) => (
          <div key={register.kind} className="mt-6">
            <h3>{say("register", { label: register.label, count: register.count })}</h3>
            <Rows tight>
              {register.records.map((record) => (
                <li key={record.id}>
                  {record.isNew ? <a href={record.path}>{record.title}</a> : record.title} <span className="meta">{say(record.isNew ? "isNew" : "isGone")}</span>
                </li>
              ))}
            </Rows>
            <More of={register.count} shown={register.records.length} words={words} />
          </div>
        ))}
      </Section>
    </>
  );
}

/** What units or programmes counted for then and count for now, each leading to itself, with the sums that the figures above have. */
function Lines({ id, heads: [head, title], lines, pathOf, day, words }: { id: string; heads: readonly [string, string]; lines: readonly NamedLine[]; pathOf: (key: string) => string; day: string; words: Words }) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.known.${key}`, parameters);
  if (lines.length === 0) return null;
  const columns = (["projects", "externalOre", "ownOre"] as const).flatMap((what) => (["was", "now"] as const).map((side) => ({ what, side, label: say(`column.${what}`, { when: side === "was" ? day : say("now") }) })));
  const value = (counted: Counted, what: "projects" | "externalOre" | "ownOre") => (what === "projects" ? formatCount(counted.projects) : formatThousands(BigInt(counted[what])));
  const sum = (what: "projects" | "externalOre" | "ownOre", side: "was" | "now") => lines.reduce((all, line) => all + BigInt(line[side][what]), 0n);
  return (
    <Section id={id} title={say(title)}>
      <DataTable caption={say("caption", { group: say(title), day })} hideCaption cards="sum">
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.head}>{say(`column.${head}`)}</th>
            {columns.map(({ label }) => <th key={label} className="r" {...ROLES.head}>{label}</th>)}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {lines.map((line) => (
            <tr key={line.key} {...ROLES.row}>
              <th {...ROLES.name}>
                <a href={pathOf(line.key)}>{line.name}</a>
                {line.under === null ? null : <small>{line.under}</small>}
              </th>
              {columns.map(({ what, side, label }) => <td key={label} className="r" data-label={label} {...ROLES.cell}>{value(line[side], what)}</td>)}
            </tr>
          ))}
        </tbody>
        <tfoot {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.name}>{words("summaries.sum")}</th>
            {columns.map(({ what, side, label }) => <td key={label} className="r" data-label={label} {...ROLES.cell}>{what === "projects" ? formatCount(Number(sum(what, side))) : formatThousands(sum(what, side))}</td>)}
          </tr>
        </tfoot>
      </DataTable>
    </Section>
  );
}

/** The projects that counted then, by their titles of then; each leads to itself as it was known. */
function CountedThen({ view: { counted }, day, about: { year, on, part }, words }: { view: KnownView; day: string; about: About; words: Words }) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.known.${key}`, parameters);
  if (counted.rows.length === 0) return null;
  const [external, own] = [words("summaries.column.external"), words("summaries.column.own")];
  const title = say("counted", { count: counted.total, day });
  return (
    <Section id="known-counted" title={title}>
      <DataTable caption={title} hideCaption cards="sum">
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.head}>{words("summaries.column.project")}</th>
            {[external, own].map((label) => <th key={label} className="r" {...ROLES.head}>{label}</th>)}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {counted.rows.map((row) => (
            <tr key={row.id} {...ROLES.row}>
              <th {...ROLES.name}>
                {row.title === null ? say("confidential") : row.isOpen ? <a href={`/projects/${row.id}/history?on=${on}`}>{row.title}</a> : row.title}
                <small>{[row.unit, row.programme].filter((each) => each !== null).join(" · ")}</small>
              </th>
              <td className="r" data-label={external} {...ROLES.cell}>{formatThousands(BigInt(row.externalOre))}</td>
              <td className="r" data-label={own} {...ROLES.cell}>{formatThousands(BigInt(row.ownOre))}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <Pager {...describePages(words, { page: part.page, size: MOST_NAMED, shown: counted.rows.length, total: counted.total }, (page) => `${knownPath(year, on, { ...part, page })}#known-counted`)} />
    </Section>
  );
}

const write = ({ kind }: Pick<KnownFigure, "kind">, value: string) => (kind === "ore" ? formatThousands(BigInt(value)) : formatCount(Number(value)));

function writeDifference(figure: KnownFigure): string {
  const difference = BigInt(figure.now) - BigInt(figure.was);
  return difference === 0n ? "–" : `${difference > 0n ? "+" : "−"}${write(figure, (difference < 0n ? -difference : difference).toString())}`;
}

function ProjectLine({ project, words }: { project: ChangedProject; words: Words }) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.known.${key}`, parameters);
  const { id, title, isOpen, was, now } = project;
  const kind = describeChange(project);
  const money = (part: ChangedProject["was"]) => formatThousands(BigInt(part?.externalOre ?? "0") + BigInt(part?.ownOre ?? "0"));
  return (
    <li>
      {title === null ? say("confidential") : isOpen ? <a href={`/projects/${id}`}>{title}</a> : title} <span className="meta">{say(`project.${kind}`, { was: money(was), now: money(now) })}</span>
    </li>
  );
}

function More({ of, shown, words }: { of: number; shown: number; words: Words }) {
  return of > shown ? <p className="meta">{words("summaries.known.more", { count: of - shown })}</p> : null;
}
