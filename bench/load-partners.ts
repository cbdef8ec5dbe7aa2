import type pg from "pg";
import { foldName, foldText } from "@/lib/folded-names";

const BATCH = 5_000;

/** One partner to twenty projects, one relation to two hundred and one exchange to two: 5,000, 500 and 50,000 beside 100,000 projects. */
const countsFor = (projects: number) => ({ partners: Math.round(projects / 20), relations: Math.round(projects / 200), exchanges: Math.round(projects / 2) });

const STARTS = ["Ader", "Bramm", "Dals", "Egel", "Fjor", "Grim", "Havn", "Ilder", "Jels", "Kold", "Lang", "Mors", "Nord", "Oster", "Plau", "Rings", "Sand", "Tonder", "Ulf", "Vester", "Wals", "Aal", "Skan", "Holm", "Bjerg"];
const ENDS = ["borg", "by", "dorp", "feld", "hagen", "havn", "heim", "holt", "kirk", "lev", "lund", "mark", "minde", "nes", "rup", "sted", "strup", "sund", "toft", "vik"];
const KINDS = [
  { kind: "TOWN", name: (town: string) => `${town} Kommune` },
  { kind: "SCHOOL", name: (town: string) => `${town} Skole` },
  { kind: "ASSOCIATION", name: (town: string) => `Foreningen for havet i ${town}` },
  { kind: "COMPANY", name: (town: string) => `${town} Havnedrift` },
  { kind: "PUBLIC_AUTHORITY", name: (town: string) => `Museet ved ${town}` },
  { kind: "UNIVERSITY", name: (town: string) => `${town} Universitet` },
  { kind: "SCHOOL", name: (town: string) => `${town} Gymnasium og HF` },
  { kind: "OTHER", name: (town: string) => `Biblioteket i ${town}` },
  { kind: "ASSOCIATION", name: (town: string) => `${town} Badelaug` },
  { kind: "COMPANY", name: (town: string) => `${town} Energi` },
] as const;
const LANDS = ["DK", "NO", "DE", "NL", "FI", "PL"];

const townOf = (number: number) => `${STARTS[number % STARTS.length] ?? ""}${ENDS[Math.floor(number / STARTS.length) % ENDS.length] ?? ""}`;

/** The name of a partner of the register; the same number always draws the same. */
export function partnerName(number: number): string {
  return KINDS[Math.floor(number / 500) % KINDS.length]?.name(townOf(number)) ?? "";
}

/** Whole sets at a time, with the triggers that keep versions and the audit entry that each batch owes, like everybody's. Needs `draw` and `pick`. */
export async function loadPartners(owner: pg.Client, projects: number, tell: (line: string) => void): Promise<void> {
  const counts = countsFor(projects);
  const rows = Array.from({ length: counts.partners }, (_, number) => {
    const [name, place] = [partnerName(number), townOf(number)];
    const alias = number % 2 === 0 ? `${place} Stadt` : null;
    return { number, kind: KINDS[Math.floor(number / 500) % KINDS.length]?.kind, name, folded: foldName(name), country: LANDS[number % LANDS.length], place, alias, foldedAlias: alias === null ? null : foldName(alias), text: [name, place, alias].flatMap((part) => (part === null ? [] : [foldText(part)])).join(" ") };
  });
  await inBatch(owner, "partners", async () => {
    await owner.query(STORE_PARTNERS, [JSON.stringify(rows)]);
    await owner.query(STORE_NAMES, [JSON.stringify(rows.filter(({ alias }) => alias !== null))]);
  });
  await inBatch(owner, "relations", async () => {
    await owner.query(STORE_RELATIONS, [counts.relations]);
    await owner.query(STORE_TOWNS, [counts.relations, Math.min(500, counts.partners)]);
    await owner.query(STORE_EPISODES, [counts.relations]);
  });
  for (let first = 1; first <= counts.exchanges; first += BATCH) {
    await inBatch(owner, "exchanges", () => owner.query(STORE_EXCHANGES, [first, Math.min(first + BATCH - 1, counts.exchanges), counts.relations]));
  }
  await owner.query("VACUUM ANALYZE partner, partner_name, town_relation, relation_town, town_relation_episode, exchange_activity, record_version");
  tell(`${String(counts.partners)} partners, ${String(counts.relations)} relations and ${String(counts.exchanges)} exchanges.`);
}

async function inBatch(owner: pg.Client, what: string, store: () => Promise<unknown>): Promise<void> {
  await owner.query("BEGIN");
  await store();
  await owner.query("INSERT INTO audit_entry (action, subject_kind, details) VALUES ($1, $2, '{}')", [`${what}.imported`, what]);
  await owner.query("COMMIT");
}

