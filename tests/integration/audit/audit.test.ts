import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "../../../scripts/lib/audit.mjs";
import { isAppError } from "@/server/errors";
import type { Actor } from "@/domain/actor";
import { NOON, openRegister, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let app: pg.Client;
let member: Actor;

beforeAll(async () => {
  house = await openRegister();
  app = new pg.Client({ connectionString: house.database.appUrl });
  await app.connect();
  member = await house.actor(await house.person("Medlem Provsson"));
});
afterAll(async () => {
  await app.end();
  await house.close();
});

const problems = () => house.query<{ problem: string; audit_seq: string | null; detail: string }>("SELECT * FROM audit_verify()");
const kinds = async () => [...new Set((await problems()).map(({ problem }) => problem))].sort();

describe("every act", () => {
  const acts: [string, () => Promise<() => Promise<unknown>>, string[]][] = [
    ["projects.logged", () => Promise.resolve(() => house.log({ funding: [{ kind: "EU", funder: null, year: null, amountMinor: 1n }], participatingUnitIds: [house.otherUnit], partners: [{ name: "Kiel", town: null, country: null, isLead: false }] })), ["funding_line", "project", "project_partner", "project_unit", "status_change"]],
    ["projects.logged", async () => { const draftId = await house.draftOf(house.contact); return () => house.projectDrafts.submitLog(house.contact, draftId); }, ["project", "status_change"]],
    ["projects.changed", async () => { const draftId = await house.edit(house.contact, await house.log(), "about", { title: "Ny" }); return () => house.projectDrafts.submitEdit(house.contact, draftId); }, ["project"]],
    [
      "projects.changed",
      async () => {
        const id = await house.log();
        const draftId = await house.edit(house.contact, id, "about", { title: "Min" });
        await house.projectDrafts.submitEdit(house.office, await house.edit(house.office, id, "about", { title: "Deras" }));
        return () => house.projectDrafts.resolveConflict(house.contact, { draftId, against: 2, choices: { title: "mine" } });
      },
      ["project"],
    ],
    ["projects.statusChanged", async () => { const id = await house.log(); return () => house.projectSteps.changeStatus(house.contact, { id, _version: 1, to: "EXAMINED", on: "2026-11-22", note: null }, NOON); }, ["project", "status_change"]],
    ["projects.memberNamed", async () => { const projectId = await house.log(); return () => house.projects.nameMember(house.contact, { projectId, personId: member.personId }); }, ["project_member"]],
    ["projects.memberDismissed", async () => { const projectId = await house.log(); await house.projects.nameMember(house.contact, { projectId, personId: member.personId }); return () => house.projects.dismissMember(house.contact, { projectId, personId: member.personId }); }, ["project_member"]],
    ["projects.archived", async () => { const id = await house.log(); return () => house.projects.archiveProject(house.contact, { id, _version: 1 }, true, NOON); }, ["project"]],
    ["projects.restored", async () => { const id = await house.log(); await house.projects.archiveProject(house.contact, { id, _version: 1 }, true, NOON); return () => house.projects.archiveProject(house.contact, { id, _version: 2 }, false, NOON); }, ["project"]],
  ];

  it.each(acts)("%s writes one entry that covers each version it made", async (action, prepare, tables) => {
    const act = await prepare();
    const { entries, versions } = await house.recorded(act);
    expect(entries).toMatchObject([{ action, version_count: versions.length, actor_id: house.contact.personId, unit_id: house.unit }]);
    expect(new Set(versions.map(({ change_id: change }) => change))).toEqual(new Set([entries[0]!.change_id]));
    expect([...new Set(versions.map(({ table_name: table }) => table))].sort()).toEqual(tables);
  });

  it("that is refused or comes to nothing writes none, nor a version", async () => {
    const id = await house.log();
    const { draftId } = await house.projectDrafts.startLog(house.contact, { copyOf: null });
    const { entries, versions } = await house.recorded(() =>
      Promise.allSettled([
        house.log({}, house.stranger),
        house.projectSteps.changeStatus(house.contact, { id, _version: 1, to: "CLOSED", on: "2026-11-22", note: null }, NOON),
        house.projectSteps.changeStatus(house.contact, { id, _version: 9, to: "EXAMINED", on: "2026-11-22", note: null }, NOON),
        house.projects.archiveProject(house.stranger, { id, _version: 1 }, true, NOON),
        house.projectDrafts.submitLog(house.contact, draftId),
        house.projectDrafts.saveSection(house.contact, { draftId, section: "about", then: "next", values: { title: "x" } }),
        house.projects.getProject(house.reader, id),
        house.list(house.reader),
      ]),
    );
    expect([entries, versions]).toEqual([[], []]);
  });

  it("keeps no personal data in its details", async () => {
    const [{ details }] = (await house.query<{ details: object }>("SELECT details FROM audit_entry WHERE action = 'projects.memberNamed' LIMIT 1")) as [{ details: object }];
    expect(details).toEqual({ personId: member.personId });
    expect(JSON.stringify(await house.query("SELECT details FROM audit_entry"))).not.toMatch(/Provsson|utblick\.example/);
  });
});

describe("the program's own role", () => {
  const refused = "42501";

  it.each([
    "UPDATE audit_entry SET action = 'x'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "UPDATE record_version SET row = '{}'",
    "INSERT INTO record_version SELECT * FROM record_version LIMIT 1",
    "DELETE FROM record_version",
    "TRUNCATE record_version",
    "DELETE FROM project",
    "TRUNCATE project CASCADE",
    "DELETE FROM person_details",
    "ALTER TABLE project ADD COLUMN x int",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "ALTER TABLE project DISABLE TRIGGER write_record_version",
    "DROP TRIGGER chain_audit_entry ON audit_entry",
    "DROP TABLE draft",
    "DROP FUNCTION audit_verify()",
    "CREATE TABLE mine (id int)",
    "CREATE OR REPLACE FUNCTION require_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
    "SELECT keep_versions('draft', 'id', 'id')",
    "SET session_replication_role = replica",
    "CREATE ROLE other SUPERUSER",
    "UPDATE _prisma_migrations SET finished_at = NULL",
  ])("is refused: %s", async (statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code: refused });
  });

  it("is no member of the owning role, nor of any that could help it", async () => {
    const { rows } = await app.query("SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, (SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid)::int AS memberships FROM pg_roles r WHERE rolname = current_user");
    expect(rows).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false, rolbypassrls: false, memberships: 0 }]);
  });

  it("cannot write an entry of its own making: number, time, hashes and what it covers are the database's", async () => {
    const before = Number((await house.query<{ seq: string }>("SELECT max(seq) AS seq FROM audit_entry"))[0]!.seq);
    await app.query("INSERT INTO audit_entry (seq, at, change_id, action, subject_kind, version_count, versions_digest, prev_hash, hash) VALUES (7, '2000-01-01', gen_random_uuid(), 'prov.forged', 'prov', 99, '\\x01', '\\x02', '\\x03')");
    const [entry] = await house.query<{ seq: string; at: Date; version_count: number }>("SELECT * FROM audit_entry WHERE action = 'prov.forged'");
    expect([Number(entry!.seq), entry!.version_count, entry!.at.getUTCFullYear() > 2000]).toEqual([before + 1, 0, true]);
    expect(await problems()).toEqual([]);
  });
});

