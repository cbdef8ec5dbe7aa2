import type { Metadata } from "next";
import { Fragment } from "react";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { PageHead } from "@/components/page-head";
import { Status } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { bodiesPolicy } from "@/features/bodies/policy";
import { BODY_KINDS } from "@/features/bodies/schema";
import { listBodies } from "@/features/bodies/service";
import { contactPersonDuty } from "@/features/contact-persons/rules";
import { listGaps } from "@/features/contact-persons/service";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("bodies.title") };
}

export default async function BodiesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  const parameters = await searchParams;
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : "");
  const today = dateInStockholm(new Date());
  const text = one("q").slice(0, 200);
  const kind = BODY_KINDS.find((candidate) => candidate === one("kind"));
  const includeEnded = one("ended") === "1";
  const [words, bodies, gaps] = await Promise.all([getWords(), listBodies(actor, { text, kind, on: today, includeEnded }), listGaps(actor, today)]);
  const duty = contactPersonDuty(getPack());
  const lacking = new Set(gaps.map((gap) => gap.unitId));
  const address = (changes: Record<string, string>) => {
    const query = new URLSearchParams(Object.entries({ q: text, kind: kind ?? "", ended: includeEnded ? "1" : "", ...changes }).filter(([, value]) => value !== "")).toString();
    return query === "" ? "/bodies" : `/bodies?${query}`;
  };
  const chips = [
    ...(text.trim() === "" ? [] : [{ label: `”${text.trim()}”`, href: address({ q: "" }) }]),
    ...(kind === undefined ? [] : [{ label: words(`bodies.kinds.${kind}`), href: address({ kind: "" }) }]),
    ...(includeEnded ? [{ label: words("bodies.showEnded"), href: address({ ended: "" }) }] : []),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  return (
    <>
      <PageHead
        tight
        title={words("bodies.title")}
        lead={duty === null ? words("bodies.lead") : words("bodies.leadGaps", { count: gaps.length })}
        quietLead={gaps.length === 0}
        tools={may(bodiesPolicy, "add", actor, { id: "*" }) ? <div className="tools"><a href="/imports/new?kind=body">{words("imports.link")}</a><ButtonLink href="/bodies/new">{words("bodies.add")}</ButtonLink></div> : null}
      />
      <FilterForm
        label={words("bodies.filter")}
        action="/bodies"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        lead={<TextField name="q" type="search" label={words("bodies.search")} help={words("bodies.searchHelp")} defaultValue={text} />}
      >
        <SelectField name="kind" label={words("bodies.kind")} empty={words("frame.all")} options={BODY_KINDS.map((value) => ({ value, label: words(`bodies.kinds.${value}`) }))} defaultValue={kind ?? ""} />
        <CheckboxField name="ended" label={words("bodies.showEnded")} value="1" defaultValue={includeEnded} />
      </FilterForm>
      <ResultBar views={<ViewBar actor={actor} list="/bodies" parameters={searchParams} words={words} />} count={words("bodies.count", { count: bodies.length })} chips={chips} />
      {bodies.length === 0 ? (
        <EmptyState title={words("bodies.none")} action={{ href: "/bodies", label: words("frame.clearFilters") }}>
          {words("bodies.noneHelp")}
        </EmptyState>
      ) : (
        <DataTable caption={words("bodies.caption")} hideCaption>
          <thead {...ROLES.group}>
            <tr {...ROLES.row}>
              <th {...ROLES.head}>{words("bodies.name")}</th>
              <th {...ROLES.head}>{words("bodies.belongsTo")}</th>
              <th {...ROLES.head}>{words("bodies.contactPerson")}</th>
            </tr>
          </thead>
          <tbody {...ROLES.group}>
            {BODY_KINDS.map((group) => {
              const rows = bodies.filter((body) => body.kind === group);
              return rows.length === 0 ? null : (
                <Fragment key={group}>
                  <tr className="group" {...ROLES.row}>
                    <th colSpan={3} role="rowheader" scope="rowgroup">
                      {words(`bodies.kindsMany.${group}`)}
                    </th>
                  </tr>
                  {rows.map((body) => (
                    <tr key={body.id} {...ROLES.row}>
                      <th {...ROLES.name}>
                        <a href={`/bodies/${body.id}`}>{body.name}</a>
                        {body.foundBy === null ? null : <small>{words("bodies.formerly", { name: body.foundBy })}</small>}
                        {body.mergedInto === null ? null : <small>{words("bodies.wentUpInto", { name: body.mergedInto.name })}</small>}
                        {body.isEnded && body.mergedInto === null && body.validTo !== null ? <small>{words("bodies.endedOn", { date: formatDate(body.validTo, words.locale) })}</small> : null}
                      </th>
                      <td {...ROLES.cell} className="full">
                        {body.parent === null ? null : <a href={`/bodies/${body.parent.id}`}>{body.parent.name}</a>}
                        {body.boundByOther === null ? null : <div className="meta">{words("bodies.boundByOtherShort", { name: body.boundByOther })}</div>}
                      </td>
                      <td {...ROLES.cell} className="full">
                        {lacking.has(body.id) ? <Status kind="missing">{words("bodies.contactMissing")}</Status> : null}
                        {body.contactPersons.map((person) => (
                          <div key={person.appointmentId} className="py-1">
                            <a href={`/people/${person.personId}`}>{person.personName}</a>
                            {person.kind === "DEPUTY" ? <span className="quiet"> {words("bodies.deputyMark")}</span> : null}
                          </div>
                        ))}
                      </td>
                    </tr>
                  ))}
                </Fragment>
              );
            })}
          </tbody>
        </DataTable>
      )}
    </>
  );
}
