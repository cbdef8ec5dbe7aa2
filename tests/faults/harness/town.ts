import { randomUUID } from "node:crypto";
import pg from "pg";
import { packs } from "@packs/all";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { BodyKind } from "@/features/bodies/schema";
import * as accounts from "@/features/accounts/service";
import * as bodies from "@/features/bodies/service";
import * as contactPersons from "@/features/contact-persons/service";
import * as followUp from "@/features/follow-up/service";
import * as people from "@/features/people/service";
import type { ProjectInput } from "@/features/projects/schema";
import * as projects from "@/features/projects/service";
import { connect, useDatabase } from "@/server/db";
import { log } from "@/server/log";
import { systemActor } from "@/server/session";

/** A unit with people who write, every other one in either presidium, projects that they share, and this year's questions, which they answer together. */
export interface Town {
  unitId: string;
  councilId: string;
  /** Someone at the office, who reviews the answers. */
  officeId: string;
  administratorId: string;
  year: number;
  writerIds: string[];
  shared: string[];
  today: PlainDate;
}

/** The year that the towns' projects have their money in, and that is therefore frozen. */
export const MONEY_YEAR = 2025;

/** Fills an empty database through the services with as many writers and shared projects as are wished for. */
export async function settleTown(appUrl: string, wish: { writers: number; shared: number }): Promise<Town> {
  process.env["DATABASE_URL"] = appUrl;
  process.env["UTBLICK_PACK"] ??= packs[0]?.id ?? "";
  process.env["UTBLICK_SECRET"] = randomUUID() + randomUUID();
  log.level = "silent";
  const client = connect(appUrl, 4);
  useDatabase(client);
  const system = systemActor();
  const addBody = async (kind: BodyKind, name: string, parentId: string | null) =>
    valueOf(
      await bodies.addBody(
        system,
        { kind, names: [{ name, shortName: null, from: null, to: null }], parentId, ownershipPercent: null, boundByOther: null, organisationNumber: null, validFrom: null, validTo: null, certainty: "HIGH", source: null, isDemonstration: true },
        randomUUID(),
      ),
    ).id;
  const unitId = await addBody("DEPARTMENT", "Förvaltningen", await addBody("COMMITTEE", "Nämnden", null));
  const councilId = await addBody("COUNCIL", "Fullmäktige", null);
  const presidia = [await addBody("COUNCIL_PRESIDIUM", "Fullmäktiges presidium", councilId), await addBody("EXECUTIVE_BOARD_PRESIDIUM", "Styrelsens presidium", await addBody("EXECUTIVE_BOARD", "Styrelsen", null))];
  const today = dateInStockholm(new Date());
  const { id: officeId } = await people.addPerson(system, { name: "Samordnare Provsson", title: null, email: null, phone: null, isDemonstration: true }, randomUUID());
  valueOf(await people.giveRole(system, { personId: officeId, role: "COORDINATOR", bodyId: null, from: "2020-01-01", to: null }, randomUUID()));
  const { id: administratorId } = await people.addPerson(system, { name: "Administratör Provsson", title: null, email: null, phone: null, isDemonstration: true }, randomUUID());
  valueOf(await people.giveRole(system, { personId: administratorId, role: "ADMINISTRATOR", bodyId: null, from: "2020-01-01", to: null }, randomUUID()));
  const letIn = async (personId: string) => valueOf(await accounts.addOidcIdentity(system, { personId, issuer: "https://login.utblick.example", subject: randomUUID() }, randomUUID()));
  await letIn(officeId);
  await letIn(administratorId);
  const town: Town = { unitId, councilId, officeId, administratorId, year: Number(today.slice(0, 4)), writerIds: [], shared: [], today };
  valueOf(await followUp.openRound(system, { year: town.year, answersDueOn: today }, randomUUID()));
  for (let index = 0; index < wish.writers; index += 1) {
    const { id } = await people.addPerson(system, { name: `Skribent ${index} Provsson`, title: null, email: null, phone: null, isDemonstration: true }, randomUUID());
    valueOf(await contactPersons.appointContactPerson(system, { unitId, personId: id, kind: index === 0 ? "PRIMARY" : "DEPUTY", from: "2020-01-01", to: null, appointedOn: null, appointedBy: null, timePercent: null }, randomUUID()));
    valueOf(await people.giveSeat(system, { personId: id, bodyId: presidia[index % 2] ?? "", position: "MEMBER", termId: null, from: "2020-01-01", to: null }, randomUUID()));
    await letIn(id);
    town.writerIds.push(id);
  }
  for (let index = 0; index < wish.shared; index += 1) town.shared.push((await projects.logProject(system, projectInput(town, `Delat projekt ${index}`), randomUUID())).id);
  await client.$disconnect();
  return town;
}

/** A project that says as little as may be, with parts so that orphans would show. */
export function projectInput(town: Pick<Town, "unitId">, title: string): ProjectInput {
  return {
    unitId: town.unitId,
    workplaceId: null,
    participatingUnitIds: [],
    title,
    acronym: null,
    summary: "Provas.",
    typeCode: null,
    isInternational: true,
    isExternallyFunded: false,
    status: "ONGOING",
    role: null,
    programmeId: null,
    callId: null,
    programmeProjectId: null,
    starts: { on: "2024-01-01", precision: "DAY" },
    ends: { on: "2026-01-31", precision: "DAY" },
    currency: "SEK",
    rateMillionths: null,
    rateOn: null,
    rateSource: null,
    totalBudgetMinor: 300_000n,
    fundingIsPartial: false,
    funding: [
      { kind: "EU", funder: null, year: MONEY_YEAR, amountMinor: 200_000n },
      { kind: "OWN_CASH", funder: null, year: MONEY_YEAR, amountMinor: 100_000n },
    ],
    economistContacted: null,
    accountingCode: null,
    partners: [{ name: "Samarbetspartner", town: "Riga", country: "LV", isLead: false }],
    municipalGoals: [],
    unitGoal: null,
    noGoalReason: "Provas.",
    areaCode: null,
    priorityIds: [],
    noPriorityReason: null,
    purposes: [],
    beneficiaries: [],
    benefit: null,
    reachesChildrenAndYouth: false,
    childrenAndYouthCount: null,
    caseNumber: null,
    funderCaseNumber: null,
    isConfidential: false,
    confidentialityProvision: null,
    confidentialityOn: null,
    confidentialityBy: null,
  };
}

/** A connection for looking at what stands in the database, which may be killed while it is open. */
export async function openLooker(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** The value of a success; fails the test with the reason of a refusal. */
export function valueOf<Value>(result: { ok: true; value: Value } | { ok: false; reason: string }): Value {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.value;
}
