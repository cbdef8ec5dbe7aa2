import { DataTable, ROLES } from "@/components/data-table";
import { Section } from "@/components/section";
import { formatAmount, formatThousands } from "@/domain/money";
import { formatCount } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { nameArea, paragraphsOf, sayCoverage, sayMeasure, writeChange } from "../report";
import { groupMeasures, groupTrends, listPerResident, sumOre, type FurtherData, type Ore, type StoredMeasure, type SummaryData } from "../rules";

interface Props {
  data: SummaryData;
  /** A frozen figure leads nowhere: its records may have changed since. */
  isFrozen: boolean;
  words: Words;
}

interface Part extends Props {
  more: FurtherData;
}

/** The governing document's chapters with the office's words and what there is to show, where the money comes from, the years beside each other, and what has changed since the last edition. */
export function FurtherBody(props: Props) {
  const { more } = props.data;
  if (more === undefined) return null;
  return (
    <>
      <Chapters {...props} more={more} />
      <Money {...props} more={more} />
      <Groups {...props} more={more} />
      <Areas {...props} more={more} />
      <Trends {...props} more={more} />
      <Measures {...props} more={more} />
      <Years {...props} more={more} />
      <Changes {...props} more={more} />
    </>
  );
}

interface Line {
  key: string;
  cells: readonly { text: string; href?: string | undefined }[];
}

/** A table whose first column names, and whose others are figures; the last row is their sum where one is given. */
function Figures({ caption, heads, lines, sum, names = 1 }: { caption: string; heads: readonly string[]; lines: readonly Line[]; sum: readonly string[] | null; names?: number }) {
  const cell = (index: number) => ({ className: index < names ? undefined : "r", "data-label": heads[index], ...ROLES.cell });
  return (
    <DataTable caption={caption} cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>{heads.map((head, index) => <th key={head} className={index < names ? undefined : "r"} {...ROLES.head}>{head}</th>)}</tr>
      </thead>
      <tbody {...ROLES.group}>
        {lines.map(({ key, cells }) => (
          <tr key={key} {...ROLES.row}>
            <th {...ROLES.name}>{cells[0]?.text}</th>
            {cells.slice(1).map(({ text, href }, index) => <td key={index} {...cell(index + 1)}>{href === undefined || text === "0" ? text : <a href={href}>{text}</a>}</td>)}
          </tr>
        ))}
      </tbody>
      {sum === null ? null : (
        <tfoot {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.name}>{sum[0]}</th>
            {sum.slice(1).map((text, index) => <td key={index} {...cell(index + 1)}>{text}</td>)}
          </tr>
        </tfoot>
      )}
    </DataTable>
  );
}

const thousands = (ore: Ore | bigint) => formatThousands(BigInt(ore));

