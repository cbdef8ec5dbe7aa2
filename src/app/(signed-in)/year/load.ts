import { notFound } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/domain/actor";
import { activityOf, type Registers } from "@/domain/registers";
import { getRound, getStatement, type RoundView, type StatementView } from "@/features/follow-up/service";
import { isId } from "@/lib/fields";
import { isAppError } from "@/server/errors";

async function orNotFound<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  }
}

function readYear(text: string): number {
  return /^(19|20|21)\d{2}$/.test(text) ? Number(text) : notFound();
}

/** A year's round, once a request: the page's title asks for it too. What isn't there is not found. */
export const loadRound = cache((actor: Actor, year: string): Promise<RoundView> => orNotFound(getRound(actor, readYear(year))));

/** A unit's statement of a year, once a request. */
export const loadStatement = cache((actor: Actor, year: string, unitId: string): Promise<StatementView> => (isId(unitId) ? orNotFound(getStatement(actor, readYear(year), unitId)) : notFound()));

/** A figure that a register counts for a unit and a year, with where its records are listed. */
export interface Figure {
  kind: string;
  label: string;
  count: number;
  path: string | null;
  childrenAndYouth: number;
  childrenAndYouthPath: string | null;
}

/** What each register counts for a unit and a year; one whose records belong to no year is left out. */
export async function countFigures(actor: Actor, year: number, unitId: string, registers: Registers): Promise<Figure[]> {
  return Promise.all(
    registers.map((register) => ({ kind: register.kind, activity: activityOf(register) })).flatMap(({ kind, activity }) =>
      activity === null
        ? []
        : [
            activity.countByUnit(actor, year).then((units) => {
              const of = units.find((unit) => unit.unitId === unitId);
              return { kind, label: activity.label, count: of?.count ?? 0, path: of?.path ?? null, childrenAndYouth: of?.childrenAndYouth ?? 0, childrenAndYouthPath: of?.childrenAndYouthPath ?? null };
            }),
          ],
    ),
  );
}
