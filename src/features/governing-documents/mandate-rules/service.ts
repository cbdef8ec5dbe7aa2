import "server-only";
import type { Actor } from "@/domain/actor";
import type { MandateRule } from "@/domain/mandate";
import { checkRules } from "@/domain/mandate-rules";
import { refuse, succeed, type Result } from "@/domain/result";
import type { VersionRefusal } from "../rules";
import { rewriteDraft } from "../service";
import { placeFaults, placeRule } from "./rules";
import type { RemoveRuleInput, RuleForm } from "./schema";

export type RuleRefusal = VersionRefusal | "ruleGone" | "ruleFaulty" | "ruleIdTaken";

/**
 * Puts a rule into a draft, as a new one or in the place of another. When the draft has changed since it was read, throws
 * CONFLICT. Refused: ruleFaulty (with every fault at its field), ruleIdTaken, ruleGone, versionIsInForce, versionIsPutAway.
 */
export async function saveRule(actor: Actor, form: RuleForm): Promise<Result<{ id: string }, RuleRefusal>> {
  return rewriteDraft(actor, form, "governingDocuments.ruleSaved", (pack): Result<{ mandateRules: MandateRule[] }, RuleRefusal> => {
    const placed = placeRule(pack.mandateRules, form);
    if (!placed.ok) return placed;
    const { rules, index } = placed.value;
    if (form.place === null && pack.mandateRules.some((rule) => rule.id === form.rule.id)) return refuse("ruleIdTaken", { field: "name" });
    const issues = placeFaults(checkRules(rules, pack.clauses.map(({ number }) => number)), index, form.fields);
    return issues.length > 0 ? refuse("ruleFaulty", { issues }) : succeed({ mandateRules: rules });
  });
}

/** Takes a rule out of a draft. When the draft has changed since it was read, throws CONFLICT. Refused: ruleFaulty (another rule leans on it), ruleGone, versionIsInForce, versionIsPutAway. */
export async function removeRule(actor: Actor, input: RemoveRuleInput): Promise<Result<{ id: string }, RuleRefusal>> {
  return rewriteDraft(actor, input, "governingDocuments.ruleRemoved", (pack): Result<{ mandateRules: MandateRule[] }, RuleRefusal> => {
    const rules = pack.mandateRules as MandateRule[];
    if (rules[input.place - 1] === undefined) return refuse("ruleGone");
    const left = rules.filter((_rule, index) => index !== input.place - 1);
    const issues = placeFaults(checkRules(left, pack.clauses.map(({ number }) => number)), -1, new Map());
    return issues.length > 0 ? refuse("ruleFaulty", { issues }) : succeed({ mandateRules: left });
  });
}
