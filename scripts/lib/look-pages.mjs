/**
 * Every page of the program, who sees it, and how one gets there: what `npm run look` takes pictures of, and what the
 * accessibility test goes through. A page that is added to the program is added here.
 * @typedef {object} LookedAt
 * @property {string} name in the picture's name
 * @property {readonly string[]} roles accounts that see it; "visitor" has not signed in
 * @property {(page: import("@playwright/test").Page) => Promise<unknown>} visit from a browser where the role is signed in
 */

const READERS = ["kfpresidium", "kspresidium", "ks", "kf", "namnd", "granskare", "lasare"];
const WRITERS = ["kontakt", "bolag", "samordnare"];

/** Everyone who can sign in to the demonstration. */
export const ACCOUNTS = [...WRITERS, ...READERS, "admin"];

/** The day in the municipality, which begins an hour or two before that of UTC. */
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" }).format(new Date());
const thisYear = Number(today.slice(0, 4));

/** @param {string} path @returns {LookedAt["visit"]} */
const at = (path) => (page) => page.goto(path);

/** @param {string} path @param {string} name @returns {LookedAt["visit"]} follows a link in the list of that address */
const through = (path, name) => async (page) => {
  await page.goto(path);
  await page.getByRole("table").getByRole("link", { name, exact: true }).first().click();
  await page.waitForURL((url) => url.pathname !== path.split("?")[0]);
};

/** @param {LookedAt["visit"]} visit @param {string} step @returns {LookedAt["visit"]} the same record's page below */
const below = (visit, step) => async (page) => {
  await visit(page);
  await page.goto(`${new URL(page.url()).pathname}/${step}`);
};

/** @param {LookedAt["visit"]} visit @param {string} button @returns {LookedAt["visit"]} what the page says when the form is sent as it is */
const pressing = (visit, button) => async (page) => {
  await visit(page);
  await page.getByRole("main").getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("main").getByRole("alert").waitFor();
};

/** @type {LookedAt["visit"]} the address of a calendar, which is shown once; the one before it, if there is one, is given up */
const calendarMade = async (page) => {
  await page.goto("/account/calendars");
  const calendar = page.getByRole("main").locator("#calendar");
  const end = page.getByRole("main").getByRole("button", { name: /^Sluta prenumerera/ });
  while ((await end.count()) > 0) {
    await end.first().click();
    await page.getByRole("main").getByRole("status").waitFor();
  }
  await calendar.selectOption("PERSONAL");
  await page.getByRole("main").getByRole("button", { name: "Skapa adress" }).click();
  await page.getByRole("main").locator("#address").waitFor();
};

/** @type {LookedAt["visit"]} what the API says of one register */
const openedRegister = async (page) => {
  await page.goto("/api-documentation");
  await page.getByRole("main").locator("#register-projects summary").click();
};

/** @type {LookedAt["visit"]} a request for documents that has just been registered */
const registeredRequest = async (page) => {
  await page.goto("/disclosures/new");
  const main = page.getByRole("main");
  await main.locator("#asked").fill("Jag vill se vad kommunen har skrivit om sina projekt med andra städer runt Östersjön.");
  await main.getByLabel("Med e-post", { exact: true }).check();
  await main.locator("#address").fill("fraga@posten.example");
  await main.getByRole("button", { name: "Registrera begäran" }).click();
  await main.getByRole("status").filter({ hasText: "Begäran är registrerad." }).waitFor();
};
/** The address of the request that the page shows. @param {import("@playwright/test").Page} page */
const requestPath = (page) => new URL(page.url()).pathname;

/** @type {LookedAt["visit"]} the records that may be picked for it */
const pickingRecords = async (page) => {
  await registeredRequest(page);
  await page.goto(`${requestPath(page)}/records?kind=project`);
};

/** @type {LookedAt["visit"]} a request with two projects that are to be examined */
const pickedRecords = async (page) => {
  await pickingRecords(page);
  const boxes = page.getByRole("main").locator("input[name=picked]");
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole("main").getByRole("button", { name: "Lägg till i prövningen" }).click();
  await page.getByRole("main").getByRole("status").filter({ hasText: "Posterna är valda." }).waitFor();
};

/** @type {LookedAt["visit"]} one of them, field by field */
const examinedRecord = async (page) => {
  await pickedRecords(page);
  await page.goto(`${await page.getByRole("main").locator('a[href*="/records/"]').first().getAttribute("href")}`);
};

/** @type {LookedAt["visit"]} one that is to be masked as a whole, without saying why */
const unexplainedMask = async (page) => {
  await examinedRecord(page);
  const main = page.getByRole("main");
  await main.locator("#isWithheld").check();
  await main.getByRole("button", { name: "Spara prövningen" }).click();
  await main.getByRole("alert").first().waitFor();
};

/** @type {LookedAt["visit"]} a request whose records have all been examined */
const decidedRecords = async (page) => {
  await pickedRecords(page);
  const path = requestPath(page);
  const main = page.getByRole("main");
  const links = await main.locator('a[href*="/records/"]').evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  for (const [place, link] of links.entries()) {
    await page.goto(link);
    await main.locator("#provision").fill("OSL 21 kap. 1 §");
    await main.locator("#reason").fill("Skyddar den enskilda");
    if (place === 0) await main.locator("#rest").selectOption("MASK");
    else await main.locator("#rest").selectOption("RELEASE");
    await main.getByRole("button", { name: "Spara prövningen" }).click();
    await main.getByRole("status").filter({ hasText: "Posten är prövad." }).waitFor();
  }
  await page.goto(path);
};

/** @type {LookedAt["visit"]} what its answer comes to */
const answering = async (page) => {
  await decidedRecords(page);
  await page.goto(`${requestPath(page)}/answer`);
};

/** @type {LookedAt["visit"]} a request that has been answered in part */
const answeredRequest = async (page) => {
  await answering(page);
  const main = page.getByRole("main");
  await main.locator("#decidedBy").fill("Kommunsekreteraren");
  await main.locator("#reason").fill("Uppgifter om enskilda omfattas av sekretess.");
  const seen = main.locator("#isSeen");
  if ((await seen.count()) > 0) await seen.check();
  await main.getByRole("button", { name: "Besvara och lås" }).click();
  await main.getByRole("status").filter({ hasText: "Begäran är besvarad" }).waitFor();
};

/** @type {LookedAt["visit"]} the requests, of which there is one at least */
const requestsWaiting = async (page) => {
  await registeredRequest(page);
  await page.goto("/disclosures");
};

/** @type {LookedAt["visit"]} a record that is about to be kept from disposal */
const keepingOne = async (page) => {
  await page.goto("/retention/due?on=2045-01-01&state=FREE");
  await page.getByRole("main").getByRole("link", { name: /^Skydda mot gallring/ }).first().click();
  await page.getByRole("main").locator("#reason").waitFor();
};

/** @type {LookedAt["visit"]} the records that are kept from disposal, of which there is one at least */
const keptOne = async (page) => {
  await keepingOne(page);
  const main = page.getByRole("main");
  await main.locator("#reason").fill("Tvist om bidraget. Stadsjuristen har bett att allt sparas.");
  await main.getByRole("button", { name: "Skydda posten" }).click();
  await main.getByRole("status").filter({ hasText: "Posten är skyddad" }).waitFor();
};

/** @type {LookedAt["visit"]} a disposal that has been proposed, and is withdrawn by whoever looks next */
const proposedOne = async (page) => {
  await page.goto("/retention/disposals");
  const main = page.getByRole("main");
  const open = main.getByRole("row").filter({ hasText: /Föreslagen|Beslutad/ }).getByRole("link");
  if ((await open.count()) > 0) {
    await open.first().click();
  } else {
    await main.locator("#kind").selectOption("visit");
    await main.locator("#on").fill("2045-01-01");
    await main.getByRole("button", { name: "Föreslå gallring" }).click();
  }
  await main.locator("#records").waitFor();
};

/** @type {LookedAt["visit"]} a disposal that has been decided, by which something is about to go */
const decidedOne = async (page) => {
  await proposedOne(page);
  const main = page.getByRole("main");
  if ((await main.locator("#decidedBy").count()) > 0) {
    await main.locator("#decidedBy").fill("Kommunstyrelsen");
    await main.locator("#decidedOn").fill("2026-11-20");
    await main.locator("#caseNumber").fill("KS 2026/0456");
    await main.getByRole("button", { name: "Spara beslutet" }).click();
    await main.getByRole("status").filter({ hasText: "Beslutet är inskrivet" }).waitFor();
  }
};

/** @type {LookedAt["visit"]} a system that has just been connected, with its token shown */
const madeSystemToken = async (page) => {
  await page.goto("/system-tokens/new");
  const main = page.getByRole("main");
  await main.locator("#name").fill(`Beslutsstödet ${Date.now()}`);
  await main.locator("#contact").fill("Systemförvaltningen");
  await main.getByLabel("Projekt", { exact: true }).check();
  await main.getByRole("button", { name: "Skapa nyckel" }).click();
  await main.locator("#token").waitFor();
};

/** @type {LookedAt["visit"]} the systems, of which there is one at least */
const systemConnected = async (page) => {
  await madeSystemToken(page);
  await page.goto("/system-tokens");
};