const SYSTEM = "'00000000-0000-0000-0000-000000000000'";
const UNITS = "units AS (SELECT array_agg(b.id ORDER BY b.created_at, b.id) AS ids FROM body b WHERE b.kind IN ('DEPARTMENT', 'COMPANY'))";

const STORE_PARTNERS = `
  INSERT INTO partner (id, kind, name, folded_name, country, place, latitude, longitude, search_text, created_by_id)
  SELECT md5('partner ' || x.number)::uuid, x.kind, x.name, x.folded, x.country, x.place, 50 + (x.number % 100) / 10.0, 5 + (x.number % 150) / 10.0, x.text, ${SYSTEM}
  FROM jsonb_to_recordset($1::jsonb) AS x(number int, kind "PartnerKind", name text, folded text, country text, place text, text text) ORDER BY x.number`;

const STORE_NAMES = `
  INSERT INTO partner_name (partner_id, kind, name, folded_name, language)
  SELECT md5('partner ' || x.number)::uuid, 'ALIAS', x.alias, x."foldedAlias", 'de' FROM jsonb_to_recordset($1::jsonb) AS x(number int, alias text, "foldedAlias" text) ORDER BY x.number`;

const RELATION_NAME = "(SELECT p.name FROM partner p WHERE p.id = md5('partner ' || r.n % 500)::uuid)";

const STORE_RELATIONS = `
  WITH ${UNITS}
  INSERT INTO town_relation (id, name, kind, unit_id, description, search_text, created_by_id)
  SELECT md5('relation ' || r.n)::uuid, coalesce(${RELATION_NAME}, 'Relation') || ' ' || r.n, pg_temp.pick(r.n, 301, ARRAY['TWIN_TOWN', 'COOPERATION_AGREEMENT', 'TWIN_TOWN_LIKE', 'LETTER_OF_INTENT', 'MUNICIPAL_PARTNERSHIP'])::"TownRelationKind",
    units.ids[1 + pg_temp.draw(r.n, 302, cardinality(units.ids))], 'Utbyten mellan skolor, föreningar och tjänstemän sedan länge.', coalesce(${RELATION_NAME}, 'Relation') || ' ' || r.n, ${SYSTEM}
  FROM generate_series(1, $1::int) AS r(n), units`;

const STORE_TOWNS = `
  INSERT INTO relation_town (relation_id, partner_id, name, country, since_on, since_precision)
  SELECT md5('relation ' || r.n)::uuid, p.id, p.name, p.country, make_date(1950 + r.n % 70, 1, 1), 'YEAR' FROM generate_series(1, $1::int) AS r(n) JOIN partner p ON p.id = md5('partner ' || r.n % $2::int)::uuid`;

const STORE_EPISODES = `
  INSERT INTO town_relation_episode (relation_id, state, starts_on, start_precision, basis, source)
  SELECT md5('relation ' || r.n)::uuid, 'ACTIVE', make_date(1950 + r.n % 70, 1, 1), 'YEAR', 'UNKNOWN', 'Skylten vid rådhuset' FROM generate_series(1, $1::int) AS r(n)`;

const STORE_EXCHANGES = `
  WITH ${UNITS}, drawn AS (
    SELECT n, md5('relation ' || (1 + pg_temp.draw(n, 310, $3::int)))::uuid AS relation_id, pg_temp.draw(n, 311, 100) < 40 AS youth, (now() AT TIME ZONE 'Europe/Stockholm')::date - 1 - pg_temp.draw(n, 312, 7300) AS held_on,
      concat_ws(' ', pg_temp.pick(n, 313, ARRAY['Körresa', 'Lärarutbyte', 'Ungdomsläger', 'Studiebesök', 'Idrottsutbyte', 'Konstutställning', 'Skolutbyte', 'Bokmässa']), pg_temp.pick(n, 314, ARRAY['om havet', 'om språk', 'om demokrati', 'om musik', 'om energi', 'om hälsa']), n) AS title
    FROM generate_series($1::int, $2::int) AS n)
  INSERT INTO exchange_activity (id, relation_id, unit_id, title, held_on, held_precision, groups, participant_count, reaches_children_and_youth, children_and_youth_count, benefit, search_text, created_by_id)
  SELECT md5('exchange ' || d.n)::uuid, d.relation_id, units.ids[1 + pg_temp.draw(d.n, 315, cardinality(units.ids))], d.title, d.held_on, 'DAY', ARRAY[pg_temp.pick(d.n, 316, ARRAY['PROFESSION', 'ASSOCIATIONS', 'RESIDENTS'])]::"BeneficiaryGroup"[],
    10 + d.n % 60, d.youth, CASE WHEN d.youth THEN 5 END, 'Deltagarna lär känna varandra och tar med sig nya arbetssätt hem.', d.title, ${SYSTEM}
  FROM drawn d, units ORDER BY d.n`;
