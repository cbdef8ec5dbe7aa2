import "server-only";
import { answersForUnit, type Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { seesAllProjects } from "@/features/projects/policy";
import { getProject } from "@/features/projects/service";
import type { ProjectStatus } from "@/features/projects/schema";
import { loadUnits } from "@/features/projects/choices/service";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { grantScope } from "@/server/permit";
import * as repository from "./repository";
import { forecastProject, sumForecasts, type ForecastStep, type ProjectForecast } from "./rules";

/** Those whose costs are laid out and whose money has not all come. */
const UNDER_WAY: readonly ProjectStatus[] = ["GRANTED", "AGREEMENT_SIGNED", "ONGOING", "IN_MODIFICATION", "FINAL_REPORT_SUBMITTED"];

/** What is laid out for others to pay, and when it comes back. */
export interface Forecast {
  steps: ForecastStep[];
  /** By title. */
  projects: ProjectForecast[];
  /** Amounts in currencies without a rate, which no forecast can hold. */
  unconverted: number;
}

const gather = (rows: readonly repository.ForecastRow[], now: Date): Forecast => {
  const today = dateInStockholm(now);
  const projects = rows.map((row) => forecastProject(row, today));
  return { steps: sumForecasts(projects, today), projects, unconverted: rows.reduce((sum, row) => sum + row.unconverted, 0) };
};

/** What a project's unit carries until the money comes, and whether the project has been granted; throws NOT_FOUND when the project isn't the actor's to see. */
export async function forecastOfProject(actor: Actor, projectId: string, now = new Date()): Promise<Forecast & { isUnderWay: boolean }> {
  const { project } = await getProject(actor, projectId, now);
  const rows = await repository.selectForForecast(reading(), grantScope("projects", actor, true), { projectId });
  return { ...gather(rows, now), isUnderWay: UNDER_WAY.includes(project.status) };
}

/** What a unit, or the one that has taken it over, carries until the money comes, over its projects that are granted and not paid out in full, as far as the actor sees them (V19); throws NOT_FOUND when there is no such unit. */
export async function forecastOfUnit(actor: Actor, unitId: string, now = new Date()): Promise<Forecast & { unit: { id: string; name: string } }> {
  const unit = await repository.findUnit(reading(), unitId, dateInStockholm(now));
  if (unit === null) throw new AppError("NOT_FOUND");
  const rows = await repository.selectForForecast(reading(), grantScope("projects", actor, seesAllProjects(actor)), { unitId: unit.id, statuses: UNDER_WAY });
  return { ...gather(rows, now), unit };
}

/** The units whose forecast can be asked for, the actor's own first. */
export async function listForecastUnits(actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  const units = await loadUnits(actor, now);
  return [...units.filter(({ id }) => answersForUnit(actor, id)), ...units.filter(({ id }) => !answersForUnit(actor, id))];
}
