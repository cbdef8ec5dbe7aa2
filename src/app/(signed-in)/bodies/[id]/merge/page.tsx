import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { DateField, SelectField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { addDays, dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf, type Values } from "@/domain/values";
import { merge } from "@/features/bodies/actions";
import { bodiesPolicy } from "@/features/bodies/policy";
import { isUnitKind, judgeMerge } from "@/features/bodies/rules";
import { mergeBodySchema } from "@/features/bodies/schema";
import { findBody, listBodies } from "@/features/bodies/service";
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
  return { title: (await getWords())("bodies.steps.merge") };
}

export default async function MergeBodyPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const today = dateInStockholm(new Date());
  const body = isId(id) ? await findBody(actor, id, today) : null;
  if (body === null || !may(bodiesPolicy, "merge", actor, body)) notFound();
  const parameters = await searchParams;
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : "");
  const [words, all, parked] = await Promise.all([getWords(), listBodies(actor, { on: today }), findParkedForm("body-merge", one("form"), actor.personId)]);
  // What is to be merged is asked for first and stands in the address; then the page says what will happen.
  const asked: Values | null = parameters["on"] === undefined ? null : { bodyId: body.id, _version: String(body.version), intoId: one("intoId"), on: one("on") };
  const parsed = asked === null || parked !== null ? null : mergeBodySchema.safeParse(asked);
  const into = parsed?.success ? await findBody(actor, parsed.data.intoId, today) : null;
  const verdict =
    parsed?.success && into !== null ? judgeMerge({ ...body, mergedIntoId: body.mergedInto?.id ?? null }, { ...into, mergedIntoId: into.mergedInto?.id ?? null }, parsed.data.on) : null;
  const issues =
    parked?.issues ??
    (parsed?.success === false
      ? issuesOf(parsed.error)
      : parsed?.success && into === null
        ? [{ field: "intoId", message: "bodies.errors.intoMissing" }]
        : verdict?.ok === false
          ? [{ field: "", message: `refusals.${verdict.reason}` }]
          : []);
  const { values, errorOf, summary } = describeProblems(parked?.values ?? asked ?? {}, issues, words, "intoId");
  const plan = parsed?.success && into !== null && verdict?.ok === true ? { into, on: parsed.data.on, lastDay: addDays(parsed.data.on, -1) } : null;
  const path = `/bodies/${body.id}`;
  const options = all
    .filter((other) => other.id !== body.id && (other.kind === body.kind || (isUnitKind(other.kind) && isUnitKind(body.kind))))
    .map((other) => ({ value: other.id, label: other.name }));
  const leaving = plan === null ? [] : body.contactPersons.filter((person) => person.from <= plan.lastDay && (person.to === null || person.to > plan.lastDay));
  return (
    <>
      <Breadcrumbs label={words("bodies.crumbs")} items={[{ href: "/bodies", label: words("bodies.title") }, { href: path, label: body.name }]} />
      {summary.length > 0 ? <ErrorSummary title={words("bodies.problem")} items={summary} /> : null}
      <PageHead tight title={words("bodies.mergeTitle", { name: body.name })} lead={plan === null ? words("bodies.mergeLead") : words("bodies.checkLead")} quietLead />
      {plan === null ? (
        <form action={`${path}/merge`} noValidate>
          <SelectField name="intoId" label={words("bodies.into")} empty={words("bodies.choose")} options={options} error={errorOf("intoId")} defaultValue={textOf(values, "intoId")} required />
          <DateField name="on" label={words("bodies.mergeDay")} help={words("bodies.dateHelp")} error={errorOf("on")} defaultValue={textOf(values, "on")} required />
          <Buttons>
            <Button variant="primary">{words("bodies.seeWhatHappens")}</Button>
            <ButtonLink variant="text" href={path}>{words("bodies.cancel")}</ButtonLink>
          </Buttons>
        </form>
      ) : (
        <form action={merge}>
          <input type="hidden" name="bodyId" value={body.id} />
          <input type="hidden" name="_version" value={body.version} />
          <input type="hidden" name="_back" value={`${path}/merge`} />
          <input type="hidden" name="intoId" value={plan.into.id} />
          <input type="hidden" name="on" value={plan.on} />
          <Section id="happens" title={words("bodies.happens")}>
            <Rows>
              <li>{words("bodies.happensEnds", { name: body.name, date: formatDate(plan.lastDay, words.locale) })}</li>
              <li>{words("bodies.happensFinds", { name: body.name, into: plan.into.name })}</li>
              {leaving.map((person) => (
                <li key={person.id}>{words("bodies.happensLeaves", { name: person.personName, date: formatDate(plan.lastDay, words.locale) })}</li>
              ))}
              {body.below.map((below) => (
                <li key={below.id}>{words("bodies.happensBelow", { name: below.name })}</li>
              ))}
              <li>{words("bodies.happensRecords")}</li>
            </Rows>
          </Section>
          <Buttons className="mt-6">
            <Button variant="primary">{words("bodies.mergeSave")}</Button>
            <ButtonLink variant="text" href={path}>{words("bodies.cancel")}</ButtonLink>
          </Buttons>
        </form>
      )}
    </>
  );
}
