import { DataTable, ROLES } from "@/components/data-table";
import { Status, type StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate, formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { stateOf, type SystemTokenState } from "../rules";

const KINDS: Readonly<Record<SystemTokenState, StatusKind>> = { live: "done", ending: "late", expired: "none", revoked: "none" };

/** A connected system, as its row shows it. */
export interface ConnectedSystem {
  id: string;
  name: string;
  registers: readonly string[];
  validTo: PlainDate;
  isRevoked: boolean;
  lastUsedAt: Date | null;
}

/** How a token stands, in a word. */
export function TokenState({ token, today, words }: { token: { validTo: PlainDate; isRevoked: boolean }; today: PlainDate; words: Words }) {
  const state = stateOf(token, today);
  return <Status kind={KINDS[state]}>{words(`systemTokens.state.${state}`)}</Status>;
}

/** The connected systems, with what each may read, until when, and when it last did. */
export function TokenTable({ tokens, today, words }: { tokens: readonly ConnectedSystem[]; today: PlainDate; words: Words }) {
  const label = (column: string) => words(`systemTokens.column.${column}`);
  return (
    <DataTable caption={words("systemTokens.caption")} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {(["name", "state", "registers", "validTo", "used"] as const).map((column) => (
            <th key={column} {...ROLES.head}>{label(column)}</th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {tokens.map((token) => (
          <tr key={token.id} {...ROLES.row}>
            <th {...ROLES.name}><a href={`/system-tokens/${token.id}`}>{token.name}</a></th>
            <td {...ROLES.cell} data-label={label("state")}><TokenState token={token} today={today} words={words} /></td>
            <td {...ROLES.cell} data-label={label("registers")}>{words("systemTokens.registerCount", { count: token.registers.length })}</td>
            <td {...ROLES.cell} data-label={label("validTo")}>{formatDate(token.validTo, words.locale)}</td>
            <td {...ROLES.cell} data-label={label("used")}>{token.lastUsedAt === null ? words("systemTokens.neverUsed") : formatInstant(token.lastUsedAt, words.locale)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
