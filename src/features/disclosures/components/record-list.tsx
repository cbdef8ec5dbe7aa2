import { OneButton } from "@/components/one-button";
import { Rows } from "@/components/section";
import { Status, type StatusKind } from "@/components/status";
import type { Words } from "@/messages/words";
import { drop } from "../records/actions";
import type { ExaminedRecord, StoredRecord } from "../records/service";

interface Props {
  requestId: string;
  records: readonly { record: StoredRecord; examined: ExaminedRecord | null }[];
  mayExamine: boolean;
  words: Words;
}

function describe({ record, examined }: Props["records"][number], words: Words): [StatusKind, string] {
  if (examined === null) return ["missing", words("disclosures.fate.gone")];
  if (examined.isChanged) return ["late", words("disclosures.fate.changed")];
  if (examined.undecided > 0) return ["todo", words("disclosures.fate.undecided", { count: examined.undecided })];
  if (record.isWithheld) return ["none", words("disclosures.fate.withheld")];
  const masked = Object.values(record.choices).filter(({ state }) => state === "MASKED").length;
  return masked > 0 ? ["done", words("disclosures.fate.masked", { count: masked })] : ["done", words("disclosures.fate.open")];
}

/** The records of an examination, each with how far it has come. */
export function RecordList({ requestId, records, mayExamine, words }: Props) {
  return (
    <Rows>
      {records.map(({ record, examined }) => {
        const [kind, state] = describe({ record, examined }, words);
        const title = examined?.told.title ?? words("disclosures.hidden");
        const register = words.has(`auditLog.kinds.${record.subject.kind}`) ? words(`auditLog.kinds.${record.subject.kind}`) : record.subject.kind;
        return (
          <li key={record.id}>
            {examined === null || !mayExamine ? title : <a href={`/disclosures/${requestId}/records/${record.id}`}>{title}</a>} <Status kind={kind}>{state}</Status>
            {examined?.told.marking == null ? null : <> <Status kind="late">{words("disclosures.marked")}</Status></>}
            <p className="meta">{[register, examined?.told.unit, examined?.told.caseNumber].filter(Boolean).join(" · ")}</p>
            {mayExamine ? (
              <OneButton action={drop} fields={{ _back: `/disclosures/${requestId}`, requestId, recordId: record.id, _version: record.version }} label={examined === null ? words("disclosures.dropHidden") : words("disclosures.drop", { title })} />
            ) : null}
          </li>
        );
      })}
    </Rows>
  );
}
