import type { Actor } from "@/domain/actor";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { describeNeed, recordDecision } from "@/features/decisions/service";
import { SIGNING_MATTER, signOffNeedOf } from "@/features/follow-up/sign-offs/rules";
import type { StatementStatus } from "@/features/follow-up/schema";
import { approveStatement, getRound, getStatement, openRound, returnStatement, saveAnswers, submitStatement, type BoardStatement } from "@/features/follow-up/service";
import { registers } from "@/registers";
import { actAs, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

/** What units answer, by question; each unit takes one of them. Questions that a pack words otherwise get the answers of all. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  INTEGRATION: [
    "Vi har haft internationella frågor på tre arbetsplatsträffar och tagit emot två studiebesök. Det har gjort att fler än projektgruppen vet vad vi gör.",
    "Mest i vardagen: vi jämför oss med två städer som har kommit längre, och har ändrat hur vi tar emot synpunkter efter det.",
    "Inte så mycket som vi ville. Året har gått åt till omorganisationen, och resan till partnerstaden flyttades till våren.",
  ],
  PERSPECTIVE: [
    "Vi frågar oss i varje utvecklingsarbete hur andra länder gör. I år ledde det till ett nytt sätt att ta emot nyanlända elever.",
    "Vi har läst hur tre städer runt Östersjön arbetar och bjudit hit en av dem. Två förslag har gått vidare till budgeten.",
    "Bara i ett av våra områden. I de andra har ingen haft tiden, och det tar vi med oss till nästa år.",
  ],
  GOALS: [
    "Målet om fler mötesplatser: utbytet gav oss en modell som vi prövar på två platser. Målet om kortare väntan: inget än.",
    "Målet om att fler ska delta. Vi räknar deltagare vid varje tillfälle, och de har blivit fler sedan vi lärde av partnerna.",
    "Två av fem mål i verksamhetsplanen. De övriga tre har inte berörts av det internationella arbetet.",
  ],
  EXAMINATIONS: [
    "Tre utvecklingsarbeten prövades. Ett blev en ansökan, två lades undan: tiden räckte inte för det ena, och det andra fanns inget program för.",
    "Vi prövade det när vi planerade ombyggnaden. Det fanns pengar att söka, men villkoren passade inte. Skälet är antecknat i ärendet.",
    "Prövat en gång, i mars. Svaret blev nej, eftersom arbetet redan hade börjat.",
  ],
  PARTNERS: [
    "Aktiva i ett nätverk, med två möten. Vi sökte en partner för ett ungdomsprojekt och fick tre svar.",
    "Vi är med i ett nätverk men har bara läst utskicken. Vi föreslår att det prövas om avgiften är värd det.",
    "Inga nätverk. Vi har frågat två städer om samarbete och väntar på svar.",
  ],
  NETWORKS: [
    "Ett nätverk, där vi höll i ett av årets möten. Vi saknar något liknande för de tekniska frågorna.",
    "Två nätverk. Det ena ger oss mycket, det andra deltar vi inte i längre och föreslår att lämna.",
    "Inga i år. Vi har haft en första kontakt med ett nätverk för kuststäder.",
  ],
  CHILDREN_AND_YOUTH: [
    "Ungefär 120 elever i åldern 13 till 16 deltog i utbytet, och fyra klasser följde det på distans.",
    "Omkring 40 ungdomar var med och planerade. De flesta är mellan 15 och 18 år.",
    "Inte direkt. Arbetet har riktat sig till anställda, men det påverkar hur vi möter familjer.",
  ],
  MONITORING: [
    "Vi har följt förslaget om byggnaders energiprestanda och lämnat synpunkter genom organisationen. Ett underlag är klart för när det träder i kraft.",
    "Dataskydd och tillgänglighet. Vi har inte försökt påverka, men har en plan för båda.",
    "Upphandlingsreglerna. En medarbetare har varit på två genomgångar och berättat vidare.",
  ],
  VISITS: [
    "Två besök. Informationen lämnades en månad före det ena och tre dagar före det andra.",
    "Ett besök, från ett universitet. Kommunledningen informerades samma vecka som vi fick förfrågan.",
    "Inga besök i år.",
  ],
  BENEFIT: [
    "Fler svarar på våra inbjudningar, och vi har fått ett arbetssätt som kostar mindre. Vi vet det genom den enkät som görs vår och höst.",
    "Personalen säger att de vågar pröva mer. Det är svårt att mäta, men tre förslag har kommit därifrån.",
    "Det är för tidigt att säga. Projektet slutar nästa år, och då följer vi upp.",
  ],
  CONTACT_PERSON_TIME: [
    "Ja, tio procent, som överenskommet. Tiden gick mest till en ansökan och två träffar i arbetsgruppen.",
    "Delvis. Tio procent var avtalat, men i praktiken blev det hälften under våren.",
    "Nej. Det har fått göras vid sidan av, och det märks på hur lite vi har hunnit sprida.",
  ],
  NEXT_YEAR: [
    "En ansökan tillsammans med partnerstaden, och ett besök med den nya gruppen.",
    "Vi vill bjuda hit två av våra partner och visa vad det blev av samarbetet.",
  ],
};

interface Call {
  year: number;
  openedOn: PlainDate;
  dueOn: PlainDate;
  /** The day from which units submit, one unit a day, and how many days later the office reviews. */
  answersFrom: PlainDate;
  reviewedAfterDays: number;
}

