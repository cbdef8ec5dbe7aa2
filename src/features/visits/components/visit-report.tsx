import { Button, ButtonLink } from "@/components/button";
import { Facts } from "@/components/facts";
import { Section } from "@/components/section";
import { Status } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { close, reopen } from "../reports/actions";
import { reportDueOn } from "../reports/rules";
import type { StoredReport } from "../reports/service";

interface Props {
  visit: { id: string; version: number; starts: { on: PlainDate }; endsOn: PlainDate; cancelledOn: PlainDate | null; closedOn: PlainDate | null };
  report: StoredReport | null;
  mayEdit: boolean;
  today: PlainDate;
  words: Words;
}

/** What the visit came to, and whether it has been closed; nothing before its first day. */
export function VisitReport({ visit, report, mayEdit, today, words }: Props) {
  if (report === null && (visit.cancelledOn !== null || visit.starts.on > today)) return null;
  const path = `/visits/${visit.id}`;
  const day = (on: PlainDate) => formatDate(on, words.locale);
  const due = reportDueOn(visit.endsOn);
  const isLate = due < today;
  const step = (action: (form: FormData) => Promise<void>, label: string) => (
    <form action={action}>
      {Object.entries({ _back: path, id: visit.id, _version: visit.version }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <Button small>{label}</Button>
    </form>
  );
  return (
    <Section id="report" title={words("visitReports.title")} note={visit.closedOn === null ? words("visitReports.open") : words("visitReports.closedOn", { date: day(visit.closedOn) })}>
      {report === null ? (
        <>
          <p>{words("visitReports.none")}</p>
          <p><Status kind={isLate ? "late" : "todo"}>{words(isLate ? "visitReports.late" : "visitReports.due", { date: day(due) })}</Status></p>
        </>
      ) : (
        <Facts
          items={[
            { label: words("visitReports.field.toldOn"), value: day(report.toldOn) },
            { label: words("visitReports.field.outcome"), value: report.outcome },
            { label: words("visitReports.field.addedValue"), value: report.addedValue.map((whom) => words(`closings.addedValue.${whom}`)).join(", ") },
            { label: words("visitReports.field.benefit"), value: report.benefit },
            ...(report.spreadTo === null ? [] : [{ label: words("visitReports.field.spreadTo"), value: report.spreadTo }]),
          ]}
        />
      )}
      {mayEdit ? (
        <div className="btns mt-4">
          {visit.closedOn === null ? <ButtonLink variant="secondary" small href={`${path}/report`}>{words(report === null ? "visitReports.tell" : "visitReports.edit")}</ButtonLink> : null}
          {visit.closedOn !== null ? step(reopen, words("visitReports.reopen")) : report !== null && visit.endsOn <= today ? step(close, words("visitReports.close")) : null}
        </div>
      ) : null}
    </Section>
  );
}
