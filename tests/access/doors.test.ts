import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as FETCH_IMAGE } from "@/app/api/documents/[fileId]/image/route";
import { GET as FETCH_PAGE } from "@/app/api/documents/[fileId]/pages/[page]/route";
import { GET as FETCH_FILE } from "@/app/api/documents/[fileId]/route";
import { POST as ATTACH } from "@/app/api/documents/route";
import { POST as REVISE } from "@/app/api/documents/versions/route";
import { POST } from "@/app/api/drafts/route";
import { GET as FETCH_EDITION } from "@/app/api/editions/[year]/[number]/[file]/route";
import { GET as FETCH_DRAFT } from "@/app/api/summaries/[year]/[file]/route";
import { GET as FETCH_RELEASED } from "@/app/api/disclosures/[answerId]/[file]/route";
import { GET as FETCH_REGISTRATION } from "@/app/api/registration-sheets/[kind]/[id]/route";
import { GET as FETCH_SHEET } from "@/app/api/fact-sheets/[kind]/[id]/route";
import { GET } from "@/app/api/export/[file]/route";
import { GET as HINT_PARTNERS } from "@/app/api/partners/[what]/route";
import { GET as FETCH_MARKED } from "@/app/api/imports/[id]/route";
import { GET as FETCH_TEMPLATE } from "@/app/api/imports/templates/[kind]/route";
import { GET as FOLLOW_RUN } from "@/app/api/imports/runs/[id]/route";
import { GET as SUGGEST } from "@/app/api/search/route";
import { GET as WATCH_SESSION, POST as USE_SESSION } from "@/app/api/session/route";
import { GET as EXPORT_SCRUTINY } from "@/app/api/scrutiny/route";
import { GET as FETCH_DOCUMENT } from "@/app/api/governing-documents/[id]/route";
import { GET as FETCH_SCHEMA } from "@/app/api/pack-schema/route";
import { GET as FETCH_BRIEFING } from "@/app/api/visits/[id]/briefing/route";
import { GET as FETCH_VISIT } from "@/app/api/visits/[id]/calendar/route";
import * as accounts from "@/features/accounts/actions";
import * as firstSteps from "@/features/municipality/first-steps/actions";
import * as savedViews from "@/features/saved-views/actions";
import * as municipalityProfile from "@/features/municipality/profile/actions";
import * as sessions from "@/features/accounts/sessions/actions";
import * as jobs from "@/features/jobs/actions";
import * as erasure from "@/features/people/erasure/actions";
import { GET as TAKE_EXTRACT } from "@/app/api/people/[id]/[file]/route";
import { GET as FETCH_PROCESSING } from "@/app/api/processing/[file]/route";
import * as auditTrail from "@/features/audit-trail/actions";
import { disableAccount } from "@/features/accounts/service";
import * as bodies from "@/features/bodies/actions";
import * as openData from "@/features/open-data/actions";
import * as systemTokens from "@/features/system-tokens/actions";
import * as calendars from "@/features/calendars/actions";
import * as competence from "@/features/competence/actions";
import * as enrolments from "@/features/competence/enrolments/actions";
import * as staff from "@/features/competence/staff/actions";
import * as contactPersons from "@/features/contact-persons/actions";
import * as appointmentHandovers from "@/features/contact-persons/handovers/actions";
import * as space from "@/features/contact-persons/space/actions";
import * as followUp from "@/features/follow-up/actions";
import * as followUpRemarks from "@/features/follow-up/remarks/actions";
import * as mandateRules from "@/features/governing-documents/mandate-rules/actions";
import * as governingDocuments from "@/features/governing-documents/actions";
import * as notifications from "@/features/notifications/actions";
import * as mails from "@/features/notifications/mails/actions";
import * as people from "@/features/people/actions";
import * as projectDrafts from "@/features/project-drafts/actions";
import * as projectSteps from "@/features/projects/steps/actions";
import * as checklist from "@/features/projects/checklist/actions";
import * as deadlines from "@/features/projects/deadlines/actions";
import * as projectPartners from "@/features/projects/partners/actions";
import * as projects from "@/features/projects/actions";
import * as closings from "@/features/projects/closings/actions";
import * as summaries from "@/features/summaries/actions";
import * as tasks from "@/features/tasks/actions";
import * as termsOfOffice from "@/features/terms-of-office/actions";
import * as decisions from "@/features/decisions/actions";
import * as comments from "@/features/comments/actions";
import * as disclosures from "@/features/disclosures/actions";
import * as disposals from "@/features/retention/disposals/actions";
import * as retention from "@/features/retention/actions";
import * as disclosureAnswers from "@/features/disclosures/answers/actions";
import * as disclosureRecords from "@/features/disclosures/records/actions";
import * as documents from "@/features/documents/actions";
import * as economySupport from "@/features/economy-support/actions";
import * as coordination from "@/features/coordination/actions";
import * as funding from "@/features/funding/actions";
import * as monitoring from "@/features/eu-monitoring/actions";
import * as influence from "@/features/eu-monitoring/influence/actions";
import * as readiness from "@/features/eu-monitoring/readiness/actions";
import * as opportunities from "@/features/opportunities/actions";
import * as information from "@/features/opportunities/information/actions";
import * as savings from "@/features/opportunities/savings/actions";
import * as initiatives from "@/features/initiatives/actions";
import * as examinations from "@/features/initiatives/examinations/actions";
import * as partners from "@/features/partners/actions";
import * as imports from "@/features/imports/actions";
import * as merging from "@/features/merging/actions";
import * as partnerContacts from "@/features/partners/contacts/actions";
import * as partnerSearches from "@/features/partners/searches/actions";
import * as networks from "@/features/networks/actions";
import * as networkEntries from "@/features/networks/entries/actions";
import * as calls from "@/features/programmes/calls/actions";
import * as programmes from "@/features/programmes/actions";
import * as priorities from "@/features/priorities/actions";
import * as recurringMeetings from "@/features/recurring-meetings/actions";
import * as townActivities from "@/features/town-relations/activities/actions";
import * as townPapers from "@/features/town-relations/papers/actions";
import * as townRelations from "@/features/town-relations/actions";
import * as visits from "@/features/visits/actions";
import * as visitConsultations from "@/features/visits/consultations/actions";
import * as visitParts from "@/features/visits/parts/actions";
import * as visitReports from "@/features/visits/reports/actions";
import * as representation from "@/features/visits/representation/actions";
import * as groupAssignments from "@/features/working-group/assignments/actions";
import * as workingGroup from "@/features/working-group/actions";
import * as followUps from "@/features/working-group/follow-ups/actions";
import { getPartner } from "@/features/partners/service";
import { getProject } from "@/features/projects/service";
import { beginSession, findSession, hashKey, revokeSession } from "@/server/session";
import { pdfOf } from "../factories/documents.ts";
import { listActions, listRoutes } from "./exports.ts";
import { documentAt, importDraftAt, importRunAt, newEdition, personAt, requestAt } from "./attempts.ts";
import { FORMS } from "./forms.ts";
import { ACTIONS, COLUMNS, ROUTES, SERVICES, SITUATIONS, type Column, type Situation } from "./table.ts";
import { openWorld, type Traces, type World } from "./world.ts";

