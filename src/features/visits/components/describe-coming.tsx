import type { StatusKind } from "@/components/status";
import { daysBetween } from "@/domain/plain-date";
import { formatNear } from "@/lib/formats";
import { describeDuties } from "@/features/recurring-meetings/components/describe-duties";
import type { DutyWords } from "@/features/recurring-meetings/components/host-duties";
import type { HostDuty } from "@/features/recurring-meetings/service";
import type { Words } from "@/messages/words";
import { clashesOf, twelveMonthsFrom } from "../rules";
import type { Coming } from "../service";
import { describeDate, nameMonth, writeDaysInMonth, type DateWords } from "./visit-days";

type Visit = Coming["visits"][number];

/** A visit that nobody has taken. */
interface OpenLine {
  id: string;
  title: string;
  date: DateWords;
  purpose: string | null;
  host: string;
  /** The key of the form that takes it, where that is the actor's presidia's matter. */
  key: string | null;
  /** Whose answer it waits for. */
  waits: string | null;
  /** What else the actor has on the same days. */
  clashes: string | null;
}

interface QuestionLine {
  id: string;
  visitId: string;
  title: string;
  date: DateWords;
  text: string;
  asked: string;
  yes: string;
}

interface MonthLines {
  month: string;
  name: string;
  /** Written out in the first month and in January, and said in the others. */
  showsYear: boolean;
  lines: { id: string; title: string; days: string; state: readonly [StatusKind, string] }[];
  more: { href: string; label: string } | null;
}

/** The presidia's desk as its page shows it, in bare words: as elements, all of it would be sent and drawn twice. */
export interface ComingWords {
  lead: string;
  open: { note: string | null; lines: OpenLine[]; more: string | null } | null;
  /** Whom a secretary can take a visit for; null where a member takes it. */
  members: { value: string; label: string }[] | null;
  questions: { title: string; lines: QuestionLine[] } | null;
  duties: DutyWords[];
  months: { note: string; lines: MonthLines[] };
  mine: { id: string; title: string; date: DateWords; places: string | null; waits: string | null; clashes: string | null; substitute: string | null; isMine: boolean }[] | null;
  balance: { title: string; lines: { bodyId: string; name: string; count: number; href: string; people: { personId: string; name: string; count: number; href: string }[] }[] };
  words: Readonly<Record<(typeof COMING_WORDS)[number], string>>;
}

const COMING_WORDS = [
  "visits.coming.title", "visits.coming.all", "visits.coming.openTitle", "visits.coming.take", "visits.coming.forWhom", "frame.choose", "visits.coming.assign", "visits.coming.suggest",
  "visits.coming.no", "visits.coming.monthsTitle", "visits.coming.noVisits", "visits.coming.asideLabel", "visits.coming.mineTitle", "visits.coming.noMine", "visits.coming.handOver", "recurringMeetings.dutiesTitle",
] as const;

/** As many visits as a month shows before it leads to the list. */
const MOST_A_MONTH = 25;
const LONGEST_PURPOSE = 200;

