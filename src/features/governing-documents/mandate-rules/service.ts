import "server-only";
import type { Actor } from "@/domain/actor";
import { checkRules } from "@/domain/mandate-rules";
import { refuse, succeed, type Result } from "@/domain/result";
import type { VersionRefusal } from "../rules";
import { rewriteDraft, type Rewritten } from "../service";
import { placeFaults, placeRule } from "./rules";
import type { RuleForm, RulePlace } from "./schema";

export type RuleRefusal = VersionRefusal | "ruleGone" | "ruleFaulty" | "ruleIdTaken";

/** As many rules as a draft keeps of those that have been taken out of it. */
const MOST_REMOVED = 100;

/**
 * Puts a rule into a draft, as a new one or in the place of another. When the draft has changed since it was read, throws
 * CONFLICT. Refused: ruleFaulty (with every fault at its field), ruleIdTaken, ruleGone, versionIsInForce, versionIsPutAway.
 */
export async function saveRule(actor: Actor, form: RuleForm): Promise<Result<{ id: string }, RuleRefusal>> {
  return rewriteDraft(actor, form, "governingDocuments.ruleSaved", (pack): Result<Rewritten, RuleRefusal> => {
    const placed = placeRule(pack.mandateRules, form);
    if (!placed.ok) return placed;
    const { rules, index } = placed.value;
    if (form.place === null && pack.mandateRules.some((rule) => rule.id === form.rule.id)) return refuse("ruleIdTaken", { field: "name" });
    const issues = placeFaults(checkRules(rules, pack.clauses.map(({ number }) => number)), index, form.fields);
    return issues.length > 0 ? refuse("ruleFaulty", { issues }) : succeed({ pack: { mandateRules: rules } });
  });
}

/** Takes a rule out of a draft, where it can be taken back. When the draft has changed since it was read, throws CONFLICT. Refused: ruleFaulty (another rule leans on it), ruleGone, versionIsInForce, versionIsPutAway. */
export async function removeRule(actor: Actor, input: RulePlace): Promise<Result<{ id: string }, RuleRefusal>> {
  return rewriteDraft(actor, input, "governingDocuments.ruleRemoved", (pack, removed): Result<Rewritten, RuleRefusal> => {
    const { mandateRules: rules } = pack;
    const rule = rules[input.place - 1];
    if (rule === undefined) return refuse("ruleGone");
    const left = rules.filter((_rule, index) => index !== input.place - 1);
    const issues = placeFaults(checkRules(left, pack.clauses.map(({ number }) => number)), -1, new Map());
    return issues.length > 0 ? refuse("ruleFaulty", { issues }) : succeed({ pack: { mandateRules: left }, removed: [...removed, rule].slice(-MOST_REMOVED) });
  });
}

/** Takes back a rule that has been taken out of a draft, as it was. When the draft has changed since it was read, throws CONFLICT. Refused: ruleFaulty (what it leans on is gone), ruleGone, versionIsInForce, versionIsPutAway. */
export async function restoreRule(actor: Actor, input: RulePlace): Promise<Result<{ id: string }, RuleRefusal>> {
  return rewriteDraft(actor, input, "governingDocuments.ruleRestored", (pack, removed): Result<Rewritten, RuleRefusal> => {
    const rule = removed[input.place - 1];
    if (rule === undefined) return refuse("ruleGone");
    const rules = [...pack.mandateRules, rule];
    const issues = placeFaults(checkRules(rules, pack.clauses.map(({ number }) => number)), -1, new Map());
    return issues.length > 0 ? refuse("ruleFaulty", { issues }) : succeed({ pack: { mandateRules: rules }, removed: removed.filter((_rule, index) => index !== input.place - 1) });
  });
}
