import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { SumTable } from "@/components/sum-table";
import { formatAmount } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { erase, remove, settle } from "../parts/actions";
import { byDay, countRoles } from "../parts/rules";
import { VISIT_ROLES, type PartKind } from "../parts/schema";
import type { CostSum, VisitParts as Parts } from "../parts/service";
import { describeAction, describeGiftFacts, describeHospitality, describeTimes, describeWho } from "../parts/report";

interface Props {
  visit: { id: string; starts: { on: PlainDate }; endsOn: PlainDate };
  parts: Parts;
  /** Whether the actor may add, change and take away: never of a visit that is closed. */
  mayChange: boolean;
  today: PlainDate;
  words: Words;
}

/** All that a visit holds: its programme, who takes part, what it belongs with, hospitality, gifts, costs, and what is to be done because of it. */
export function VisitParts({ visit, parts, mayChange, today, words }: Props) {
  const path = `/visits/${visit.id}`;
  const post = (action: (form: FormData) => Promise<void>, fields: Record<string, string | number>, label: string, of: string) => (
    <form action={action}>
      {Object.entries({ _back: path, visitId: visit.id, ...fields }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <button className="link" type="submit" aria-label={of}>{label}</button>
    </form>
  );
  const tools = (kind: PartKind, { id, version }: { id: string; version: number }, what: string, more: ReactNode = null) =>
    mayChange || more !== null ? (
      <div className="part-tools">
        {mayChange && kind !== "link" ? <a href={`${path}/parts/${kind}/${id}`} aria-label={words("visitParts.changeOf", { what })}>{words("visitParts.change")}</a> : null}
        {mayChange ? post(remove, { kind, partId: id, _version: version }, words("visitParts.remove"), words("visitParts.removeOf", { what })) : null}
        {more}
      </div>
    ) : null;
  const section = (kind: PartKind, isEmpty: boolean, children: ReactNode, note = "") => (
    <Section id={kind} title={words(`visitParts.title.${kind}`)} note={note}>
      {isEmpty ? <p>{words(`visitParts.none.${kind}`)}</p> : children}
      {mayChange ? <div className="btns mt-4"><ButtonLink variant="secondary" small href={kind === "link" ? `${path}/links` : `${path}/parts/${kind}/new`}>{words(`visitParts.add.${kind}`)}</ButtonLink></div> : null}
    </Section>
  );
  const { programme, participant, links, hospitality, gift, cost, actions, sums } = parts;
  const { guests, own } = countRoles(participant);
  return (
    <>
      {section(
        "programme",
        programme.length === 0,
        byDay(programme, { startsOn: visit.starts.on, endsOn: visit.endsOn }).map(({ day, isOutside, items }) => (
          <div key={day}>
            <h3 className="mt-4">{formatDate(day, words.locale)} {isOutside ? <Status kind="late">{words("visitParts.outside")}</Status> : null}</h3>
            <Rows>
              {items.map((item) => (
                <li key={item.id}>
                  <p><strong>{describeTimes(item, words)}</strong> {item.what}</p>
                  {item.place === null ? null : <p className="meta">{item.place}</p>}
                  {tools("programme", item, `${item.from} ${item.what}`)}
                </li>
              ))}
            </Rows>
          </div>
        )),
      )}
      {section(
        "participant",
        participant.length === 0,
        <>
          {VISIT_ROLES.filter((role) => participant.some((one) => one.role === role)).map((role) => (
            <div key={role}>
              <h3 className="mt-4">{words(`visitParts.roles.${role}`)}</h3>
              <Rows tight>
                {participant.filter((one) => one.role === role).map((one) => (
                  <li key={one.id}>
                    <p>
                      {describeWho(one, words)}
                      {one.standing === null ? null : <small> {words(`visitParts.standing.${one.standing}`)}</small>}
                      {one.isAnonymised ? <small> {words("visitParts.erased")}</small> : null}
                    </p>
                    {tools("participant", one, describeWho(one, words), parts.mayErase && one.name !== null ? post(erase, { partId: one.id, _version: one.version }, words("visitParts.erase"), words("visitParts.eraseOf", { what: describeWho(one, words) })) : null)}
                  </li>
                ))}
              </Rows>
            </div>
          ))}
          {parts.mayReadNames ? null : <p className="meta mt-4">{words("visitParts.hiddenNames")}</p>}
        </>,
        [...(guests === 0 ? [] : [words("publicVisits.guests", { count: guests })]), ...(own === 0 ? [] : [words("publicVisits.metBy", { own })])].join(", "),
      )}
      {section(
        "link",
        links.length === 0,
        <Rows tight>
          {links.map((link) => (
            <li key={link.id}>
              <p><a href={link.path}>{link.title}</a> <small>{words(`visitParts.linkKind.${link.subjectKind}`)}</small></p>
              {tools("link", link, link.title)}
            </li>
          ))}
        </Rows>,
      )}
      {section(
        "hospitality",
        hospitality.length === 0,
        <Rows>
          {hospitality.map((one) => (
            <li key={one.id}>
              <p>{one.what}</p>
              <p className="meta">{describeHospitality(one, participant, words)}</p>
              {tools("hospitality", one, one.what)}
            </li>
          ))}
        </Rows>,
      )}
      {section(
        "gift",
        gift.length === 0,
        <Rows>
          {gift.map((one) => (
            <li key={one.id}>
              <p>{one.what}</p>
              <p className="meta">{describeGiftFacts(one, words)}</p>
              {tools("gift", one, one.what)}
            </li>
          ))}
        </Rows>,
      )}
      {section(
        "cost",
        cost.length === 0,
        <>
          <Rows>
            {cost.map((one) => (
              <li key={one.id}>
                <p>{words(`visitParts.costKind.${one.costKind}`)}: <strong>{words("visitParts.worth", { amount: formatAmount(one.amountOre) })}</strong></p>
                <p className="meta">{[one.payer, one.note].filter((part) => part !== null).join(". ")}</p>
                {tools("cost", one, `${words(`visitParts.costKind.${one.costKind}`)}, ${one.payer}`)}
              </li>
            ))}
          </Rows>
          {cost.length > 1 ? <Sums sums={sums} words={words} /> : null}
        </>,
      )}
      {section(
        "action",
        actions.length === 0,
        <Rows>
          {actions.map((one) => {
            const done = one.doneOn !== null;
            const label = words(done ? "visitParts.markUndone" : "visitParts.markDone");
            const of = words(done ? "visitParts.markUndoneOf" : "visitParts.markDoneOf", { what: one.what });
            return (
              <li key={one.id}>
                <p>{one.what} <Status kind={done ? "done" : one.dueOn < today ? "late" : "todo"}>{words(done ? "visitParts.done" : one.dueOn < today ? "visitParts.late" : "visitParts.toDo")}</Status></p>
                <p className="meta">{describeAction(one, words)}</p>
                {tools("action", one, one.what, one.maySettle ? post(settle, { partId: one.id, _version: one.version, done: done ? "no" : "yes" }, label, of) : null)}
              </li>
            );
          })}
        </Rows>,
      )}
    </>
  );
}

/** What the visit cost by payer and by kind; both come to the same sum. */
function Sums({ sums, words }: { sums: readonly CostSum[]; words: Words }) {
  const total = formatAmount(sums.find(({ costKind, payerId }) => costKind === null && payerId === null)?.ore ?? 0n);
  const columns = [{ label: words("visitParts.amountColumn"), isTotal: true }];
  const sum = { name: words("visitParts.total"), under: "", figures: [total] };
  return (
    <>
      <div className="mt-4">
        <SumTable caption={words("visitParts.perPayer")} name={words("visitParts.byPayer")} columns={columns} lines={sums.flatMap(({ payer, ore }) => (payer === null ? [] : [{ name: payer, under: "", figures: [formatAmount(ore)] }]))} total={sum} />
      </div>
      <div className="mt-4">
        <SumTable caption={words("visitParts.perKind")} name={words("visitParts.byKind")} columns={columns} lines={sums.flatMap(({ costKind, ore }) => (costKind === null ? [] : [{ name: words(`visitParts.costKind.${costKind}`), under: "", figures: [formatAmount(ore)] }]))} total={sum} />
      </div>
    </>
  );
}
