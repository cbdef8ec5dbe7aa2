import type { Actor } from "./actor";
import type { PlainDate } from "./plain-date";

/** Something a person has to do, found in a register. */
export interface Task {
  key: string;
  path: string;
  /** A message's key and parameters. */
  title: { message: string; params?: Record<string, string | number> };
  text?: { message: string; params?: Record<string, string | number> };
  dueOn: PlainDate | null;
  state: "missing" | "late" | "todo" | "going";
  stateWord: string;
}

/** A requirement of the governing document that a unit has nothing to show for. */
export interface Gap {
  key: string;
  clause: string;
  title: { message: string; params?: Record<string, string | number> };
  path: string;
}

/** What a register offers to everything that spans registers: each asks the permissions of its own feature. */
export interface Register {
  /** The kind of record, as the audit trail names it. */
  kind: string;
  path: (id: string) => string;
  /** The record's title; throws NOT_FOUND when the actor may not see it. */
  titleOf: (actor: Actor, id: string) => Promise<string>;
  /** Columns of the record's tables that its history does not show to this actor. */
  hiddenColumns: (actor: Actor, id: string) => Promise<readonly string[]>;
  tasks: (actor: Actor, today: PlainDate) => Promise<Task[]>;
  gaps: (actor: Actor, today: PlainDate) => Promise<Gap[]>;
}

/** All registers, as `src/registers.ts` lists them. */
export type Registers = readonly Register[];
