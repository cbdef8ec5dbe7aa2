import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Button } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { CheckboxGroup, RadioGroup, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Status } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { listDatasets } from "@/features/api/rules";
import { publish, withdraw } from "@/features/open-data/actions";
import { mayPublish } from "@/features/open-data/policy";
import { OPEN_DATA_LICENCES } from "@/features/open-data/schema";
import { getPublication, listPublicationHistory } from "@/features/open-data/service";
import { describeProblems } from "@/lib/form-problems";
import { formatDate } from "@/lib/formats";
import { resources } from "@/registers";
import { getActor } from "@/server/auth";
import { getSettings } from "@/server/env";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";

const ACTS = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("openData.title") };
}

/** What the municipality publishes, where it is fetched, and for the administrator the ways to turn it on, change it and turn it off. */
export default async function OpenDataPage({ searchParams }: { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  const text = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const [words, publication, history, publishing, step] = await Promise.all([
    getWords(),
    getPublication(actor),
    listPublicationHistory(actor, { limit: ACTS }),
    findParkedForm("open-data-publish", text("form"), actor.personId),
    findParkedForm("open-data-step", text("form"), actor.personId),
  ]);
  const datasets = listDatasets(resources).map(({ dataset }) => dataset.name);
  const isOn = publication?.isOn === true;
  const parked = publishing ?? step;
  const begun = { datasets: publication?.datasets ?? datasets, licence: publication?.licence ?? "CC0_1_0", publisher: publication?.publisher ?? getPack().municipality.name, contactEmail: publication?.contactEmail ?? "" };
  const problems = describeProblems(publishing?.values ?? begun, parked?.issues ?? [], words, "settings");
  const named = (name: string) => ({ name, label: words(`openData.field.${name}`), error: problems.errorOf(name) });
  const helped = (name: string) => ({ ...named(name), help: words(`openData.help.${name}`) });
  const { origin } = getSettings();
  const done = text("done");
  const label = (column: string) => words(`openData.column.${column}`);
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("openData.problem")} items={problems.summary} /> : null}
      {(done === "published" && isOn) || (done === "withdrawn" && !isOn) ? <Notice kind="done">{words(`openData.done.${done}`)}</Notice> : null}
      <PageHead
        title={words("openData.title")}
        lead={words("openData.lead")}
        quietLead
        meta={isOn ? <Status kind="done">{words("openData.isOn", { day: formatDate(dateInStockholm(publication.onSince ?? new Date()), words.locale) })}</Status> : <Status kind="none">{words("openData.off")}</Status>}
      />
      {isOn ? (
        <>
          <Section id="files" title={words("openData.filesTitle")}>
            <DataTable caption={words("openData.filesCaption")} hideCaption cards="plain">
              <thead {...ROLES.group}>
                <tr {...ROLES.row}>
                  {(["dataset", "content", "files"] as const).map((column) => (
                    <th key={column} {...ROLES.head}>{label(column)}</th>
                  ))}
                </tr>
              </thead>
              <tbody {...ROLES.group}>
                {publication.datasets.map((name) => (
                  <tr key={name} {...ROLES.row}>
                    <th {...ROLES.name}>{words(`openData.dataset.${name}.name`)}</th>
                    <td {...ROLES.cell} data-label={label("content")}>{words(`openData.dataset.${name}.description`)}</td>
                    <td {...ROLES.cell} data-label={label("files")}>
                      <div className="tools">
                        {["json", "csv"].map((format) => (
                          <a key={format} href={`/open-data/${name}.${format}`}>{format.toUpperCase()}<span className="vh"> {words(`openData.dataset.${name}.name`)}</span></a>
                        ))}
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
            <p className="meta mt-3">{words("openData.nothingPersonal")}</p>
          </Section>
          <Section id="terms" title={words("openData.terms")}>
            <Facts
              items={[
                { label: words("openData.licenceIs"), value: words(`openData.licence.${publication.licence}`) },
                { label: words("openData.publisherIs"), value: publication.publisher },
                { label: words("openData.contactIs"), value: publication.contactEmail },
                { label: words("openData.catalogueFiles"), value: <a className="break-words" href="/open-data/catalog.rdf">{`${origin}/open-data/catalog.rdf`}</a> },
              ]}
            />
            <p className="meta mt-3">{words("openData.harvest")}</p>
          </Section>
        </>
      ) : (
        <EmptyState title={words("openData.isOff")} level={2}>{words("openData.isOffHelp")}</EmptyState>
      )}
      {mayPublish(actor) ? (
        <>
          <Section id="settings" title={words(isOn ? "openData.changeTitle" : "openData.onTitle")}>
            <p>{words("openData.onLead")}</p>
            <p>{words("openData.nothingPersonal")}</p>
            <form action={publish} noValidate>
              <input type="hidden" name="_key" value={randomUUID()} />
              <input type="hidden" name="_version" value={publication?.version ?? 0} />
              <input type="hidden" name="_back" value="/open-data" />
              <CheckboxGroup {...named("datasets")} options={datasets.map((name) => ({ value: name, label: words(`openData.dataset.${name}.name`), help: words(`openData.dataset.${name}.description`) }))} defaultValue={[problems.values["datasets"] ?? []].flat()} />
              <RadioGroup {...helped("licence")} options={OPEN_DATA_LICENCES.map((licence) => ({ value: licence, label: words(`openData.licence.${licence}`) }))} defaultValue={textOf(problems.values, "licence")} required />
              <TextField {...helped("publisher")} defaultValue={textOf(problems.values, "publisher")} autoComplete="organization" required />
              <TextField {...helped("contactEmail")} type="email" defaultValue={textOf(problems.values, "contactEmail")} autoComplete="off" required />
              <div className="btns mt-4">
                <Button variant="primary">{words(isOn ? "openData.saveChange" : "openData.save")}</Button>
              </div>
            </form>
          </Section>
          {isOn ? (
            <Section id="withdraw" title={words("openData.withdrawTitle")}>
              <p>{words("openData.withdrawLead")}</p>
              <form action={withdraw} noValidate className="mt-3">
                <input type="hidden" name="_version" value={publication.version} />
                <input type="hidden" name="_back" value="/open-data" />
                <Button>{words("openData.withdraw")}</Button>
              </form>
            </Section>
          ) : null}
        </>
      ) : null}
      {history.length === 0 ? null : (
        <Section id="history" title={words("openData.history")}>
          <RecordHistory entries={history} words={words} />
        </Section>
      )}
    </>
  );
}