/** Puts the visits to come, and what the actor may do with them, into the words of the page; each form gets a new key. */
export function describeComing(coming: Coming, duties: readonly HostDuty[], mayAnnounce: boolean, newKey: () => string, words: Words): ComingWords {
  const open = coming.visits.filter((visit) => visit.openPlace > 0);
  const year = coming.today.slice(0, 4);
  const waits = (visit: Visit) => (visit.askedName === null ? null : words("visits.coming.waitsForAnswer", { name: visit.askedName }));
  const own = coming.visits.filter((visit) => visit.isMine);
  const clashes = (visit: Visit) => {
    const titles = clashesOf(visit, own).map(({ title }) => title);
    return titles.length === 0 ? null : words("visits.coming.clashes", { titles: titles.join(", ") });
  };
  const date = (days: Parameters<typeof describeDate>[0]) => describeDate(days, coming.today, words);
  return {
    lead: writeLead(coming, words),
    open:
      open.length === 0
        ? null
        : {
            note: coming.clauses.length > 0 ? words("visits.coming.whose", { count: coming.by.length, name: coming.by[0] ?? "", clause: coming.clauses.join(", ") }) : null,
            lines: open.map((visit) => ({
              id: visit.id,
              title: visit.title,
              date: date(visit),
              purpose: visit.purpose !== null && visit.purpose.length > LONGEST_PURPOSE ? `${visit.purpose.slice(0, LONGEST_PURPOSE)}…` : visit.purpose,
              host: words("visits.coming.host", { direction: words(`visits.direction.${visit.direction}`), unit: visit.unit, hosts: visit.hosts ?? "none" }),
              key: visit.isTheirs ? newKey() : null,
              waits: waits(visit),
              clashes: clashes(visit),
            })),
            more: coming.open.count > open.length ? words("visits.coming.moreOpen", { count: coming.open.count }) : null,
          },
    members: coming.isMember ? null : coming.seats.filter((seat) => coming.secretaryOf.includes(seat.id) && seat.position !== "SECRETARY").map((seat) => ({ value: seat.personId, label: seat.personName })),
    questions:
      coming.questions.length === 0
        ? null
        : { title: words(coming.isMember ? "visits.coming.questionsTitle" : "visits.coming.questionsTitleSecretary"), lines: coming.questions.map((question) => ({ ...describeQuestion(question, coming, words), date: date(question) })) },
    duties: describeDuties(duties, mayAnnounce, words),
    months: describeMonths(coming, words),
    mine: coming.isMember
      ? coming.visits
          .filter((visit) => visit.isMine || visit.isSubstitute)
          .map((visit) => ({
            id: visit.id,
            title: visit.title,
            date: date(visit),
            places: visit.places,
            waits: waits(visit),
            clashes: clashes(visit),
            substitute: visit.isSubstitute ? words("visits.coming.substituteMine", { name: visit.personName ?? "" }) : visit.substituteName === null ? null : words("visits.coming.substitute", { name: visit.substituteName }),
            isMine: visit.isMine,
          }))
      : null,
    balance: { title: words("visits.coming.balanceTitle", { year }), lines: coming.balance.map((line) => ({
      ...line,
      href: `/visits?year=${year}&presidium=${line.bodyId}`,
      people: line.people.map(({ personId, name, count }) => ({ personId, name, count, href: `/visits?year=${year}&presidium=${line.bodyId}&person=${personId}` })),
    })) },
    // Each name is one of the list's own.
    words: Object.fromEntries(COMING_WORDS.map((key) => [key, words(key)])) as ComingWords["words"],
  };
}

function writeLead(coming: Coming, words: Words): string {
  const { count, first } = coming.open;
  if (coming.visits.length === 0) return words("visits.coming.nothing");
  const lead = words("visits.coming.lead", { count });
  if (first === null) return lead;
  const soon = daysBetween(coming.today, first);
  return `${lead} ${words("visits.coming.first", { only: count === 1 ? "yes" : "no", past: soon < 0 ? "yes" : "no", in: words("visits.coming.in", { days: Math.max(soon, 0) }) })}`;
}

function describeQuestion(question: Coming["questions"][number], coming: Coming, words: Words): Omit<QuestionLine, "date"> {
  const isOther = !coming.isMember;
  const about = { name: question.askedByName, body: question.askedByBody ?? "none", to: isOther ? question.toName : "none" };
  return {
    id: question.id,
    visitId: question.visitId,
    title: question.title,
    text: question.message === null ? words("visits.coming.asksPlain", about) : `${words("visits.coming.asks", about)} ”${question.message}”`,
    asked: words("visits.coming.askedOn", { date: formatNear(question.askedOn, coming.today, words.locale) }),
    yes: isOther ? words("visits.coming.yesFor", { name: question.toName }) : words("visits.coming.yes"),
  };
}

function describeMonths(coming: Coming, words: Words): ComingWords["months"] {
  const months = twelveMonthsFrom(coming.today);
  const [first = "", last = ""] = [months[0], months.at(-1)];
  const named = (month: string) => `${nameMonth(month, words.locale)} ${month.slice(0, 4)}`;
  return {
    note: words("visits.coming.monthsNote", { first: named(first), last: named(last).toLowerCase() }),
    lines: months.map((month, index) => {
      const all = coming.visits.filter((visit) => visit.month === month);
      const shown = all.filter((visit) => visit.monthPlace <= MOST_A_MONTH);
      const rest = (all[0]?.monthCount ?? 0) - shown.length;
      return {
        month,
        name: nameMonth(month, words.locale),
        showsYear: index === 0 || month.endsWith("-01"),
        lines: shown.map((visit) => ({ id: visit.id, title: visit.title, days: writeDaysInMonth(visit, month, words.locale), state: describeAllocation(visit, words) })),
        more: rest > 0 ? { href: `/visits?when=coming&year=${month.slice(0, 4)}&sort=starts`, label: words("visits.coming.moreInMonth", { count: rest }) } : null,
      };
    }),
  };
}

function describeAllocation(visit: Visit, words: Words): readonly [StatusKind, string] {
  if (visit.isMine) return ["done", words("visits.you")];
  if (visit.personName !== null) return ["done", words("visits.represents", { name: visit.personName, body: visit.bodyName ?? "" })];
  return visit.askedName === null ? ["missing", words("visits.open")] : ["going", words("visits.askedName", { name: visit.askedName })];
}