/** The browser's side of the request at hand. */
const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), headers: new Headers() }));

vi.mock("next/headers", () => ({
  cookies: () =>
    Promise.resolve({
      get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
      set: (name: string, value: string) => browser.cookies.set(name, value),
      delete: (wish: string | { name: string }) => browser.cookies.delete(typeof wish === "string" ? wish : wish.name),
    }),
  headers: () => Promise.resolve(browser.headers),
}));

/** Roles enough to tell a door that asks from one that does not; the use cases are asked in every role elsewhere. */
const AT_THE_DOOR: readonly Column[] = ["contact", "member", "coordinator", "reader", "administrator"];
const STRANGERS = ["signed out", "with a revoked session", "with an expired session", "with an invented key", "with an account that was closed"] as const;

/** What a row has and a form never says, with values that stand nowhere else. */
const SMUGGLED: Readonly<Record<string, string>> = {
  ...{ id: "00000000-0000-4000-8000-0000000cafe1", recordId: "00000000-0000-4000-8000-0000000cafe2", version: "987654321", revision: "987654322" },
  ...{ createdAt: "2099-12-30", created_at: "2099-12-31", updatedAt: "2098-12-30", archivedAt: "2098-12-31", closedAt: "2097-12-31", endedAt: "2096-12-31", deletedAt: "2095-12-31" },
  ...{ createdBy: "00000000-0000-4000-8000-0000000cafe3", createdById: "00000000-0000-4000-8000-0000000cafe4", actorId: "00000000-0000-4000-8000-0000000cafe5", accountId: "00000000-0000-4000-8000-0000000cafe6", onBehalfOfId: "00000000-0000-4000-8000-0000000cafe7" },
  ...{ unitId: "00000000-0000-4000-8000-0000000cafe8", unit_id: "00000000-0000-4000-8000-0000000cafe9", bodyId: "00000000-0000-4000-8000-0000000cafea", personId: "00000000-0000-4000-8000-0000000cafeb", projectId: "00000000-0000-4000-8000-0000000cafec" },
  ...{ role: "kanariefagel-role", roles: "kanariefagel-roles", status: "kanariefagel-status", isSystem: "kanariefagel-isSystem", isDemonstration: "kanariefagel-isDemonstration", isArchived: "kanariefagel-isArchived", certainty: "kanariefagel-certainty" },
  ...{ passwordHash: "kanariefagel-password", keyHash: "kanariefagel-key", hash: "kanariefagel-hash", audit: "kanariefagel-audit", "data.id": "kanariefagel-data", "[id]": "kanariefagel-bracket", constructor: "kanariefagel-constructor", prototype: "kanariefagel-prototype" },
};

/** Those that are a form's own after all, though it is right without them. */
const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = { "bodies.add": ["certainty"], "visits/parts.save": ["personId"] };

/** Actions that the table knows no situation for in which somebody is let through. */
const REFUSED_EVERYWHERE: readonly string[] = ["accounts.confirm", "comments.change", "visits/consultations.consult", "visits/consultations.reply", "visits/consultations.waive"];

type Action = (form: FormData) => Promise<void>;

let world: World;
const MODULES: Readonly<Record<string, Readonly<Record<string, Action>>>> = { accounts, bodies, calendars, comments, competence, "competence/enrolments": enrolments, "competence/staff": staff, "contact-persons": contactPersons, coordination, decisions, disclosures, "disclosures/answers": disclosureAnswers, "disclosures/records": disclosureRecords, documents, "economy-support": economySupport, "eu-monitoring": monitoring, "eu-monitoring/influence": influence, "eu-monitoring/readiness": readiness, "follow-up": followUp, "follow-up/remarks": followUpRemarks, funding, "governing-documents": governingDocuments, "governing-documents/mandate-rules": mandateRules, imports, initiatives, "initiatives/examinations": examinations, merging, networks, "networks/entries": networkEntries, notifications, "notifications/mails": mails, retention, "retention/disposals": disposals, partners, "partners/contacts": partnerContacts, "partners/searches": partnerSearches, people, priorities, programmes, "programmes/calls": calls, "project-drafts": projectDrafts, projects, "projects/checklist": checklist, "projects/closings": closings, "projects/deadlines": deadlines, "projects/partners": projectPartners, "projects/steps": projectSteps, "recurring-meetings": recurringMeetings, summaries, tasks, "terms-of-office": termsOfOffice, "town-relations": townRelations, "town-relations/activities": townActivities, "town-relations/papers": townPapers, visits, "visits/parts": visitParts, "visits/reports": visitReports, "visits/representation": representation, "contact-persons/handovers": appointmentHandovers, "contact-persons/space": space, "working-group": workingGroup, "working-group/assignments": groupAssignments, "working-group/follow-ups": followUps, "visits/consultations": visitConsultations, opportunities, "opportunities/information": information, "opportunities/savings": savings, "open-data": openData, "system-tokens": systemTokens, "accounts/sessions": sessions, jobs, "audit-trail": auditTrail, "people/erasure": erasure, "municipality/profile": municipalityProfile, "municipality/first-steps": firstSteps, "saved-views": savedViews };
const actions: ReadonlyMap<string, Action> = new Map(Object.entries(MODULES).flatMap(([feature, module]) => Object.entries(module).map(([name, action]) => [`${feature}.${name}`, action] as const)));
const keys = new Map<string, string>();
let cases = 0;

