import { randomUUID } from "node:crypto";
import { Button, Buttons } from "@/components/button";
import { TextArea } from "@/components/field";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { formatDate } from "@/lib/formats";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { consult, reply, waive } from "../consultations/actions";
import { LONGEST_CONSULTATION } from "../consultations/schema";
import type { Consultations } from "../consultations/service";

interface Props {
  visitId: string;
  consultations: Consultations;
  document: string;
  problems: Pick<FormProblems, "values" | "errorOf">;
  words: Words;
}

const KINDS = { ASKED: "todo", ANSWERED: "done", NOT_NEEDED: "none" } as const;

/** What one presidium has asked another about a visit and what that answered, and the forms for it; nothing where the document names no consultation. */
export function VisitConsultations({ visitId, consultations: { parties, rows, mayAsk }, document, problems, words }: Props) {
  if (parties === null && rows.length === 0) return null;
  const hidden = (more: Record<string, string | number>) => Object.entries({ _back: `/visits/${visitId}`, id: visitId, ...more }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  const text = (name: string) => <TextArea name={name} label={words(`visits.consultation.${name}`)} error={problems.errorOf(name)} defaultValue={textOf(problems.values, name)} most={LONGEST_CONSULTATION} rows={2} required />;
  const by = (name: string | null, on: string | null) => <p className="meta">{words("visits.consultation.saidBy", { name: name ?? "", date: on === null ? "" : formatDate(on, words.locale) })}</p>;
  return (
    <Section id="consultation" title={words("visits.consultation.title")} {...(parties === null ? {} : { note: words("frame.clause", { document, number: parties.clause }) })}>
      {rows.length === 0 && parties !== null ? <p>{words("visits.consultation.none", { by: parties.by })}</p> : null}
      {rows.length === 0 ? null : (
        <Rows>
          {rows.map((row) => (
            <li key={row.id}>
              <Status kind={KINDS[row.state]}>{words(`visits.consultation.state.${row.state}`)}</Status>
              <p>{row.said}</p>
              {by(row.saidByName, row.saidOn)}
              {row.state === "ASKED" ? <p className="meta">{words("visits.consultation.to", { name: row.toBodyName })}</p> : null}
              {row.answer === null ? null : (
                <>
                  <p>{row.answer}</p>
                  {by(row.answeredByName, row.answeredOn)}
                </>
              )}
              {row.mayAnswer ? (
                <form action={reply} className="mt-4" noValidate>
                  {hidden({ consultationId: row.id, _version: row.version })}
                  {text("answer")}
                  <Buttons><Button small>{words("visits.consultation.send")}</Button></Buttons>
                </form>
              ) : null}
            </li>
          ))}
        </Rows>
      )}
      {mayAsk && parties !== null ? (
        <>
          <form action={consult} className="mt-4" noValidate>
            {hidden({ _key: randomUUID() })}
            {text("question")}
            <Buttons><Button small>{words("visits.consultation.ask", { name: parties.to })}</Button></Buttons>
          </form>
          <details className="mt-4" open={problems.errorOf("reason") !== undefined}>
            <summary>{words("visits.consultation.notNeeded")}</summary>
            <form action={waive} className="mt-4" noValidate>
              {hidden({ _key: randomUUID() })}
              {text("reason")}
              <Buttons><Button small>{words("visits.consultation.waive")}</Button></Buttons>
            </form>
          </details>
        </>
      ) : null}
    </Section>
  );
}
