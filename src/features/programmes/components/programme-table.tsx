import { RegisterTable } from "@/components/register-table";
import type { Words } from "@/messages/words";
import { writePercent } from "../rules";

interface Row {
  id: string;
  nameSv: string;
  nameEn: string;
  fund: string | null;
  period: string | null;
  maxRatePercent: number | null;
  coversMunicipality: boolean | null;
  certainty: "HIGH" | "MEDIUM" | "LOW";
  openCalls: number;
}

/** A programme's name with its period, in the reader's language. */
export function nameProgramme({ nameSv, nameEn, period }: Pick<Row, "nameSv" | "nameEn" | "period">, { locale }: Pick<Words, "locale">): string {
  return `${locale === "en" ? nameEn : nameSv}${period === null ? "" : ` ${period}`}`;
}

/** Programmes with what they pay at most, whether the municipality lies in their area, and how sure that is. */
export function ProgrammeTable({ rows, caption, words }: { rows: readonly Row[]; caption: string; words: Words }) {
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={{ label: words("programmes.column.name") }}
      columns={[
        { label: words("programmes.field.fund"), kind: "full" },
        { label: words("programmes.column.rate"), kind: "amount" },
        { label: words("programmes.column.covers"), kind: "date" },
        { label: words("programmes.column.openCalls"), kind: "amount" },
        { label: words("programmes.field.certainty"), kind: "full" },
      ]}
      lines={rows.map((row) => [
        `/programmes/${row.id}`,
        nameProgramme(row, words),
        "",
        "",
        row.fund ?? "",
        row.maxRatePercent === null ? "–" : `${writePercent(row.maxRatePercent)} %`,
        row.coversMunicipality === null ? "–" : words(row.coversMunicipality ? "frame.yes" : "frame.no"),
        String(row.openCalls),
        words(`programmes.certainty.${row.certainty}`),
      ])}
    />
  );
}