/** What becomes of a unit's statement, and who sees to it. */
interface Course {
  to: StatementStatus;
  by: Actor;
}

/** Opens the rounds of last year and this one, lets the units answer as far as they have come, and the office review. */
export async function loadFollowUp(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const year = Number(town.day.slice(0, 4));
  const calls: Call[] = [
    { year: year - 1, openedOn: `${String(year - 1)}-11-03`, dueOn: `${String(year - 1)}-12-12`, answersFrom: `${String(year - 1)}-11-10`, reviewedAfterDays: 45 },
    { year, openedOn: addDays(town.day, -20), dueOn: addDays(town.day, 19), answersFrom: addDays(town.day, -14), reviewedAfterDays: 2 },
  ];
  for (const call of calls) {
    const opened = await openRound(office, { year: call.year, answersDueOn: call.dueOn }, keyOf(town, "round", String(call.year)), { isDemonstration: true, pack: town.pack }, at(call.openedOn, 8));
    must(`The round of ${String(call.year)}`, opened);
    const { statements } = await getRound(office, call.year);
    for (const [index, statement] of statements.entries()) await follow(town, office, call, statement, index, await courseOf(town, office, call.year === year, statement, index, statements));
  }
  return calls.length;
}

const at = (day: PlainDate, hour: number) => new Date(`${day}T${String(hour).padStart(2, "0")}:12:00Z`);

/** The order in which this year's units have come as far as they have, so that every status is there. */
const THIS_YEAR: readonly StatementStatus[] = ["APPROVED", "SUBMITTED", "IN_PROGRESS", "APPROVED", "SUBMITTED", "NOT_STARTED"];

async function courseOf(town: Town, office: Actor, isThisYear: boolean, statement: BoardStatement, index: number, all: readonly BoardStatement[]): Promise<Course> {
  const unit = [...town.bodies].find(([, id]) => id === statement.unitId)?.[0] ?? "";
  const person = onRoster(town, unit, "PRIMARY");
  const withoutPerson = all.filter((other) => other.contactPerson === null);
  const isFirstWithout = withoutPerson[0]?.unitId === statement.unitId;
  if (person === null) {
    // The office has answered for a unit that nobody answers for; another one has been left as it was.
    if (isThisYear) return { to: isFirstWithout ? "SUBMITTED" : "NOT_STARTED", by: office };
    return { to: withoutPerson.length > 1 && withoutPerson[1]?.unitId === statement.unitId ? "NOT_STARTED" : "APPROVED", by: office };
  }
  const by = await actAs(town, person);
  if (!isThisYear) return { to: "APPROVED", by };
  const [first, ...others] = town.data.accounts.filter((account) => account.role === "CONTACT_PERSON").map((account) => account.person);
  if (person === first) return { to: "RETURNED", by };
  if (others.includes(person)) return { to: "IN_PROGRESS", by };
  return { to: THIS_YEAR[index % THIS_YEAR.length] ?? "NOT_STARTED", by };
}

