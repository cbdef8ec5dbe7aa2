import { Facts } from "@/components/facts";
import type { Words } from "@/messages/words";
import type { Changes, PackDifference } from "../rules";

/** What changes when one version takes over from another, part by part. */
export function Difference({ difference, words }: { difference: PackDifference; words: Words }) {
  const parts = (["clauses", "obligations", "rules"] as const).map((part) => ({ label: words(`governingDocuments.parts.${part}`), lines: describeChanges(difference[part], words) }));
  const modules = difference.modules.map(({ key, before, after }) => {
    const named = { module: words(`governingDocuments.modules.${key}`), after: words(`governingDocuments.moduleStates.${after}`) };
    return before === null ? words("governingDocuments.moduleNew", named) : words("governingDocuments.moduleChanged", { ...named, before: words(`governingDocuments.moduleStates.${before}`) });
  });
  const items = [...parts, { label: words("governingDocuments.parts.modules"), lines: modules }].filter((part) => part.lines.length > 0);
  if (items.length === 0) return <p>{words("governingDocuments.noDifference")}</p>;
  return <Facts items={items.map(({ label, lines }) => ({ label, value: lines.map((line) => <div key={line}>{line}</div>) }))} />;
}

function describeChanges({ added, removed, changed }: Changes, words: Words): string[] {
  return [
    ...(added.length > 0 ? [words("governingDocuments.added", { names: added.join(", ") })] : []),
    ...(removed.length > 0 ? [words("governingDocuments.removed", { names: removed.join(", ") })] : []),
    ...(changed.length > 0 ? [words("governingDocuments.changed", { names: changed.join(", ") })] : []),
  ];
}
