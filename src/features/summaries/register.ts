import "server-only";
import { isCoordinator } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { nameAll, followedYears, holderOf, type Register, type Task } from "@/domain/registers";
import { listRounds } from "@/features/follow-up/service";
import { listEditions, nameEdition } from "./editions/service";
import { isReadyToFreeze } from "./rules";
import { count, id, instant, maybe, money, type Resource, several, text } from "@/features/api/schema";

const titleOf = ({ year, number }: { year: number; number: number }) => `${String(year)}:${String(number)}`;

/** What the frozen summaries offer the whole house. */
export const summaryRegister: Register = {
  kind: "edition",
  path: (id) => `/year/editions/${id}`,
  titleOf: async (actor, id) => titleOf(await nameEdition(actor, id)),
  hiddenColumns: () => Promise.resolve(["data"]),
  holding: {
    find: async (actor, id) => {
      const edition = await nameEdition(actor, id);
      return holderOf(titleOf(edition), null, { mayEdit: edition.mayAdd, mayArchive: edition.mayAdd });
    },
    stored: { table: "edition", title: "r.year || ':' || r.number", unitId: null, isThere: "true", isConfidential: null, registration: { caseNumber: "r.case_number", from: "(r.frozen_at AT TIME ZONE 'Europe/Stockholm')::date" } },
  },
  tasks: async (actor) => {
    if (!isCoordinator(actor)) return [];
    const [rounds, editions] = await Promise.all([listRounds(actor), listEditions(actor)]);
    return rounds.filter((round) => isReadyToFreeze(round.counts) && !editions.some((edition) => edition.year === round.year)).map(
      (round): Task => ({
        key: `freeze ${String(round.year)}`,
        path: `/year/${String(round.year)}/summary`,
        owner: { kind: "OFFICE" },
        title: { message: "summaries.tasks.freeze", params: { year: String(round.year) } },
        text: { message: "summaries.tasks.freezeText" },
        dueOn: null,
        state: "todo",
        stateWord: "summaries.tasks.state",
      }),
    );
  },
  gaps: () => Promise.resolve([]),
  activity: null,
  scrutiny: async (actor, asOf) => {
    const { from, to } = followedYears(asOf);
    const [rounds, editions] = await Promise.all([listRounds(actor), listEditions(actor)]);
    const year = rounds.map((round) => round.year).find((candidate) => candidate >= from && candidate <= to);
    if (year === undefined) return [];
    const isFrozen = editions.some((edition) => edition.year === year && (asOf.begunBy === null || dateInStockholm(edition.frozenAt) <= asOf.begunBy));
    const named = (isThere: boolean) => nameAll(isThere ? [{ title: String(year), path: `/year/${String(year)}/summary` }] : []);
    return [{ question: "PROCESS", label: "summaries.scrutiny.frozen", having: named(isFrozen), lacking: named(!isFrozen) }];
  },
  evidence: async (actor, asOf) => {
    const { from, to } = followedYears(asOf);
    const year = (await listEditions(actor)).filter((edition) => edition.year >= from && edition.year <= to && (asOf.begunBy === null || dateInStockholm(edition.frozenAt) <= asOf.begunBy));
    const ofLatest = year.filter((edition) => edition.year === year[0]?.year);
    const [latest] = ofLatest;
    return [{ kind: "FROZEN_SUMMARY", unitId: null, count: ofLatest.length, path: latest === undefined ? "/year" : `/year/${String(latest.year)}/editions/${String(latest.number)}` }];
  },
};

/** The frozen editions of each year's summary, as other systems read them: which there are, what seals them, and the year's projects and money by unit. */
export const editionResource: Resource = {
  name: "editions",
  title: "api.register.editions",
  page: null,
  table: "edition",
  isOpen: "true",
  unitId: null,
  fields: {
    year: count("r.year"),
    number: count("r.number"),
    frozenAt: instant("r.frozen_at"),
    caseNumber: maybe(text("r.case_number")),
    dataSha256: text("r.data_sha256"),
    unitFigures: several({ unitId: id("(q.value ->> 'unitId')"), unit: text("q.value ->> 'unit'"), projects: count("(q.value ->> 'projects')"), childrenAndYouth: count("(q.value ->> 'childrenAndYouth')"), externalFunding: money("(q.value ->> 'externalOre')::bigint"), ownFunding: money("(q.value ->> 'ownOre')::bigint") }, "jsonb_array_elements(r.data -> 'units') WITH ORDINALITY AS q(value, place)", "q.place"),
  },
  openData: { name: "editions", fields: ["year", "number", "frozenAt", "caseNumber", "dataSha256", "unitFigures"] },
};