/** Takes the steps that a statement has left; what an interrupted load has done is not done again. */
async function follow(town: Town, office: Actor, call: Call, { unitId, unitName }: BoardStatement, index: number, { to, by }: Course): Promise<void> {
  const where = { year: call.year, unitId };
  const what = `The statement of ${unitName}`;
  const answeredOn = addDays(call.answersFrom, index % 12);
  const answeredAt = at(answeredOn, 9 + (index % 7));
  const reviewedAt = at(addDays(answeredOn, call.reviewedAfterDays), 18);
  const { id, status, questions, asksForSignOff } = await getStatement(office, call.year, unitId);
  if (status === to || to === "NOT_STARTED") return;
  const answers = questions.flatMap(({ code, required, answer }, position) => {
    const texts = ANSWERS[code] ?? [];
    const text = texts[(index + position + call.year) % Math.max(texts.length, 1)];
    return text === undefined || (!required && index % 2 === 1) ? [] : [{ code, version: answer?.version ?? 0, text }];
  });
  if (to === "IN_PROGRESS") {
    must(what, await saveAnswers(by, { ...where, answers: answers.slice(0, 2 + (index % 4)) }, answeredAt));
    return;
  }
  if (status === "NOT_STARTED") must(what, await submitStatement(by, { ...where, answers }, keyOf(town, "statement", String(call.year), unitName), answeredAt));
  const { version } = await getStatement(office, call.year, unitId);
  if (to === "APPROVED" && asksForSignOff) await decideOn(town, office, { id, year: call.year, unitId, unitName }, answeredOn);
  if (to === "APPROVED") must(what, await approveStatement(office, { ...where, version }, reviewedAt));
  if (to === "RETURNED") {
    const number = Math.max(questions.findIndex((question) => question.code === "CHILDREN_AND_YOUTH" || question.code === "BENEFIT"), 0) + 1;
    must(what, await returnStatement(office, { ...where, version, comment: `Fråga ${String(number)}: skriv ungefär hur många som har varit med, och hur ni vet det. Resten är bra.` }, reviewedAt));
  }
}

/** Has the unit's own board decide on its answer, on the day that it was handed in. */
async function decideOn(town: Town, office: Actor, { id, year, unitId, unitName }: { id: string; year: number; unitId: string; unitName: string }, on: PlainDate): Promise<void> {
  const described = await describeNeed(office, [id], Promise.resolve(signOffNeedOf({ id, year, unitId, unitName, status: "SUBMITTED", asksForSignOff: true })), at(on, 12));
  const [board] = described?.bodies ?? [];
  if (board === undefined) throw new Error(`Nobody decides on the answer of ${unitName}.`);
  const number = String(30 + (unitName.length % 40));
  must(
    `The decision on the answer of ${unitName}`,
    await recordDecision(
      office,
      { basis: "DECIDED", bodyId: board.id, decidedOn: on, minutesParagraph: number, caseNumber: `DEMO ${String(year)}/0${number}`, title: `Svar om det internationella arbetet ${String(year)}, ${unitName}`, text: null, documentUrl: null, source: null, matter: SIGNING_MATTER, facts: {}, subject: { kind: "unitStatement", id }, unitId, steps: [], concernedBodyIds: [], priorDecisionIds: [], delegationNumber: null, reportedOn: null },
      keyOf(town, "sign-off", String(year), unitName),
      { registers, origin: { isDemonstration: true, certainty: "HIGH" } },
      at(on, 13),
    ),
  );
}
