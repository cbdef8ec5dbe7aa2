import { ButtonLink, Button, Buttons } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { SelectField } from "@/components/field";
import { OneButton } from "@/components/one-button";
import { Section } from "@/components/section";
import { VisuallyHidden } from "@/components/visually-hidden";
import { formatDate } from "@/lib/formats";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import type { EnrolmentState } from "../enrolments/schema";
import { writeHours } from "../rules";
import { EnrolmentStatus } from "./activity-state";

interface Enrolled {
  personId: string;
  personName: string;
  units: readonly string[];
  version: number;
  state: EnrolmentState;
  hoursHundredths: number | null;
  leavesThatDay: boolean;
}

interface Props {
  activity: { id: string; kind: string; mostEnrolled: number | null; enrolled: number; isComing: boolean };
  rows: readonly Enrolled[];
  /** Why the reader cannot sign up; null where that is no matter. */
  closed: { reason: string; about?: Readonly<Record<string, string | number>> } | null;
  mine: { maySignUp: boolean; mayWithdraw: boolean; mayTell: boolean };
  candidates: readonly { id: string; name: string }[];
  /** The reader, and that it writes down for all who was there. */
  reader: { personId: string; mayAttend: boolean; mayWithdrawAll: boolean };
  problems: Pick<FormProblems, "errorOf">;
  actions: { enrol: (form: FormData) => void | Promise<void>; leave: (form: FormData) => void | Promise<void> };
  words: Words;
}

/** Who is invited to an activity, has signed up and was there, and the way to do so. */
export function EnrolmentPart({ activity, rows, closed, mine, candidates, reader, problems, actions, words }: Props) {
  const path = `/competence/${activity.id}`;
  const heading = (name: string) => words(`enrolments.column.${name}`);
  const own = rows.find(({ personId }) => personId === reader.personId);
  const about = closed?.about?.["day"] === undefined ? (closed?.about ?? {}) : { ...closed.about, day: formatDate(String(closed.about["day"]), words.locale) };
  const hasActs = reader.mayWithdrawAll || reader.mayAttend;
  return (
    <Section
      id="enrolments"
      title={words(activity.kind === "INDIVIDUAL" ? "enrolments.whose" : "enrolments.title")}
      {...(activity.kind === "INDIVIDUAL" ? {} : { note: activity.mostEnrolled === null ? words("competence.enrolledOf", { enrolled: activity.enrolled }) : words("competence.enrolledOfMost", { enrolled: activity.enrolled, most: activity.mostEnrolled }) })}
    >
      {mine.maySignUp || mine.mayWithdraw || mine.mayTell ? (
        <div className="tools mb-4">
          {mine.maySignUp ? <OneButton action={actions.enrol} fields={{ activityId: activity.id, personId: reader.personId, _back: path }} label={words("enrolments.signUp")} variant="small" /> : null}
          {mine.mayWithdraw ? <OneButton action={actions.leave} fields={{ activityId: activity.id, personId: reader.personId, _version: own?.version ?? 0, _back: path }} label={words(own?.state === "INVITED" ? "enrolments.decline" : "enrolments.withdraw")} variant="text" /> : null}
          {mine.mayTell ? <ButtonLink small href={`${path}/attendance`}>{words(own?.state === "ATTENDED" || own?.state === "ABSENT" ? "enrolments.correct" : "enrolments.tell")}</ButtonLink> : null}
        </div>
      ) : null}
      {closed === null || closed.reason === "competenceIndividual" || (closed.reason === "competenceNotContactPerson" && activity.kind === "JOINT") ? null : <p className="meta mb-4">{words(`refusals.${closed.reason}`, about)}</p>}
      {activity.isComing && activity.kind !== "INDIVIDUAL" ? <p className="meta mb-4">{words("enrolments.leavers")}</p> : null}
      {rows.length === 0 ? (
        <p>{words("enrolments.none")}</p>
      ) : (
        <DataTable caption={words("enrolments.title")} hideCaption cards="plain">
          <thead {...ROLES.group}>
            <tr {...ROLES.row}>
              {["person", "units", "state"].map((name) => <th key={name} {...ROLES.head}>{heading(name)}</th>)}
              <th className="r" {...ROLES.head}>{heading("hours")}</th>
              {hasActs ? <th {...ROLES.head}><VisuallyHidden>{heading("acts")}</VisuallyHidden></th> : null}
            </tr>
          </thead>
          <tbody {...ROLES.group}>
            {rows.map((row) => (
              <tr key={row.personId} {...ROLES.row}>
                <th {...ROLES.name}><a href={`/people/${row.personId}`}>{row.personName}</a>{row.leavesThatDay && (row.state === "INVITED" || row.state === "ENROLLED") ? <small>{words("enrolments.leavesThatDay")}</small> : null}</th>
                <td data-label={heading("units")} {...ROLES.cell}>{row.units.length === 0 && activity.kind === "JOINT" ? words("enrolments.notContactPerson") : row.units.join(", ")}</td>
                <td data-label={heading("state")} {...ROLES.cell}><EnrolmentStatus state={row.state} words={words} /></td>
                <td className="r" data-label={heading("hours")} {...ROLES.cell}>{row.hoursHundredths === null ? "" : writeHours(row.hoursHundredths)}</td>
                {hasActs ? (
                  <td {...ROLES.cell}>
                    {reader.mayAttend ? (
                      <a href={`${path}/attendance?person=${row.personId}`}>{words("enrolments.change")}<VisuallyHidden> {row.personName}</VisuallyHidden></a>
                    ) : row.state === "ENROLLED" || row.state === "INVITED" ? (
                      <OneButton action={actions.leave} fields={{ activityId: activity.id, personId: row.personId, _version: row.version, _back: path }} label={words("enrolments.withdrawFor")} hiddenLabel={row.personName} />
                    ) : null}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      {reader.mayAttend && activity.kind !== "INDIVIDUAL" && rows.length > 0 ? <p className="mt-4"><ButtonLink small href={`${path}/attendances`}>{words("enrolments.tellAll")}</ButtonLink></p> : null}
      {candidates.length === 0 ? null : (
        <form action={actions.enrol} noValidate className="mt-6">
          <input type="hidden" name="activityId" value={activity.id} />
          <input type="hidden" name="_back" value={path} />
          <SelectField name="personId" label={words("enrolments.field.personId")} error={problems.errorOf("personId")} empty={words("frame.choose")} options={candidates.map(({ id, name }) => ({ value: id, label: name }))} defaultValue="" required />
          <Buttons><Button small>{words("enrolments.signUpFor")}</Button></Buttons>
        </form>
      )}
    </Section>
  );
}
