import { DataTable, ROLES } from "@/components/data-table";
import { formatCount } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { LedgerLine } from "../activities/rules";
import { BENEFICIARY_GROUPS, readActivityFilter, writeActivityFilter, type ActivityFilter } from "../activities/schema";

export interface LedgerHead {
  key: string;
  label: string;
  href: string | null;
  /** What the line's exchanges are listed by. */
  filter: Partial<ActivityFilter>;
}

interface Props {
  caption: string;
  /** The heading over the lines' names. */
  name: string;
  lines: readonly LedgerLine<LedgerHead>[];
  words: Words;
}

/** What each group had, line by line; every figure leads to the exchanges that it counts, and what is nothing says so. */
export function LedgerTable({ caption, name, lines, words }: Props) {
  const blank = readActivityFilter({}).filter;
  return (
    <DataTable caption={caption} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{name}</th>
          {BENEFICIARY_GROUPS.map((group) => (
            <th key={group} {...ROLES.head}>{words(`townActivities.group.${group}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {lines.map(({ head, groups }) => (
          <tr key={head.key} className={groups.every(({ activities }) => activities === 0) ? "ledger-empty" : undefined} {...ROLES.row}>
            <th {...ROLES.name}>{head.href === null ? head.label : <a href={head.href}>{head.label}</a>}</th>
            {groups.map(({ group, activities, participants, childrenAndYouth }) => (
              <td key={group} className={activities === 0 ? "ledger-nothing" : undefined} data-label={words(`townActivities.group.${group}`)} {...ROLES.cell}>
                {activities === 0 ? (
                  <span className="quiet">{words("townActivities.nothing")}</span>
                ) : (
                  <>
                    <a href={`/town-relations/activities${writeActivityFilter(blank, { ...head.filter, group })}`}>{words("townActivities.exchanges", { count: activities, formatted: formatCount(activities) })}</a>
                    <small>{words("townActivities.people", { participants: formatCount(participants), youth: formatCount(childrenAndYouth) })}</small>
                  </>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