describe("a change of many rows", () => {
  it("looks up what it has written by index, though a session plans while there is little", async () => {
    const id = await house.log();
    const countScans = async () => (await app.query("SELECT relname, seq_scan FROM pg_stat_xact_user_tables WHERE relname IN ('audit_entry', 'record_version') ORDER BY relname")).rows;
    await app.query("BEGIN");
    // Reading all of a table is what the planner would rather do, as where statistics were taken of a table of a page.
    await app.query("SET LOCAL random_page_cost = 1000000");
    await app.query("DISCARD PLANS");
    const before = await countScans();
    await app.query("UPDATE project SET version = version + 1 WHERE id = $1", [id]);
    await app.query("INSERT INTO audit_entry (action, subject_kind) SELECT 'prov.many', 'prov' FROM generate_series(1, 12)");
    await app.query("SET CONSTRAINTS ALL IMMEDIATE");
    const after = await countScans();
    await app.query("ROLLBACK");
    expect(before).toHaveLength(2);
    expect(after).toEqual(before);
  });

  it("has the versions of all rows that a statement adds, each whole", async () => {
    const id = await house.log({ funding: [1n, 2n, 3n].map((amountMinor) => ({ kind: "EU" as const, funder: null, year: null, amountMinor })) });
    const kept = await house.query(`
      SELECT v.version, v.row = to_jsonb(f) AS whole, v.row_digest = sha256(convert_to(v.row::text, 'UTF8')) AS told, v.root_id = f.project_id AS rooted, f.amount_minor::int AS amount
      FROM record_version v JOIN funding_line f ON f.id = v.record_id WHERE v.table_name = 'funding_line' AND f.project_id = $1 ORDER BY f.amount_minor`, [id]);
    expect(kept).toEqual([1, 2, 3].map((amount) => ({ version: 1, whole: true, told: true, rooted: true, amount })));
    expect(await problems()).toEqual([]);
  });
});

