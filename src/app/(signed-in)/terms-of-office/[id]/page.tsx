import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { describeSpan } from "@/features/bodies/components/body-history";
import { termsPolicy } from "@/features/terms-of-office/policy";
import { nameTerm } from "@/features/terms-of-office/rules";
import { findTermOfOffice, listTermHistory } from "@/features/terms-of-office/service";
import { isId } from "@/lib/fields";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function load(id: string) {
  const actor = await getActor();
  const term = isId(id) ? await findTermOfOffice(actor, id) : null;
  if (term === null) notFound();
  return { actor, term };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { term } = await load((await params).id);
  return { title: `${(await getWords())("terms.name")} ${nameTerm(term)}` };
}

export default async function TermPage({ params, searchParams }: Props) {
  const { actor, term } = await load((await params).id);
  const { done } = await searchParams;
  const [words, history] = await Promise.all([getWords(), listTermHistory(actor, term.id)]);
  const today = dateInStockholm(new Date());
  const lead =
    today < term.startsOn ? words("terms.coming", { date: formatDate(term.startsOn, words.locale) }) : today > term.endsOn ? words("terms.over", { date: formatDate(term.endsOn, words.locale) }) : words("terms.now");
  return (
    <>
      <Breadcrumbs label={words("terms.crumbs")} items={[{ href: "/people", label: words("people.title") }, { href: "/terms-of-office", label: words("terms.title") }]} />
      {done === "changed" ? <Notice kind="done">{words("terms.done.changed")}</Notice> : null}
      <PageHead title={nameTerm(term)} lead={lead} quietLead />
      <Split>
        <div>
          <Section id="facts" title={words("terms.facts")}>
            <Facts
              items={[
                { label: words("terms.firstDay"), value: formatDate(term.startsOn, words.locale) },
                { label: words("terms.lastDay"), value: formatDate(term.endsOn, words.locale) },
              ]}
            />
          </Section>
          <Section id="seats" title={words("terms.seats")}>
            {term.seats.length === 0 ? (
              <EmptyState title={words("terms.noSeats")}>{words("terms.noSeatsHelp")}</EmptyState>
            ) : (
              <DataTable caption={words("terms.seatsCaption")} hideCaption cards="plain">
                <thead {...ROLES.group}>
                  <tr {...ROLES.row}>
                    <th {...ROLES.head}>{words("terms.person")}</th>
                    <th {...ROLES.head}>{words("terms.seat")}</th>
                    <th {...ROLES.head}>{words("terms.time")}</th>
                  </tr>
                </thead>
                <tbody {...ROLES.group}>
                  {term.seats.map((seat) => (
                    <tr key={seat.id} {...ROLES.row}>
                      <th {...ROLES.name}><a href={`/people/${seat.personId}`}>{seat.personName}</a></th>
                      <td {...ROLES.cell} data-label={words("terms.seat")}>
                        <span>
                          {words(`people.positions.${seat.position}`)}, <a href={`/bodies/${seat.bodyId}`}>{seat.bodyName}</a>
                        </span>
                      </td>
                      <td {...ROLES.cell} data-label={words("terms.time")}>{describeSpan(seat, words)}</td>
                    </tr>
                  ))}
                </tbody>
              </DataTable>
            )}
          </Section>
        </div>
        <Aside label={words("terms.aside")}>
          {may(termsPolicy, "change", actor, term) ? (
            <Section id="change" title={words("terms.changeTitle")}>
              <Rows tight>
                <li><a href={`/terms-of-office/${term.id}/edit`}>{words("terms.edit")}</a></li>
              </Rows>
            </Section>
          ) : null}
          <Section id="history" title={words("terms.history")}>
            <RecordHistory entries={history} words={words} />
          </Section>
        </Aside>
      </Split>
    </>
  );
}
