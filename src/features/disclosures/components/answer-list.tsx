import { DataTable, ROLES } from "@/components/data-table";
import { Section } from "@/components/section";
import { formatDate, formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { writeSize } from "@/features/documents/rules";
import type { StoredAnswer } from "../answers/service";

/** A request's answers, the latest first: the decision, the files that were frozen with their hashes, and what was masked by which provision. */
export function AnswerList({ answers, words }: { answers: readonly StoredAnswer[]; words: Words }) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`disclosures.log.${key}`, parameters);
  return answers.map((answer) => {
    const masked = answer.log.flatMap(({ number, kind, withheld, masked: fields }) => [
      ...(withheld === null ? [] : [{ record: `${String(number)}. ${kind}`, field: say("whole"), ...withheld }]),
      ...fields.map(({ label, provision, reason }) => ({ record: `${String(number)}. ${kind}`, field: label, provision, reason })),
    ]);
    return (
      <Section key={answer.id} id={`answer-${String(answer.number)}`} title={say("of", { number: answer.number })}>
        <p>{say("decision", { outcome: words(`disclosures.outcome.${answer.outcome}`), by: answer.decidedBy, day: formatDate(answer.decidedOn, words.locale) })}</p>
        {answer.reason === null ? null : <p className="whitespace-pre-line">{answer.reason}</p>}
        <p>{say("counts", { released: answer.releasedCount, masked: answer.maskedCount })}</p>
        <p className="meta">{say("note", { when: formatInstant(answer.answeredAt, words.locale), name: answer.answeredByName ?? "–" })}</p>
        <ul className="rows rows-tight">
          {answer.files.map(({ kind, sha256, size }) => (
            <li key={kind}>
              <a href={`/api/disclosures/${answer.id}/${kind.toLowerCase()}`}>{words(`disclosures.files.${kind}`)}</a> <small>{writeSize(size)}</small>
              <p className="meta [overflow-wrap:anywhere]">SHA-256 {sha256}</p>
            </li>
          ))}
        </ul>
        {masked.length === 0 ? null : (
          <DataTable caption={say("caption", { number: answer.number })} cards="list">
            <thead {...ROLES.group}>
              <tr {...ROLES.row}>
                {["record", "field", "provision", "reason"].map((name) => (
                  <th key={name} {...ROLES.head}>{say(name)}</th>
                ))}
              </tr>
            </thead>
            <tbody {...ROLES.group}>
              {masked.map(({ record, field, provision, reason }, place) => (
                <tr key={place} {...ROLES.row}>
                  <th {...ROLES.name}>{record}</th>
                  <td className="full" data-label={say("field")} {...ROLES.cell}>{field}</td>
                  <td className="full" data-label={say("provision")} {...ROLES.cell}>{provision}</td>
                  <td className="full" data-label={say("reason")} {...ROLES.cell}>{reason}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        )}
      </Section>
    );
  });
}
