import type { PolicyPack } from "@packs/pack";
import { Button, Buttons } from "@/components/button";
import { TextArea } from "@/components/field";
import { SectionHead } from "@/components/section";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import { formatTime } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { answer } from "../actions";
import { answerField, LONGEST_ANSWER, versionField } from "../schema";
import type { StatementView } from "../service";
import { EarlierAnswer, QuestionSource } from "./question-text";

interface Props {
  view: StatementView;
  /** New at each showing, so that the form submits once. */
  formKey: string;
  /** What was typed in a form that could not be accepted, with what was wrong. */
  problems: FormProblems;
  isParked: boolean;
  /** Questions that someone else has answered otherwise meanwhile. */
  collided: readonly string[];
  document: Pick<PolicyPack["document"], "shortTitle">;
  words: Words;
}

/** All of a year's questions in one form, each with its clause; what was typed stands there again after a stumble. */
export function AnswersForm({ view, formKey, problems, isParked, collided, document, words }: Props) {
  const path = `/year/${String(view.year)}/${view.unitId}`;
  const say = (key: string, parameters?: Record<string, string | number>) => words(`followUp.statement.${key}`, parameters);
  return (
    <form action={answer} className="section" aria-labelledby="questions" noValidate>
      <SectionHead id="questions" title={say("form")} />
      <input type="hidden" name="_key" value={formKey} />
      <input type="hidden" name="_back" value={path} />
      <input type="hidden" name="year" value={view.year} />
      <input type="hidden" name="unitId" value={view.unitId} />
      {/* Before all fields, which keep their distance to each other only as neighbours. */}
      {view.questions.map(({ code, answer: stands }) => (
        // A form that is shown again still began from the versions it began from, so that what others wrote meanwhile is seen.
        <input key={code} type="hidden" name={versionField(code)} value={isParked && !collided.includes(code) ? textOf(problems.values, versionField(code)) : String(stands?.version ?? 0)} />
      ))}
      {view.questions.map((question, index) => {
        const name = answerField(question.code);
        const stands = question.answer?.text ?? "";
        const typed = isParked && Object.hasOwn(problems.values, name) ? textOf(problems.values, name) : stands;
        const isCollision = collided.includes(question.code);
        const theirs = (
          <>
            {problems.errorOf(name)} {say("theirs", { name: question.answer?.writtenBy ?? say("someone"), time: question.answer ? formatTime(question.answer.writtenAt, words.locale) : "" })} <q>{stands}</q>
          </>
        );
        return (
          <div key={question.code} className="field">
            <TextArea
              name={name}
              label={`${String(index + 1)}. ${question[words.locale]}`}
              help={
                <>
                  <p>{words.locale === "sv" ? question.helpSv : question.helpEn}</p>
                  <p className="mt-1"><QuestionSource question={question} document={document} words={words} /></p>
                </>
              }
              {...(question.required ? {} : { optional: say("optional") })}
              error={isCollision ? theirs : problems.errorOf(name)}
              defaultValue={typed}
              most={LONGEST_ANSWER}
              rows={5}
            />
            <EarlierAnswer earlier={question.earlier} words={words} />
          </div>
        );
      })}
      <Buttons>
        <Button variant="primary" name="_then" value="submit">{say("submit")}</Button>
        <Button name="_then" value="save">{say("save")}</Button>
        <Button variant="text" name="_then" value="leave">{say("leave")}</Button>
      </Buttons>
    </form>
  );
}
