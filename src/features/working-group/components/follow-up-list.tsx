import { randomUUID } from "node:crypto";
import { Button, Buttons } from "@/components/button";
import { DateField, SelectField, TextField } from "@/components/field";
import { OneButton } from "@/components/one-button";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { add, remove, settle } from "../follow-ups/actions";

interface FollowUp {
  id: string;
  version: number;
  what: string;
  ownerName: string;
  dueOn: PlainDate;
  doneOn: PlainDate | null;
  maySettle: boolean;
  mayRemove: boolean;
}

interface Props {
  meetingId: string;
  followUps: readonly FollowUp[];
  /** Whom something can be given to; null for who may add nothing. */
  people: readonly { id: string; name: string }[] | null;
  problems: Pick<FormProblems, "values" | "errorOf">;
  today: PlainDate;
  words: Words;
}

/** What a meeting agreed that people are to do, with its day and whether it is done; for the office a form that adds to it. */
export function FollowUpList({ meetingId, followUps, people, problems, today, words }: Props) {
  const back = `/working-group/meetings/${meetingId}`;
  const named = (name: string) => ({ name, label: words(`workingGroup.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const state = ({ doneOn, dueOn }: FollowUp) => (doneOn !== null ? "done" : dueOn < today ? "late" : "todo");
  return (
    <Section id="follow-ups" title={words("workingGroup.followUps")}>
      {followUps.length === 0 ? (
        <p>{words("workingGroup.noFollowUps")}</p>
      ) : (
        <Rows>
          {followUps.map((one) => (
            <li key={one.id}>
              <p><b>{one.what}</b> <Status kind={state(one)}>{words(`workingGroup.followUpState.${state(one)}`)}</Status></p>
              <p className="meta">{one.doneOn === null ? words("workingGroup.followUpDue", { name: one.ownerName, day: formatDate(one.dueOn, words.locale) }) : words("workingGroup.followUpWasDone", { name: one.ownerName, day: formatDate(one.doneOn, words.locale) })}</p>
              {one.maySettle || one.mayRemove ? (
                <div className="tools mt-2">
                  {one.maySettle ? <OneButton action={settle} fields={{ id: one.id, meetingId, _version: one.version, _back: back }} label={words("workingGroup.followUpSettle")} hiddenLabel={one.what} variant="small" /> : null}
                  {one.mayRemove ? <OneButton action={remove} fields={{ id: one.id, meetingId, _version: one.version, _back: back }} label={words("workingGroup.followUpRemove")} hiddenLabel={one.what} variant="text" /> : null}
                </div>
              ) : null}
            </li>
          ))}
        </Rows>
      )}
      {people === null ? null : (
        <form action={add} className="mt-6" noValidate>
          <input type="hidden" name="_key" value={randomUUID()} />
          <input type="hidden" name="meetingId" value={meetingId} />
          <input type="hidden" name="_back" value={back} />
          <TextField {...named("what")} autoComplete="off" required />
          <SelectField {...named("ownerId")} empty={words("frame.choose")} options={people.map(({ id, name }) => ({ value: id, label: name }))} required />
          <DateField {...named("dueOn")} required />
          <Buttons><Button>{words("workingGroup.followUpAdd")}</Button></Buttons>
        </form>
      )}
    </Section>
  );
}
