import { ButtonLink } from "@/components/button";
import { Facts } from "@/components/facts";
import { OneButton } from "@/components/one-button";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { ExaminationInput, ExaminationQuestion } from "../examinations/schema";
import { describeFinding } from "./initiative-table";

interface Told extends ExaminationInput {
  id: string;
  programmes: readonly { id: string; name: { sv: string; en: string } }[];
}

interface Props {
  question: ExaminationQuestion;
  /** The initiative's examinations, the latest first. */
  examinations: readonly Told[];
  initiative: { id: string; version: number };
  mayEdit: boolean;
  /** Whether the governing document asks for it, and the words it does so in. */
  asked: { quotation: string; clause: string } | null;
  remove: (form: FormData) => void | Promise<void>;
  words: Words;
}

/** One of the two examinations of an initiative: what holds, who says that it is asked for, and those that were made before. */
export function ExaminationPart({ question, examinations, initiative, mayEdit, asked, remove, words }: Props) {
  const [latest = null, ...earlier] = examinations.filter((one) => one.question === question);
  const path = `/initiatives/${initiative.id}`;
  const day = (date: string) => formatDate(date, words.locale);
  const [kind, state] = describeFinding(question, latest, asked !== null, words);
  const looked = (one: Told) => [...one.programmes.map(({ name }) => name[words.locale]), ...(one.otherSources === null ? [] : [one.otherSources])];
  const removing = (one: Told) =>
    mayEdit ? <OneButton action={remove} fields={{ id: initiative.id, _version: initiative.version, examinationId: one.id, _back: path }} label={words("examinations.remove")} hiddenLabel={`${words(`examinations.question.${question}`)} ${day(one.examinedOn)}`} /> : null;
  return (
    <Section id={question.toLowerCase()} title={words(`examinations.question.${question}`)}>
      <p className="mb-2"><Status kind={kind}>{state}</Status></p>
      {asked === null ? null : <p className="meta mb-4"><q>{asked.quotation}</q> {asked.clause}</p>}
      {latest === null ? (
        <p>{words(`examinations.none.${question}`)}</p>
      ) : (
        <>
          <Facts
            items={[
              { label: words("examinations.field.examinedOn"), value: day(latest.examinedOn) },
              { label: words("examinations.field.examinedBy"), value: latest.examinedBy },
              ...(looked(latest).length === 0 ? [] : [{ label: words("examinations.field.programmeIds"), value: looked(latest).join(", ") }]),
              { label: words("examinations.field.result"), value: words(`examinations.result.${question}.${latest.result}`) },
              { label: words("examinations.field.reason"), value: latest.reason ?? words("examinations.noReason") },
            ]}
          />
          <div className="mt-3">{removing(latest)}</div>
        </>
      )}
      {mayEdit ? <p className="mt-4"><ButtonLink small href={`${path}/examine?question=${question}`}>{words(latest === null ? `examinations.examine.${question}` : `examinations.again.${question}`)}</ButtonLink></p> : null}
      {earlier.length === 0 ? null : (
        <>
          <h3 className="mt-6">{words("examinations.earlier")}</h3>
          <Rows tight>
            {earlier.map((one) => (
              <li key={one.id}>
                {words("examinations.earlierOne", { day: day(one.examinedOn), by: one.examinedBy, result: words(`examinations.result.${question}.${one.result}`) })}
                {one.reason === null ? null : <small> {one.reason}</small>}
                {looked(one).length === 0 ? null : <small> {looked(one).join(", ")}</small>}
                {removing(one)}
              </li>
            ))}
          </Rows>
        </>
      )}
    </Section>
  );
}
