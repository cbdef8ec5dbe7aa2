import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { dateInStockholm, readPlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf, type Values } from "@/domain/values";
import { close } from "@/features/bodies/actions";
import { bodiesPolicy } from "@/features/bodies/policy";
import { judgeClosing } from "@/features/bodies/rules";
import { closeBodySchema } from "@/features/bodies/schema";
import { findBody } from "@/features/bodies/service";
import { isId, issuesOf } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("bodies.steps.close") };
}

export default async function CloseBodyPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const body = isId(id) ? await findBody(actor, id, dateInStockholm(new Date())) : null;
  if (body === null || !may(bodiesPolicy, "close", actor, body)) notFound();
  const parameters = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("body-close", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId)]);
  // The day is asked for first and stands in the address; then the page says what will happen.
  const asked: Values | null = typeof parameters["validTo"] === "string" ? { bodyId: body.id, _version: String(body.version), validTo: parameters["validTo"] } : null;
  const parsed = asked === null || parked !== null ? null : closeBodySchema.safeParse(asked);
  const verdict = parsed?.success ? judgeClosing({ ...body, mergedIntoId: body.mergedInto?.id ?? null }, parsed.data.validTo) : null;
  const issues = parked?.issues ?? (parsed?.success === false ? issuesOf(parsed.error) : verdict?.ok === false ? [{ field: "", message: `refusals.${verdict.reason}` }] : []);
  const { values, errorOf, summary } = describeProblems(parked?.values ?? asked ?? {}, issues, words, "validTo");
  const path = `/bodies/${body.id}`;
  const lastDay = issues.length === 0 ? readPlainDate(textOf(values, "validTo")) : null;
  const leaving = lastDay === null ? [] : body.contactPersons.filter((person) => person.from <= lastDay && (person.to === null || person.to > lastDay));
  return (
    <>
      <Breadcrumbs label={words("bodies.crumbs")} items={[{ href: "/bodies", label: words("bodies.title") }, { href: path, label: body.name }]} />
      {summary.length > 0 ? <ErrorSummary title={words("bodies.problem")} items={summary} /> : null}
      <PageHead tight title={words("bodies.closeTitle", { name: body.name })} lead={lastDay === null ? words("bodies.closeLead") : words("bodies.checkLead")} quietLead />
      {lastDay === null ? (
        <form action={`${path}/close`} noValidate>
          <DateField name="validTo" label={words("bodies.lastDay")} help={words("bodies.dateHelp")} error={errorOf("validTo")} defaultValue={textOf(values, "validTo")} required />
          <Buttons>
            <Button variant="primary">{words("bodies.seeWhatHappens")}</Button>
            <ButtonLink variant="text" href={path}>{words("bodies.cancel")}</ButtonLink>
          </Buttons>
        </form>
      ) : (
        <form action={close}>
          <input type="hidden" name="bodyId" value={body.id} />
          <input type="hidden" name="_version" value={body.version} />
          <input type="hidden" name="_back" value={`${path}/close`} />
          <input type="hidden" name="validTo" value={lastDay} />
          <Section id="happens" title={words("bodies.happens")}>
            <Rows>
              <li>{words("bodies.happensEnds", { name: body.name, date: formatDate(lastDay, words.locale) })}</li>
              {leaving.map((person) => (
                <li key={person.id}>{words("bodies.happensLeaves", { name: person.personName, date: formatDate(lastDay, words.locale) })}</li>
              ))}
              {body.below.map((below) => (
                <li key={below.id}>{words("bodies.happensBelow", { name: below.name })}</li>
              ))}
              <li>{words("bodies.happensRecords")}</li>
            </Rows>
          </Section>
          <Buttons className="mt-6">
            <Button variant="primary">{words("bodies.closeSave")}</Button>
            <ButtonLink variant="text" href={path}>{words("bodies.cancel")}</ButtonLink>
          </Buttons>
        </form>
      )}
    </>
  );
}