/** @type {LookedAt["visit"]} open data that is published */
const openDataOn = async (page) => {
  await page.goto("/open-data");
  const main = page.getByRole("main");
  await main.locator("#contactEmail").fill("data@utblick.example");
  await main.getByRole("button", { name: /^(Publicera|Spara ändringen)$/ }).click();
  await main.getByRole("status").filter({ hasText: "Publicerat." }).waitFor();
};

const funded = through("/projects?q=L%C3%A4slust", "Läslust över havet");
const project = through("/projects?q=Ung+kust", "Ung kust");
const unit = through("/bodies?q=fritidsf%C3%B6rvaltningen", "Kultur- och fritidsförvaltningen");
const gap = through("/bodies?q=%C3%96verf%C3%B6rmyndarkansliet", "Överförmyndarkansliet");
const company = through("/bodies?q=Vatten", "Vatten & Miljö i Väst AB");
const person = through("/people?q=Klitterdal", "Tore Klitterdal");
const term = through("/terms-of-office", "2022–2026");

const openVisit = through("/visits?q=Leeuwarden", "Kulturnätverkets vårmöte, Leeuwarden");
const heldVisit = through("/visits?q=Havsvind", "Havsvind och hamn, delegation från Nystad");
const pastVisit = through("/visits?q=Fullm%C3%A4ktige+Haderslev", "Fullmäktige från Haderslev på besök");
const closedVisit = through("/visits?q=Aalborg", "Möte om kustvatten, Aalborg");
const takenVisit = through("/visits?q=Brysselkontorets", "Brysselkontorets höstmöte");

/** @param {string} name @returns {LookedAt["visit"]} a priority out of its list */
const ofPriorities = (name) => async (page) => {
  await page.goto("/priorities");
  await page.getByRole("main").getByRole("link", { name, exact: true }).click();
  await page.waitForURL(/\/priorities\/[0-9a-f-]{36}$/);
};
const priority = ofPriorities("Unga i Östersjösamarbetet");

/** @param {LookedAt["visit"]} visit @param {string | RegExp} name @returns {LookedAt["visit"]} */
const following = (visit, name) => async (page) => {
  await visit(page);
  await page.getByRole("main").getByRole("link", { name, exact: typeof name === "string" }).click();
};
const meeting = following(through("/town-relations?q=kedjan", "Nordiska vänortskedjan"), "Vänortsmötet");
const chain = through("/town-relations?q=kedjan", "Nordiska vänortskedjan");
const partner = through("/partners?q=Haderslev", "Haderslev Kommune");

/** @type {LookedAt["visit"]} the tasks of a unit, from its own page */
const ofUnit = async (page) => {
  await unit(page);
  await page.getByRole("main").getByRole("link", { name: "Allt som enheten har att göra" }).click();
  await page.waitForURL(/\/tasks\?unit=/);
};
/** @type {LookedAt["visit"]} the first task of the list that can be handed over */
const oneTask = async (page) => {
  await page.goto("/tasks");
  await page.getByRole("main").getByRole("link", { name: /^Skjut upp eller lämna över/ }).first().click();
  await page.waitForURL(/\/tasks\/one\?/);
};

const task = through("/coordination?q=skolutbyten", "Gemensam ansökan om skolutbyten");

const programme = through("/programmes?q=Skagerrak", "Interreg Öresund-Kattegat-Skagerrak 2021–2027");
const call = through("/programmes/calls?state=all", "Skolor som möts");

const closing = through("/lessons?q=lie", "Ängar i staden");
const ongoing = through("/projects?q=L%C3%A4slust", "Läslust över havet");
const attached = through("/documents?kind=AGREEMENT", "Undertecknat avtal");
/** @type {LookedAt["visit"]} the form in which a file is attached to the record of the first document of the list */
const attaching = async (page) => {
  await attached(page);
  await page.getByRole("main").getByRole("region", { name: "Uppgifter", exact: true }).getByRole("link").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/documents"));
  await page.getByRole("main").getByRole("region", { name: "Handlingar", exact: true }).getByRole("link", { name: "Lägg till en handling" }).click();
  await page.waitForURL((url) => url.pathname === "/documents/new");
};
/** @param {string} link @returns {LookedAt["visit"]} what is written about a project, by the link */
const commenting = (link) => async (page) => {
  await through("/projects?q=Skolbio", "Skolbio Norden")(page);
  await page.getByRole("main").getByRole("region", { name: "Kommentarer", exact: true }).getByRole("link", { name: link }).first().click();
  await page.waitForURL((url) => url.pathname.startsWith("/comments"));
};
/** @type {LookedAt["visit"]} what somebody who has left handed on, from the unit's page */
const handedOver = async (page) => {
  await unit(page);
  await page.getByRole("main").getByRole("link", { name: /^Överlämning/ }).last().click();
  await page.waitForURL(/hand-over/);
};
/** @type {LookedAt["visit"]} an appointment and the papers about it, from the unit's page */
const appointment = async (page) => {
  await unit(page);
  await page.getByRole("main").getByRole("link", { name: /^Uppdraget och dess handlingar/ }).first().click();
  await page.waitForURL((url) => url.pathname.startsWith("/contact-persons/"));
};
/** @type {LookedAt["visit"]} the form of a contact person who has not answered of the year */
const unanswered = async (page) => {
  await page.goto("/contact-persons?lacks=ANSWER");
  await page.getByRole("table").getByRole("link", { name: /^Inte besvarad/ }).first().click();
  await page.waitForURL(/space/);
};
/** @type {LookedAt["visit"]} */
const handoverForm = async (page) => {
  await handedOver(page);
  await page.goto(`${new URL(page.url()).pathname}?write=1`);
};
const heldCourse = through("/competence?kind=JOINT&state=HELD&q=f%C3%B6lja+upp", "Skriva mål som går att följa upp");
const comingCourse = through("/competence?state=COMING&q=utlysningar", "Vårens utlysningar");
const staffCourse = through("/competence?kind=ALL_STAFF&q=Engelska", "Engelska i mötet med besökare");
const ownCourse = through("/competence?kind=INDIVIDUAL&q=EU-r%C3%A4tt", "EU-rätt för kommuner");
const groupMeeting = through("/working-group/meetings?when=HELD", "Höstmöte i internationella arbetsgruppen");
const comingMeeting = through("/working-group/meetings?when=COMING", "Vårmöte i internationella arbetsgruppen");
const groupAssignment = following(at("/working-group"), "Arbetsgruppens uppdrag och mandat 2025–2027");
const supportCase = through("/economy-support?q=egen+tid", "Redovisning av egen tid");
const opportunity = through("/opportunities?q=Kattegatt", "Hav och unga i Kattegatt");
const informed = through("/opportunities/information?q=chefsm%C3%B6tet", "Höstens möjligheter, på chefsmötet");
/** @type {LookedAt["visit"]} what suits the contact person's own unit, and why */
const ofOpportunitiesUnit = async (page) => {
  await page.goto("/opportunities");
  const own = await page.getByLabel("Passar", { exact: true }).locator("option", { hasText: "Kultur- och fritidsförvaltningen" }).first().getAttribute("value");
  await page.goto(`/opportunities?unit=${own ?? ""}`);
};
const initiative = through("/initiatives?q=Bibliotek", "Bibliotek som håller öppet om natten");

