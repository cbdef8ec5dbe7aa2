import { randomUUID } from "node:crypto";
import { Button, Buttons } from "@/components/button";
import { SelectField, TextArea } from "@/components/field";
import { Rows } from "@/components/section";
import { Status } from "@/components/status";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import { formatNear } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { add, settle } from "../remarks/actions";
import { LONGEST_REMARK } from "../remarks/schema";
import type { StoredRemark } from "../remarks/service";
import { Paragraphs } from "./question-text";

interface Props {
  year: number;
  unitId: string;
  remarks: readonly (StoredRemark & { maySettle: boolean })[];
  /** The figures that can be spoken of, with what they are called. */
  figures: readonly { value: string; label: string }[];
  mayAdd: boolean;
  adding: FormProblems;
  settling: FormProblems;
  today: PlainDate;
  words: Words;
}

/** What a unit has said of figures that are wrong, what the office has done about it, and the forms for both. */
export function FigureRemarks({ year, unitId, remarks, figures, mayAdd, adding, settling, today, words }: Props) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`followUp.remarks.${key}`, parameters);
  const labels = new Map(figures.map(({ value, label }) => [value, label]));
  const by = (name: string | null, at: Date) => <p className="meta">{say("by", { name: name ?? words("followUp.statement.someone"), date: formatNear(dateInStockholm(at), today, words.locale) })}</p>;
  const address = Object.entries({ _back: `/year/${String(year)}/${unitId}#figures`, year, unitId }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <>
      {remarks.length === 0 ? null : (
        <Rows tight>
          {remarks.map((remark) => {
            const isAt = textOf(settling.values, "id") === remark.id;
            return (
              <li key={remark.id}>
                <p><strong>{labels.get(remark.figure) ?? remark.figure}</strong> <Status kind={remark.settledAt === null ? "todo" : "done"}>{say(remark.settledAt === null ? "open" : "settled")}</Status></p>
                <Paragraphs text={remark.text} />
                {by(remark.writtenBy, remark.writtenAt)}
                {remark.settledAt === null ? null : (
                  <div className="mt-2">
                    <Paragraphs text={remark.settlement ?? ""} />
                    {by(remark.settledBy, remark.settledAt)}
                  </div>
                )}
                {remark.maySettle ? (
                  <form action={settle} className="mt-3" noValidate>
                    {address}
                    <input type="hidden" name="id" value={remark.id} />
                    <input type="hidden" name="_version" value={remark.version} />
                    <TextArea name="settlement" id={`settlement-${remark.id}`} label={say("settlement")} error={isAt ? settling.errorOf("settlement") : undefined} defaultValue={isAt ? textOf(settling.values, "settlement") : ""} most={LONGEST_REMARK} rows={2} required />
                    <Buttons><Button small>{say("settle")}</Button></Buttons>
                  </form>
                ) : null}
              </li>
            );
          })}
        </Rows>
      )}
      {mayAdd ? (
        <details className="mt-4" open={adding.summary.length > 0}>
          <summary>{say("doubt")}</summary>
          <form action={add} className="mt-3" noValidate>
            <input type="hidden" name="_key" value={randomUUID()} />
            {address}
            <SelectField name="figure" label={say("figure")} empty={say("choose")} options={[...figures]} error={adding.errorOf("figure")} defaultValue={textOf(adding.values, "figure")} required />
            <TextArea name="text" label={say("text")} help={say("textHelp")} error={adding.errorOf("text")} defaultValue={textOf(adding.values, "text")} most={LONGEST_REMARK} rows={3} required />
            <Buttons><Button small>{say("send")}</Button></Buttons>
          </form>
        </details>
      ) : null}
    </>
  );
}