function Chapters({ more, data, words }: Part) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.more.${key}`, parameters);
  if (more.chapters.length === 0) return null;
  return (
    <Section id="policy" title={say("policyTitle")} more={{ href: `/policy?year=${String(data.year)}`, label: data.document.title }}>
      {more.chapters.map((chapter) => (
        <div key={chapter.heading ?? ""} className="mt-6">
          <h3 lang="sv">{chapter.heading ?? words("summaries.print.chapter.outside")}</h3>
          <div className="prose">{chapter.text === null ? <p className="quiet">{say("noText")}</p> : paragraphsOf(chapter.text).map((paragraph, index) => <p key={index}>{paragraph}</p>)}</div>
          {chapter.clauses.length === 0 ? null : (
            <DataTable caption={say("coverageTitle", { year: String(data.year) })} hideCaption cards="two">
              <thead {...ROLES.group}>
                <tr {...ROLES.row}>{["clause", "says", "shown"].map((name) => <th key={name} {...ROLES.head}>{say(name)}</th>)}</tr>
              </thead>
              <tbody {...ROLES.group}>
                {chapter.clauses.map((clause) => (
                  <tr key={clause.number} {...ROLES.row}>
                    <th {...ROLES.name}>{clause.number}</th>
                    <td {...ROLES.cell} data-label={say("says")} lang="sv">{clause.quotation}</td>
                    <td {...ROLES.cell} data-label={say("shown")}>{sayCoverage(clause, words)}</td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          )}
        </div>
      ))}
    </Section>
  );
}

function Money({ more: { programmes, payers, paidOut }, data, isFrozen, words }: Part) {
  const say = (key: string) => words(`summaries.more.${key}`);
  const column = (key: string) => words(`summaries.column.${key}`);
  const to = (path: string | undefined) => (isFrozen ? undefined : path);
  const residents = listPerResident(data);
  if (programmes.length === 0 && payers.length === 0 && paidOut.length === 0 && residents.length === 0) return null;
  return (
    <Section id="sources" title={say("moneyTitle")}>
      {programmes.length === 0 ? null : (
        <Figures
          caption={say("programmesTitle")}
          heads={[say("programme"), say("fund"), column("external"), column("own")]}
          names={2}
          lines={programmes.map((each) => ({ key: each.path, cells: [{ text: each.programme?.[words.locale] ?? say("noProgramme") }, { text: each.fund ?? "–" }, { text: thousands(each.externalOre), href: to(each.path) }, { text: thousands(each.ownOre), href: to(each.path) }] }))}
          sum={[words("summaries.sum"), "", thousands(sumOre(programmes.map((each) => each.externalOre))), thousands(sumOre(programmes.map((each) => each.ownOre)))]}
        />
      )}
      {payers.length === 0 ? null : (
        <Figures
          caption={say("payersTitle")}
          heads={[say("payer"), column("own")]}
          lines={payers.map((each) => ({ key: each.path, cells: [{ text: each.payer ?? say("central") }, { text: thousands(each.ownOre), href: to(each.path) }] }))}
          sum={[words("summaries.sum"), thousands(sumOre(payers.map((each) => each.ownOre)))]}
        />
      )}
      {paidOut.length === 0 ? null : (
        <Figures
          caption={say("paidOutTitle")}
          heads={[say("fund"), ...data.years.map(({ year }) => String(year))]}
          lines={paidOut.map(({ fund, ore, paths }) => ({ key: fund ?? "", cells: [{ text: fund ?? say("noProgramme") }, ...ore.map((amount, index) => ({ text: thousands(amount), href: to(paths[index]) }))] }))}
          sum={[words("summaries.sum"), ...data.years.map((_year, index) => thousands(sumOre(paidOut.map(({ ore }) => ore[index] ?? "0"))))]}
        />
      )}
      {residents.length === 0 ? null : (
        <Figures
          caption={say("residentsTitle")}
          heads={[column("year"), say("residents"), say("externalEach"), say("ownEach")]}
          lines={residents.map(({ year, residents: count, external, own }) => ({ key: String(year), cells: [{ text: String(year) }, { text: formatCount(count) }, { text: formatAmount(external) }, { text: formatAmount(own) }] }))}
          sum={null}
        />
      )}
    </Section>
  );
}

function Groups({ more: { measures = [] }, isFrozen, words }: Part) {
  const say = (key: string) => words(`summaries.more.${key}`);
  return groupMeasures(measures).groups.map(({ group, measures: of }) => (
    <Section key={group} id={group.toLowerCase().replace("_", "-")} title={say(`group.${group}.heading`)} note={say(`group.${group}.note`)}>
      <Figures caption={say(`group.${group}.title`)} heads={[say("measure"), say("clause"), say("measured")]} names={2} lines={of.map((measure) => lineOf(measure, isFrozen, words))} sum={null} />
    </Section>
  ));
}

function Areas({ more: { areas }, isFrozen, words }: Part) {
  const say = (key: string) => words(`summaries.more.${key}`);
  if (areas === undefined) return null;
  return (
    <Section id="areas" title={say("areasHeading")} note={say("areasNote")}>
      {areas.map((area) => (
        <Figures
          key={area.code ?? ""}
          caption={nameArea(area, words)}
          heads={[words("summaries.exports.register"), words("summaries.column.count")]}
          lines={area.lines.map((line) => ({ key: `${line.register} ${line.key}`, cells: [{ text: line.label[words.locale] }, { text: formatCount(line.count), href: isFrozen ? undefined : line.path }] }))}
          sum={null}
        />
      ))}
    </Section>
  );
}

function Trends({ more: { trends = [], trendsClause = null }, data, isFrozen, words }: Part) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.more.${key}`, parameters);
  const groups = groupTrends(trends);
  if (groups.length === 0) return null;
  return (
    <Section id="contacts" title={say("trendsHeading")} note={trendsClause === null ? undefined : say("trendsClause", { clause: trendsClause })}>
      {groups.map(({ about, trends: of, sums }) => (
        <Figures
          key={about}
          caption={say(`trend.${about}`)}
          heads={[words("summaries.exports.register"), ...data.years.map(({ year }) => String(year))]}
          lines={of.map(({ register, key, label, counts, paths }) => ({ key: `${register} ${key}`, cells: [{ text: label[words.locale] }, ...counts.map((count, index) => ({ text: formatCount(count), href: isFrozen ? undefined : paths[index] }))] }))}
          sum={[words("summaries.sum"), ...sums.map(formatCount)]}
        />
      ))}
    </Section>
  );
}