beforeAll(async () => {
  world = await openWorld();
  const office = { id: world.accountIds.coordinator, personId: world.personIds.coordinator };
  keys.set("with an invented key", "A".repeat(43));
  keys.set("with a revoked session", await beginSession(office, "prov"));
  await revokeSession(keys.get("with a revoked session")!);
  keys.set("with an expired session", await beginSession(office, "prov", new Date(Date.now() - 11 * 3_600_000)));
  const closed = await world.addPerson("Avslutad");
  await world.giveRole(closed, "COORDINATOR");
  const account = await world.addIdentity(closed);
  keys.set("with an account that was closed", await beginSession({ id: account, personId: closed }, "prov"));
  await disableAccount(world.system, { id: account, version: 1 });
});
afterAll(async () => {
  console.log(`Doors: ${cases} cases over ${Object.keys(ACTIONS).length} actions and ${Object.keys(ROUTES).length} routes.`);
  await world.close();
});

/** Lets whoever holds a key stand at the door; a session that an earlier case ended is begun anew. */
async function stand(who: string): Promise<void> {
  const column = COLUMNS.find((candidate) => candidate === who);
  if (column !== undefined && (await findSession(keys.get(who) ?? ""))?.state !== "live") keys.set(who, await beginSession({ id: world.accountIds[column], personId: world.personIds[column] }, "prov"));
  // Nobody writes this often in a minute, and what is refused for that says nothing of the door.
  await world.looker.query("DELETE FROM rate_counter");
  browser.cookies.clear();
  const key = keys.get(who);
  if (key !== undefined) browser.cookies.set("utblick", key);
}

/** Makes the session of whoever stands at the door as old as if its person had signed in an hour ago. */
async function age(column: Column): Promise<void> {
  await world.looker.query("UPDATE session SET authenticated_at = authenticated_at - interval '1 hour' WHERE key_hash = $1", [Buffer.from(hashKey(keys.get(column) ?? ""))]);
}

/** Where an action led: on, to the sign-in page, to a page that isn't there, or back to the form with what was wrong. */
async function outcomeOf(action: Action, fields: Record<string, string>): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _back: "/projects", ...fields })) form.set(name, name === "file" ? new Blob([value], { type: "application/json" }) : value);
  try {
    await action(form);
    return "answered without leading anywhere";
  } catch (error) {
    const digest = typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : String(error);
    if (digest.startsWith("NEXT_HTTP_ERROR_FALLBACK;404")) return "N";
    if (!digest.startsWith("NEXT_REDIRECT")) return digest;
    return readPlace(digest.split(";")[2] ?? "");
  }
}

/** What a form was answered with, by the address that it led to. */
async function readPlace(address: string): Promise<string> {
  const to = new URL(address, "http://own.invalid");
  if (to.pathname === "/sign-in") return "sign-in";
  if (to.pathname === "/confirm" && to.searchParams.has("next")) return `confirm, and then ${to.searchParams.get("next") ?? ""}`;
  const parked = to.searchParams.get("form");
  if (parked === null) return "A";
  const { rows } = await world.looker.query<{ issues: { message: string }[] }>("SELECT issues FROM parked_form WHERE id = $1", [parked]);
  const message = rows[0]?.issues.map((issue) => issue.message).join(" ") ?? "";
  return message === "errors.FORBIDDEN" ? "F" : message.startsWith("refusals.") ? "R" : message;
}

const lastWritten = async (): Promise<{ version: string; entry: string; revisions: Map<string, string> }> => {
  const { rows } = await world.looker.query<{ version: string; entry: string }>("SELECT (SELECT coalesce(max(id), 0) FROM record_version) AS version, (SELECT coalesce(max(seq), 0) FROM audit_entry) AS entry");
  const { rows: drafts } = await world.looker.query<{ id: string; revision: string }>("SELECT id, revision::text FROM draft");
  return { ...rows[0]!, revisions: new Map(drafts.map(({ id, revision }) => [id, revision])) };
};

/** All that has been written since in registers, the audit trail and drafts, as one text. */
async function writtenSince({ version, entry, revisions }: Awaited<ReturnType<typeof lastWritten>>): Promise<string> {
  const { rows } = await world.looker.query<{ text: string }>(
    "SELECT row::text AS text FROM record_version WHERE id > $1 UNION ALL SELECT to_jsonb(e)::text FROM audit_entry e WHERE seq > $2",
    [version, entry],
  );
  const { rows: drafts } = await world.looker.query<{ id: string; revision: string; text: string }>("SELECT id, revision::text, to_jsonb(d)::text AS text FROM draft d");
  return [...rows, ...drafts.filter(({ id, revision }) => revisions.get(id) !== revision)].map(({ text }) => text).join("\n");
}

const moved = (before: Traces, after: Traces): string[] => (Object.keys(before) as (keyof Traces)[]).filter((name) => before[name] !== after[name]);

describe("the table", () => {
  it("has a row for every action, and no others", () => {
    expect(Object.keys(ACTIONS).sort()).toEqual(listActions().sort());
    expect([...actions.keys()].sort()).toEqual(listActions().sort());
  });

  it("has a row for every method of every route, and no others", () => {
    expect(Object.keys(ROUTES).sort()).toEqual(listRoutes().sort());
  });

  it("knows how the form of every action is filled in", () => {
    expect(Object.keys(FORMS).sort()).toEqual(
      Object.entries(ACTIONS)
        .flatMap(([name, action]) => ("runs" in action ? [name] : []))
        .sort(),
    );
  });
});

