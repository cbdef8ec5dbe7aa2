import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { Searchable, Searchables } from "@/domain/registers";
import { escapeLike } from "@/lib/like";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read } from "@/server/db";
import type { Scope } from "@/server/permit";
import { partOf, trimStem, type Query, type Stemmed } from "./rules";
import { MOST_COUNTED, type SearchFilter } from "./schema";

/** A record that is found. */
export interface FoundRecord {
  kind: string;
  id: string;
  title: string;
  text: string | null;
  caseNumber: string | null;
  unit: string | null;
  from: PlainDate | null;
  to: PlainDate | null;
  score: number;
  /** How many of its kind there are, no further than one more than is counted. */
  total: number;
}

/** How much of a text is brought along to show where in it a hit stands. */
const LONGEST_SHOWN = 6_000;
/** How alike a misspelt word and the one that is meant must be: two letters that have changed places in a word of eight leave this much. */
const ALIKE = "0.4";

/** Finds the stems of words, in the language that records are written in. */
export async function selectStems(read: Read, words: Query["words"]): Promise<Stemmed[]> {
  const rows = await queryRows<{ stem: string | null; typedStem: string | null }>(read, Prisma.sql`
    SELECT (ts_lexize('swedish_stem', w.folded))[1] AS stem, (ts_lexize('swedish_stem', w.typed))[1] AS "typedStem"
    FROM unnest(${words.map(({ typed }) => typed)}::text[], ${words.map(({ folded }) => folded)}::text[]) WITH ORDINALITY w (typed, folded, place) ORDER BY w.place`);
  return words.map((word, place) => ({ ...word, stem: trimStem(rows[place]?.stem ?? word.folded), typedStem: trimStem(rows[place]?.typedStem ?? word.typed) }));
}

