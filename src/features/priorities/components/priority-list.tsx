import { Rows } from "@/components/section";
import { Status } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import type { Held } from "../rules";
import type { PriorityKind } from "../schema";
import { describeStanding } from "./priority-state";

interface Row extends Held {
  id: string;
  kind: PriorityKind;
  title: string;
  description: string | null;
  setByName: string;
}

const SHOWN = 240;

/** Priorities with who sets them and how they stand on a day. */
export function PriorityList({ rows, day, words }: { rows: readonly Row[]; day: PlainDate; words: Words }) {
  return (
    <Rows>
      {rows.map((row) => {
        const [shape, standing] = describeStanding(row, day, words);
        const text = row.description ?? "";
        return (
          <li key={row.id}>
            <h3>
              <a href={`/priorities/${row.id}`}>{row.title}</a>
            </h3>
            {text === "" ? null : <p>{text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()} …` : text}</p>}
            <p className="meta">
              {words(`priorities.kind.${row.kind}`)}, {row.setByName} <Status kind={shape}>{standing}</Status>
            </p>
          </li>
        );
      })}
    </Rows>
  );
}
