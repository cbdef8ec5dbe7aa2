import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { ProjectStatus } from "@/features/projects/schema";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { queryRows, type Read } from "@/server/db";
import type { Scope } from "@/server/permit";
import type { ForecastProject } from "./rules";

/** A project with what its forecast is made of, and how many of its amounts have no rate to be reckoned in kronor by. */
export interface ForecastRow extends ForecastProject {
  status: ProjectStatus;
  unconverted: number;
}

interface StoredRow {
  id: string;
  title: string;
  status: ProjectStatus;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
  lines: { year: number | null; ore: string | null }[] | null;
  claims: { from: PlainDate; to: PlainDate; ore: string | null }[] | null;
  payments: { on: PlainDate; ore: string | null; hasCome: boolean }[] | null;
}

/** An amount of a part of the project `p` in öre, as text: by its own rate, or the project's where the currency is the project's. */
const oreOf = (amount: Prisma.Sql, currency: Prisma.Sql, ownRate: Prisma.Sql) => Prisma.sql`
  (CASE WHEN ${currency} = 'SEK' THEN ${amount} ELSE round(${amount} * coalesce(${ownRate}, CASE WHEN ${currency} = p.currency THEN p.sek_per_unit END))::bigint END)::text`;

/** Reads the unit that answers today for what was logged for one, by its name or its last; null when there is none. */
export async function findUnit(read: Read, id: string, today: PlainDate): Promise<{ id: string; name: string } | null> {
  const [row] = await queryRows<{ id: string; name: string }>(read, Prisma.sql`
    SELECT b.id, ${bodyNameOn(Prisma.sql`b.id`, today)} AS name FROM body b WHERE b.id = unit_today(${id}::uuid) AND b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE')`);
  return row ?? null;
}

/** Of one project, or of a unit and those that have gone up into it. */
export type ForecastOf = { projectId: string } | { unitId: string; statuses: readonly ProjectStatus[] };

/** Reads what forecasts are made of, of projects in the register that the scope lets through, by title. */
export async function selectForForecast(read: Read, scope: Scope<"projects">, of: ForecastOf): Promise<ForecastRow[]> {
  const chosen =
    "projectId" in of
      ? Prisma.sql`p.id = ${of.projectId}::uuid`
      : Prisma.sql`p.archived_at IS NULL AND p.status = ANY (${[...of.statuses]}::"ProjectStatus"[]) AND p.unit_id = ANY (${withPredecessors(of.unitId)})`;
  const visible = scope.all
    ? Prisma.sql`true`
    : Prisma.sql`(NOT p.is_confidential OR p.unit_id = ANY (${[...scope.unitIds]}::uuid[]) OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.person_id = ${scope.personId}::uuid AND m.removed_at IS NULL))`;
  const rows = await queryRows<StoredRow>(read, Prisma.sql`
    SELECT p.id, p.title, p.status::text AS status, p.starts_on::text AS "startsOn", p.ends_on::text AS "endsOn",
      (SELECT jsonb_agg(jsonb_build_object('year', f.year, 'ore', ${oreOf(Prisma.sql`f.amount_minor`, Prisma.sql`p.currency`, Prisma.sql`NULL::numeric`)}) ORDER BY f.id) FROM funding_line f
        WHERE f.project_id = p.id AND f.removed_at IS NULL AND f.kind IN ('EU', 'OTHER_EXTERNAL')) AS lines,
      (SELECT jsonb_agg(jsonb_build_object('from', c.period_from, 'to', c.period_to, 'ore', ${oreOf(Prisma.sql`coalesce(c.approved_minor, c.amount_minor)`, Prisma.sql`c.currency`, Prisma.sql`NULL::numeric`)}) ORDER BY c.id) FROM claim c
        WHERE c.project_id = p.id AND c.removed_at IS NULL AND c.state <> 'REJECTED') AS claims,
      (SELECT jsonb_agg(jsonb_build_object('on', coalesce(m.received_on, m.expected_on), 'hasCome', m.received_on IS NOT NULL, 'ore', ${oreOf(Prisma.sql`coalesce(m.received_minor, m.expected_minor)`, Prisma.sql`m.currency`, Prisma.sql`m.sek_per_unit`)}) ORDER BY m.id) FROM payment m
        WHERE m.project_id = p.id AND m.removed_at IS NULL) AS payments
    FROM project p WHERE ${chosen} AND ${visible} ORDER BY p.title, p.id`);
  return rows.map(({ lines, claims, payments, ...row }) => {
    const all = [...(lines ?? []), ...(claims ?? []), ...(payments ?? [])];
    return { ...row, lines: inKronor(lines), claims: inKronor(claims), payments: inKronor(payments), unconverted: all.filter(({ ore }) => ore === null).length };
  });
}

const inKronor = <Part extends { ore: string | null }>(parts: readonly Part[] | null) => (parts ?? []).flatMap(({ ore, ...part }) => (ore === null ? [] : [{ ...part, ore: BigInt(ore) }]));
