import type { Metadata } from "next";
import { DataTable, ROLES } from "@/components/data-table";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { RegisterFields } from "@/features/api/components/register-fields";
import { describeParameter } from "@/features/api/report";
import { PARAMETERS } from "@/features/api/schema";
import { listResources } from "@/features/api/rules";
import { mayKeepSystemTokens } from "@/features/system-tokens/policy";
import { resources } from "@/registers";
import { getActor } from "@/server/auth";
import { apiAddress } from "@/server/env";
import { getWords } from "@/server/locale";
import { REQUESTS_A_MINUTE } from "@/server/system-tokens";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("api.title") };
}

const PROBLEMS = ["400", "401", "403", "404", "406", "429", "503"] as const;

/** How other systems read the registers: what they send, what they are answered, and every field, out of the schemas that the answers are made of. */
export default async function ApiDocumentationPage() {
  const [actor, words] = [await getActor(), await getWords()];
  const address = apiAddress();
  const kept = listResources(resources);
  const example = (line: string) => <pre className="my-3 whitespace-pre-wrap break-words" tabIndex={0}>{line}</pre>;
  const table = (id: string, title: string, head: string, rows: readonly (readonly [string, string])[]) => (
    <DataTable caption={title} hideCaption cards="plain" aria-describedby={id}>
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{head}</th>
          <th {...ROLES.head}>{words("api.meaning")}</th>
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map(([name, meaning]) => (
          <tr key={name} {...ROLES.row}>
            <th {...ROLES.name}><code>{name}</code></th>
            <td {...ROLES.cell} data-label={words("api.meaning")}>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
  return (
    <>
      <PageHead
        title={words("api.title")}
        lead={words("api.lead")}
        tools={
          <div className="tools">
            {mayKeepSystemTokens(actor) ? <a href="/system-tokens">{words("api.tokens")}</a> : null}
            <a href="/api/v1/openapi.json">{words("api.openapi_link")}</a>
          </div>
        }
      />
      <Section id="start" title={words("api.startTitle")}>
        <ol className="list-decimal pl-6">
          <li>{words("api.startOne")}</li>
          <li>{words("api.startTwo")}</li>
          <li>{words("api.startThree")}</li>
        </ol>
        {example(`curl -H "Authorization: Bearer $UTBLICK_TOKEN" "${address}/projects?limit=50"`)}
        <p>{words("api.keepNext")}</p>
        {example(`curl -H "Authorization: Bearer $UTBLICK_TOKEN" "${address}/projects?updatedSince=2027-05-03T12:00:00Z"`)}
        <p>{words("api.keepGone")}</p>
      </Section>
      <Section id="rules" title={words("api.rulesTitle")}>
        <Rows tight>
          <li>{words("api.ruleOrder")}</li>
          <li>{words("api.ruleNames")}</li>
          <li>{words("api.ruleEtag")}</li>
          <li>{words("api.ruleRate", { limit: REQUESTS_A_MINUTE })}</li>
          <li>{words("api.noPerson")}</li>
          <li>{words("api.ruleStable")}</li>
        </Rows>
      </Section>
      <Section id="parameters" title={words("api.parametersTitle")}>
        {table("parameters", words("api.parametersTitle"), words("api.parameterName"), Object.keys(PARAMETERS).map((name) => [name, describeParameter(name, words)] as const))}
      </Section>
      <Section id="problems" title={words("api.problemsTitle")}>
        <p>{words("api.problemsLead")}</p>
        {table("problems", words("api.problemsTitle"), words("api.statusCode"), PROBLEMS.map((status) => [status, words(`api.problem.${status}`)] as const))}
      </Section>
      <Section id="registers" title={words("api.registersTitle")}>
        <p>{words("api.registersLead")}</p>
        {kept.map((resource) => (
          <RegisterFields key={resource.name} resource={resource} address={address} words={words} />
        ))}
      </Section>
    </>
  );
}
