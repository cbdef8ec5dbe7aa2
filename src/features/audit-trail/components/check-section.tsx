import { OneButton } from "@/components/one-button";
import { Rows, Section } from "@/components/section";
import { Status, type StatusKind } from "@/components/status";
import { formatCount, formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { check as start } from "../actions";
import { stateOfCheck, type CheckState } from "../rules";
import type { AuditCheck } from "../service";

const LOOKS: Readonly<Record<CheckState, StatusKind>> = { WAITING: "going", WHOLE: "done", BROKEN: "missing", FAILED: "late" };

function sayCheck(check: AuditCheck, state: CheckState, words: Words): string {
  const name = check.byName ?? words("auditLog.erased");
  const when = formatInstant(check.finishedAt ?? check.requestedAt, words.locale);
  const counted = (count: number | null) => ({ count: count ?? 0, formatted: formatCount(count ?? 0) });
  if (state === "WAITING") return words("auditLog.check.waiting", { name, when });
  if (state === "WHOLE") return words("auditLog.check.whole", { name, when, ...counted(check.entries) });
  return state === "BROKEN" ? words("auditLog.check.broken", { when, ...counted(check.problemCount) }) : words("auditLog.check.failed", { when });
}

/** Whether the log is whole, as it was last recounted, and the button that has it recounted. */
export function CheckSection({ check, words }: { check: AuditCheck | null; words: Words }) {
  const state = check === null ? null : stateOfCheck({ isFinished: check.finishedAt !== null, problemCount: check.problemCount });
  return (
    <Section id="check" title={words("auditLog.check.title")}>
      {check === null || state === null ? (
        <p>{words("auditLog.check.never")}</p>
      ) : (
        <p>
          <Status kind={LOOKS[state]}>{words(`auditLog.check.${state}`)}</Status> {sayCheck(check, state, words)}
        </p>
      )}
      {state === "BROKEN" && check !== null ? (
        <>
          <h3>{words("auditLog.check.problems")}</h3>
          <Rows tight>
            {check.problems.map(({ problem, seq, detail }) => (
              <li key={`${problem} ${seq ?? ""} ${detail}`} className="break-words">
                {`${problem}, ${seq === null ? words("auditLog.check.noSeq") : words("auditLog.check.problem", { seq })}: ${detail}`}
              </li>
            ))}
          </Rows>
        </>
      ) : null}
      <p className="meta">{words("auditLog.check.text")}</p>
      {state === "WAITING" ? (
        <p><a className="more" href="/audit-log#check">{words("auditLog.check.see")}</a></p>
      ) : (
        <OneButton action={start} fields={{ what: "LOG" }} label={words("auditLog.check.start")} variant="small" />
      )}
    </Section>
  );
}
