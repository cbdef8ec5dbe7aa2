import { Rows, Section } from "@/components/section";
import { Status, type StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { longestOf, OPEN_WHILE, standingOf, type Deadline, type DeadlineStanding } from "../deadlines/rules";
import type { ProjectStatus } from "../schema";

const SHAPES: Readonly<Record<DeadlineStanding, StatusKind>> = { DONE: "done", LATE: "late", SOON: "going", COMING: "todo" };

/** How a deadline stands on a day, as shape and word; records that are kept are neither late nor done. */
export function describeDeadlineState(deadline: Deadline, day: PlainDate, words: Words): [StatusKind, string] {
  if (deadline.kind === "KEEP_RECORDS") return ["none", words(`deadlines.kept.${deadline.dueOn < day ? "over" : "held"}`)];
  const standing = standingOf(deadline, day);
  return [SHAPES[standing], words(`deadlines.standing.${standing}`)];
}

/** What a deadline is called: by its kind, and what more is said of it. */
export function nameDeadline({ kind, title }: Pick<Deadline, "kind" | "title">, words: Words): string {
  if (title === null) return words(`deadlines.kind.${kind}`);
  return kind === "OTHER" ? title : `${words(`deadlines.kind.${kind}`)}: ${title}`;
}

/** Until when a project's records are kept, by the longest of all that applies; said to be unknown where nothing says. */
export function describeKeeping(deadlines: readonly Deadline[], day: PlainDate, words: Words): string {
  const held = longestOf(deadlines.filter(({ kind }) => kind === "KEEP_RECORDS"));
  if (held === null) return words("deadlines.keepUnknown");
  return words(held.dueOn < day ? "deadlines.keptUntil" : "deadlines.keepUntil", { day: formatDate(held.dueOn, words.locale), by: words(`deadlines.by.${held.origin}`) });
}

const SHOWN = 3;

interface Props {
  project: { id: string; status: ProjectStatus };
  deadlines: readonly Deadline[];
  mayEdit: boolean;
  today: PlainDate;
  words: Words;
}

/** What comes next in a project, and until when its records are kept; a line alone where there is nothing. */
export function DeadlineSection({ project, deadlines, mayEdit, today, words }: Props) {
  const path = `/projects/${project.id}/deadlines`;
  const open = deadlines.filter(({ kind, doneOn }) => kind !== "KEEP_RECORDS" && doneOn === null && OPEN_WHILE[kind].includes(project.status));
  const isCarriedOut = OPEN_WHILE.KEEP_RECORDS.includes(project.status);
  if (open.length === 0 && !isCarriedOut) return mayEdit ? <p><a className="more" href={path}>{words("deadlines.addFirst")}</a></p> : null;
  return (
    <Section id="deadlines" title={words("deadlines.title")} more={{ href: path, label: words("deadlines.ofProject") }}>
      {open.length === 0 ? null : (
        <Rows tight>
          {open.slice(0, SHOWN).map((deadline) => {
            const [kind, state] = describeDeadlineState(deadline, today, words);
            return (
              <li key={`${deadline.kind} ${deadline.dueOn} ${deadline.title ?? ""}`}>
                {formatDate(deadline.dueOn, words.locale)} {nameDeadline(deadline, words)} <Status kind={kind}>{state}</Status>
              </li>
            );
          })}
        </Rows>
      )}
      {isCarriedOut ? <p className="meta mt-3">{describeKeeping(deadlines, today, words)}</p> : null}
    </Section>
  );
}