/** Lets words that are spelt in another way count as alike until the transaction ends. */
export async function allowMisspelling(read: Read): Promise<void> {
  await clientOf(read).$queryRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${ALIKE}, true)`;
}

/** What is looked for, and how. */
export interface Wish {
  query: Query;
  words: readonly Stemmed[];
  filter: Pick<SearchFilter, "unitId" | "year">;
  /** Whether words that are only alike count. */
  isMisspelt: boolean;
  /** How many of each kind, and after how many. */
  windowOf: (kind: string) => { limit: number; offset: number };
}

const folded = (expression: string) => Prisma.sql`search_fold(${Prisma.raw(expression)})`;
/** What a record's title and text are compared by: where no index knows it, it is reckoned once a row. */
const titleOf = ({ isIndexed, title }: Searchable) => (isIndexed ? folded(title) : Prisma.sql`g.title`);
const textOf = ({ isIndexed, text }: Searchable) => (isIndexed ? folded(text) : Prisma.sql`g.text`);
const inside = (part: string) => `%${escapeLike(part)}%`;

/** That a word, one of its forms or a word that it is a part of stands in a record. */
function hasWord(source: Searchable, word: Stemmed, isMisspelt: boolean): Prisma.Sql {
  const { isIndexed, text } = source;
  const part = partOf(word);
  const alike = isMisspelt && word.folded.length >= 4 ? [Prisma.sql`${word.folded} <% ${titleOf(source)}`] : [];
  // Whole words and those that begin so; a short word has to be the whole one.
  const lexeme = `'${word.stem}'${word.stem.length > 2 ? ":*" : ""}`;
  const any = isIndexed
    ? [
        ...(part !== null && part.length >= 4 ? [Prisma.sql`${Prisma.raw(text)} ILIKE ${inside(word.typedStem.length >= 4 ? word.typedStem : word.typed)}`] : []),
        ...(part === null ? [] : [Prisma.sql`${titleOf(source)} LIKE ${inside(part)}`]),
        // What the index has found is looked at again where others were found as well, and to look for the stem first costs a tenth of that.
        Prisma.sql`(${folded(text)} LIKE ${inside(word.stem)} AND search_vector(${Prisma.raw(text)}) @@ ${lexeme}::tsquery)`,
      ]
    : [
        ...(part === null ? [] : [Prisma.sql`${textOf(source)} LIKE ${inside(part)}`]),
        ...(part === word.stem ? [] : [Prisma.sql`${textOf(source)} ~ ${word.stem.length > 2 ? `\\m${word.stem}` : `\\m${word.folded}\\M`}`]),
      ];
  return Prisma.sql`(${Prisma.join([...any, ...alike], " OR ")})`;
}

/** That the title alone has all words: such records come first however many others there are. Null where a word is too short to be looked for so. */
function titleHas(source: Searchable, words: readonly Stemmed[]): Prisma.Sql | null {
  const parts = words.map(partOf).filter((part) => part !== null);
  return parts.length < words.length ? null : Prisma.join(parts.map((part) => Prisma.sql`${titleOf(source)} LIKE ${inside(part)}`), " AND ");
}

/** That a record has all of the words and phrases. */
function hasAll(source: Searchable, { query, words, isMisspelt }: Wish): Prisma.Sql {
  return Prisma.join(
    [
      ...words.map((word) => hasWord(source, word, isMisspelt)),
      // Its words in their order are a quicker question than that nothing but signs stands between them.
      ...query.phrases.map((phrase) => Prisma.sql`${textOf(source)} LIKE ${inside(phrase).replaceAll(" ", "%")} AND regexp_replace(${textOf(source)}, '[^[:alnum:]]+', ' ', 'g') LIKE ${inside(phrase)}`),
    ],
    " AND ",
  );
}

/** The ways to be found, each by an index of its own; what is found in several is one. */
function waysOf(source: Searchable, wish: Wish): Prisma.Sql[] {
  const { query, words, isMisspelt } = wish;
  const ways = [hasAll(source, wish)];
  if (query.phrases.length > 0 || isMisspelt) return ways;
  if (query.code !== null && source.caseNumber !== undefined) ways.unshift(Prisma.sql`search_code(${Prisma.raw(source.caseNumber)}) LIKE ${`${query.code}%`}`);
  if (query.name !== null) ways.unshift(Prisma.sql`${titleOf(source)} LIKE ${inside(query.name)}`);
  const titled = source.isIndexed ? titleHas(source, words) : null;
  return titled === null ? ways : [titled, ...ways];
}

/** What a word in the title is worth: more as it is written than in another form, and least as a part of another word. */
function inTitle(word: Stemmed): Prisma.Sql {
  const part = partOf(word);
  const within = part === null ? Prisma.empty : Prisma.sql`WHEN f.folded LIKE ${inside(part)} THEN 6`;
  const begins = word.stem.length > 2 ? Prisma.sql`WHEN f.folded ~ ${`\\m${word.stem}`} THEN 10` : Prisma.empty;
  return Prisma.sql`CASE WHEN f.folded ~ ${`\\m${word.folded}\\M`} THEN 12 ${begins} ${within} ELSE 0 END`;
}

/** How good a hit is: a case number before a name, a whole name before a word of it, a word before a part of one, and what stands in a title before what stands below. */
function score({ query, words, isMisspelt }: Wish): Prisma.Sql {
  const parts = [
    Prisma.sql`CASE WHEN f.folded = ${query.whole} THEN 60 WHEN f.folded LIKE ${`${escapeLike(query.whole)}%`} THEN 20 ELSE 0 END`,
    ...(query.code === null ? [] : [Prisma.sql`CASE WHEN search_code(f.case_number) = ${query.code} THEN 200 WHEN search_code(f.case_number) LIKE ${`${query.code}%`} THEN 100 ELSE 0 END`]),
    ...(query.name === null ? [] : [Prisma.sql`CASE WHEN f.folded LIKE ${`${escapeLike(query.name)}%`} THEN 40 WHEN f.folded LIKE ${inside(query.name)} THEN 12 ELSE 0 END`]),
    ...words.flatMap((word) => [
      inTitle(word),
      ...(isMisspelt ? [Prisma.sql`8 * word_similarity(${word.folded}, f.folded) + 4 * similarity(${word.folded}, f.folded)`] : []),
    ]),
    Prisma.sql`-0.01 * least(length(f.title), 200)`,
  ];
  return Prisma.sql`(${Prisma.join(parts, " + ")})::float8`;
}

function branch(source: Searchable, scope: Scope<"search">, wish: Wish): Prisma.Sql {
  const { limit, offset } = wish.windowOf(source.kind);
  const raw = (expression: string | null | undefined, otherwise: string) => Prisma.raw(expression ?? otherwise);
  const { year, unitId } = wish.filter;
  const conditions = [
    Prisma.raw(`(${source.isThere})`),
    ...(source.isSeen === undefined ? [] : [Prisma.raw(`(${source.isSeen})`)]),
    // A unit that others have been merged into answers for what was theirs as well.
    ...(unitId === null ? [] : [Prisma.sql`${raw(source.unitId, "NULL::uuid")} = ANY (${withPredecessors(unitId)})`]),
    ...(year === null ? [] : [Prisma.sql`${raw(source.days?.from, "NULL::date")} <= ${`${String(year)}-12-31`}::date AND ${raw(source.days?.to, "NULL::date")} >= ${`${String(year)}-01-01`}::date`]),
  ];
  const me = Prisma.sql`(SELECT ${scope.all}::boolean AS sees_all, ${[...scope.unitIds]}::uuid[] AS unit_ids, ${scope.personId}::uuid AS person_id) me`;
  const beside = source.beside === undefined ? Prisma.empty : Prisma.sql`JOIN LATERAL ${Prisma.raw(source.beside)} h ON true`;
  // The fence keeps the planner from reckoning it anew wherever it is named.
  const compared = source.isIndexed ? Prisma.empty : Prisma.sql`CROSS JOIN LATERAL (SELECT ${folded(source.title)} AS title, ${folded(source.text)} AS text OFFSET 0) g`;
  const found = (condition: Prisma.Sql) => Prisma.sql`
    SELECT r.id::text AS id, ${Prisma.raw(source.title)} AS title, ${raw(source.caseNumber, "NULL::text")} AS case_number, ${titleOf(source)} AS folded,
      left(${raw(source.excerpt, source.text)}, ${LONGEST_SHOWN}::int) AS text, ${raw(source.unitId, "NULL::uuid")} AS unit_id, ${raw(source.days?.from, "NULL::date")} AS "from", ${raw(source.days?.to, "NULL::date")} AS "to"
    FROM ${Prisma.raw(source.table)} r CROSS JOIN ${me} ${beside} ${compared} WHERE ${Prisma.join(conditions, " AND ")} AND ${condition} LIMIT ${MOST_COUNTED + 1}::int`;
  const ways = waysOf(source, wish).map(found);
  const candidates = ways.length === 1 ? Prisma.join(ways) : Prisma.join(ways.map((way) => Prisma.sql`(${way})`), " UNION ");
  return Prisma.sql`(
    SELECT ${source.kind}::text AS kind, f.id, f.title, f.text, f.case_number, f.unit_id, f."from", f."to", ${score(wish)} AS score, (count(*) OVER ())::int AS total
    FROM (${candidates}) f ORDER BY score DESC, f."to" DESC NULLS LAST, f.title, f.id LIMIT ${limit}::int OFFSET ${offset}::int)`;
}

/** Finds what the one who asks may see of every kind, the best first within each, in one statement. */
export async function selectFound(read: Read, searchables: Searchables, scope: Scope<"search">, wish: Wish, today: PlainDate): Promise<FoundRecord[]> {
  if (searchables.length === 0) return [];
  return queryRows(read, Prisma.sql`
    SELECT h.kind, h.id, h.title, h.text, h.case_number AS "caseNumber", ${bodyNameOn(Prisma.sql`h.unit_id`, today)} AS unit, h."from"::text AS "from", h."to"::text AS "to", h.score, h.total
    FROM (${Prisma.join(searchables.map((source) => branch(source, scope, wish)), " UNION ALL ")}) h`);
}