describe("a change", () => {
  const transaction = async (...statements: string[]) => {
    await app.query("BEGIN");
    try {
      for (const statement of statements) await app.query(statement);
      await app.query("COMMIT");
    } catch (error) {
      await app.query("ROLLBACK");
      throw error;
    }
  };
  const programme = () => `INSERT INTO programme (code, name_sv, name_en) VALUES ('${randomUUID()}', 'Prov ${randomUUID()}', 'Trial')`;
  const entry = "INSERT INTO audit_entry (action, subject_kind) VALUES ('prov.done', 'prov')";

  it("without an entry cannot be committed", async () => {
    await expect(transaction(programme())).rejects.toMatchObject({ code: "23000", message: expect.stringContaining("has no audit entry") });
    await expect(app.query(programme())).rejects.toMatchObject({ code: "23000" });
  });

  it("after its entry cannot be committed either, unless another entry follows", async () => {
    await expect(transaction(programme(), entry, programme())).rejects.toMatchObject({ code: "23000" });
    await expect(transaction(entry, programme())).rejects.toMatchObject({ code: "23000" });
    await transaction(programme(), entry, programme(), entry);
    expect(await problems()).toEqual([]);
  });

  it("must raise the version by one", async () => {
    const id = await house.log();
    for (const version of ["version", "version + 2", "version - 1", "1"]) await expect(transaction(`UPDATE project SET title = 'x', version = ${version} WHERE id = '${id}'`, entry)).rejects.toMatchObject({ code: "23000" });
    expect((await house.project(id)).version).toBe(1);
  });

  it("is kept as what the row was from when to when, without gaps and without overlap", async () => {
    const id = await house.log({ title: "A" });
    for (const title of ["B", "C"]) await house.projectDrafts.submitEdit(house.contact, await house.edit(house.contact, id, "about", { title }));
    const versions = await house.query("SELECT version, row->>'title' AS title, lower(sys_period) AS began, upper(sys_period) AS ended FROM record_version WHERE record_id = $1 ORDER BY version", [id]);
    expect(versions.map(({ version, title }) => [version, title])).toEqual([[1, "A"], [2, "B"], [3, "C"]]);
    expect([versions[0]!["ended"], versions[1]!["ended"], versions[2]!["ended"]]).toEqual([versions[1]!["began"], versions[2]!["began"], null]);
  });

  it("is not removed even by the owning role, nor is its version", async () => {
    for (const statement of ["DELETE FROM project", "TRUNCATE project CASCADE", "DELETE FROM record_version", "UPDATE record_version SET row = '{}'", "UPDATE record_version SET version = version + 100", "DELETE FROM audit_entry", "UPDATE audit_entry SET action = 'x'", "TRUNCATE audit_entry"]) {
      await expect(house.query(statement)).rejects.toMatchObject({ code: "42501" });
    }
  });
});

