import { getRule, setRule } from "@/features/retention/service";
import { registers } from "@/registers";
import { actAs, keyOf, must, personOfAccount, type Town } from "./town";

/** Writes down the made-up rules of how long records are kept, as the administrator would. */
export async function loadRetentionRules(town: Town): Promise<number> {
  const administrator = await actAs(town, personOfAccount(town, "ADMINISTRATOR"));
  for (const rule of town.data.retentionRules) {
    const { version } = await getRule(administrator, rule.kind, { registers });
    // What somebody has written since is not written over.
    if (version === 0) must(`The rule for ${rule.kind}`, await setRule(administrator, { key: keyOf(town, "retention", rule.kind), version: 0, rule: { ...rule, certainty: "LOW" } }, { registers }, { isDemonstration: true }, town.now));
  }
  return town.data.retentionRules.length;
}
