import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { classification } from "../../../prisma/classification";
import { personalData, type Whose } from "../../../prisma/personal-data";
import type * as Db from "@/server/db";
import type * as PersonalData from "@/server/personal-data";
import { openRegister, type RegisterHouse } from "../../factories/register.ts";

type Model = keyof typeof classification;
const snake = (name: string) => name.replace(/[A-Z]/g, (letter, place: number) => (place === 0 ? "" : "_") + letter.toLowerCase());
const declared = Object.entries(personalData) as [Model, { columns: Readonly<Record<string, Whose>> }][];

/** A database of rows that nothing holds together, so that a mark can be put in every personal column of every table. */
describe("Issue's own words: “a person's register extract”", () => {
  let bare: RegisterHouse;
  let db: typeof Db;
  let personal: typeof PersonalData;
  let [mine, theirs] = ["", ""];
  const [myName, theirName] = [`Kanarie ${randomUUID()}`, `Främmande ${randomUUID()}`];
  const marks = new Map<string, string>();
  let planted = 1_000_000;

  beforeAll(async () => {
    bare = await openRegister();
    db = await import("@/server/db");
    personal = await import("@/server/personal-data");
    [mine, theirs] = [await bare.person(myName), await bare.person(theirName)];
    await bare.query(`DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT t.tgrelid::regclass AS t, t.tgname AS n FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace LOOP EXECUTE format('DROP TRIGGER %I ON %s', one.n, one.t); END LOOP;
      FOR one IN SELECT conrelid::regclass AS t, conname AS n FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'x', 'u') LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.t, one.n); END LOOP;
      FOR one IN SELECT i.indexrelid::regclass AS n FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique AND NOT i.indisprimary LOOP EXECUTE format('DROP INDEX %s', one.n); END LOOP;
    END $$`);
    // The person's own row, and the one of its details, are there already.
    await bare.query("UPDATE person_details SET title = $2, email = $3, phone = $4 WHERE person_id = $1", [mine, "märke PersonDetails.title", "märke PersonDetails.email", "märke PersonDetails.phone"]);
    for (const [model, { columns }] of declared) for (const person of [mine, theirs]) await plant(model, columns, person);
  });
  afterAll(() => bare.close());

  async function plant(model: Model, columns: Readonly<Record<string, Whose>>, person: string): Promise<void> {
    const table = snake(model);
    const stored = await bare.query<{ name: string; type: string; is_enum: boolean; is_needed: boolean; is_key: boolean; first: string | null }>(
      `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, t.typtype = 'e' AS is_enum, a.attnotnull AND NOT a.atthasdef AS is_needed, EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS is_key, (SELECT enumlabel FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY enumsortorder LIMIT 1) AS first
       FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`, [`"${table}"`]);
    const isMine = person === mine;
    const values = new Map<string, unknown>();
    const through = new Map<string, Extract<Whose, { as: "through" }>>();
    for (const { name, type, is_enum: isEnum, is_needed: isNeeded, is_key: isKey, first } of stored) {
      const field = Object.keys(columns).find((one) => snake(one) === name);
      const whose = field === undefined ? undefined : columns[field];
      const mark = `${isMine ? "märke" : "annans märke"} ${model}.${field ?? ""}`;
      if (whose?.as === "through") through.set(whose.by, whose);
      if (whose?.as === "subject" || whose?.as === "author") values.set(name, type.endsWith("[]") ? [person] : person);
      else if (whose?.as === "key") values.set(name, `${mark} ${person}`);
      else if (whose?.as === "text") values.set(name, `${mark} ${isMine ? myName : theirName}`);
      else if (whose !== undefined || isNeeded || isKey) values.set(name, isEnum ? first : /^(?:text|character varying)$/.test(type) ? (whose === undefined ? `x ${randomUUID()}` : mark) : type === "uuid" ? randomUUID() : type === "boolean" ? false : type === "date" ? "2026-01-01" : type.startsWith("timestamp") ? "2026-01-01T00:00:00Z" : type === "jsonb" ? "{}" : type === "bytea" ? Buffer.from(randomUUID()) : type === "tstzrange" ? "[2026-01-01,)" : type.endsWith("[]") ? [] : isKey ? (planted += 1) : 7);
      if (isMine && field !== undefined && /^text$/.test(type)) marks.set(`${model}.${field}`, mark);
    }
    if (model === "Person" || model === "PersonDetails") return;
    for (const [by, { model: other, person: column }] of through) {
      const [found] = await bare.query<{ id: string }>(`SELECT id FROM "${snake(other)}" WHERE "${snake(column)}" = $1`, [person]);
      if (found === undefined) throw new Error(`${other} must be planted before ${model}`);
      values.set(snake(by), found.id);
    }
    const names = [...values.keys()];
    await bare.query(`INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map((_name, place) => `$${String(place + 1)}`).join(", ")})`, [...values.values()]);
  }

  it("holds every personal column of a person, and nothing of another", async () => {
    const rows = await personal.tellOfPerson(db.reading(), { id: mine, name: myName });
    const lacking = declared.flatMap(([model, { columns }]) => Object.entries(columns).flatMap(([field, whose]) => {
      const ofModel = rows.filter((row) => row.model === model);
      if (whose.as === "outsider") return ofModel.length > 0 && ofModel.some(({ values }) => field in values) ? [`${model}.${field} tells of an outsider`] : [];
      if (whose.as === "subject" || whose.as === "author") return ofModel.some(({ as }) => as.includes(field)) ? [] : [`${model}.${field}`];
      const mark = marks.get(`${model}.${field}`);
      return ofModel.some(({ values }) => (mark === undefined || model === "PersonDetails" ? (values[field] ?? null) !== null : values[field]?.includes(mark) === true)) ? [] : [`${model}.${field}`];
    }));
    expect(lacking).toEqual([]);
    const whole = JSON.stringify(rows);
    expect(whole).not.toContain(theirs);
    expect(whole).not.toContain(theirName);
    expect(whole).not.toContain("annans märke");
    expect(rows.filter(({ model }) => !declared.some(([one]) => one === model))).toEqual([]);
  });

  it("holds nothing that opens a door", async () => {
    const rows = await personal.tellOfPerson(db.reading(), { id: mine, name: myName });
    const secrets = (Object.entries(classification) as [Model, Readonly<Record<string, string>>][]).flatMap(([model, fields]) => Object.entries(fields).filter(([, of]) => of === "secret" || of === "confidential").map(([field]) => [model, field] as const));
    expect(secrets.filter(([model, field]) => rows.some((row) => row.model === model && field in row.values))).toEqual([]);
  });

  it("of a row that names two tells each only of itself", async () => {
    await bare.query("UPDATE visit_handover SET to_person_id = $2 WHERE asked_by_id = $1", [theirs, mine]);
    const rows = (await personal.tellOfPerson(db.reading(), { id: mine, name: myName })).filter(({ model }) => model === "VisitHandover");
    expect(rows.map(({ as }) => as)).toContainEqual(["toPersonId"]);
    expect(JSON.stringify(rows)).not.toContain(theirs);
    expect(JSON.stringify(rows)).not.toContain("annans märke");
  });
});
