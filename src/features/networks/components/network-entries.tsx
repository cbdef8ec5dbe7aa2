import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { Rows, Section } from "@/components/section";
import { Status, type StatusKind } from "@/components/status";
import { formatAmount } from "@/domain/money";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { ReactNode } from "react";
import { remove } from "../entries/actions";
import type { EntryKind, NetworkNeed } from "../entries/schema";
import type { NetworkEntries as Entries } from "../entries/service";

interface Props {
  networkId: string;
  entries: Entries;
  /** Units that are to take part and have told of nothing in the years asked about. */
  absent: readonly { id: string; name: string }[];
  years: { from: number; to: number };
  /** Of which units the actor tells, and whether of the network as a whole. */
  tellsOf: ReadonlySet<string>;
  mayEdit: boolean;
  asksNeeds: boolean;
  words: Words;
}

const NEEDS: Readonly<Record<NetworkNeed, StatusKind>> = { JOIN: "todo", WATCH: "going", NO: "none" };

/** What is told of a network: who took part, what it costs whom, which units need it, and what it is worth. */
export function NetworkEntries({ networkId, entries, absent, years, tellsOf, mayEdit, asksNeeds, words }: Props) {
  const { fees, participations, assessments, evaluations } = entries;
  const day = (date: string) => formatDate(date, words.locale);
  const tell = (kind: EntryKind, label: string, may: boolean) => (may ? <div className="btns mt-4"><ButtonLink variant="secondary" small href={`/networks/${networkId}/tell/${kind}`}>{words(`networks.${label}`)}</ButtonLink></div> : null);
  const removal = (kind: EntryKind, entry: { id: string; version: number; networkId: string }, what: string, may: boolean): ReactNode =>
    may ? (
      <form action={remove}>
        {Object.entries({ _back: `/networks/${networkId}`, networkId: entry.networkId, kind, entryId: entry.id, _version: entry.version }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <button className="link" type="submit" aria-label={words("networks.removeOf", { what })}>{words("networks.remove")}</button>
      </form>
    ) : null;
  const missing = years.from === years.to ? words("networks.lacksParticipationYear", { to: String(years.to) }) : words("networks.lacksParticipation", { from: String(years.from), to: String(years.to) });
  return (
    <>
      <Section id="participation" title={words("networks.participationTitle")}>
        {absent.length === 0 ? null : (
          <Rows tight>
            {absent.map(({ id, name }) => (
              <li key={id}>
                <a href={`/bodies/${id}`}>{name}</a> <Status kind="missing">{missing}</Status>
              </li>
            ))}
          </Rows>
        )}
        {participations.length === 0 ? (
          <p>{words("networks.participationNone")}</p>
        ) : (
          <Rows>
            {participations.map((one) => (
              <li key={one.id}>
                <p>{one.what}</p>
                <p className="meta">{[one.unit, day(one.heldOn), ...(one.people === null ? [] : [words("networks.people", { count: one.people })])].join(", ")}</p>
                {removal("participation", one, `${one.unit} ${day(one.heldOn)}`, tellsOf.has(one.unitId))}
              </li>
            ))}
          </Rows>
        )}
        {tell("participation", "participationAdd", tellsOf.size > 0)}
      </Section>
      <Section id="fees" title={words("networks.feesTitle")} more={{ href: "/networks/fees", label: words("networks.fees.link") }}>
        {fees.length === 0 ? (
          <p>{words("networks.feesNone")}</p>
        ) : (
          <DataTable caption={words("networks.feesTitle")} hideCaption cards="plain">
            <thead {...ROLES.group}>
              <tr {...ROLES.row}>
                {["year", "payerId", "amount"].map((name) => <th key={name} {...ROLES.head}>{words(`networks.field.${name}`)}</th>)}
                <th className="r" {...ROLES.head}>{words("networks.inSek")}</th>
                {mayEdit ? <th {...ROLES.head}>{words("networks.changeTitle")}</th> : null}
              </tr>
            </thead>
            <tbody {...ROLES.group}>
              {fees.map((fee) => (
                <tr key={fee.id} {...ROLES.row}>
                  <th {...ROLES.name}>{fee.year}</th>
                  <td data-label={words("networks.field.payerId")} {...ROLES.cell}>{fee.payer}</td>
                  <td data-label={words("networks.field.amount")} {...ROLES.cell}>
                    {`${formatAmount(fee.amountMinor)} ${fee.currency}`}
                    {fee.rate === null ? null : <small> {words("networks.rated", { rate: new Intl.NumberFormat(words.locale, { maximumFractionDigits: 6 }).format(Number(fee.rate)), day: day(fee.rateOn ?? ""), source: fee.rateSource ?? "" })}</small>}
                  </td>
                  <td className="r" data-label={words("networks.inSek")} {...ROLES.cell}>{formatAmount(fee.amountOre)}</td>
                  {mayEdit ? <td data-label={words("networks.changeTitle")} {...ROLES.cell}>{removal("fee", fee, `${String(fee.year)} ${fee.payer}`, true)}</td> : null}
                </tr>
              ))}
            </tbody>
          </DataTable>
        )}
        {tell("fee", "feeAdd", mayEdit)}
      </Section>
      {asksNeeds || assessments.length > 0 ? (
        <Section id="needs" title={words("networks.needsTitle")}>
          {assessments.length === 0 ? (
            <p>{words("networks.needsNone")}</p>
          ) : (
            <Rows>
              {assessments.map((one) => (
                <li key={one.id}>
                  <p>{one.unit} <Status kind={NEEDS[one.need]}>{words(`networks.need.${one.need}`)}</Status></p>
                  <p>{one.reason}</p>
                  <p className="meta">{day(one.assessedOn)}</p>
                  {removal("assessment", one, one.unit, tellsOf.has(one.unitId))}
                </li>
              ))}
            </Rows>
          )}
          {tell("assessment", "needAdd", asksNeeds && tellsOf.size > 0)}
        </Section>
      ) : null}
      <Section id="evaluations" title={words("networks.evaluationsTitle")}>
        {evaluations.length === 0 ? (
          <p>{words("networks.evaluationsNone")}</p>
        ) : (
          <Rows>
            {evaluations.map((one) => (
              <li key={one.id}>
                <p>{words(`networks.conclusion.${one.conclusion}`)}: {one.benefit}</p>
                <p className="meta">{[day(one.evaluatedOn), ...(one.nextOn === null ? [] : [words("networks.nextEvaluation", { day: day(one.nextOn) })])].join(". ")}</p>
                {removal("evaluation", one, day(one.evaluatedOn), mayEdit)}
              </li>
            ))}
          </Rows>
        )}
        {tell("evaluation", "evaluationAdd", mayEdit)}
      </Section>
    </>
  );
}
