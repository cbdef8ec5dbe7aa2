import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { Rows, Section } from "@/components/section";
import { formatThousands } from "@/domain/money";
import { formatCount } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { countDiffering, describeChange, type ChangedProject, type KnownFigure } from "../known/rules";
import type { KnownView } from "../known/service";

const GROUPS = ["YEAR", "REGISTER", "PURPOSE", "GOAL", "AREA"] as const;

/** A year's figures as they were known beside what they are now, and the records that make the difference. */
export function KnownFigures({ view, day, words }: { view: KnownView; day: string; words: Words }) {
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

const write = ({ kind }: Pick<KnownFigure, "kind">, value: string) => (kind === "ore" ? formatThousands(BigInt(value)) : formatCount(Number(value)));

function writeDifference(figure: KnownFigure): string {
  const difference = BigInt(figure.now) - BigInt(figure.was);
  return difference === 0n ? "–" : `${difference > 0n ? "+" : "−"}${write(figure, (difference < 0n ? -difference : difference).toString())}`;
}

function ProjectLine({ project, words }: { project: ChangedProject; words: Words }) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.known.${key}`, parameters);
  const { id, title, was, now } = project;
  const kind = describeChange(project);
  const money = (part: ChangedProject["was"]) => formatThousands(BigInt(part?.externalOre ?? "0") + BigInt(part?.ownOre ?? "0"));
  return (
    <li>
      {title === null ? say("confidential") : now === null ? title : <a href={`/projects/${id}`}>{title}</a>} <span className="meta">{say(`project.${kind}`, { was: money(was), now: money(now) })}</span>
    </li>
  );
}

function More({ of, shown, words }: { of: number; shown: number; words: Words }) {
  return of > shown ? <p className="meta">{words("summaries.known.more", { count: of - shown })}</p> : null;
}