describe("the chain", () => {
  it("holds after fifty have written at the same time", async () => {
    const before = Number((await house.query<{ count: string }>("SELECT count(*) FROM audit_entry"))[0]!.count);
    // On a busy machine some wait too long for a connection, and are turned away before they begin.
    const persist = async (index: number): Promise<string> => {
      try {
        return await house.log({ title: `Samtidig ${index}` }, index % 2 === 0 ? house.contact : house.office);
      } catch (error) {
        if (!isAppError(error, "RATE_LIMITED")) throw error;
        return persist(index);
      }
    };
    const written = await Promise.all(Array.from({ length: 50 }, (_none, index) => persist(index)));
    expect(new Set(written).size).toBe(50);
    expect(Number((await house.query<{ count: string }>("SELECT count(*) FROM audit_entry"))[0]!.count)).toBe(before + 50);
    const [gaps] = await house.query<{ gaps: string }>("SELECT count(*) AS gaps FROM (SELECT seq - lag(seq) OVER (ORDER BY seq) AS step, prev_hash <> lag(hash) OVER (ORDER BY seq) AS broken FROM audit_entry) s WHERE step <> 1 OR broken");
    expect(gaps).toEqual({ gaps: "0" });
    expect(await problems()).toEqual([]);
  });

  it("is verified by the command with the program's own role, which says OK", async () => {
    const said: string[] = [];
    expect(await verifyAudit(house.database.appUrl, (text: string) => said.push(text))).toBe(0);
    expect(said).toEqual([expect.stringMatching(/^OK \d+ entries$/)]);
  });

  /** Breaks something with the guards switched off, sees what is found, and puts it back. */
  const broken = async (table: string, statement: string, values: unknown[] = []) => {
    await house.query("BEGIN");
    try {
      await house.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      const { rowCount } = { rowCount: (await house.query(`${statement} RETURNING 1`, values)).length };
      expect(rowCount).toBeGreaterThan(0);
      return await kinds();
    } finally {
      await house.query("ROLLBACK");
    }
  };

  it.each([
    ["a flipped bit in an entry's hash", "audit_entry", "UPDATE audit_entry SET hash = set_bit(hash, 3, 1 - get_bit(hash, 3)) WHERE seq = 5", ["chain broken", "entry changed"]],
    ["a flipped bit in what an entry follows", "audit_entry", "UPDATE audit_entry SET prev_hash = set_bit(prev_hash, 0, 1 - get_bit(prev_hash, 0)) WHERE seq = 5", ["chain broken", "entry changed"]],
    ["another person in an entry", "audit_entry", "UPDATE audit_entry SET actor_id = gen_random_uuid() WHERE seq = (SELECT max(seq) FROM audit_entry WHERE actor_id IS NOT NULL)", ["entry changed"]],
    ["another time in an entry", "audit_entry", "UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE seq = 5", ["entry changed"]],
    ["an entry that has been made to fit", "audit_entry", "UPDATE audit_entry e SET action = 'x', hash = (SELECT audit_hash(f) FROM (SELECT (jsonb_populate_record(e, '{\"action\":\"x\"}')).*) f) WHERE seq = 5", ["chain broken"]],
    ["an entry taken away", "audit_entry", "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) - 2 FROM audit_entry)", ["chain broken", "version without entry"]],
    ["another value in a version", "record_version", "UPDATE record_version SET row = jsonb_set(row, '{title}', '\"Ändrad\"') WHERE id = (SELECT max(id) FROM record_version WHERE table_name = 'project' AND upper(sys_period) IS NOT NULL)", ["version row changed"]],
    ["a version that has been made to fit", "record_version", "UPDATE record_version SET row = '{}', row_digest = sha256('{}') WHERE id = (SELECT max(id) FROM record_version WHERE table_name = 'project' AND upper(sys_period) IS NOT NULL)", ["versions changed"]],
    ["a version taken away", "record_version", "DELETE FROM record_version WHERE id = (SELECT max(id) FROM record_version WHERE table_name = 'project' AND upper(sys_period) IS NOT NULL)", ["versions changed"]],
    ["a version emptied that is nobody's contact details", "record_version", "UPDATE record_version SET row = NULL WHERE id = (SELECT max(id) FROM record_version WHERE table_name = 'project')", ["version row changed"]],
    ["a version's beginning moved", "record_version", "UPDATE record_version SET sys_period = tstzrange(lower(sys_period) - interval '1 day', upper(sys_period)) WHERE id = (SELECT max(id) FROM record_version)", ["versions changed"]],
    ["a project changed past its versions", "project", "UPDATE project SET title = 'Utanför' WHERE id = (SELECT id FROM project ORDER BY id LIMIT 1)", ["row changed outside its versions"]],
    ["money changed past its versions", "funding_line", "UPDATE funding_line SET amount_minor = amount_minor + 1 WHERE id = (SELECT id FROM funding_line ORDER BY id LIMIT 1)", ["row changed outside its versions"]],
  ])("tells of %s", async (_what, table, statement, found) => {
    expect(await broken(table, statement)).toEqual(found);
    expect(await problems()).toEqual([]);
  });

  it("tells of a last entry that is cut off, as versions without an entry", async () => {
    expect(await broken("audit_entry", "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)")).toEqual(["version without entry"]);
  });

  it("allows that a person's contact details are erased by decision, and nothing else of them", async () => {
    expect(await broken("record_version", "UPDATE record_version SET row = NULL WHERE table_name = 'person_details' AND record_id = $1", [member.personId])).toEqual([]);
  });
});
