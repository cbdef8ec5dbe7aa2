import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxField, SelectField, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { textOf, type Values } from "@/domain/values";
import { FieldChoices, PartContents } from "@/features/disclosures/components/field-choices";
import { examine } from "@/features/disclosures/records/actions";
import { fateOf, fieldsOf } from "@/features/disclosures/records/rules";
import { REST_CHOICES } from "@/features/disclosures/records/schema";
import { getExamined, type ExaminedRecord } from "@/features/disclosures/records/service";
import { isOpen, titleOf } from "@/features/disclosures/rules";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { isId } from "@/lib/fields";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { around, getAnswerer, loadRequest, orNotFound, type Parameters } from "../../../load";

interface Props {
  params: Promise<{ id: string; recordId: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("disclosures.examine.title") };
}

const REST_WORDS = { RELEASE: "restRelease", MASK: "restMask" } as const;

/** What has been decided of a record, as its form holds it. */
function writeChoices({ record, parts }: ExaminedRecord): Values {
  const chosen = fieldsOf(parts).flatMap((field): [string, string][] => {
    const fate = fateOf(field, record.choices);
    if (fate.state === "UNDECIDED") return [];
    if (fate.state === "RELEASED") return [[`do.${field.key}`, "RELEASE"]];
    return [[`do.${field.key}`, "MASK"], [`law.${field.key}`, fate.provision === record.provision ? "" : fate.provision], [`why.${field.key}`, fate.reason === record.reason ? "" : fate.reason]];
  });
  return { ...Object.fromEntries(chosen), provision: record.provision ?? "", reason: record.reason ?? "", isWithheld: record.isWithheld ? "on" : "" };
}

/** One record, field by field: what is released and what is masked. */
export default async function ExamineRecordPage({ params, searchParams }: Props) {
  const actor = await getAnswerer();
  const [{ id, recordId }, { form, done }, words] = [await params, await searchParams, await getWords()];
  const request = await loadRequest(actor, id);
  if (!isId(recordId) || !isOpen(request.state)) notFound();
  const [examined, parked] = await Promise.all([orNotFound(getExamined(actor, id, recordId, around)), findParkedForm("disclosure-examine", typeof form === "string" ? form : undefined, actor.personId)]);
  const { record, told, parts, digest, isChanged, undecided } = examined;
  const say = (key: string, values?: Record<string, string | number>) => words(`disclosures.examine.${key}`, values);
  const problems = describeProblems(parked?.values ?? writeChoices(examined), parked?.issues ?? [], words, "provision");
  const named = (name: string) => ({ name, error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const path = `/disclosures/${id}`;
  const marking = told.marking === null ? null : [told.marking.provision, told.marking.on === null ? null : formatDate(told.marking.on, words.locale), told.marking.by].filter((part) => part !== null).join(", ");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/disclosures", label: words("disclosures.title") }, { href: path, label: titleOf(request) }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("disclosures.problem")} items={problems.summary} /> : null}
      {done === "saved" ? <Notice kind="done">{words("disclosures.done.saved")}</Notice> : null}
      {isChanged ? <Notice>{say("changed")}</Notice> : null}
      <PageHead
        tight
        title={told.title}
        lead={say("lead")}
        quietLead
        meta={
          <>
            <span>{undecided > 0 ? say("count", { count: undecided }) : say("allDecided")}</span>
            <a href={examined.path}>{say("open")}</a>
          </>
        }
      />
      {marking === null ? null : (
        <Notice kind="missing">
          <b>{say("warning")}</b> {marking === "" ? null : say("marking", { what: marking })} {say("warningText")}
        </Notice>
      )}
      <form action={examine} noValidate>
        <input type="hidden" name="_back" value={`${path}/records/${recordId}`} />
        <input type="hidden" name="requestId" value={id} />
        <input type="hidden" name="recordId" value={recordId} />
        <input type="hidden" name="_version" value={record.version} />
        <input type="hidden" name="_digest" value={digest} />
        <Section id="common" title={say("common")}>
          <TextField {...named("provision")} label={say("provision")} help={say("provisionHelp")} width="medium" autoComplete="off" />
          <TextField {...named("reason")} label={say("reason")} help={say("reasonHelp")} autoComplete="off" />
          <SelectField {...named("rest")} label={say("rest")} width="medium" empty={say("restKeep")} options={REST_CHOICES.map((rest) => ({ value: rest, label: say(REST_WORDS[rest]) }))} />
          <CheckboxField name="isWithheld" label={say("withheld")} defaultValue={textOf(problems.values, "isWithheld") !== ""} />
        </Section>
        <PartContents parts={parts} values={problems.values} words={words} />
        <FieldChoices parts={parts} values={problems.values} errorOf={problems.errorOf} words={words} />
        <Buttons>
          <Button variant="primary">{say("save")}</Button>
          <ButtonLink variant="text" href={path}>{words("disclosures.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
