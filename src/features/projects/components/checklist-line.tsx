import type { Words } from "@/messages/words";

/** How far the checklist has come, as a line that leads to it; nothing where the pack has none. */
export function ChecklistLine({ projectId, items, words }: { projectId: string; items: readonly { tick: unknown }[]; words: Words }) {
  if (items.length === 0) return null;
  return (
    <p>
      <a className="more" href={`/projects/${projectId}/checklist`}>
        {words("checklist.line", { done: items.filter(({ tick }) => tick !== null).length, all: items.length })}
      </a>
    </p>
  );
}
