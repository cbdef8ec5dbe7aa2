import type { PolicyPack } from "@packs/pack";
import { DataTable, ROLES } from "@/components/data-table";
import type { Words } from "@/messages/words";
import { capitalise, describeCondition, describeParties } from "./rule-words";

/** All rules of a version: in what, who, when and by which clause. */
export function RuleTable({ pack, path, mayChange, words }: { pack: PolicyPack; path: string; mayChange: boolean; words: Words }) {
  return (
    <DataTable caption={words("mandateRules.caption")} hideCaption>
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{words("mandateRules.name")}</th>
          <th {...ROLES.head}>{words("mandateRules.inMatters")}</th>
          <th {...ROLES.head}>{words("mandateRules.who")}</th>
          <th {...ROLES.head}>{words("mandateRules.clause")}</th>
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {pack.mandateRules.map((rule, index) => (
          <tr key={`${rule.id} ${String(index)}`} id={`rule-${rule.id}`} {...ROLES.row}>
            <th {...ROLES.name}>
              {mayChange ? <a href={`${path}/rules/${String(index + 1)}`}>{rule.id}</a> : rule.id}
              {rule.when === null ? null : <small>{words("mandateRules.when", { condition: describeCondition(rule.when, words) })}</small>}
            </th>
            <td {...ROLES.cell} className="full" data-label={words("mandateRules.inMatters")}>{rule.matters.map((matter) => words(`decisions.matter.${matter}`)).join(", ")}</td>
            <td {...ROLES.cell} className="full" data-label={words("mandateRules.who")}>{words(`mandateRules.effectSays.${rule.effect}`, { who: capitalise(describeParties(rule.holders, words)) })}</td>
            <td {...ROLES.cell} data-label={words("mandateRules.clause")}><a href={`${path}#${rule.clause}`}>{rule.clause}</a></td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
