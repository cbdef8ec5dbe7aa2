import type { ReactNode } from "react";
import { TaskList } from "@/components/task-list";
import type { StatusKind } from "@/components/status";
import type { SectionState } from "@/features/projects/rules";
import { SECTIONS, type Section } from "@/features/projects/schema";
import type { Words } from "@/messages/words";

const SHAPES: Readonly<Record<SectionState["state"], StatusKind>> = { todo: "todo", going: "going", wrong: "missing", done: "done" };

/** The form's sections with how far each has come; the last one opens when nothing is wrong. */
export function SectionList({ draftId, states, current, isComplete, words, children }: { draftId: string; states: Record<Section, SectionState>; current: Section | "check"; isComplete: boolean; words: Words; children?: ReactNode }) {
  const href = (name: string) => `/projects/drafts/${draftId}/${name}`;
  return (
    <TaskList
      label={words("projects.sectionsLabel")}
      items={[
        ...SECTIONS.map((section) => {
          const state = states[section];
          return {
            key: section,
            href: href(section),
            label: words(`projects.sections.${section}`),
            state: { kind: SHAPES[state.state], word: state.state === "wrong" ? words("projects.state.wrong", { count: state.count }) : words(`projects.state.${state.state}`) },
            current: section === current,
          };
        }),
        { key: "check", ...(isComplete || current === "check" ? { href: href("check") } : {}), label: words("projects.check"), current: current === "check" },
      ]}
    >
      {children}
    </TaskList>
  );
}