describe("every action answers as the use case it runs", () => {
  const guarded = Object.entries(ACTIONS).flatMap(([name, action]) => ("runs" in action ? [[name, action.runs] as const] : []));

  it.each(guarded)("%s runs %s", async (name, runs) => {
    const row = SERVICES[runs]!;
    const wrong: string[] = [];
    for (const at of SITUATIONS.filter((situation): situation is Situation => row.cells[situation] !== undefined)) {
      // What is archived is only ever brought back, and what is not is only ever archived.
      if ((name.endsWith(".restore") && at !== "archived") || (name.endsWith(".archive") && at === "archived")) continue;
      for (const column of AT_THE_DOOR) {
        const expected = row.cells[at]?.trim().split(/\s+/)[COLUMNS.indexOf(column)] ?? "";
        const fields = await FORMS[name]!({ world, actor: world.actors[column], column, at, isFresh: expected === "A" });
        await stand(column);
        const before = await world.traces();
        const outcome = await outcomeOf(actions.get(name)!, fields);
        const changed = moved(before, await world.traces());
        if (outcome !== expected) wrong.push(`${column}, ${at}: ${outcome} instead of ${expected}`);
        if (expected === "A" ? changed.length === 0 : changed.length > 0) wrong.push(`${column}, ${at}: ${expected} and changed ${changed.join(", ") || "nothing"}`);
        cases += 1;
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(guarded.filter(([, runs]) => SERVICES[runs]!.weighty === true))("%s leads somebody who signed in long ago to show who it is, and keeps what was written", async (name, runs) => {
    const row = SERVICES[runs]!;
    const at = SITUATIONS.find((situation) => row.cells[situation] !== undefined)!;
    const letters = row.cells[at]?.trim().split(/\s+/) ?? [];
    const column = COLUMNS.find((_one, index) => letters[index] === "A")!;
    const fields = await FORMS[name]!({ world, actor: world.actors[column], column, at, isFresh: true });
    await stand(column);
    await age(column);
    const before = await world.traces();
    const outcome = await outcomeOf(actions.get(name)!, fields);
    expect(outcome).toMatch(/^confirm, and then \/projects\?form=[0-9a-f-]{36}$/);
    expect(moved(before, await world.traces())).toEqual([]);
    const { rows } = await world.looker.query<{ values: Record<string, unknown> }>("SELECT values FROM parked_form WHERE id = $1", [outcome.split("form=")[1]]);
    expect(rows[0]?.values).toMatchObject(Object.fromEntries(Object.entries(fields).filter(([field, value]) => !field.startsWith("_") && typeof value === "string")));
    keys.delete(column);
    cases += 1;
  });

  it.each(guarded)("%s sets nothing that its form doesn't have, though a right form says more", async (name, runs) => {
    const row = SERVICES[runs]!;
    const letThrough = SITUATIONS.flatMap((at) => COLUMNS.flatMap((column, index) => (row.cells[at]?.trim().split(/\s+/)[index] === "A" ? [{ at, column }] : [])));
    // What is archived is only ever brought back, and what is not is only ever archived.
    const right = letThrough.find((one) => (one.at === "archived") === name.endsWith(".restore")) ?? letThrough[0];
    if (right === undefined) {
      expect(REFUSED_EVERYWHERE, "nobody is let through in any situation").toContain(name);
      return;
    }
    const { at, column } = right;
    const fields = await FORMS[name]!({ world, actor: world.actors[column], column, at, isFresh: true });
    const extra = Object.fromEntries(Object.entries(SMUGGLED).filter(([field]) => !(field in fields) && !(OWN_FIELDS[name] ?? []).includes(field)));
    await stand(column);
    const since = await lastWritten();
    expect(await outcomeOf(actions.get(name)!, { ...extra, ...fields })).toBe("A");
    const written = await writtenSince(since);
    expect(Object.entries(extra).filter(([, value]) => written.includes(value)).map(([field]) => field)).toEqual([]);
    cases += 1;
  });

  it.each(guarded)("%s lets nobody in who isn't signed in", async (name, runs) => {
    const at = SITUATIONS.find((situation) => SERVICES[runs]!.cells[situation] !== undefined)!;
    for (const who of STRANGERS) {
      const fields = await FORMS[name]!({ world, actor: world.actors.coordinator, column: "coordinator", at, isFresh: false });
      await stand(who);
      const before = await world.traces();
      expect(await outcomeOf(actions.get(name)!, fields), who).toBe("sign-in");
      expect(moved(before, await world.traces()), who).toEqual([]);
      cases += 1;
    }
  });

  it.each(guarded)("%s answers whatever is sent to it, and changes nothing", async (name) => {
    const garbage: Record<string, string>[] = [
      {},
      { id: "1' OR '1'='1", _version: "-1", _draft: "null", _key: "../../etc" },
      { id: "00000000-0000-0000-0000-000000000000", _version: "1", _draft: "00000000-0000-0000-0000-000000000000", projectId: "00000000-0000-0000-0000-000000000000" },
      { __proto__: "polluted", constructor: "x", role: "ADMINISTRATOR", isSystem: "true", personId: "\u0000", to: "31 feb 2026" },
      { name: "x".repeat(300_000), title: "\ud800", email: "a@b\r\nBcc: c@d", _back: "//elsewhere.example/" },
    ];
    for (const fields of garbage) {
      await stand("administrator");
      const before = await world.traces();
      const outcome = await outcomeOf(actions.get(name)!, fields);
      expect(outcome, JSON.stringify(fields).slice(0, 80)).not.toMatch(/^A|FAILED|Error/);
      expect(moved(before, await world.traces())).toEqual([]);
      cases += 1;
    }
  });
});

describe("the actions that are for everyone", () => {
  it("change no record, whoever comes", async () => {
    for (const name of ["accounts.signOut", "accounts.setDisplay", "accounts.signIn"]) {
      await stand("signed out");
      const before = await world.traces();
      expect(await outcomeOf(actions.get(name)!, { email: "nobody@utblick.example", password: "x", language: "en", theme: "dark" }), name).not.toMatch(/FAILED|Error/);
      expect(moved(before, await world.traces()), name).toEqual([]);
      cases += 1;
    }
    expect([...browser.cookies.keys()].filter((name) => name.includes("utblick"))).toEqual([]);
  });
});

describe("the routes", () => {
  const exportOf = async (title: string, file = "projects.csv") => GET(new Request(`http://127.0.0.1:3000/api/export/${file}?q=${encodeURIComponent(title)}`), { params: Promise.resolve({ file }) });
  const autosave = async (fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    return POST(new Request("http://127.0.0.1:3000/api/drafts", { method: "POST", body, headers: { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" } }), { params: Promise.resolve({}) });
  };
  const lettersAt = (route: string, at: Situation, column: Column): string => {
    const row = ROUTES[route]!;
    return ("cells" in row ? row.cells[at] : "")?.trim().split(/\s+/)[COLUMNS.indexOf(column)] ?? "";
  };

  it("export what each role sees in the list, and nothing more", async () => {
      for (const at of ["own", "other", "restricted", "restrictedElsewhere", "inherited", "archived"] as const) {
      const { project } = await getProject(world.system, (await world.project(at, false)).id);
      for (const column of COLUMNS) {
        await stand(column);
        const response = await exportOf(project.title);
        expect(response.status).toBe(200);
        expect((await response.text()).includes(project.title), `${column}, ${at}`).toBe(lettersAt("GET /api/export/[file]", at, column) === "V");
        cases += 1;
      }
    }
  });

  it("give the log to nobody who signed in long ago, and lead whoever followed a link to show who it is", async () => {
    for (const column of ["auditor", "administrator"] as const) {
      await stand(column);
      expect((await exportOf("", "audit-log.csv")).status).toBe(200);
      await age(column);
      const asked = (headers: Record<string, string>) => GET(new Request("http://127.0.0.1:3000/api/export/audit-log.csv", { headers }), { params: Promise.resolve({ file: "audit-log.csv" }) });
      const byProgram = await asked({ accept: "*/*" });
      expect([byProgram.status, ((await byProgram.json()) as { error: string }).error]).toEqual([403, "UNCONFIRMED"]);
      const leads = async (referer: string) => (await asked({ accept: "text/html", referer })).headers.get("location");
      expect(await leads("http://127.0.0.1:3000/audit-log?kind=person")).toBe("http://127.0.0.1:3000/confirm?next=%2Faudit-log%3Fkind%3Dperson");
      expect(await leads("https://elsewhere.example/audit-log")).toBe("http://127.0.0.1:3000/confirm");
      keys.delete(column);
      cases += 4;
    }
  });

  it("export what auditors ask to everyone who has signed in, and to nobody else", async () => {
    const exportScrutiny = () => EXPORT_SCRUTINY(new Request("http://127.0.0.1:3000/api/scrutiny?on=2026"), { params: Promise.resolve({}) });
    for (const column of COLUMNS) {
      await stand(column);
      const response = await exportScrutiny();
      expect(response.status, column).toBe(lettersAt("GET /api/scrutiny", "own", column) === "A" ? 200 : 404);
      expect(Buffer.from(await response.arrayBuffer()).subarray(0, 2).toString()).toBe("PK");
      cases += 1;
    }
    for (const who of STRANGERS) {
      await stand(who);
      expect((await exportScrutiny()).status, who).toBe(401);
      cases += 1;
    }
  });

  it("give the rows of a list that is about to be read in, and how far the worker has come with one, to its reader and to nobody else", async () => {
    const fetchMarked = (id: string) => FETCH_MARKED(new Request(`http://127.0.0.1:3000/api/imports/${id}`), { params: Promise.resolve({ id }) });
    for (const at of ["mine", "other"] as const) {
      for (const column of COLUMNS) {
        const id = await importDraftAt({ world, actor: world.actors[column], column, at, isFresh: false });
        await stand(column);
        expect((await fetchMarked(id)).status, `${column}, ${at}`).toBe(lettersAt("GET /api/imports/[id]", at, column) === "A" ? 200 : 404);
        cases += 1;
      }
    }
    const followRun = (id: string) => FOLLOW_RUN(new Request(`http://127.0.0.1:3000/api/imports/runs/${id}`), { params: Promise.resolve({ id }) });
    for (const at of ["mine", "other"] as const) {
      for (const column of COLUMNS) {
        const id = await importRunAt({ world, actor: world.actors[column], column, at, isFresh: false });
        await stand(column);
        expect((await followRun(id)).status, `${column}, ${at}`).toBe(lettersAt("GET /api/imports/runs/[id]", at, column) === "A" ? 200 : 404);
        cases += 1;
      }
    }
    for (const who of STRANGERS) {
      await stand(who);
      expect((await fetchMarked(world.unit)).status, who).toBe(401);
      expect((await followRun(world.unit)).status, who).toBe(401);
      cases += 2;
    }
  });

  it("give an empty list of a register to those who may read one in, and to nobody else", async () => {
    const fetchTemplate = (kind: string) => FETCH_TEMPLATE(new Request(`http://127.0.0.1:3000/api/imports/templates/${kind}`), { params: Promise.resolve({ kind }) });
    for (const column of COLUMNS) {
      await stand(column);
      const response = await fetchTemplate("network");
      expect(response.status, column).toBe(lettersAt("GET /api/imports/templates/[kind]", "own", column) === "A" ? 200 : 404);
      if (response.status === 200) expect(Buffer.from(await response.arrayBuffer()).subarray(0, 2).toString()).toBe("PK");
      expect((await fetchTemplate("person")).status, column).toBe(column === "administrator" ? 200 : 404);
      expect((await fetchTemplate("nothing")).status, column).toBe(404);
      cases += 1;
    }
    for (const who of STRANGERS) {
      await stand(who);
      expect((await fetchTemplate("network")).status, who).toBe(401);
      cases += 1;
    }
  });

  it("say how long the session lasts to whoever has one, and only the one that uses it makes it longer", async () => {
    const address = "http://127.0.0.1:3000/api/session";
    const watch = () => WATCH_SESSION(new Request(address), { params: Promise.resolve({}) });
    const use = (origin = "http://127.0.0.1:3000") => USE_SESSION(new Request(address, { method: "POST", headers: { origin, host: "127.0.0.1:3000" } }), { params: Promise.resolve({}) });
    const leftIn = async (response: Response) => ((await response.json()) as { secondsLeft: number; canGoOn: boolean }).secondsLeft;
    for (const column of COLUMNS) {
      await stand(column);
      const key = [...browser.cookies.values()][0] ?? "";
      await world.looker.query("UPDATE session SET last_seen_at = now() - interval '50 minutes' WHERE key_hash = $1", [Buffer.from(hashKey(key))]);
      for (const again of [1, 2]) expect(await leftIn(await watch()), `${column}, ${String(again)}`).toBeLessThanOrEqual(600);
      expect((await use("https://example.com")).status, column).toBe(403);
      expect(await leftIn(await watch()), column).toBeLessThanOrEqual(600);
      expect(await leftIn(await use()), column).toBeGreaterThan(3_000);
      cases += 2;
    }
    for (const who of STRANGERS) {
      await stand(who);
      expect([(await watch()).status, (await use()).status], who).toEqual([401, 401]);
      cases += 2;
    }
  });

  it("suggest pages, what may be done and what may be seen to everyone who has signed in, and to nobody else", async () => {
    const suggest = (query: string) => SUGGEST(new Request(`http://127.0.0.1:3000/api/search${query}`), { params: Promise.resolve({}) });
    for (const at of ["own", "restricted", "restrictedElsewhere"] as const) {
      const project = await world.project(at, false);
      const { title } = (await getProject(world.system, project.id)).project;
      for (const column of COLUMNS) {
        await stand(column);
        const answer = await suggest(`?q=${encodeURIComponent(`"${title}"`)}`);
        const letter = lettersAt("GET /api/search", at, column);
        expect([answer.status, answer.headers.get("cache-control"), (await answer.text()).includes(project.id)], `${column}, ${at}`).toEqual([200, "private, no-store", letter === "A" || letter === "V"]);
        cases += 1;
      }
    }
    for (const column of COLUMNS) {
      await stand(column);
      const { groups } = (await (await suggest("")).json()) as { groups: { items: { href: string }[] }[] };
      const offered = groups.flatMap(({ items }) => items.map(({ href }) => href));
      expect(offered, column).toContain("/projects");
      expect(offered.includes("/projects/new"), column).toBe(["contact", "deputy", "coordinator"].includes(column));
      expect(offered.includes("/people/new"), column).toBe(["coordinator", "administrator"].includes(column));
      cases += 1;
    }
    for (const who of STRANGERS) {
      await stand(who);
      for (const query of ["", "?q=a"]) expect((await suggest(query)).status, who).toBe(401);
      cases += 1;
    }
  });

  it("give a person's register extract to the person and the administrator, and the record of processing to those who answer for it", async () => {
    const takeExtract = (id: string, file = "extract.json") => TAKE_EXTRACT(new Request(`http://127.0.0.1:3000/api/people/${id}/${file}`), { params: Promise.resolve({ id, file }) });
    const fetchProcessing = (file = "record.csv") => FETCH_PROCESSING(new Request(`http://127.0.0.1:3000/api/processing/${file}`), { params: Promise.resolve({ file }) });
    for (const column of AT_THE_DOOR) {
      await stand(column);
      for (const at of ["mine", "other"] as const) {
        const id = at === "mine" ? world.personIds[column] : await personAt({ world, actor: world.actors[column], column, at, isFresh: false });
        expect((await takeExtract(id)).status, `${column}, ${at}`).toBe(lettersAt("GET /api/people/[id]/[file]", at, column) === "A" ? 200 : 403);
        cases += 1;
      }
      expect((await fetchProcessing()).status, column).toBe(lettersAt("GET /api/processing/[file]", "own", column) === "A" ? 200 : 404);
      cases += 1;
    }
    await stand("administrator");
    expect([(await takeExtract(world.personIds.administrator, "extract.pdf")).status, (await takeExtract(world.personIds.administrator, "extract.exe")).status, (await fetchProcessing("record.docx")).status, (await fetchProcessing("record.exe")).status]).toEqual([200, 404, 200, 404]);
    for (const who of STRANGERS) {
      await stand(who);
      expect([(await takeExtract(world.personIds.contact)).status, (await fetchProcessing()).status], who).toEqual([401, 401]);
      cases += 2;
    }
  });

  it("tell everyone who has signed in, and nobody else, what a partner's name is like, and those who may add one where it may lie", async () => {
    const hint = async (what: string, query: string) => HINT_PARTNERS(new Request(`http://127.0.0.1:3000/api/partners/${what}?${query}`), { params: Promise.resolve({ what }) });
    const { partner } = await getPartner(world.system, (await world.partner("own", false)).id);
    for (const column of COLUMNS) {
      await stand(column);
      const answer = await hint("similar", `name=${encodeURIComponent(partner.name)}&except=`);
      expect([answer.status, (await answer.text()).includes(partner.id)], column).toEqual([lettersAt("GET /api/partners/[what]", "own", column) === "A" ? 200 : 404, true]);
      const places = (await (await hint("places", "place=Haderslev&country=DK")).json()) as unknown[];
      expect(places.length > 0, column).toBe(["contact", "deputy", "coordinator"].includes(column));
      cases += 2;
    }
    await stand("contact");
    expect((await hint("other", "")).status).toBe(404);
    for (const who of STRANGERS) {
      await stand(who);
      expect((await hint("similar", "name=Partner")).status, who).toBe(401);
      cases += 1;
    }
  });

  it("hand a frozen edition to everyone who has signed in, and to nobody else", async () => {
    const [year = "", number = ""] = (await newEdition({ world, actor: world.system, column: "coordinator", at: "own", isFresh: true })).split(":");
    const fetchEdition = async (file: string) => FETCH_EDITION(new Request(`http://127.0.0.1:3000/api/editions/${year}/${number}/${file}`), { params: Promise.resolve({ year, number, file }) });
    for (const column of COLUMNS) {
      await stand(column);
      for (const file of ["read.pdf", "register.pdf"]) {
        const response = await fetchEdition(file);
        expect([response.status, response.headers.get("content-type")], column).toEqual([lettersAt("GET /api/editions/[year]/[number]/[file]", "own", column) === "A" ? 200 : 404, "application/pdf"]);
        expect(Buffer.from(await response.arrayBuffer()).subarray(0, 5).toString()).toBe("%PDF-");
      }
      expect((await fetchEdition("report.docx")).status).toBe(200);
      expect((await fetchEdition("other.pdf")).status).toBe(404);
      cases += 4;
    }
    for (const who of STRANGERS) {
      await stand(who);
      expect((await fetchEdition("read.pdf")).status, who).toBe(401);
      cases += 1;
    }
  });

  it("hand the files of a draft to those who may follow it, and to nobody else", async () => {
    const fetchDraft = async (file: string) => FETCH_DRAFT(new Request(`http://127.0.0.1:3000/api/summaries/2025/${file}`), { params: Promise.resolve({ year: "2025", file }) });
    for (const column of COLUMNS) {
      await stand(column);
      expect((await fetchDraft("memo.docx")).status, column).toBe(lettersAt("GET /api/summaries/[year]/[file]", "own", column) === "A" ? 200 : 404);
      expect((await fetchDraft("read.pdf")).status).toBe(404);
      cases += 2;
    }
    for (const who of STRANGERS) {
      await stand(who);
      expect((await fetchDraft("memo.docx")).status, who).toBe(401);
      cases += 1;
    }
  });

  it("hand a registration sheet to those who see the record, and what was released to those who answer requests", async () => {
    const fetchRegistration = async (kind: string, id: string) => (await FETCH_REGISTRATION(new Request(`http://127.0.0.1:3000/api/registration-sheets/${kind}/${id}?lang=en`), { params: Promise.resolve({ kind, id }) })).status;
    const fetchReleased = async (answerId: string, file: string) => (await FETCH_RELEASED(new Request(`http://127.0.0.1:3000/api/disclosures/${answerId}/${file}`), { params: Promise.resolve({ answerId, file }) })).status;
    for (const at of ["own", "restricted", "restrictedElsewhere", "inherited", "archived"] as const) {
      const { id } = await world.project(at, false);
      for (const column of COLUMNS) {
        await stand(column);
        expect([await fetchRegistration("project", id), await fetchRegistration("network", id)], `${column}, ${at}`).toEqual([lettersAt("GET /api/registration-sheets/[kind]/[id]", at, column) === "A" ? 200 : 404, 404]);
        cases += 2;
      }
    }
    const { answerId } = await requestAt({ world, actor: world.system, column: "coordinator", at: "own", isFresh: true }, "ANSWERED");
    for (const column of COLUMNS) {
      await stand(column);
      expect([await fetchReleased(answerId, "json"), await fetchReleased(answerId, "exe")], column).toEqual([lettersAt("GET /api/disclosures/[answerId]/[file]", "own", column) === "A" ? 200 : 404, 404]);
      cases += 2;
    }
    await stand("coordinator");
    expect([await fetchRegistration("project", "not-an-id"), await fetchReleased("not-an-id", "json")]).toEqual([404, 404]);
    for (const who of STRANGERS) {
      await stand(who);
      expect([await fetchRegistration("project", answerId), await fetchReleased(answerId, "json")], who).toEqual([401, 401]);
      cases += 2;
    }
  });

  it("hand a fact sheet of a relation and of a network to those who see them, and to nobody else", async () => {
    const fetchSheet = async (kind: string, id: string) => (await FETCH_SHEET(new Request(`http://127.0.0.1:3000/api/fact-sheets/${kind}/${id}?lang=en`), { params: Promise.resolve({ kind, id }) })).status;
    for (const at of ["own", "archived"] as const) {
      const [relation, network] = [await world.relation(at, false), await world.network(at, false)];
      for (const column of COLUMNS) {
        await stand(column);
        const expected = lettersAt("GET /api/fact-sheets/[kind]/[id]", at, column) === "A" ? 200 : 404;
        expect([await fetchSheet("town-relations", relation.id), await fetchSheet("networks", network.id), await fetchSheet("projects", relation.id)], `${column}, ${at}`).toEqual([expected, expected, 404]);
        cases += 3;
      }
    }
    for (const at of ["own", "restricted", "restrictedElsewhere", "archived"] as const) {
      const { id } = await world.project(at, false);
      for (const column of COLUMNS) {
        await stand(column);
        expect(await fetchSheet("projects", id), `${column}, a project, ${at}`).toBe(SERVICES["projects.getProject"]!.cells[at]!.trim().split(/\s+/)[COLUMNS.indexOf(column)] === "A" ? 200 : 404);
        cases += 1;
      }
    }
    for (const who of STRANGERS) {
      await stand(who);
      expect(await fetchSheet("networks", "00000000-0000-4000-8000-000000000001"), who).toBe(401);
      cases += 1;
    }
  });

  it("hand a visit for a calendar, its briefing and its programme sheet to those who see it, and to nobody else", async () => {
    const fetchBriefing = async (id: string) => (await FETCH_BRIEFING(new Request(`http://127.0.0.1:3000/api/visits/${id}/briefing`), { params: Promise.resolve({ id }) })).status;
    const fetchSheet = async (id: string) => (await FETCH_SHEET(new Request(`http://127.0.0.1:3000/api/fact-sheets/visits/${id}`), { params: Promise.resolve({ kind: "visits", id }) })).status;
    const fetchVisit = async (id: string) => (await FETCH_VISIT(new Request(`http://127.0.0.1:3000/api/visits/${id}/calendar`), { params: Promise.resolve({ id }) })).status;
    for (const at of ["own", "other", "archived"] as const) {
      const { id } = await world.visit(at, false);
      for (const column of COLUMNS) {
        await stand(column);
        const expected = ["calendar", "briefing"].map((what) => (lettersAt(`GET /api/visits/[id]/${what}`, at, column) === "A" ? 200 : 404));
        expect([await fetchVisit(id), await fetchBriefing(id), await fetchSheet(id)], `${column}, ${at}`).toEqual([...expected, lettersAt("GET /api/fact-sheets/[kind]/[id]", at === "archived" ? at : "own", column) === "A" ? 200 : 404]);
        cases += 3;
      }
    }
    await stand("reader");
    expect([await fetchVisit("not-an-id"), await fetchBriefing("not-an-id"), await fetchSheet("not-an-id")]).toEqual([404, 404, 404]);
    for (const who of STRANGERS) {
      await stand(who);
      expect([await fetchVisit("00000000-0000-4000-8000-000000000001"), await fetchBriefing("00000000-0000-4000-8000-000000000001")], who).toEqual([401, 401]);
      cases += 2;
    }
  });

  it("hand a governing document to everyone who has signed in, a draft of one to those who see it, and to nobody else", async () => {
    const fetchDocument = async (id: string) => FETCH_DOCUMENT(new Request(`http://127.0.0.1:3000/api/governing-documents/${id}`), { params: Promise.resolve({ id }) });
    const fetchSchema = async () => FETCH_SCHEMA(new Request("http://127.0.0.1:3000/api/pack-schema"), { params: Promise.resolve({}) });
    for (const at of ["own", "restricted"] as const) {
      const { id } = await documentAt({ world, actor: world.system, column: "administrator", at, isFresh: false });
      for (const column of COLUMNS) {
        await stand(column);
        expect((await fetchDocument(id)).status, `${column}, ${at}`).toBe(lettersAt("GET /api/governing-documents/[id]", at, column) === "A" ? 200 : 404);
        expect((await fetchSchema()).status, column).toBe(lettersAt("GET /api/pack-schema", "own", column) === "A" ? 200 : 404);
        cases += 2;
      }
      for (const who of STRANGERS) {
        await stand(who);
        expect([(await fetchDocument(id)).status, (await fetchSchema()).status], who).toEqual([401, 401]);
        cases += 2;
      }
    }
    await stand("reader");
    expect((await fetchDocument("not-an-id")).status).toBe(404);
  });

  it("take a file, and a document's next version, from those who may change the record, and hand it back to those who see it", async () => {
    const upload = async (post: typeof ATTACH, fields: Record<string, string>, origin = "http://127.0.0.1:3000") => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ _key: randomUUID(), _back: "/projects", ...fields })) form.set(name, value);
      form.set("file", new File([new Uint8Array(pdfOf(1, randomUUID()))], "avtal.pdf"));
      const request = new Request("http://127.0.0.1:3000/api/documents", { method: "POST", body: form, headers: { origin, host: "127.0.0.1:3000" } });
      const response = await post(request);
      const place = response.headers.get("location") ?? "";
      // A record that is not there is told of by the page that the form stands on.
      return [response.status, place === "/projects" ? "N" : await readPlace(place)].join(" ");
    };
    const fetchFile = async (fileId: string) => [
      (await FETCH_FILE(new Request(`http://127.0.0.1:3000/api/documents/${fileId}`), { params: Promise.resolve({ fileId }) })).status,
      (await FETCH_PAGE(new Request(`http://127.0.0.1:3000/api/documents/${fileId}/pages/1`), { params: Promise.resolve({ fileId, page: "1" }) })).status,
      (await FETCH_IMAGE(new Request(`http://127.0.0.1:3000/api/documents/${fileId}/image`), { params: Promise.resolve({ fileId }) })).status,
    ];
    for (const at of ["own", "other", "restricted", "restrictedElsewhere", "inherited", "archived"] as const) {
      for (const column of AT_THE_DOOR) {
        const expected = lettersAt("POST /api/documents", at, column);
        const document = await world.document(at, expected === "A");
        await stand(column);
        const before = await world.traces();
        const attachedTo = await upload(ATTACH, { subjectKind: "project", subjectId: document.subject.id, kind: "REPORT" });
        const revised = await upload(REVISE, { id: document.id, _version: "1" });
        expect([attachedTo, revised], `${column}, ${at}`).toEqual([`303 ${expected}`, `303 ${expected}`]);
        expect(moved(before, await world.traces()).length > 0, `${column}, ${at}`).toBe(expected === "A");
        // A page of a PDF is drawn, and no PDF is shown as a picture.
        expect(await fetchFile(document.fileId), `${column}, ${at}`).toEqual(lettersAt("GET /api/documents/[fileId]", at, column) === "A" ? [200, 200, 404] : [404, 404, 404]);
        cases += 5;
      }
    }
    const { id, fileId, subject } = await world.document("own", false);
    for (const who of STRANGERS) {
      await stand(who);
      const before = await world.traces();
      expect([await upload(ATTACH, { subjectKind: "project", subjectId: subject.id, kind: "REPORT" }), await upload(REVISE, { id, _version: "1" }), ...(await fetchFile(fileId))], who).toEqual(["303 sign-in", "303 sign-in", 401, 401, 401]);
      expect(moved(before, await world.traces())).toEqual([]);
      cases += 5;
    }
    await stand("coordinator");
    const before = await world.traces();
    for (const origin of ["https://elsewhere.example", "null"]) expect(await upload(ATTACH, { subjectKind: "project", subjectId: subject.id, kind: "REPORT" }, origin)).toBe("403 A");
    for (const body of ["", "--x\r\n", "x".repeat(5_000)]) {
      const sent = new Request("http://127.0.0.1:3000/api/documents", { method: "POST", body, headers: { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000", "content-type": "multipart/form-data; boundary=x" } });
      expect((await ATTACH(sent)).status).toBe(400);
    }
    expect(moved(before, await world.traces())).toEqual([]);
  });

  it("keep a draft for those who may go on with it", async () => {
    for (const at of ["own", "other", "inherited", "mine"] as const) {
      for (const column of COLUMNS) {
        const expected = lettersAt("POST /api/drafts", at, column);
        const draft = await world.draft(world.actors[column], at, "new", expected === "A");
        await stand(column);
        const before = await world.traces();
        const response = await autosave({ _draft: draft, _section: "youth", reachesChildrenAndYouth: "no" });
        expect(response.status, `${column}, ${at}`).toBe(expected === "A" ? 200 : 404);
        expect(moved(before, await world.traces())).toEqual(expected === "A" ? ["revisions"] : []);
        cases += 1;
      }
    }
  });

  it("let nobody in who isn't signed in", async () => {
    const draft = await world.draft(world.actors.coordinator, "mine", "new", false);
    for (const who of STRANGERS) {
      await stand(who);
      const before = await world.traces();
      for (const response of [await exportOf("Projekt"), await exportOf("Projekt", "projects.xlsx"), await exportOf("x", "people.csv"), await autosave({ _draft: draft, _section: "youth" })]) {
        expect(response.status, who).toBe(401);
        expect(await response.text()).not.toContain("Projekt ");
        cases += 1;
      }
      expect(moved(before, await world.traces())).toEqual([]);
    }
  });

  it("refuse writes that come from elsewhere, or from nowhere", async () => {
    const draft = await world.draft(world.actors.coordinator, "mine", "new", false);
    for (const origin of ["https://elsewhere.example", "null", "http://127.0.0.1.elsewhere.example", null]) {
      await stand("coordinator");
      const before = await world.traces();
      const headers = new Headers({ host: "127.0.0.1:3000", ...(origin === null ? {} : { origin }) });
      const response = await POST(new Request("http://127.0.0.1:3000/api/drafts", { method: "POST", body: new URLSearchParams({ _draft: draft, _section: "youth" }), headers }), { params: Promise.resolve({}) });
      expect(response.status, String(origin)).toBe(403);
      expect(moved(before, await world.traces())).toEqual([]);
      cases += 1;
    }
  });
});
