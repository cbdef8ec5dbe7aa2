import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { accountsPolicy } from "@/features/accounts/policy";
import { listAccounts } from "@/features/accounts/service";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { describeSpan } from "@/features/bodies/components/body-history";
import { archive, closeLogin, endSessions, openLogin, restore } from "@/features/people/actions";
import { peoplePolicy } from "@/features/people/policy";
import { findPerson, listPersonHistory } from "@/features/people/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

interface Held {
  id: string;
  what: string;
  /** Null when it concerns the whole municipality. */
  bodyId: string | null;
  bodyName: string | null;
  from: string;
  to: string | null;
  /** Where it is given a last day, for those who may. */
  change: string | null;
  /** Where the papers about it lie. */
  papers: string | null;
}

async function load(id: string) {
  const actor = await getActor();
  const today = dateInStockholm(new Date());
  const person = isId(id) ? await findPerson(actor, id, today) : null;
  if (person === null) notFound();
  return { actor, today, person };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).person.name };
}

export default async function PersonPage({ params, searchParams }: Props) {
  const { actor, today, person } = await load((await params).id);
  const parameters = await searchParams;
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const [words, history] = await Promise.all([getWords(), listPersonHistory(actor, person.id)]);
  const parked =
    (await findParkedForm("person-archive", one("form"), actor.personId)) ??
    (await findParkedForm("account-state", one("form"), actor.personId)) ??
    (await findParkedForm("account-sessions", one("form"), actor.personId));
  const { summary } = describeProblems({}, parked?.issues ?? [], words, "facts");
  const path = `/people/${person.id}`;
  const ofPerson = { id: person.id, personId: person.id };
  const accounts = may(accountsPolicy, "list", actor, ofPerson) ? await listAccounts(actor, person.id) : null;
  const mayChange = may(peoplePolicy, "change", actor, person);
  const mayGive = may(peoplePolicy, "giveRole", actor, person);
  const mayArchive = may(peoplePolicy, "archive", actor, person);
  const done = one("done") !== undefined && words.has(`people.done.${one("done") ?? ""}`) ? one("done") : undefined;
  const goesOn = (to: string | null) => to === null || to >= today;
  const held: Held[] = [
    ...person.appointments.map((appointment) => ({
      id: appointment.id,
      what: words(`people.contactKinds.${appointment.kind}`),
      bodyId: appointment.unitId,
      bodyName: appointment.unitName,
      from: appointment.from,
      to: appointment.to,
      change: null,
      papers: getPack().modules.contactPersons.state === "off" ? null : `/contact-persons/${appointment.id}`,
    })),
    ...person.seats.map((seat) => ({ id: seat.id, what: words(`people.positions.${seat.position}`), bodyId: seat.bodyId, bodyName: seat.bodyName, from: seat.from, to: seat.to, change: mayGive && goesOn(seat.to) ? `${path}/role?seat=${seat.id}` : null, papers: null })),
    ...person.roles.map((role) => ({ id: role.id, what: words(`people.roles.${role.role}`), bodyId: role.bodyId, bodyName: role.bodyName, from: role.from, to: role.to, change: mayGive && goesOn(role.to) ? `${path}/role?end=${role.id}` : null, papers: null })),
  ].sort((a, b) => Number(goesOn(b.to)) - Number(goesOn(a.to)) || (a.from < b.from ? 1 : -1));
  const [first] = held.filter((one) => goesOn(one.to));
  return (
    <>
      <Breadcrumbs label={words("people.crumbs")} items={[{ href: "/people", label: words("people.title") }]} />
      {done === undefined ? null : <Notice kind="done">{words(`people.done.${done}`)}</Notice>}
      {summary.length > 0 ? <ErrorSummary title={words("people.problem")} items={summary} /> : null}
      <PageHead
        title={person.name}
        lead={person.isArchived ? words("people.leadArchived") : first ? `${first.what}${first.bodyName === null ? "" : `, ${first.bodyName}`}` : words("people.leadNothing")}
        quietLead
        meta={person.isDemonstration ? words("people.demonstration") : null}
      />
      <Split>
        <div>
          <Section id="facts" title={words("people.facts")} {...(may(peoplePolicy, "extract", actor, person) ? { more: { href: `${path}/extract`, label: words("extract.open") } } : {})}>
            <Facts
              items={[
                { label: words("people.personTitle"), value: person.title ?? words("people.notGiven") },
                ...(person.showsContacts
                  ? [
                      { label: words("people.email"), value: person.email === null ? words("people.notGiven") : <a href={`mailto:${encodeURIComponent(person.email).replaceAll("%40", "@")}`}>{person.email}</a> },
                      { label: words("people.phone"), value: person.phone ?? words("people.notGiven") },
                    ]
                  : [{ label: words("people.email"), value: <span className="quiet">{words("people.contactsHidden")}</span> }]),
              ]}
            />
          </Section>
          <Section id="holds" title={words("people.holds")}>
            {held.length === 0 ? (
              <EmptyState title={words("people.holdsNothing")} />
            ) : (
              <DataTable caption={words("people.holds")} hideCaption cards="plain">
                <thead {...ROLES.group}>
                  <tr {...ROLES.row}>
                    <th {...ROLES.head}>{words("people.role")}</th>
                    <th {...ROLES.head}>{words("people.body")}</th>
                    <th {...ROLES.head}>{words("people.time")}</th>
                  </tr>
                </thead>
                <tbody {...ROLES.group}>
                  {held.map((holding) => (
                    <tr key={holding.id} {...ROLES.row}>
                      <th {...ROLES.name}>
                        {holding.what}
                        {holding.change === null ? null : <small><a href={holding.change}>{words("people.giveLastDay")}</a></small>}
                        {holding.papers === null ? null : <small><a href={holding.papers}>{words("contactPersons.appointment.open")}<span className="vh"> {holding.bodyName}</span></a></small>}
                      </th>
                      <td {...ROLES.cell} data-label={words("people.body")}>
                        {holding.bodyId === null ? words("people.wholeMunicipality") : <a href={`/bodies/${holding.bodyId}`}>{holding.bodyName}</a>}
                      </td>
                      <td {...ROLES.cell} data-label={words("people.time")}>{describeSpan(holding, words)}</td>
                    </tr>
                  ))}
                </tbody>
              </DataTable>
            )}
            {mayGive && !person.isArchived ? <p className="mt-4"><ButtonLink small href={`${path}/role`}>{words("people.giveRole")}</ButtonLink></p> : null}
          </Section>
          {accounts === null ? null : (
            <Section id="accounts" title={words("people.accounts")}>
              {accounts.length === 0 ? (
                <EmptyState title={words("people.noAccounts")}>{words("people.noAccountsHelp")}</EmptyState>
              ) : (
                <Rows>
                  {accounts.map((account) => (
                    <li key={account.id}>
                      <p>
                        <b>{account.subject}</b> <span className="quiet">{account.kind === "LOCAL" ? words("people.localAccount") : account.issuer}</span>
                      </p>
                      <p className="meta">
                        {account.disabledAt === null ? words("people.accountSince", { date: formatDate(dateInStockholm(account.createdAt), words.locale) }) : words("people.accountClosed", { date: formatDate(dateInStockholm(account.disabledAt), words.locale) })}
                      </p>
                      {account.disabledAt === null && person.id === actor.personId ? null : (
                        <OneButton
                          action={account.disabledAt === null ? closeLogin : openLogin}
                          fields={{ id: account.id, personId: person.id, _version: account.version, _back: path }}
                          label={words(account.disabledAt === null ? "people.closeAccount" : "people.openAccount")}
                          variant="small"
                          className="mt-2"
                        />
                      )}
                    </li>
                  ))}
                </Rows>
              )}
              <div className="tools mt-4">
                {person.isArchived ? null : <ButtonLink small href={`${path}/account`}>{words("people.addAccount")}</ButtonLink>}
                {accounts.length > 0 ? (
                  <OneButton action={endSessions} fields={{ personId: person.id, _back: path }} label={words("people.endSessions")} variant="text" />
                ) : null}
              </div>
            </Section>
          )}
        </div>
        <Aside label={words("people.aside")}>
          {mayChange || mayArchive ? (
            <Section id="change" title={words("people.changeTitle")}>
              <Rows tight>
                {mayChange ? <li><a href={`${path}/edit`}>{words("people.edit")}</a></li> : null}
                {mayArchive ? (
                  <li>
                    <OneButton action={person.isArchived ? restore : archive} fields={{ id: person.id, _version: person.version, _back: path }} label={words(person.isArchived ? "people.restore" : "people.archive")} />
                  </li>
                ) : null}
              </Rows>
            </Section>
          ) : null}
          <Section id="history" title={words("people.history")}>
            <RecordHistory entries={history} words={words} />
          </Section>
        </Aside>
      </Split>
    </>
  );
}
