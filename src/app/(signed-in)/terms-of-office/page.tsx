import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { dateInStockholm, isWithin } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { termsPolicy } from "@/features/terms-of-office/policy";
import { nameTerm } from "@/features/terms-of-office/rules";
import { listTermsOfOffice } from "@/features/terms-of-office/service";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("terms.title") };
}

export default async function TermsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  const { done } = await searchParams;
  const [words, terms] = await Promise.all([getWords(), listTermsOfOffice(actor)]);
  const today = dateInStockholm(new Date());
  const mayAdd = may(termsPolicy, "add", actor, { id: "*" });
  const current = terms.find((term) => isWithin(today, term.startsOn, term.endsOn));
  return (
    <>
      <Breadcrumbs label={words("terms.crumbs")} items={[{ href: "/people", label: words("people.title") }]} />
      {done === "added" ? <Notice kind="done">{words("terms.done.added")}</Notice> : null}
      <PageHead
        title={words("terms.title")}
        lead={current === undefined ? words("terms.leadNone") : words("terms.lead", { name: nameTerm(current) })}
        tools={mayAdd && terms.length > 0 ? <ButtonLink href="/terms-of-office/new">{words("terms.add")}</ButtonLink> : null}
      />
      {terms.length === 0 ? (
        <EmptyState title={words("terms.none")} {...(mayAdd ? { action: { href: "/terms-of-office/new", label: words("terms.add") } } : {})}>
          {words("terms.noneHelp")}
        </EmptyState>
      ) : (
        <DataTable caption={words("terms.caption")} hideCaption cards="sum">
          <thead {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.head}>{words("terms.name")}</th>
              <th {...ROLES.head}>{words("terms.firstDay")}</th>
              <th {...ROLES.head}>{words("terms.lastDay")}</th>
              <th className="r" {...ROLES.head}>{words("terms.seatCount")}</th>
            </tr>
          </thead>
          <tbody {...ROLES.group}>
            {terms.map((term) => (
              <tr key={term.id} {...ROLES.row}>
                <th {...ROLES.name}>
                  <a href={`/terms-of-office/${term.id}`}>{nameTerm(term)}</a>
                  {term === current ? <small>{words("terms.now")}</small> : null}
                </th>
                <td {...ROLES.cell} data-label={words("terms.firstDay")}>{formatDate(term.startsOn, words.locale)}</td>
                <td {...ROLES.cell} data-label={words("terms.lastDay")}>{formatDate(term.endsOn, words.locale)}</td>
                <td className="r" {...ROLES.cell} data-label={words("terms.seatCount")}>{term.seatCount === 0 ? 0 : <a href={`/terms-of-office/${term.id}#seats`}>{term.seatCount}</a>}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </>
  );
}
