import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { holderOf } from "@/domain/registers";
import { dateInStockholm } from "@/domain/plain-date";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { archive, restore } from "@/features/partners/actions";
import { ConnectionList } from "@/features/partners/components/connections";
import { PartnerEvents } from "@/features/partners/components/partner-events";
import { PartnerPeople } from "@/features/partners/components/partner-people";
import { getConnections } from "@/features/partners/connections/service";
import { listContacts, listContactUnits } from "@/features/partners/contacts/service";
import { standingOf } from "@/features/partners/rules";
import { listPartnerHistory } from "@/features/partners/service";
import { PartnerRelations } from "@/features/town-relations/components/partner-relations";
import { listRelationsOfPartner } from "@/features/town-relations/towns/service";
import { formatCountry, formatDate } from "@/lib/formats";
import { RecordParts } from "@/features/documents/components/record-parts";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { findMerged } from "@/server/holder";
import { getWords } from "@/server/locale";
import { loadPartner, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["added", "changed", "renamed", "dissolved", "merged", "archived", "restored", "contactAdded", "contactChanged", "contactErased"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadPartner(await getActor(), (await params).id)).partner.name };
}

export default async function PartnerPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ partner, mayEdit, mayArchive }, parameters, words] = [await loadPartner(actor, (await params).id), await searchParams, await getWords()];
  const subject = { kind: "partner", id: partner.id };
  const merged = partner.mergedIds.length === 0 ? [] : await findMerged(actor, subject, { registers });
  const [history, connections, contacts, contactUnits, relations] = await Promise.all([
    listPartnerHistory(actor, partner.id, { limit: 10 }),
    getConnections(actor, partner.id),
    listContacts(actor, [partner.id, ...partner.mergedIds]),
    listContactUnits(actor),
    listRelationsOfPartner(actor, partner.id),
  ]);
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const standing = standingOf(partner, dateInStockholm(new Date()));
  const country = formatCountry(partner.country, words.locale);
  const back = `/partners/${partner.id}`;
  const named = (list: readonly string[]) => (
    <Rows tight>
      {list.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </Rows>
  );
  const languages = new Intl.DisplayNames(words.locale, { type: "language" });
  const fieldOf = (field: string) => (words.has(`partners.field.${field}`) ? words(`partners.field.${field}`) : field);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }]} />
      {done === null ? null : <Notice kind="done">{words(`partners.done.${done}`)}</Notice>}
      {partner.isArchived ? <Notice>{words("partners.archivedNow")}</Notice> : null}
      {partner.mergedIntoId === null ? null : (
        <Notice>
          {words("partners.mergedNow")} <a href={`/partners/${partner.mergedIntoId}`}>{partner.mergedIntoName}</a>
        </Notice>
      )}
      {standing === "ENDED" && partner.endedOn !== null ? <Notice>{words("partners.endedNow", { day: formatDate(partner.endedOn, words.locale) })}</Notice> : null}
      <PageHead
        title={partner.name}
        lead={[words(`partners.kind.${partner.kind}`), ...(partner.place === null || partner.place === partner.name ? [] : [partner.place]), country].join(", ")}
        quietLead
        meta={partner.isDemonstration ? <span className="quiet">{words("partners.demonstration")}</span> : null}
      />
      <Split>
        <div>
          <Section id="facts" title={words("partners.about")}>
            <Facts
              items={[
                ...(partner.coordinates === null ? [] : [{ label: words("partners.field.coordinates"), value: `${String(partner.coordinates.latitude)}, ${String(partner.coordinates.longitude)}` }]),
                ...(partner.website === null ? [] : [{ label: words("partners.field.website"), value: <a href={partner.website} rel="noreferrer">{partner.website}</a> }]),
                ...(partner.aliases.length === 0 ? [] : [{ label: words("partners.field.aliases"), value: named(partner.aliases.map(({ name, language }) => (language === null ? name : `${name} (${languages.of(language) ?? language})`))) }]),
                ...(partner.formerNames.length === 0 ? [] : [{ label: words("partners.field.formerNames"), value: named(partner.formerNames.map(({ name, from, to }) => `${name}${from === null && to === null ? "" : `, ${from ?? ""}–${to ?? ""}`}`)) }]),
                { label: words("partners.field.certainty"), value: words(`partners.certainty.${partner.certainty}`) },
                ...(partner.note === null ? [] : [{ label: words("partners.field.note"), value: partner.note }]),
              ]}
            />
          </Section>
          {partner.facts.length === 0 ? null : (
            <Section id="sources" title={words("partners.sources")}>
              <Rows tight>
                {partner.facts.map(({ field, value, source, certainty }) => (
                  <li key={`${field} ${value} ${source}`}>
                    {fieldOf(field)}: {value}. {words("partners.sourceOf", { source, certainty: words(`partners.certainty.${certainty}`).toLowerCase() })}
                  </li>
                ))}
              </Rows>
            </Section>
          )}
          <PartnerRelations relations={relations} words={words} />
          <Section id="connections" title={words("partners.connections")} note={words("partners.connectionsNote")}>
            <ConnectionList {...connections} contacts={[]} words={words} />
          </Section>
          <Section id="people" title={words("partnerContacts.title")} note={words("partnerContacts.note")}>
            <PartnerPeople contacts={contacts} addAt={contactUnits.length > 0 && !partner.isArchived && partner.mergedIntoId === null ? `${back}/people/new` : null} words={words} />
          </Section>
          {partner.events.length === 0 ? null : (
            <Section id="events" title={words("partners.events")}>
              <PartnerEvents events={partner.events} words={words} />
            </Section>
          )}
        </div>
        <Aside label={words("partners.aside")}>
          {mayEdit || mayArchive ? (
            <Section id="change" title={words("partners.changeTitle")}>
              <Rows tight>
                {mayEdit ? <li><a href={`${back}/edit`}>{words("partners.edit")}</a></li> : null}
                {mayEdit && partner.mergedIntoId === null ? <li><a href={`${back}/events`}>{words("partners.event")}</a></li> : null}
                {mayArchive ? (
                  <li>
                    <form action={partner.isArchived ? restore : archive}>
                      <input type="hidden" name="_back" value={back} />
                      <input type="hidden" name="id" value={partner.id} />
                      <input type="hidden" name="_version" value={partner.version} />
                      <button className="link" type="submit">{words(partner.isArchived ? "partners.restore" : "partners.archive")}</button>
                    </form>
                  </li>
                ) : null}
              </Rows>
            </Section>
          ) : null}
          <RecordParts actor={actor} subject={subject} holder={holderOf(partner.name, null, { mayEdit, mayArchive })} merged={merged} words={words} />
          <Section id="history" title={words("partners.history")}>
            <RecordHistory entries={history} words={words} />
            <p><a className="more" href={`${back}/history`}>{words("history.all")}</a></p>
          </Section>
        </Aside>
      </Split>
    </>
  );
}
