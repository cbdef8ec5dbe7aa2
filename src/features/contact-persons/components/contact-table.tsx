import { DataTable, ROLES } from "@/components/data-table";
import { Status } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { endOf, type Holder, type JudgedContacts } from "../overview/rules";

interface Props {
  rows: readonly JudgedContacts[];
  year: number;
  readerId: string;
  mayAppoint: (unitId: string) => boolean;
  /** Whether the reader is told what the persons have answered. */
  showsAnswers: boolean;
  /** Whether the governing document asks for contact persons at all. */
  isAsking: boolean;
  today: PlainDate;
  words: Words;
}

/** Unit by unit who is contact person, with what time and until when, and what the unit lacks. */
export function ContactTable({ rows, year, readerId, mayAppoint, showsAnswers, isAsking, today, words }: Props) {
  const label = (name: string) => words(`contactPersons.column.${name}`, { year: String(year) });
  const columns = ["person", "time", "ends", ...(showsAnswers ? ["space"] : []), ...(isAsking ? ["lacks"] : [])];
  const date = (day: PlainDate) => formatDate(day, words.locale);
  const ends = (unit: JudgedContacts, holder: Holder) => (holder.to === null ? words("contactPersons.openEnd") : endOf(unit, today) === null ? date(holder.to) : <Status kind="late">{date(holder.to)}</Status>);
  return (
    <DataTable caption={words("contactPersons.caption")} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{label("unit")}</th>
          {columns.map((name) => <th key={name} {...ROLES.head}>{label(name)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((unit) => {
          const primary = unit.holders.filter(({ kind }) => kind === "PRIMARY");
          const deputies = unit.holders.filter(({ kind }) => kind === "DEPUTY");
          return (
            <tr key={unit.unitId} {...ROLES.row}>
              <th {...ROLES.name}>
                <a href={`/bodies/${unit.unitId}`}>{unit.unitName}</a>
                {mayAppoint(unit.unitId) && primary.length === 0 ? <small><a href={`/bodies/${unit.unitId}/contact-person`}>{words("bodies.appoint")}</a></small> : null}
              </th>
              <td data-label={label("person")} {...ROLES.cell}>
                {primary.length === 0 ? <span className="quiet">{words("contactPersons.nobody")}</span> : null}
                {primary.map((holder) => (
                  <div key={holder.appointmentId}>
                    <a href={`/people/${holder.personId}`}>{holder.personName}</a>
                    {holder.appointedBy === null ? null : <div className="meta">{holder.appointedOn === null ? words("contactPersons.appointedBy", { name: holder.appointedBy }) : words("contactPersons.appointedByOn", { name: holder.appointedBy, day: date(holder.appointedOn) })}</div>}
                  </div>
                ))}
                {deputies.length === 0 ? null : <div className="meta">{words("contactPersons.deputies", { names: deputies.map(({ personName }) => personName).join(", ") })}</div>}
                {unit.next === null ? null : <div className="meta">{words("contactPersons.next", { name: unit.next.personName, day: date(unit.next.from) })}</div>}
              </td>
              <td data-label={label("time")} {...ROLES.cell}>
                {primary.map((holder) => (
                  <div key={holder.appointmentId}>
                    {holder.timePercent === null ? words("bodies.timeNotSet") : words("bodies.timePercent", { percent: holder.timePercent })}
                    <div className="meta">{holder.timeConfirmedOn === null ? words("bodies.timeNotConfirmed") : words("bodies.timeConfirmed", { date: date(holder.timeConfirmedOn) })}</div>
                  </div>
                ))}
              </td>
              <td data-label={label("ends")} {...ROLES.cell}>{primary.map((holder) => <div key={holder.appointmentId}>{ends(unit, holder)}</div>)}</td>
              {showsAnswers ? (
                <td data-label={label("space")} {...ROLES.cell}>
                  {primary.map((holder) => (
                    <div key={holder.appointmentId}>
                      <a href={`/contact-persons/${holder.appointmentId}/space?year=${String(year)}`}>
                        {holder.space === null ? words("contactPersons.state.notAnswered") : words(`contactPersons.space.given.${holder.space}`)}
                        <span className="vh"> {holder.personId === readerId ? words("contactPersons.space.title") : holder.personName}</span>
                      </a>
                    </div>
                  ))}
                </td>
              ) : null}
              {isAsking ? <td data-label={label("lacks")} {...ROLES.cell}>{unit.lacks.map((lack) => <div key={lack}><Status kind={lack === "PERSON" ? "missing" : "late"}>{words(`contactPersons.lack.${lack}`)}</Status></div>)}</td> : null}
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