/** @param {string} kind @param {string} list @returns {LookedAt["visit"]} a list that has been handed over */
const handed = (kind, list) => async (page) => {
  await page.goto(`/imports/new?kind=${kind}`);
  await page.locator('input[type="file"]').setInputFiles({ name: "lista.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.getByRole("main").getByRole("button", { name: "Läs filen", exact: true }).click();
  await page.waitForURL(/\/imports\/drafts\//);
};
const partnerList = handed("partner", "Partner;Typ;Land;Ort;Kommentar\nTromsø kulturskole;Skola;Norge;Tromsø;\nHaderslev;Kommun;Danmark;;\nHaderslev museum;Museum;Danmark;;\nSkive Kommune;Kommun;Danmark;;\nSkive Kommune;Kommun;Danmark;;");
const projectList = handed("project", "Projektnamn;Beskrivning;Förvaltning;Status;Bidrag;Start;Partner\nKustens kök;Mat från havet.;Kultur- och fritidsförvaltningen;Pågående;120 000;2025;Port of Emden (DE)\nFel rad;;Månbasen;Rymden;mycket;i våras;");
/** @param {LookedAt["visit"]} visit @returns {LookedAt["visit"]} what its rows would come to */
const shown = (visit) => async (page) => {
  await visit(page);
  await page.getByRole("main").getByRole("button", { name: "Visa vad raderna blir", exact: true }).click();
  await page.waitForURL(/\/preview/);
};
/** @type {LookedAt["visit"]} a list of thousands of rows, while it is read in */
const waitingList = async (page) => {
  await shown(handed("partner", `Partner;Typ;Land\n${Array.from({ length: 5_000 }, (_, index) => `Partner ${index + 1} av ${Date.now()};Företag;Danmark`).join("\n")}`))(page);
  const main = page.getByRole("main");
  await main.getByRole("button", { name: /^Läs in/ }).click();
  await main.getByRole("button", { name: "Avbryt inläsningen" }).waitFor();
};
/** @type {LookedAt["visit"]} one that was thought better of before it had been read in */
const cancelledList = async (page) => {
  await waitingList(page);
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Avbryt inläsningen" }).click();
  await main.getByText("Du avbröt inläsningen.").waitFor();
};
/** @param {LookedAt["visit"]} visit @param {string} kind @returns {LookedAt["visit"]} the page where a record is merged with the first that is like it */
const compared = (visit, kind) => async (page) => {
  await visit(page);
  await page.goto(`/merge/${kind}/${new URL(page.url()).pathname.split("/").at(-1)}?q=e`);
  await page.getByRole("main").getByRole("region", { name: "Vilken är samma?" }).getByRole("link").first().click();
  await page.waitForURL(/into=/);
};

const wierhaven = through("/partners?q=Wierhaven", "Gemeente Wierhaven");
const partnerSearch = through("/partners/searches?q=havet", "Skola söks för utbyte om havet");
const network = through("/networks?q=Eurotowns", "Eurotowns");

const wrongDecision = through("/decisions?q=Lillehamn", "Vänortsavtal med Lillehamn");

/** @type {LookedAt["visit"]} */
async function beginProject(page) {
  await page.goto("/projects");
  await page.getByRole("main").getByRole("button", { name: "Logga projekt" }).click();
  await page.waitForURL(/\/about$/);
}

/** @param {string} name @returns {LookedAt["visit"]} */
const section = (name) => async (page) => {
  await beginProject(page);
  await page.goto(page.url().replace(/about$/, name));
};

/** @param {string} title @returns {LookedAt["visit"]} the check page of a draft that has nothing wrong in it */
const finishedDraft = (title) => async (page) => {
  await beginProject(page);
  await page.locator("#title").fill(title);
  await page.locator("#summary").fill("Fler får prova något nytt tillsammans.");
  await page.locator("#unitId").selectOption({ label: "Kultur- och fritidsförvaltningen" });
  await page.locator("#kinds").check();
  await page.locator("#status").selectOption("IDEA");
  const save = async () => {
    await page.getByRole("button", { name: "Spara avsnittet" }).click();
    await page.waitForLoadState("networkidle");
  };
  await save();
  await page.goto(page.url().replace(/\w+(\?.*)?$/, "goals"));
  await page.locator("#noGoalReason").fill("Målen är inte beslutade än.");
  await save();
  await page.goto(page.url().replace(/\w+(\?.*)?$/, "youth"));
  await page.locator("#reachesChildrenAndYouth-2").check();
  await save();
  await page.goto(page.url().replace(/\w+(\?.*)?$/, "check"));
};

/** @type {LookedAt["visit"]} what is said of a colour that white text can't be read on */
const lightColour = async (page) => {
  await page.goto("/municipality/edit");
  await page.locator("#colour").fill("#ffcc00");
  await page.getByRole("main").getByRole("button", { name: "Spara profilen", exact: true }).click();
  await page.getByRole("main").getByRole("alert").waitFor();
};

/** @type {LookedAt["visit"]} the version of the governing document that is in force */
const document = async (page) => {
  await page.goto("/governing-documents");
  await page.getByRole("table").getByRole("rowheader").getByRole("link").first().click();
  await page.waitForURL((url) => url.pathname !== "/governing-documents");
};

/** @type {LookedAt["visit"]} */
async function faultyFile(page) {
  await page.goto("/governing-documents/import");
  await page.locator('input[type="file"]').setInputFiles({ name: "fel.json", mimeType: "application/json", buffer: Buffer.from('{"id": "Fel", "municipality": {"name": ""}, "clauses": [{"number": "A1", "kind": "plikt"}], "farg": 1}') });
  await page.getByRole("button", { name: "Läs in", exact: true }).click();
  await page.getByRole("main").getByRole("alert").waitFor();
}

/** @type {LookedAt["visit"]} */
async function draftDocument(page) {
  await document(page);
  await page.goto(`${new URL(page.url()).pathname}/copy`);
  await page.locator("#label").fill(`Utkast ${Date.now()}`);
  await page.getByRole("button", { name: "Gör utkastet" }).click();
  await page.waitForURL(/done=copied/);
}

/** @type {LookedAt["visit"]} a rule's form with a row of each kind */
async function pressingRow(page) {
  await below(draftDocument, "rules/1")(page);
  for (const name of ["Lägg till villkor", "Lägg till steg", "Lägg till samråd", "Lägg till underrättelse", "Lägg till delegation"]) await page.getByRole("button", { name, exact: true }).click();
}

/** @type {LookedAt["visit"]} the rules of a draft that one has been taken out of */
async function removedRule(page) {
  await below(draftDocument, "rules/1")(page);
  await page.getByRole("main").getByRole("button", { name: "Ta bort regeln", exact: true }).click();
  await page.waitForURL(/done=removed/);
}

/** @type {LookedAt["visit"]} */
async function conflict(page) {
  await finishedDraft(`Två pennor ${Date.now()}`)(page);
  await page.getByRole("button", { name: "Logga projektet" }).click();
  await page.waitForURL(/done=logged/);
  const path = new URL(page.url()).pathname;
  /** @param {import("@playwright/test").Page} editor @param {string} summary */
  const write = async (editor, summary) => {
    await editor.goto(path);
    await editor.locator("section", { has: editor.getByRole("heading", { name: "Om projektet", exact: true }) }).getByRole("button", { name: "Ändra", exact: true }).click();
    await editor.waitForURL(/\/about$/);
    await editor.locator("#summary").fill(summary);
  };
  /** @param {import("@playwright/test").Page} editor */
  const save = async (editor) => {
    await editor.getByRole("button", { name: "Spara avsnittet" }).click();
    await editor.waitForURL(/\/check$/);
    await editor.getByRole("button", { name: "Spara ändringarna" }).click();
  };
  await write(page, "Unga i fyra städer planerar havet tillsammans.");
  await page.locator("#acronym").fill("TPP");
  // The colleague has a browser of their own.
  const browser = page.context().browser();
  if (browser === null) throw new Error("There is no browser for the colleague.");
  const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
  try {
    const colleague = await context.newPage();
    await colleague.goto("/sign-in");
    await colleague.getByLabel("E-post", { exact: true }).fill("samordnare@utblick.example");
    await colleague.getByLabel("Lösenord", { exact: true }).fill("utblick-demonstration");
    await colleague.getByRole("button", { name: "Logga in", exact: true }).click();
    await colleague.waitForURL((url) => url.pathname === "/");
    await write(colleague, "Unga i tre städer ritar havet.");
    await save(colleague);
    await colleague.waitForURL(/done=/);
  } finally {
    await context.close();
  }
  await save(page);
  await page.waitForURL(/\/conflict$/);
}

/** @type {LookedAt["visit"]} */
async function wrongPassword(page) {
  await page.goto("/sign-in");
  await page.getByLabel("E-post", { exact: true }).fill("kontakt@utblick.example");
  await page.getByLabel("Lösenord", { exact: true }).fill("inte rätt");
  await page.getByRole("button", { name: "Logga in", exact: true }).click();
  await page.getByRole("main").getByRole("alert").waitFor();
}

/** @type {LookedAt["visit"]} */
async function wrongMoney(page) {
  await section("money")(page);
  await page.locator("#totalBudget").fill("1 000 000");
  await page.getByLabel("EU-bidrag").fill("-5");
  await page.getByLabel("Egna pengar").fill("tusen");
  await page.getByRole("button", { name: "Spara avsnittet" }).click();
  await page.getByRole("main").getByRole("alert").waitFor();
}

/** @type {LookedAt["visit"]} */
async function removedProject(page) {
  await finishedDraft(`Bortplockat ${Date.now()}`)(page);
  await page.getByRole("button", { name: "Logga projektet" }).click();
  await page.waitForURL(/done=logged/);
  await page.getByRole("button", { name: "Ta bort ur registret" }).click();
  await page.waitForURL(/done=archived/);
}

/** @type {LookedAt["visit"]} */
async function suggest(page) {
  await page.goto("/bodies");
  const field = page.getByRole("dialog").getByRole("combobox");
  // The key is heard from when the page's script has come.
  for (let tries = 0; tries < 50 && !(await field.isVisible()); tries += 1) {
    await page.keyboard.press("Control+k");
    await page.waitForTimeout(100);
  }
  await field.fill("skola");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
}

/** @type {LookedAt["visit"]} */
async function mergeCheck(page) {
  await below(gap, "merge")(page);
  await page.locator("#intoId").selectOption({ label: "Kultur- och fritidsförvaltningen" });
  await page.locator("#on").fill("2027-01-01");
  await page.getByRole("button", { name: "Se vad som händer" }).click();
  await page.getByRole("heading", { name: "Det här händer" }).waitFor();
}

/** @param {number} nth @returns {LookedAt["visit"]} the board of a year, the latest being the first */
const year = (nth) => async (page) => {
  await page.goto("/year");
  await page.getByRole("table").getByRole("link").nth(nth).click();
  await page.waitForURL(/\/year\/\d{4}$/);
};

/** @param {LookedAt["visit"]} visit @param {RegExp} link @returns {LookedAt["visit"]} what a year's board leads to */
const fromBoard = (visit, link) => async (page) => {
  await visit(page);
  await page.getByRole("table").getByRole("link", { name: link }).first().click();
  await page.waitForURL(/\/year\/\d{4}\/./);
};

const review = fromBoard(year(0), /^Granska /);

/** @type {LookedAt["visit"]} */
async function openMenu(page) {
  await page.goto("/projects");
  // The menu on a phone, the account on a wide screen.
  await page.locator("header details").evaluateAll((all) => all.forEach((details) => details.setAttribute("open", "")));
}

/** @type {readonly LookedAt[]} */
export const PAGES = [
  { name: "sign-in", roles: ["visitor"], visit: at("/sign-in") },
  { name: "sign-in-wrong", roles: ["visitor"], visit: wrongPassword },
  { name: "sign-in-signed-out", roles: ["visitor"], visit: at("/sign-in?done=signedOut&next=%2Fprojects") },
  { name: "home", roles: ACCOUNTS, visit: at("/") },
  { name: "home-done", roles: ["kontakt"], visit: at("/?done=draftKept") },
  { name: "menu", roles: ["kontakt", "admin"], visit: openMenu },
  { name: "projects", roles: ["kontakt", "lasare"], visit: at("/projects") },
  { name: "projects-filtered", roles: ["samordnare"], visit: at("/projects?status=ONGOING&youth=1&sort=-external") },
  { name: "projects-none", roles: ["kontakt"], visit: at("/projects?q=finns+inte") },
  { name: "projects-beyond", roles: ["lasare"], visit: at("/projects?page=1000000000&farg=bla") },
  { name: "project", roles: ["kontakt", "bolag", "samordnare", "granskare", "admin"], visit: project },
  { name: "project-sources", roles: ["lasare"], visit: through("/projects?q=PROSPERA", "PROSPERA") },
  { name: "project-removed", roles: ["kontakt"], visit: removedProject },
  { name: "project-step-wrong", roles: ["kontakt"], visit: pressing(project, "Ändra status") },
  { name: "project-members", roles: ["kontakt"], visit: below(project, "members") },
  { name: "project-history", roles: ["kontakt", "lasare"], visit: below(project, "history") },
  ...["about", "period", "money", "partners", "goals", "youth", "case", "check"].map((name) => ({ name: `log-${name}`, roles: ["kontakt"], visit: section(name) })),
  { name: "log-about-any-unit", roles: ["samordnare"], visit: section("about") },
  { name: "log-about-wrong", roles: ["kontakt"], visit: pressing(beginProject, "Spara avsnittet") },
  { name: "log-money-wrong", roles: ["kontakt"], visit: wrongMoney },
  { name: "log-money-split", roles: ["kontakt"], visit: (page) => section("money")(page).then(() => page.goto(`${page.url()}?more=1`)) },
  { name: "log-check-whole", roles: ["kontakt"], visit: finishedDraft("Ljus över hamnen") },
  { name: "conflict", roles: ["kontakt"], visit: conflict },
  { name: "visits", roles: ["kontakt", "lasare"], visit: at("/visits") },
  { name: "visits-filtered", roles: ["samordnare"], visit: at("/visits?when=coming&allocation=open&sort=starts") },
  { name: "visits-none", roles: ["lasare"], visit: at("/visits?q=finns+inte&farg=bla") },
  { name: "visits-coming", roles: ["kontakt", "samordnare", "kspresidium"], visit: at("/visits/coming") },
  { name: "visit", roles: ["kontakt", "kfpresidium", "lasare"], visit: openVisit },
  { name: "visit-taken", roles: ["samordnare", "kfpresidium"], visit: takenVisit },
  { name: "visit-history", roles: ["lasare"], visit: below(takenVisit, "history") },
  { name: "visit-edit", roles: ["kontakt"], visit: below(through("/visits?q=Leeuwarden", "Kulturnätverkets vårmöte, Leeuwarden"), "edit") },
  { name: "visit-hand-over", roles: ["kfpresidium"], visit: below(through("/visits?q=Ambassadr%C3%A5det", "Ambassadrådet från Danmark"), "hand-over") },
  { name: "visit-hand-over-wrong", roles: ["kfpresidium"], visit: pressing(below(openVisit, "hand-over"), "Skicka frågan") },
  { name: "visit-held", roles: ["samordnare", "kspresidium", "lasare"], visit: heldVisit },
  { name: "visit-past", roles: ["samordnare"], visit: pastVisit },
  { name: "visit-closed", roles: ["samordnare"], visit: closedVisit },
  { name: "visit-report-wrong", roles: ["samordnare"], visit: pressing(below(pastVisit, "report"), "Spara återrapporten") },
  { name: "visit-links", roles: ["samordnare"], visit: below(heldVisit, "links?q=a") },
  { name: "visit-programme", roles: ["samordnare"], visit: below(heldVisit, "parts/programme/new") },
  { name: "visit-participant-wrong", roles: ["samordnare"], visit: pressing(below(heldVisit, "parts/participant/new"), "Spara") },
  { name: "visit-hospitality", roles: ["samordnare"], visit: below(heldVisit, "parts/hospitality/new") },
  { name: "visit-gift", roles: ["samordnare"], visit: below(heldVisit, "parts/gift/new") },
  { name: "visit-cost-wrong", roles: ["samordnare"], visit: pressing(below(heldVisit, "parts/cost/new"), "Spara") },
  { name: "visit-action", roles: ["samordnare"], visit: below(heldVisit, "parts/action/new") },
  { name: "visits-public", roles: ["lasare", "samordnare"], visit: at("/visits/public") },
  { name: "visits-public-none", roles: ["lasare"], visit: at("/visits/public?q=finns+inte&farg=bla") },
  { name: "visit-new", roles: ["kontakt", "samordnare"], visit: at("/visits/new") },
  { name: "visit-new-wrong", roles: ["kontakt"], visit: pressing(at("/visits/new"), "Anmäl besöket") },
  { name: "decisions", roles: ["namnd", "lasare"], visit: at("/decisions") },
  { name: "decisions-filtered", roles: ["samordnare"], visit: at("/decisions?flagged=1&sort=title") },
  { name: "decisions-none", roles: ["lasare"], visit: at("/decisions?q=finns+inte&farg=bla") },
  { name: "decisions-waiting", roles: ["namnd", "samordnare", "ks"], visit: at("/decisions/waiting") },
  { name: "decision", roles: ["namnd", "lasare"], visit: through("/decisions?q=Skolbio", "Skolbio Norden startar") },
  { name: "decision-wrong-body", roles: ["samordnare", "kf"], visit: wrongDecision },
  { name: "decision-unknown", roles: ["granskare"], visit: through("/decisions?verdict=UNKNOWN_BASIS", "Internationell policy") },
  { name: "decision-history", roles: ["lasare"], visit: below(wrongDecision, "history") },
  { name: "decision-edit", roles: ["samordnare"], visit: below(wrongDecision, "edit") },
  { name: "town-relations", roles: ["samordnare", "kf", "lasare"], visit: at("/town-relations") },
  { name: "town-relations-idle", roles: ["ks"], visit: at("/town-relations?idle=3&sort=-since") },
  { name: "town-relations-none", roles: ["lasare"], visit: at("/town-relations?q=finns+inte&farg=bla") },
  { name: "town-relation-chain", roles: ["samordnare", "lasare"], visit: chain },
  { name: "town-relation-idle", roles: ["samordnare"], visit: through("/town-relations?q=Havsn", "Havsnäs") },
  { name: "town-relation-history", roles: ["lasare"], visit: below(chain, "history") },
  { name: "town-relation-edit", roles: ["samordnare"], visit: below(chain, "edit") },
  { name: "town-relation-pause", roles: ["samordnare"], visit: below(chain, "episodes/new?to=PAUSED") },
  { name: "town-relation-episode-wrong", roles: ["samordnare"], visit: pressing(below(chain, "episodes/new"), "Spara skedet") },
  { name: "town-relation-town", roles: ["samordnare"], visit: below(chain, "towns/new") },
  { name: "town-relation-new", roles: ["samordnare"], visit: at("/town-relations/new") },
  { name: "town-relation-new-wrong", roles: ["samordnare"], visit: pressing(at("/town-relations/new"), "Spara relationen") },
  { name: "map", roles: ["samordnare", "lasare"], visit: at("/partners/map") },
  { name: "map-filtered", roles: ["ks"], visit: at("/partners/map?kind=PROJECT&country=DK&farg=bla") },
  { name: "map-none", roles: ["lasare"], visit: at("/partners/map?country=BV") },
  { name: "meeting", roles: ["samordnare", "lasare"], visit: meeting },
  { name: "meeting-edit", roles: ["samordnare"], visit: below(meeting, "edit") },
  { name: "meeting-history", roles: ["lasare"], visit: below(meeting, "history") },
  { name: "meeting-new-wrong", roles: ["samordnare"], visit: pressing(following(chain, "Lägg till möte"), "Spara mötet") },
  { name: "visit-hosting", roles: ["samordnare"], visit: following(at("/visits?when=coming"), /^Anmäl Vänortsmötet/) },
  { name: "ledger", roles: ["kf", "samordnare"], visit: at("/town-relations/ledger?year=2025") },
  { name: "exchanges", roles: ["samordnare", "lasare"], visit: at("/town-relations/activities") },
  { name: "exchanges-youth", roles: ["ks"], visit: at("/town-relations/activities?youth=1&sort=participants") },
  { name: "exchange", roles: ["samordnare"], visit: through("/town-relations/activities?q=Teater", "Teater i två hamnar") },
  { name: "exchange-new-wrong", roles: ["samordnare"], visit: pressing(at("/town-relations/activities/new"), "Spara utbytet") },
  { name: "notifications", roles: ["kontakt", "kfpresidium", "lasare"], visit: at("/notifications") },
  { name: "notifications-unread", roles: ["samordnare"], visit: at("/notifications?unread=1&farg=bla") },
  { name: "notifications-beyond", roles: ["kontakt"], visit: at("/notifications?page=1000000") },
  { name: "tasks", roles: ["kontakt", "samordnare", "kspresidium", "namnd", "lasare"], visit: at("/tasks") },
  { name: "tasks-late", roles: ["samordnare"], visit: at("/tasks?due=late&farg=bla") },
  { name: "tasks-none", roles: ["kontakt"], visit: at("/tasks?show=handed") },
  { name: "tasks-beyond", roles: ["samordnare"], visit: at("/tasks?page=1000000") },
  { name: "tasks-unit", roles: ["samordnare", "kontakt"], visit: ofUnit },
  { name: "task-one", roles: ["kontakt", "samordnare"], visit: oneTask },
  { name: "task-one-wrong", roles: ["kontakt"], visit: pressing(oneTask, "Skjut upp") },
  { name: "mails", roles: ["samordnare", "admin"], visit: at("/mails") },
  { name: "mails-none", roles: ["samordnare"], visit: at("/mails?state=DEAD&farg=bla") },
  { name: "administration", roles: ["admin"], visit: at("/administration") },
  { name: "processing", roles: ["admin", "granskare"], visit: at("/processing") },
  { name: "person-extract", roles: ["admin"], visit: below(person, "extract") },
  { name: "people-leavers", roles: ["admin"], visit: at("/people/leavers") },
  { name: "first-steps", roles: ["admin"], visit: at("/first-steps") },
  { name: "views", roles: ["kontakt", "samordnare", "lasare"], visit: at("/views") },
  { name: "view-new", roles: ["kontakt", "samordnare"], visit: at("/views/new?list=%2Fprojects&query=status%3DONGOING") },
  { name: "view-new-wrong", roles: ["samordnare"], visit: pressing(at("/views/new?list=%2Fprojects&query=status%3DONGOING"), "Spara vyn") },
  { name: "projects-columns", roles: ["kontakt"], visit: at("/projects?cols=programme,caseNumber,own&status=ONGOING") },
  { name: "imports-organisation", roles: ["admin"], visit: at("/imports/new?kind=body") },
  { name: "municipality", roles: ["admin"], visit: at("/municipality") },
  { name: "municipality-edit", roles: ["admin"], visit: at("/municipality/edit") },
  { name: "municipality-edit-wrong", roles: ["admin"], visit: lightColour },
  { name: "retention", roles: ["admin", "samordnare", "granskare"], visit: at("/retention") },
  { name: "retention-due", roles: ["samordnare"], visit: at("/retention/due?on=2045-01-01") },
  { name: "retention-none", roles: ["granskare"], visit: at("/retention/due?on=1990-01-01") },
  { name: "retention-rule", roles: ["admin"], visit: at("/retention/rules/visit") },
  { name: "retention-rule-refused", roles: ["admin"], visit: pressing(at("/retention/rules/network"), "Spara regeln") },
  { name: "retention-hold", roles: ["samordnare"], visit: keepingOne },
  { name: "retention-hold-unknown", roles: ["samordnare"], visit: at("/retention/holds/new?address=projektet") },
  { name: "retention-holds", roles: ["samordnare"], visit: keptOne },
  { name: "disposals", roles: ["samordnare", "granskare"], visit: at("/retention/disposals") },
  { name: "disposals-refused", roles: ["samordnare"], visit: pressing(at("/retention/disposals"), "Föreslå gallring") },
  { name: "disposal", roles: ["samordnare"], visit: proposedOne },
  { name: "disposal-refused", roles: ["samordnare"], visit: pressing(proposedOne, "Spara beslutet") },
  { name: "disposal-decided", roles: ["admin"], visit: decidedOne },
  { name: "confirm", roles: ["admin", "granskare"], visit: at("/confirm?next=%2Fpeople") },
  { name: "sessions", roles: ["admin"], visit: at("/sessions") },
  { name: "sessions-none", roles: ["admin"], visit: at("/sessions?q=finns+inte") },
  { name: "jobs", roles: ["admin"], visit: at("/jobs") },
  { name: "audit-log", roles: ["admin", "granskare"], visit: at("/audit-log") },
  { name: "audit-log-filtered", roles: ["granskare"], visit: at("/audit-log?kind=project&action=projects.logged&from=2020-01-01") },
  { name: "audit-log-none", roles: ["admin"], visit: at("/audit-log?to=2020-01-01&farg=bla") },
  { name: "inbox", roles: ["samordnare", "kontakt"], visit: at("/mails/inbox") },
  { name: "coordination", roles: ["samordnare", "kontakt", "lasare"], visit: at("/coordination") },
  { name: "coordination-filtered", roles: ["ks"], visit: at("/coordination?tasks=open&sort=due&until=2099-01-01") },
  { name: "coordination-none", roles: ["lasare"], visit: at("/coordination?q=finns+inte&farg=bla") },
  { name: "coordination-beyond", roles: ["lasare"], visit: at("/coordination?page=1000000000") },
  { name: "coordination-task", roles: ["samordnare", "kontakt"], visit: task },
  { name: "coordination-agreement", roles: ["lasare"], visit: through("/coordination?kind=AGREEMENT", "Värdskapet för vänortskonferensen delas") },
  { name: "coordination-history", roles: ["lasare"], visit: below(task, "history") },
  { name: "coordination-edit", roles: ["samordnare"], visit: below(task, "edit") },
  { name: "coordination-new", roles: ["samordnare"], visit: at("/coordination/new") },
  { name: "coordination-new-wrong", roles: ["samordnare"], visit: pressing(at("/coordination/new"), "Spara posten") },
  { name: "partners", roles: ["kontakt", "lasare"], visit: at("/partners") },
  { name: "search-begin", roles: ["lasare"], visit: at("/search") },
  { name: "search-found", roles: ["kontakt", "samordnare"], visit: at("/search?q=skolor") },
  { name: "search-kind", roles: ["lasare"], visit: at("/search?q=skola&kind=project") },
  { name: "search-alike", roles: ["lasare"], visit: at("/search?q=erasums") },
  { name: "search-none", roles: ["lasare"], visit: at("/search?q=qzxwv&year=2024") },
  { name: "search-suggestions", roles: ["kontakt"], visit: suggest },
  { name: "project-begin", roles: ["kontakt"], visit: at("/projects/new") },
  { name: "partners-filtered", roles: ["samordnare"], visit: at("/partners?country=DK&kind=TOWN&sort=name") },
  { name: "partners-none", roles: ["lasare"], visit: at("/partners?q=finns+inte&farg=bla") },
  { name: "partners-acquaintances", roles: ["kontakt"], visit: at("/partners/acquaintances?q=Haderslev") },
  { name: "partner", roles: ["samordnare", "kontakt", "lasare"], visit: partner },
  { name: "partner-new", roles: ["kontakt"], visit: at("/partners/new") },
  { name: "partner-new-wrong", roles: ["kontakt"], visit: pressing(at("/partners/new"), "Spara partnern") },
  { name: "partner-edit", roles: ["samordnare"], visit: below(partner, "edit") },
  { name: "partner-events", roles: ["samordnare"], visit: below(partner, "events") },
  { name: "partner-history", roles: ["lasare"], visit: below(partner, "history") },
  { name: "money", roles: ["samordnare", "lasare", "ks"], visit: at("/money?year=2026") },
  { name: "money-none", roles: ["lasare"], visit: at("/money?year=1995") },
  { name: "money-projects", roles: ["samordnare"], visit: at("/money/projects?year=2026") },
  { name: "money-projects-central", roles: ["lasare"], visit: at("/money/projects?year=2026&payer=CENTRAL&farg=bla") },
  { name: "money-forecast", roles: ["kontakt", "bolag"], visit: at("/money/forecast") },
  { name: "project-money", roles: ["samordnare", "lasare"], visit: below(funded, "money") },
  { name: "project-claim", roles: ["kontakt"], visit: below(funded, "money/claim") },
  { name: "project-claim-wrong", roles: ["kontakt"], visit: pressing(below(funded, "money/claim"), "Spara") },
  { name: "project-payment", roles: ["kontakt"], visit: below(funded, "money/payment") },
  { name: "project-payment-wrong", roles: ["kontakt"], visit: pressing(below(funded, "money/payment"), "Spara") },
  { name: "deadlines", roles: ["samordnare", "kontakt"], visit: at("/deadlines") },
  { name: "deadlines-kept", roles: ["lasare"], visit: at("/deadlines?kind=KEEP_RECORDS") },
  { name: "project-hints", roles: ["kontakt"], visit: below(project, "hints") },
  { name: "project-deadlines", roles: ["samordnare", "lasare"], visit: below(through("/projects?q=bostadsrenovering", "Grön bostadsrenovering"), "deadlines") },
  { name: "project-checklist", roles: ["samordnare", "lasare"], visit: below(project, "checklist") },
  { name: "project-steps", roles: ["samordnare", "lasare"], visit: below(project, "steps") },
  { name: "project-steps-wrong", roles: ["kontakt"], visit: pressing(below(project, "steps"), "Spara rättelsen") },
  { name: "project-deadlines-wrong", roles: ["samordnare"], visit: pressing(below(project, "deadlines"), "Spara tidsfristen") },
  { name: "programmes", roles: ["samordnare", "kontakt", "lasare"], visit: at("/programmes") },
  { name: "programmes-filtered", roles: ["kontakt"], visit: at("/programmes?fund=ERUF&place=outside") },
  { name: "programmes-none", roles: ["lasare"], visit: at("/programmes?q=finns+inte&farg=bla") },
  { name: "programme", roles: ["samordnare", "lasare"], visit: programme },
  { name: "programme-edit", roles: ["samordnare"], visit: below(programme, "edit") },
  { name: "programme-history", roles: ["lasare"], visit: below(programme, "history") },
  { name: "programme-new", roles: ["samordnare"], visit: at("/programmes/new") },
  { name: "programme-new-wrong", roles: ["admin"], visit: pressing(at("/programmes/new"), "Spara programmet") },
  { name: "calls", roles: ["samordnare", "kontakt"], visit: at("/programmes/calls") },
  { name: "calls-all", roles: ["lasare"], visit: at("/programmes/calls?state=all") },
  { name: "call", roles: ["samordnare", "lasare"], visit: call },
  { name: "call-edit", roles: ["samordnare"], visit: below(call, "edit") },
  { name: "call-new-wrong", roles: ["samordnare"], visit: pressing(at("/programmes/calls/new"), "Spara utlysningen") },
  { name: "lessons", roles: ["samordnare", "kontakt", "lasare"], visit: at("/lessons") },
  { name: "lessons-filtered", roles: ["granskare"], visit: at("/lessons?again=YES&value=RESIDENTS&sort=title") },
  { name: "lessons-none", roles: ["lasare"], visit: at("/lessons?q=finns+inte&farg=bla") },
  { name: "closing", roles: ["samordnare", "lasare"], visit: closing },
  { name: "closing-edit", roles: ["samordnare"], visit: below(closing, "edit") },
  { name: "closing-new", roles: ["kontakt"], visit: below(ongoing, "closing/edit") },
  { name: "closing-new-wrong", roles: ["kontakt"], visit: pressing(below(ongoing, "closing/edit"), "Spara avslutet") },
  { name: "closing-none", roles: ["kontakt", "lasare"], visit: below(ongoing, "closing") },
  { name: "project-supported", roles: ["kontakt", "lasare"], visit: ongoing },
  { name: "comment-new", roles: ["kontakt"], visit: commenting("Skriv en kommentar") },
  { name: "comment-new-wrong", roles: ["kontakt"], visit: pressing(commenting("Skriv en kommentar"), "Spara kommentaren") },
  { name: "comment-edit", roles: ["kontakt"], visit: commenting("Ändra kommentaren") },
  { name: "comment-history", roles: ["kontakt"], visit: (page) => commenting("Ändra kommentaren")(page).then(() => page.goto(new URL(page.url()).pathname.replace("edit", "history"))) },
  { name: "documents", roles: ["samordnare", "kontakt", "lasare"], visit: at("/documents") },
  { name: "documents-none", roles: ["lasare"], visit: at("/documents?q=finns+inte&farg=bla") },
  { name: "document", roles: ["samordnare", "lasare"], visit: attached },
  { name: "document-edit", roles: ["samordnare"], visit: below(attached, "edit") },
  { name: "document-version", roles: ["samordnare"], visit: below(attached, "version") },
  { name: "document-history", roles: ["samordnare"], visit: below(attached, "history") },
  { name: "document-new", roles: ["samordnare"], visit: attaching },
  { name: "document-new-wrong", roles: ["samordnare"], visit: pressing(attaching, "Lägg till") },
  { name: "support", roles: ["samordnare", "kontakt", "lasare"], visit: at("/economy-support") },
  { name: "support-none", roles: ["lasare"], visit: at("/economy-support?q=finns+inte&farg=bla") },
  { name: "support-figures", roles: ["samordnare", "lasare"], visit: at("/economy-support/figures?year=2026") },
  { name: "support-case", roles: ["samordnare", "kontakt", "lasare"], visit: supportCase },
  { name: "support-case-open", roles: ["samordnare"], visit: through("/economy-support?state=OPEN&q=frivillig", "Kan en frivilligorganisation medfinansiera?") },
  { name: "support-case-edit", roles: ["kontakt"], visit: below(supportCase, "edit") },
  { name: "support-case-history", roles: ["lasare"], visit: below(supportCase, "history") },
  { name: "support-new", roles: ["kontakt"], visit: at("/economy-support/new") },
  { name: "support-new-wrong", roles: ["samordnare"], visit: pressing(at("/economy-support/new"), "Spara frågan") },
  { name: "contact-persons", roles: ["samordnare", "kontakt", "lasare"], visit: at("/contact-persons") },
  { name: "contact-persons-lacking", roles: ["samordnare"], visit: at("/contact-persons?lacks=TIME") },
  { name: "contact-persons-none", roles: ["lasare"], visit: at("/contact-persons?q=finns+inte&farg=bla") },
  { name: "contact-space", roles: ["samordnare"], visit: unanswered },
  { name: "contact-space-wrong", roles: ["samordnare"], visit: pressing(unanswered, "Spara svaret") },
  { name: "appointment", roles: ["samordnare", "lasare"], visit: appointment },
  { name: "contact-handover", roles: ["samordnare", "kontakt"], visit: handedOver },
  { name: "contact-handover-edit", roles: ["samordnare"], visit: handoverForm },
  { name: "competence", roles: ["samordnare", "kontakt", "lasare"], visit: at("/competence") },
  { name: "competence-none", roles: ["lasare"], visit: at("/competence?q=finns+inte&farg=bla") },
  { name: "competence-mine", roles: ["kontakt", "lasare"], visit: at("/competence/mine") },
  { name: "competence-overview", roles: ["samordnare", "lasare"], visit: at("/competence/overview?year=2026") },
  { name: "competence-overview-none", roles: ["lasare"], visit: at("/competence/overview?year=1995&on=1995-01-01&farg=bla") },
  { name: "competence-staff", roles: ["samordnare", "lasare"], visit: at("/competence/staff") },
  { name: "competence-staff-none", roles: ["lasare"], visit: at("/competence/staff?year=1995") },
  { name: "competence-activity", roles: ["samordnare", "kontakt", "lasare"], visit: heldCourse },
  { name: "competence-activity-coming", roles: ["samordnare", "kontakt"], visit: comingCourse },
  { name: "competence-activity-staff", roles: ["samordnare", "kontakt"], visit: staffCourse },
  { name: "competence-activity-own", roles: ["samordnare", "lasare"], visit: ownCourse },
  { name: "competence-activity-history", roles: ["lasare"], visit: below(heldCourse, "history") },
  { name: "competence-activity-edit", roles: ["samordnare"], visit: below(comingCourse, "edit") },
  { name: "competence-attendance", roles: ["kontakt"], visit: below(heldCourse, "attendance") },
  { name: "competence-attendances", roles: ["samordnare"], visit: below(heldCourse, "attendances") },
  { name: "competence-staff-tell", roles: ["samordnare", "kontakt"], visit: below(through("/competence?kind=ALL_STAFF&state=COMING", "Öppet hus: arbeta i Europa"), "staff") },
  { name: "competence-new", roles: ["samordnare"], visit: at("/competence/new") },
  { name: "competence-new-wrong", roles: ["samordnare"], visit: pressing(at("/competence/new"), "Spara aktiviteten") },
  { name: "competence-individual", roles: ["kontakt", "samordnare"], visit: at("/competence/individual/new") },
  { name: "competence-individual-wrong", roles: ["kontakt"], visit: pressing(at("/competence/individual/new"), "Spara") },
  { name: "working-group", roles: ["samordnare", "kontakt", "lasare"], visit: at("/working-group") },
  { name: "group-meetings", roles: ["samordnare", "lasare"], visit: at("/working-group/meetings") },
  { name: "group-meetings-none", roles: ["lasare"], visit: at("/working-group/meetings?year=1990&farg=bla") },
  { name: "group-meeting", roles: ["samordnare", "lasare"], visit: groupMeeting },
  { name: "group-meeting-coming", roles: ["samordnare"], visit: comingMeeting },
  { name: "group-meeting-edit", roles: ["samordnare"], visit: below(comingMeeting, "edit") },
  { name: "group-meeting-minutes", roles: ["samordnare"], visit: below(groupMeeting, "minutes") },
  { name: "group-meeting-history", roles: ["lasare"], visit: below(groupMeeting, "history") },
  { name: "group-meeting-new", roles: ["samordnare"], visit: at("/working-group/meetings/new") },
  { name: "group-assignment", roles: ["samordnare", "lasare"], visit: groupAssignment },
  { name: "group-assignment-history", roles: ["lasare"], visit: below(groupAssignment, "history") },
  { name: "group-assignment-new", roles: ["samordnare"], visit: at("/working-group/assignments/new") },
  { name: "group-assignment-new-wrong", roles: ["samordnare"], visit: pressing(at("/working-group/assignments/new"), "Spara uppdraget") },
  { name: "opportunities", roles: ["samordnare", "kontakt", "lasare"], visit: at("/opportunities") },
  { name: "opportunities-of-unit", roles: ["kontakt"], visit: ofOpportunitiesUnit },
  { name: "opportunities-none", roles: ["lasare"], visit: at("/opportunities?q=finns+inte&farg=bla") },
  { name: "opportunity", roles: ["samordnare", "kontakt", "lasare"], visit: opportunity },
  { name: "opportunity-history", roles: ["lasare"], visit: below(opportunity, "history") },
  { name: "opportunity-edit", roles: ["samordnare"], visit: below(opportunity, "edit") },
  { name: "opportunity-forward", roles: ["kontakt"], visit: below(opportunity, "forward") },
  { name: "opportunity-new", roles: ["kontakt", "samordnare"], visit: at("/opportunities/new") },
  { name: "opportunity-new-wrong", roles: ["kontakt"], visit: pressing(at("/opportunities/new"), "Spara möjligheten") },
  { name: "information", roles: ["samordnare", "kontakt", "lasare"], visit: at("/opportunities/information") },
  { name: "information-figures", roles: ["samordnare", "lasare"], visit: at("/opportunities/information/figures") },
  { name: "information-activity", roles: ["kontakt", "lasare"], visit: informed },
  { name: "information-history", roles: ["lasare"], visit: below(informed, "history") },
  { name: "information-edit", roles: ["kontakt"], visit: below(informed, "edit") },
  { name: "information-new", roles: ["kontakt"], visit: at("/opportunities/information/new") },
  { name: "information-new-wrong", roles: ["kontakt"], visit: pressing(at("/opportunities/information/new"), "Spara insatsen") },
  { name: "initiatives", roles: ["samordnare", "kontakt", "lasare"], visit: at("/initiatives") },
  { name: "initiatives-filtered", roles: ["ks"], visit: at("/initiatives?lacks=ANY&sort=unit") },
  { name: "initiatives-none", roles: ["lasare"], visit: at("/initiatives?q=finns+inte&farg=bla") },
  { name: "initiatives-outcomes", roles: ["samordnare", "lasare"], visit: at("/initiatives/outcomes") },
  { name: "initiative", roles: ["samordnare", "kontakt", "lasare"], visit: initiative },
  { name: "initiative-project", roles: ["kontakt"], visit: through("/initiatives?q=grannspr%C3%A5ken", "Film på nordiska språk i skolan") },
  { name: "initiative-history", roles: ["lasare"], visit: below(initiative, "history") },
  { name: "initiative-edit", roles: ["kontakt"], visit: below(initiative, "edit") },
  { name: "initiative-examine", roles: ["kontakt"], visit: below(initiative, "examine?question=FUNDING") },
  { name: "initiative-examine-wrong", roles: ["kontakt"], visit: pressing(below(initiative, "examine?question=FUNDING"), "Spara prövningen") },
  { name: "initiative-new", roles: ["kontakt"], visit: at("/initiatives/new") },
  { name: "initiative-new-wrong", roles: ["samordnare"], visit: pressing(at("/initiatives/new"), "Spara initiativet") },
  { name: "imports", roles: ["samordnare", "kontakt"], visit: at("/imports") },
  { name: "import-new", roles: ["samordnare"], visit: at("/imports/new?kind=partner") },
  { name: "import-new-wrong", roles: ["kontakt"], visit: pressing(at("/imports/new"), "Läs filen") },
  { name: "import-columns", roles: ["samordnare"], visit: partnerList },
  { name: "import-columns-network", roles: ["kontakt"], visit: handed("network", "Nätverk;Nivå;Medlem sedan\nKustnätet;EU;2014") },
  { name: "import-preview", roles: ["samordnare"], visit: shown(partnerList) },
  { name: "import-columns-project", roles: ["samordnare"], visit: projectList },
  { name: "import-preview-project", roles: ["samordnare"], visit: shown(projectList) },
  { name: "import-run-waiting", roles: ["samordnare"], visit: waitingList },
  { name: "import-run-cancelled", roles: ["samordnare"], visit: cancelledList },
  { name: "merge-partner", roles: ["samordnare"], visit: compared(partner, "partner") },
  { name: "merge-network", roles: ["samordnare"], visit: compared(network, "network") },
  { name: "merge-relation", roles: ["samordnare"], visit: compared(chain, "townRelation") },
  { name: "partner-people", roles: ["samordnare", "lasare"], visit: wierhaven },
  { name: "partner-person-new", roles: ["samordnare"], visit: below(wierhaven, "people/new") },
  { name: "partner-person-new-wrong", roles: ["samordnare"], visit: pressing(below(wierhaven, "people/new"), "Spara personen") },
  { name: "partner-searches", roles: ["kontakt", "lasare"], visit: at("/partners/searches") },
  { name: "partner-searches-filtered", roles: ["samordnare"], visit: at("/partners/searches?direction=RECEIVED&state=CONCLUDED&sort=title&active=1") },
  { name: "partner-searches-none", roles: ["lasare"], visit: at("/partners/searches?q=finns+inte&farg=bla") },
  { name: "partner-search", roles: ["samordnare", "lasare"], visit: partnerSearch },
  { name: "partner-search-edit", roles: ["samordnare"], visit: below(partnerSearch, "edit") },
  { name: "partner-search-outcome", roles: ["samordnare"], visit: below(partnerSearch, "outcome") },
  { name: "partner-search-history", roles: ["lasare"], visit: below(partnerSearch, "history") },
  { name: "partner-search-new", roles: ["kontakt"], visit: at("/partners/searches/new") },
  { name: "partner-search-new-wrong", roles: ["kontakt"], visit: pressing(at("/partners/searches/new"), "Spara sökningen") },
  { name: "project-partners", roles: ["samordnare", "lasare"], visit: below(through("/projects?q=PROSPERA", "PROSPERA"), "partners") },
  { name: "networks", roles: ["samordnare", "kontakt", "lasare"], visit: at("/networks") },
  { name: "networks-filtered", roles: ["ks"], visit: at("/networks?status=MEMBER&taking=none&sort=unit") },
  { name: "networks-none", roles: ["lasare"], visit: at("/networks?q=finns+inte&farg=bla") },
  { name: "networks-fees", roles: ["samordnare", "lasare"], visit: at("/networks/fees?year=2025") },
  { name: "network", roles: ["samordnare", "kontakt", "lasare"], visit: network },
  { name: "network-through", roles: ["lasare"], visit: through("/networks?q=STRING", "STRING") },
  { name: "network-history", roles: ["lasare"], visit: below(network, "history") },
  { name: "network-edit", roles: ["samordnare"], visit: below(network, "edit") },
  { name: "network-fee", roles: ["samordnare"], visit: below(network, "tell/fee") },
  { name: "network-participation", roles: ["kontakt"], visit: below(network, "tell/participation") },
  { name: "network-evaluation", roles: ["samordnare"], visit: below(network, "tell/evaluation") },
  { name: "network-new", roles: ["kontakt"], visit: at("/networks/new") },
  { name: "network-new-wrong", roles: ["samordnare"], visit: pressing(at("/networks/new"), "Spara nätverket") },
  { name: "priorities", roles: ["samordnare", "ks", "lasare"], visit: at("/priorities") },
  { name: "priorities-on-a-day", roles: ["lasare"], visit: at("/priorities?on=1999-01-01&farg=bla") },
  { name: "priority", roles: ["samordnare", "ks"], visit: priority },
  { name: "priority-proposed", roles: ["samordnare"], visit: ofPriorities("Beredskap tillsammans med grannländer") },
  { name: "priority-history", roles: ["lasare"], visit: below(priority, "history") },
  { name: "priority-edit", roles: ["samordnare"], visit: below(priority, "edit") },
  { name: "priority-new", roles: ["samordnare"], visit: at("/priorities/new") },
  { name: "priority-new-wrong", roles: ["samordnare"], visit: pressing(at("/priorities/new"), "Spara förslaget") },
  { name: "decision-matter", roles: ["namnd"], visit: at("/decisions/new") },
  { name: "decision-new", roles: ["namnd", "samordnare"], visit: at("/decisions/new?matter=ENTER_TOWN_RELATION") },
  { name: "decision-new-wrong", roles: ["samordnare"], visit: pressing(at("/decisions/new?matter=JOIN_NETWORK"), "Registrera beslutet") },
  { name: "bodies", roles: ["kontakt", "admin"], visit: at("/bodies") },
  { name: "bodies-ended", roles: ["lasare"], visit: at("/bodies?ended=1&q=n%C3%A4mnd") },
  { name: "bodies-none", roles: ["lasare"], visit: at("/bodies?q=finns+inte") },
  { name: "body", roles: ["kontakt", "samordnare", "admin"], visit: unit },
  { name: "body-gap", roles: ["samordnare", "lasare"], visit: gap },
  { name: "body-seats", roles: ["kspresidium"], visit: through("/bodies?kind=EXECUTIVE_BOARD_PRESIDIUM", "Kommunstyrelsens presidium") },
  { name: "body-new", roles: ["admin"], visit: at("/bodies/new") },
  { name: "body-new-wrong", roles: ["admin"], visit: pressing(at("/bodies/new"), "Lägg till") },
  { name: "body-describe", roles: ["admin"], visit: below(company, "describe") },
  { name: "body-rename", roles: ["admin"], visit: below(unit, "rename") },
  { name: "body-rename-wrong", roles: ["admin"], visit: pressing(below(unit, "rename"), "Byt namn") },
  { name: "body-move", roles: ["admin"], visit: below(unit, "move") },
  { name: "body-merge", roles: ["admin"], visit: below(unit, "merge") },
  { name: "body-merge-check", roles: ["admin"], visit: mergeCheck },
  { name: "body-close", roles: ["admin"], visit: below(unit, "close") },
  { name: "contact-person", roles: ["samordnare"], visit: below(gap, "contact-person") },
  { name: "contact-person-wrong", roles: ["samordnare"], visit: pressing(below(gap, "contact-person"), "Utse") },
  {
    name: "contact-person-change",
    roles: ["samordnare"],
    visit: async (page) => {
      await unit(page);
      await page.getByRole("link", { name: "Bekräfta tid eller avsluta" }).first().click();
      await page.waitForURL(/appointment=/);
    },
  },
  { name: "people", roles: ["samordnare", "admin"], visit: at("/people") },
  { name: "people-none", roles: ["admin"], visit: at("/people?q=finns+inte") },
  { name: "person", roles: ["samordnare", "admin"], visit: person },
  { name: "person-new", roles: ["admin"], visit: at("/people/new") },
  { name: "person-new-wrong", roles: ["admin"], visit: pressing(at("/people/new"), "Lägg till") },
  { name: "person-edit", roles: ["admin"], visit: below(person, "edit") },
  { name: "person-role", roles: ["admin"], visit: below(person, "role") },
  { name: "person-role-wrong", roles: ["admin"], visit: pressing(below(person, "role"), "Ge rollen") },
  { name: "person-account", roles: ["admin"], visit: below(person, "account") },
  { name: "terms", roles: ["samordnare", "lasare"], visit: at("/terms-of-office") },
  { name: "term", roles: ["admin", "lasare"], visit: term },
  { name: "term-new-wrong", roles: ["samordnare"], visit: pressing(at("/terms-of-office/new"), "Lägg till") },
  { name: "term-edit", roles: ["admin"], visit: below(term, "edit") },
  { name: "policy", roles: ["samordnare", "lasare"], visit: at("/policy") },
  { name: "coverage", roles: ["samordnare", "lasare"], visit: at("/coverage") },
  { name: "policy-then", roles: ["kf"], visit: at("/policy?on=2024") },
  { name: "coverage-then", roles: ["ks"], visit: at("/coverage?on=2025-05-13") },
  { name: "scrutiny", roles: ["granskare", "samordnare"], visit: at("/scrutiny") },
  { name: "coverage-wrong", roles: ["ks"], visit: at("/coverage?on=i+fjol") },
  { name: "year", roles: ["samordnare", "lasare"], visit: at("/year") },
  { name: "year-open-wrong", roles: ["samordnare"], visit: pressing(at("/year"), "Öppna uppföljningen") },
  { name: "year-board", roles: ["samordnare", "kontakt", "ks"], visit: year(0) },
  { name: "statement", roles: ["kontakt"], visit: fromBoard(year(0), /^Fortsätt /) },
  { name: "statement-lacking", roles: ["bolag"], visit: pressing(fromBoard(year(0), /^(Svara|Fortsätt) /), "Skicka in svaren") },
  { name: "statement-review", roles: ["samordnare"], visit: review },
  { name: "statement-return-wrong", roles: ["samordnare"], visit: pressing(review, "Skicka tillbaka") },
  { name: "statement-approved", roles: ["lasare"], visit: fromBoard(year(1), /^Kultur- och fritidsförvaltningen$/) },
  {
    name: "unit-money",
    roles: ["lasare"],
    visit: async (page) => {
      await fromBoard(year(1), /^Kultur- och fritidsförvaltningen$/)(page);
      await page.locator("#money").locator("xpath=ancestor::section").getByRole("link").first().click();
      await page.waitForURL(/\/money/);
    },
  },
  { name: "summary", roles: ["samordnare", "ks"], visit: at(`/year/${thisYear}/summary`) },
  { name: "summary-known", roles: ["samordnare", "ks"], visit: at(`/year/${thisYear}/summary/known?on=2020-03-01`) },
  { name: "summary-known-parts", roles: ["samordnare"], visit: at(`/year/${thisYear}/summary/known?on=${today}`) },
  {
    name: "summary-known-unit",
    roles: ["ks"],
    visit: async (page) => {
      await page.goto(`/year/${thisYear}/summary/known?on=${today}`);
      await page.locator("#known-units").locator("xpath=ancestor::section").getByRole("link").first().click();
      await page.waitForURL(/unit=/);
    },
  },
  {
    name: "project-known",
    roles: ["samordnare"],
    visit: async (page) => {
      await page.goto(`/year/${thisYear}/summary/known?on=${today}`);
      await page.locator("#known-counted").locator("xpath=ancestor::section").getByRole("link").first().click();
      await page.waitForURL(/history\?on=/);
    },
  },
  { name: "summary-edit", roles: ["samordnare"], visit: at(`/year/${thisYear}/summary/edit`) },
  { name: "summary-freeze", roles: ["samordnare"], visit: at(`/year/${thisYear}/summary/freeze`) },
  { name: "summary-money", roles: ["samordnare"], visit: at(`/year/${thisYear}/summary/money`) },
  { name: "summary-money-period", roles: ["ks"], visit: at(`/year/${thisYear}/summary/money?period=1`) },
  { name: "edition", roles: ["samordnare", "lasare"], visit: at(`/year/${thisYear - 1}/editions/1`) },
  { name: "governing-documents", roles: ["admin", "lasare"], visit: at("/governing-documents") },
  { name: "governing-document", roles: ["admin", "lasare"], visit: document },
  { name: "governing-document-draft", roles: ["admin"], visit: draftDocument },
  { name: "governing-document-edit", roles: ["admin"], visit: below(document, "edit") },
  { name: "governing-document-copy-wrong", roles: ["admin"], visit: pressing(below(document, "copy"), "Gör utkastet") },
  { name: "governing-document-in-force", roles: ["admin"], visit: below(draftDocument, `in-force?from=${thisYear + 2}-01-01`) },
  { name: "governing-document-import", roles: ["admin"], visit: at("/governing-documents/import") },
  { name: "governing-document-import-wrong", roles: ["admin"], visit: faultyFile },
  { name: "rules", roles: ["lasare"], visit: below(document, "rules") },
  { name: "rules-removed", roles: ["admin"], visit: removedRule },
  { name: "rule-new-wrong", roles: ["admin"], visit: pressing(below(draftDocument, "rules/new"), "Spara regeln") },
  { name: "rule-rows", roles: ["admin"], visit: pressingRow },
  { name: "rule-trial", roles: ["admin"], visit: below(document, "trial?matter=START_PROJECT&budgetYears=4&bodiesConcerned=2&answer=1") },
  { name: "account", roles: ["kontakt", "kspresidium"], visit: at("/account") },
  { name: "account-calendars", roles: ["kontakt", "samordnare"], visit: at("/account/calendars") },
  { name: "account-calendar-made", roles: ["kfpresidium"], visit: calendarMade },
  { name: "api-documentation", roles: ["lasare", "admin"], visit: at("/api-documentation") },
  { name: "api-documentation-register", roles: ["lasare"], visit: openedRegister },
  { name: "disclosures", roles: ["samordnare", "admin"], visit: requestsWaiting },
  { name: "disclosures-none", roles: ["samordnare"], visit: at("/disclosures?q=finns+inte&farg=bla") },
  { name: "disclosure-new", roles: ["samordnare"], visit: at("/disclosures/new") },
  { name: "disclosure-new-wrong", roles: ["samordnare"], visit: pressing(at("/disclosures/new"), "Registrera begäran") },
  { name: "disclosure", roles: ["samordnare"], visit: pickedRecords },
  { name: "disclosure-edit", roles: ["samordnare"], visit: async (page) => (await registeredRequest(page), void (await page.goto(`${requestPath(page)}/edit`))) },
  { name: "disclosure-history", roles: ["samordnare"], visit: async (page) => (await pickedRecords(page), void (await page.goto(`${requestPath(page)}/history`))) },
  { name: "disclosure-records", roles: ["samordnare"], visit: pickingRecords },
  { name: "disclosure-records-wrong", roles: ["samordnare"], visit: pressing(pickingRecords, "Lägg till i prövningen") },
  { name: "disclosure-record", roles: ["samordnare"], visit: examinedRecord },
  { name: "disclosure-record-wrong", roles: ["samordnare"], visit: unexplainedMask },
  { name: "disclosure-answer", roles: ["samordnare"], visit: answering },
  { name: "disclosure-answer-hindered", roles: ["samordnare"], visit: async (page) => (await pickedRecords(page), void (await page.goto(`${requestPath(page)}/answer`))) },
  { name: "disclosure-answered", roles: ["samordnare"], visit: answeredRequest },
  { name: "system-tokens", roles: ["admin"], visit: systemConnected },
  { name: "system-token", roles: ["admin"], visit: madeSystemToken },
  { name: "system-token-new", roles: ["admin"], visit: at("/system-tokens/new") },
  { name: "system-token-new-wrong", roles: ["admin"], visit: pressing(at("/system-tokens/new"), "Skapa nyckel") },
  { name: "open-data", roles: ["lasare", "admin"], visit: at("/open-data") },
  { name: "open-data-on", roles: ["admin"], visit: openDataOn },
  { name: "help", roles: ["lasare"], visit: at("/help") },
  { name: "not-found", roles: ["lasare"], visit: at("/projects/00000000-0000-4000-8000-00000000feed") },
  { name: "not-found-anywhere", roles: ["visitor", "lasare"], visit: at("/finns/inte") },
];

/** @typedef {{ width: number, theme: "light" | "dark" }} View */

/** @type {readonly View[]} */
export const VIEWS = [
  { width: 1280, theme: "light" },
  { width: 1280, theme: "dark" },
  { width: 360, theme: "light" },
  { width: 360, theme: "dark" },
];