const lineOf = (measure: StoredMeasure, isFrozen: boolean, words: Words): Line => ({ key: `${measure.register} ${measure.key}`, cells: [{ text: measure.label[words.locale] }, { text: measure.clause ?? "–" }, { text: sayMeasure(measure, words), href: isFrozen || measure.count === 0 ? undefined : measure.path }] });

function Measures({ more: { measures: all = [] }, isFrozen, words }: Part) {
  const say = (key: string) => words(`summaries.more.${key}`);
  const measures = groupMeasures(all).others;
  if (measures.length === 0) return null;
  return (
    <Section id="measures" title={say("measuresHeading")}>
      <Figures
        caption={say("measuresTitle")}
        heads={[say("measure"), say("clause"), say("measured")]}
        names={2}
        lines={measures.map((measure) => lineOf(measure, isFrozen, words))}
        sum={null}
      />
    </Section>
  );
}

function Years({ more: { activityYears }, data, words }: Part) {
  return (
    <Section id="years" title={words("summaries.more.yearsHeading")}>
      <Figures
        caption={words("summaries.more.yearsTitle")}
        heads={[words("summaries.exports.register"), ...data.years.map(({ year }) => String(year))]}
        lines={[{ kind: "project", text: words("summaries.column.projects"), counts: data.years.map(({ projects }) => projects) }, ...activityYears.map(({ kind, label, counts }) => ({ kind, text: label[words.locale], counts }))].map(({ kind, text, counts }) => ({ key: kind, cells: [{ text }, ...counts.map((count) => ({ text: formatCount(count) }))] }))}
        sum={null}
      />
    </Section>
  );
}

function Changes({ more: { changes }, words }: Part) {
  if (changes === null) return null;
  const say = (key: string) => words(`summaries.more.${key}`);
  return (
    <Section id="changes" title={words("summaries.more.changesHeading", { number: changes.number })}>
      <div className="prose">{changes.note === null ? <p className="quiet">{say("noNote")}</p> : paragraphsOf(changes.note).map((paragraph, index) => <p key={index}>{paragraph}</p>)}</div>
      {changes.figures.length === 0 ? (
        <p>{say("noChanges")}</p>
      ) : (
        <Figures
          caption={say("changesTitle")}
          heads={[words("summaries.exports.figure"), say("then"), say("now")]}
          lines={changes.figures.map((figure) => {
            const { label, before, now } = writeChange(figure, words);
            return { key: figure.what, cells: [{ text: label }, { text: before }, { text: now }] };
          })}
          sum={null}
        />
      )}
    </Section>
  );
}
