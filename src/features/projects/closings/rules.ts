import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { ProjectStatus } from "../schema";
import type { ClosingInput, ClosingTrait } from "./schema";

export type ClosingRefusal = "closingTooEarly" | "closingInFuture";

/** States in which there is nothing yet to tell of what came of a project; of one that was refused or broken off there are lessons too. */
const TOO_EARLY: readonly ProjectStatus[] = ["IDEA", "EXAMINED", "APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY", "SUBMITTED", "RESERVE_LIST"];

/** Tells whether a project has come so far that its closing can be told. */
export function mayBeClosed(status: ProjectStatus): boolean {
  return !TOO_EARLY.includes(status);
}

/** Judges that a project's closing can be told, and on that day (V5a). Refused: closingTooEarly, closingInFuture. */
export function judgeClosing({ toldOn }: Pick<ClosingInput, "toldOn">, status: ProjectStatus, today: PlainDate): Result<null, ClosingRefusal> {
  if (!mayBeClosed(status)) return refuse("closingTooEarly");
  return toldOn > today ? refuse("closingInFuture", { field: "toldOn" }) : succeed(null);
}

/** What each thing that a closing may say stands in: competence is what was learnt or experienced (V9b, H2), resources what it brought in money (H2). */
export const SAID_IN: Readonly<Record<ClosingTrait, readonly ("lessons" | "competence" | "experience" | "resources")[]>> = { lessons: ["lessons"], competence: ["competence", "experience"], resources: ["resources"] };

/** Tells whether a closing says something of a thing. */
export function says(closing: Pick<ClosingInput, "lessons" | "competence" | "experience" | "resources">, trait: ClosingTrait): boolean {
  return SAID_IN[trait].some((field) => closing[field] !== null);
}

/** Writes a closing as its form holds it. */
export function writeClosing(closing: ClosingInput): Values {
  return {
    toldOn: closing.toldOn,
    addedValue: closing.addedValue,
    benefit: closing.benefit,
    goalsMet: closing.goalsMet ?? "",
    goalsText: closing.goalsText ?? "",
    competence: closing.competence ?? "",
    experience: closing.experience ?? "",
    resources: closing.resources ?? "",
    usedIn: closing.usedIn ?? "",
    lessons: closing.lessons ?? "",
    spreadTo: closing.spreadTo ?? "",
    wouldDoAgain: closing.wouldDoAgain ?? "",
    againReason: closing.againReason ?? "",
  };
}

/** What free text finds a closing by: all that it says in words. */
export function searchTextOf(closing: ClosingInput): string {
  return [closing.benefit, closing.goalsText, closing.competence, closing.experience, closing.resources, closing.usedIn, closing.lessons, closing.spreadTo, closing.againReason].filter((text) => text !== null).join("\n");
}

const SHOWN = 220;

/** The beginning of a text for a list, ended at a whole word. */
export function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= SHOWN) return line;
  const cut = line.slice(0, SHOWN);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), SHOWN / 2))} …`;
}
