import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { RadioGroup, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { textOf } from "@/domain/values";
import { writeWhen } from "@/features/competence/components/activity-state";
import { tell } from "@/features/competence/enrolments/actions";
import { listEnrolments } from "@/features/competence/enrolments/service";
import { writeHours } from "@/features/competence/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadActivity, textIn, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("enrolments.tell") };
}

/** Where it is told whether somebody was at an activity: oneself, or, for the office, the person that the address names. */
export default async function AttendancePage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const actor = await getActor();
  const { activity, mayAttend } = await loadActivity(actor, (await params).id);
  const parameters = await searchParams;
  const personId = textIn(parameters, "person") ?? actor.personId;
  const { rows, mySignUp } = await listEnrolments(actor, activity.id);
  const person = rows.find((row) => row.personId === personId);
  const isOwn = personId === actor.personId;
  if (person === undefined || !(isOwn ? mySignUp.mayTell : mayAttend)) notFound();
  const [words, parked] = await Promise.all([getWords(), findParkedForm("competence-attendance", textIn(parameters, "form"), actor.personId)]);
  const told = { wasThere: person.state === "ABSENT" ? "NO" : person.state === "ATTENDED" ? "YES" : "", hours: writeHours(person.hoursHundredths ?? activity.hoursHundredths) };
  const problems = describeProblems(parked?.values ?? told, parked?.issues ?? [], words, "wasThere");
  const path = `/competence/${activity.id}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/competence", label: words("competence.title") }, { href: path, label: activity.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("competence.problem")} items={problems.summary} /> : null}
      <PageHead tight title={isOwn ? words("enrolments.tellTitle", { name: activity.title }) : words("enrolments.tellOfTitle", { person: person.personName, name: activity.title })} lead={writeWhen(activity, words)} quietLead />
      <form action={tell} noValidate>
        <input type="hidden" name="activityId" value={activity.id} />
        <input type="hidden" name="personId" value={personId} />
        <input type="hidden" name="_version" value={person.version} />
        <input type="hidden" name="_back" value={isOwn ? `${path}/attendance` : `${path}/attendance?person=${personId}`} />
        <RadioGroup name="wasThere" label={words(isOwn ? "enrolments.field.wasThere" : "enrolments.field.wasThereOther")} error={problems.errorOf("wasThere")} defaultValue={textOf(problems.values, "wasThere")} inline options={[{ value: "YES", label: words("frame.yes") }, { value: "NO", label: words("frame.no") }]} required />
        <TextField name="hours" label={words("enrolments.field.hours")} help={words("enrolments.help.hours")} error={problems.errorOf("hours")} defaultValue={textOf(problems.values, "hours")} optional={words("frame.optional")} width="short" inputMode="decimal" autoComplete="off" />
        <Buttons>
          <Button variant="primary">{words("enrolments.save")}</Button>
          <ButtonLink variant="text" href={path}>{words("competence.cancelForm")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}
