/**
 * What the program is held to in security: the lines of OWASP ASVS 5.0.0, levels 1 and 2, that can apply to it, the
 * framework's own advice as checks, and the goals. In our own words; the numbers are the standard's.
 * @typedef {import("./assurance.mjs").Line} Line
 */

const ACCESS = "e2e/access/access.spec.ts";
const ACCOUNTS = "tests/integration/accounts/accounts.test.ts";
const API = "tests/integration/api/answers.test.ts";
const AUDIT = "tests/integration/audit/audit.test.ts";
const AUDIT_LOG = "tests/integration/audit/audit-log.test.ts";
const CANARIES = "e2e/access/canaries.spec.ts";
const ADDRESSES = "tests/integration/addresses/inside-addresses.test.ts";
const BACKUP = "tests/scripts/backup.test.ts";
const CLASSES = "tests/architecture/model.test.ts";
const CORPUS = "tests/integration/documents/hostile-corpus.test.ts";
const CSV = "src/server/documents/csv.test.ts";
const FORGED = "tests/integration/accounts/forged-tokens.test.ts";
const FRONT_DOOR = "tests/scripts/front-door.test.ts";
const DOORS = "tests/access/doors.test.ts";
const DOWNLOAD = "src/server/documents/download.test.ts";
const EXPORT = "tests/integration/projects/export.test.ts";
const FEEDS = "tests/integration/calendars/feeds.test.ts";
const FIELDS = "src/lib/fields.test.ts";
const FILES = "tests/integration/documents/hostile-files.test.ts";
const FORMS = "src/lib/form-values.test.ts";
const HEADERS = "e2e/access/headers.spec.ts";
const HOSTILE = "e2e/access/hostile-texts.spec.ts";
const IMPORTS = "tests/architecture/imports.test.ts";
const JOURNEYS = "e2e/fixtures/test.ts";
const KEYS = "tests/scripts/keys.test.ts";
const LINT = "tests/architecture/lint.test.ts";
const LISTS = "src/server/workbooks/list.test.ts";
const MAILS = "tests/integration/notifications/mails.test.ts";
const METRICS = "tests/integration/readiness/metrics.test.ts";
const MIGRATE = "tests/scripts/migrate.test.ts";
const NOBODY = "tests/integration/accounts/no-default-accounts.test.ts";
const OIDC = "tests/integration/accounts/oidc.test.ts";
const OIDC_JOURNEYS = "e2e/oidc/oidc.spec.ts";
const OPERATIONS = "docs/operations.md";
const OUTAGE = "e2e/outage.spec.ts";
const OWN_PATH = "src/server/own-path.test.ts";
const PERSONS = "tests/access/fields.test.ts";
const SEARCH = "tests/integration/search/search.test.ts";
const SECRETS = "tests/architecture/secrets.test.ts";
const SECRETS_SCAN = "tests/scripts/secrets.test.ts";
const SERVICES = "tests/access/services.test.ts";
const SESSIONS = "tests/integration/sessions/sessions.test.ts";
const SETTINGS = "src/server/env.test.ts";
const SUPPLY = "tests/scripts/supply-chain.test.ts";
const TAMPERING = "tests/integration/audit/tampering.test.ts";
const TOKENS = "tests/integration/system-tokens/tokens.test.ts";
const WORKBOOKS = "src/server/workbooks/workbook.test.ts";

/** @param {string} file @param {readonly string[]} titles */
const at = (file, ...titles) => titles.map((title) => ({ file, title }));
/** @param {string} file @param {string} text */
const says = (file, text) => [{ file, text }];

const BAD_TOKENS = at(FORGED, "that %s lets nobody in", "signs its person in when all of it is right, also when it was made for several programs and handed to this one");
const EVERY_HEADER = at(HEADERS, "Varje adress i bygget svarar med alla säkerhetsregler, vem som än frågar och vad som än är fel", "Det som är lika för alla får sparas, och gissas inte om");
const IMAGE = "tests/scripts/image.test.ts";
const HOUSE_RULES = at(LINT, "every rule of the house has a text planted below", "the rules hold for every file of the program, apart from the exceptions that are named");
const NO_IMAGE = "What the image holds is laid out and run by tests, without a container engine: its layers are not looked through.";

/** @type {readonly Line[]} */
export const ASVS = [
  {
    id: "ASVS 1.2.1, 1.2.3",
    must: "What people write is encoded for the place it is shown in, and no component writes HTML of its own.",
    tests: [...at(LINT, "every rule of the house has a text planted below", "the rules hold for every file of the program, apart from the exceptions that are named"), ...at(CSV, "puts an apostrophe before %j, which a spreadsheet program would calculate"), ...at(MAILS, "cannot be made to say more, or to more, by what is written in a title"), ...at(SEARCH, "says where the words stand, title and text, as pieces and never as markup"), ...at(HOSTILE, "Inget som någon kan skriva blir till något annat än text, på någon sida eller i någon fil"), ...at(MAILS, "says no more and goes to no more, whatever of what somebody may write is its title")],
    missing: "The texts are written into the columns, past the forms that would refuse some of them, and a person's own feed is not read with them. A PDF is looked through for what would run, not page by page.",
  },
  {
    id: "ASVS 1.2.2",
    must: "A link that somebody writes leads to a page on the web. Addresses that a browser would run are refused.",
    tests: [...at(ADDRESSES, "ASVS 1.2.2: stand in fields that are all in the table here", "ASVS 1.2.2: lead to pages on the web"), ...at("src/features/decisions/schema.test.ts", "an address that a browser would run"), ...at("src/features/opportunities/rules.test.ts", "has a link to a page on the web, which %s is not"), ...at("src/features/town-relations/papers/rules.test.ts", "a document that is no address")],
  },
  {
    id: "ASVS 1.2.4",
    must: "The database is asked with parameters only. Statements built from text are banned, but for one file that hands on the queue's own.",
    tests: [...at(LINT, "every rule of the house has a text planted below", "the rules hold for every file of the program, apart from the exceptions that are named"), ...at(SEARCH, "Hostile queries give an answer and no fault: %s", "signs that mean something to the database mean themselves")],
    missing: "The rule bans the client's unsafe calls. It does not see the driver's own, which src/server/db.ts alone holds.",
  },
  {
    id: "ASVS 1.2.5",
    must: "The running program starts no other program.",
    tests: at(LINT, "every rule of the house has a text planted below", "the rules hold for every file of the program, apart from the exceptions that are named"),
  },
  {
    id: "ASVS 1.2.9",
    must: "What is searched for never becomes a pattern.",
    tests: [...at(SEARCH, "Hostile queries give an answer and no fault: %s", "signs that mean something to the database mean themselves"), ...at("src/features/search/rules.test.ts", "never is so long or so odd that it can't be read, and its words are letters and figures alone")],
  },
  {
    id: "ASVS 1.3.1, 1.3.5",
    must: "Rich text is cleaned by a library with a list of what may stand.",
    tests: [],
    outside: "No form takes rich text or Markdown. Everything is plain text.",
  },
  {
    id: "ASVS 1.3.4",
    must: "Drawings that can run scripts (SVG) are not taken.",
    tests: [...at(FILES, "a drawing called a picture", "a type that is not taken"), ...at("tests/integration/municipality/profile.test.ts", "a drawing that can run programs", "the same by another name")],
  },
  {
    id: "ASVS 1.3.6",
    must: "The server never fetches an address that a person wrote.",
    tests: HOUSE_RULES,
  },
  {
    id: "ASVS 1.3.11",
    must: "Line ends and odd addresses make no mail say more or go to more.",
    tests: [...at(MAILS, "cannot be made to say more, or to more, by what is written in a title", "to the address %j goes nowhere"), ...at(SETTINGS, "a sender with a second header in it", "a sender that looks like another")],
  },
  {
    id: "ASVS 1.5.1",
    must: "XML inside workbooks and documents brings in no entities.",
    tests: [...at(WORKBOOKS, "that declares entities is not read"), ...at(FILES, "a text that unfolds")],
  },
  {
    id: "ASVS 1.5.2",
    must: "Nothing is brought to life from data but JSON that a schema has read.",
    tests: at("src/features/governing-documents/import.test.ts", "cannot smuggle in what no pack may hold", "that is a bomb is refused", "never throws, whatever it holds"),
    missing: "This is tried for the file that people read in. No rule bans other ways to bring data to life.",
  },
  {
    id: "ASVS 2.1.1–2.1.3",
    must: "The rules for each field and the limits are written down.",
    tests: at(FIELDS, "is read: %s"),
    missing: "The schemas are the list. No document is made of them.",
  },
  {
    id: "ASVS 2.2.1, 2.2.2",
    must: "The server checks everything that comes in, whatever the page did.",
    tests: [...at(DOORS, "%s answers whatever is sent to it, and changes nothing"), ...at(ACCESS, "Det som bara ramverket kan misstolka ändrar inget", "Autosparningen tål vad som helst och vägrar utan fel"), ...at(FIELDS, "answers anything that can be typed with a value or a sentence, and never fails"), ...at(FORMS, "reads any form that a browser can send"), ...at("src/features/api/schema.test.ts", "tells of all that is wrong at once, and knows no unit where records are no unit's")],
    missing: "Each form is sent five fixed kinds of rubbish, not generated ones. Search parameters of most pages are tried by examples.",
  },
  {
    id: "ASVS 2.2.3",
    must: "Fields that belong together agree: an end is not before its start.",
    tests: [...at("src/features/visits/schema.test.ts", "is refused at the field when it ends before it starts", "says what is missing, and what does not agree"), ...at("e2e/bad-input.spec.ts", "ett slut före starten")],
    missing: "Visits and projects are named here. Other forms have examples of their own; no test goes through every pair of fields.",
  },
  {
    id: "ASVS 2.3.1",
    must: "Steps cannot be skipped.",
    tests: [...at("src/features/projects/steps/rules.test.ts", "refuses every step but those that projects take"), ...at("tests/integration/projects/projects.test.ts", "is refused a step that there is not, one that lacks something, and one in the future")],
    missing: "Every pair of states is tried for projects. Other life cycles are tried by examples.",
  },
  {
    id: "ASVS 2.3.3",
    must: "An act is one transaction, with its audit entry and what is to be mailed.",
    tests: [...at(AUDIT, "%s writes one entry that covers each version it made", "without an entry cannot be committed"), ...at("tests/faults/killed-changes.test.ts", "leaves nothing of them"), ...at(MAILS, "of what was rolled back is never sent, nor told")],
  },
  {
    id: "ASVS 2.3.4",
    must: "What there is one of goes to one.",
    tests: [...at("tests/faults/two-instances.test.ts", "let one of two take a visit, and tell the other who", "bring a new town into the register once, though several relations name it at once", "freeze a year in one order, each edition from one moment, while others save projects"), ...at("tests/faults/competence.test.ts", "ASVS 2.3.4: give the last of places to no more than there are, though fifty ask at once", "give the last place to one of two, and one row to whoever signs up twice")],
    missing: "Fifty at once ask for a place at a course. For visits, towns and editions two to six try at once.",
  },
  {
    id: "ASVS 2.4.1",
    must: "Sign-in, search, export, import and the API are limited for each person, address or token.",
    tests: [...at(SESSIONS, "lets no more than the limit through when all come at once"), ...at(ACCOUNTS, "are ten a minute from one place, whatever the account"), ...at(EXPORT, "is asked for ten times an hour by one person, the formats together"), ...at(TOKENS, "so many answers a minute for each token, said in every answer, and others are not held up"), ...at(FEEDS, "is noted as used at most once an hour, and fetched at most so often"), ...at("tests/integration/open-data/open-data.test.ts", "is sent to one address so many times a minute")],
    missing: "The limits of search, imports, uploads and reports are in the code and in no test. How others fare while one person is stopped is not measured.",
  },
  {
    id: "ASVS 3.2.1",
    must: "Files and answers of the API are never shown as pages.",
    tests: [...at(DOWNLOAD, "is saved, never shown or kept, and named in full and in ASCII", "ASVS 3.2.1: what is shown in the browser is in a sandbox of its own"), ...at(EXPORT, "opens as CSV in another program"), ...EVERY_HEADER],
  },
  {
    id: "ASVS 3.3.1–3.3.4",
    must: "The session cookie is bound to the host, sent over https only, and read by no script.",
    tests: at(OIDC, "makes the person whose identity it is the actor, with our session alone left in the browser and no token", "binds the attempt's cookies to https where the site is served with it", "binds the session's own cookie to the host and to https where the site is served with it"),
  },
  {
    id: "ASVS 3.4.1",
    must: "Browsers are told to come back over https only, for a year.",
    tests: at(FRONT_DOOR, "carries what browsers are to be told, with a nonce of its own", "demands encryption for ever only where people come by https"),
  },
  {
    id: "ASVS 3.4.2",
    must: "No other site may read answers, but for open data.",
    tests: [...at("tests/integration/open-data/open-data.test.ts", "gives the same projects as JSON and as CSV, without those that are confidential, and no text that a spreadsheet would take for a formula"), ...EVERY_HEADER],
  },
  {
    id: "ASVS 3.4.3",
    must: "A policy with a nonce of its own stands on every page, and no page breaks it.",
    tests: [...at(JOURNEYS, "in the console: "), ...at(OIDC_JOURNEYS, "Svaren bär säkerhetsregler och sparas ingenstans"), ...EVERY_HEADER],
    figure: "2026-11-30: 3,972 answers at 302 addresses, to nobody and to three who had signed in",
  },
  {
    id: "ASVS 3.4.4–3.4.6",
    must: "Answers are not guessed at, tell no other site their address, and stand in nobody's frame.",
    tests: [...at(FRONT_DOOR, "carries what browsers are to be told, with a nonce of its own"), ...at(OIDC_JOURNEYS, "Svaren bär säkerhetsregler och sparas ingenstans"), ...at(DOWNLOAD, "is saved, never shown or kept, and named in full and in ASCII"), ...EVERY_HEADER],
    figure: "2026-11-30: 3,972 answers at 302 addresses, to nobody and to three who had signed in",
  },
  {
    id: "ASVS 3.5.1–3.5.3",
    must: "No other site can have something done in a person's name.",
    tests: [...at(ACCESS, "En annan webbplats kan inte skicka något i någons namn"), ...at(DOORS, "refuse writes that come from elsewhere, or from nowhere"), ...at(OWN_PATH, "%j sent to %j is this site's own: %s"), ...at(OIDC, "starts only from this site's own page")],
    missing: "No crawl reads every page twice and compares the database.",
  },
  {
    id: "ASVS 3.5.4",
    must: "The app has a host name of its own.",
    tests: at(SETTINGS, "an address with a path"),
    missing: "It refuses an address below another site's. That nothing else is served under the name is for those who run it.",
  },
  {
    id: "ASVS 3.7.2",
    must: "The app leads on to its own pages only.",
    tests: [...at(OWN_PATH, "never leads to another site, whatever was given"), ...at(OIDC, "leads back to the deep link, and never to another site"), ...at(ACCESS, "Varje åtgärd i bygget vägrar den som inte är inloggad och den som bara läser, vad de än skickar, och ändrar inget")],
  },
  {
    id: "ASVS 4.1.1",
    must: "Every answer says its type and character set.",
    tests: [...at(TOKENS, "lets in by the header alone, reads no cookie, and answers 304 for what has not changed"), ...at(EXPORT, "opens as CSV in another program"), ...at(FEEDS, "sends the calendar only when it has changed, asks for no cookie, and lets nobody know where it was"), ...EVERY_HEADER],
  },
  {
    id: "ASVS 4.1.3",
    must: "A forwarded address is believed only from the proxies that are there.",
    tests: [...at(FRONT_DOOR, "with %s proxies of one's own it is %s, whatever the visitor says", "is the socket's own where fewer proxies spoke than there are", "cannot be said under the names that the door itself uses"), ...at(ACCESS, "Den som är inloggad får samma svar hur frågan än är klädd")],
    documents: says(OPERATIONS, "otherwise the header is not believed"),
  },
  {
    id: "ASVS 4.2.1",
    must: "No request is smuggled inside another.",
    tests: at(SUPPLY, "is not older than where what is known to be dangerous was mended, wherever it is"),
    missing: "Only the framework's version is held. No smuggled request is sent, and no proxy stands in front in any test.",
  },
  {
    id: "ASVS 5.1.1",
    must: "It is written which files are taken, how large, and how large unpacked.",
    tests: [...at("src/features/documents/rules.test.ts", "stops it at its own field, by name"), ...at(WORKBOOKS, "with more rows or columns than a list has is told of"), ...at(SETTINGS, "a limit of files beyond what is received")],
    documents: says(OPERATIONS, "## Documents"),
    missing: "The size of a file is documented. The kinds, and the limits of what is unpacked, are in the code alone.",
  },
  {
    id: "ASVS 5.2.1–5.2.3",
    must: "A file's size, ending, content and structure agree before it is kept, and nothing is unpacked beyond its limit.",
    tests: [...at(FILES, "%s is taken", "%s is not", "a bomb", "says what is wrong with its file, and keeps what was typed"), ...at(WORKBOOKS, "that is larger than it says, or says that it is larger than it is, is not unpacked")],
  },
  {
    id: "ASVS 5.3.2, 5.4.1, 5.4.2",
    must: "Files lie under names of our own, and are handed out under a name that no browser misreads.",
    tests: [...at(DOWNLOAD, "%j is written so that every browser reads it"), ...at("src/features/documents/rules.test.ts", "%j is kept as %j"), ...at("tests/integration/documents/documents.test.ts", "are kept byte for byte, once for one key, and told of in the record's history without their title")],
  },
  {
    id: "ASVS 5.4.3",
    must: "A virus scanner can be put in the way, and a file says when it was not scanned.",
    tests: [...at(FILES, "is given the file as its protocol says, and believed", "is away when it answers anything else, breaks off, or is not there; and there is none where none is named"), ...at("src/features/documents/rules.test.ts", "by a scanner that finds something or does not answer stops it, and none at all is said")],
    missing: "The scanner in the tests is ours, and speaks its protocol. A real ClamAV has not been tried.",
  },
  {
    id: "ASVS 6.1.1, 6.3.1",
    must: "Guessing passwords is slowed, and nobody can shut another person out by it.",
    tests: at(ACCOUNTS, "are ten a minute from one place, whatever the account", "are twenty an hour at one account, from wherever they come, the right password too", "take as long to refuse when there is no such account"),
    missing: "The second half does not hold for local accounts: after twenty tries in an hour the right password is refused too, so a stranger can shut an account for up to an hour. Sign-in at the provider is not touched.",
  },
  {
    id: "ASVS 6.1.3, 6.3.4",
    must: "Every way in is listed, and the demonstration's sign-in is there only with the embedded database on this machine.",
    tests: [...at(SETTINGS, "a demonstration beside a given database", "a demonstration that others can reach"), ...at(OIDC, "has no other addresses: neither the library's pages nor its session", "is not there at all when no provider is configured"), ...at("tests/integration/demonstration/interrupted-load.test.ts", "nothing is loaded beside records that are there, nor where the demonstration is closed")],
    missing: "The settings are tried, not a served build with each of them. Whoever sets UTBLICK_EMBEDDED=on by hand is believed.",
  },
  {
    id: "ASVS 6.3.2",
    must: "There are no default accounts.",
    tests: at(NOBODY, "ASVS 6.3.2: a database that has been brought up to date has nobody who could sign in, and no key of any kind", "ASVS 6.3.2: the command that makes the first administrator demands a password of its own as long as everybody's, and makes one alone").concat(at(SETTINGS, "a demonstration beside a given database", "a demonstration that others can reach")),
    documents: says(OPERATIONS, "It works only while nobody holds the administrator's role."),
  },
  {
    id: "ASVS 6.3.3, 6.8.4",
    must: "Sign-in takes two factors, and the app sees that it did.",
    tests: [...at(OIDC, "ASVS 6.3.3: lets in whoever has shown two factors there, where the settings demand it, and tells others so"), ...at(FORGED, "that says %j lets its person in", "that says %j lets nobody in")],
    documents: says(OPERATIONS, "`UTBLICK_OIDC_TWO_FACTORS` makes Utblick see for itself"),
    missing: "It is looked at where `UTBLICK_OIDC_TWO_FACTORS` says so, which is for the municipality to set. Local accounts have a password alone. Entra ID, AD FS and Keycloak have not been tried with it.",
  },
  {
    id: "ASVS 6.8.1–6.8.3",
    must: "A person is known by issuer and subject, never by e-mail, from a signed token.",
    tests: [...at(OIDC, "goes by issuer and subject, so that a known person's e-mail address opens nothing", "refuses an identity that no account has, makes none, and shows the person what to pass on"), ...at(ACCOUNTS, "are found by issuer and subject together, as they are written", "cannot pass for local accounts, nor local accounts for them"), ...BAD_TOKENS],
    missing: "SAML is not offered, so that its replays are not tried.",
  },
  {
    id: "ASVS 6.2, 11.4.2",
    must: "A local password is long, and kept as a slow hash.",
    tests: [...at("src/features/accounts/rules.test.ts", "say at each field what to write instead"), ...at(ACCOUNTS, "keep the password as a slow hash only, in no version, audit entry or key")],
    missing: "At least fifteen characters, scrypt. Passwords are not compared with lists of those that have leaked.",
  },
  {
    id: "ASVS 7.1.1–7.1.3",
    must: "It is written how long a session lasts, with and without use.",
    tests: at(SESSIONS, "ends after an hour without a request", "ends after ten hours, however busy"),
    documents: says(OPERATIONS, "Its session ends after 60 minutes without use, after 10 hours"),
  },
  {
    id: "ASVS 7.2.1, 7.2.3, 7.2.4",
    must: "A session's key is 256 random bits, known to the server by its hash, and new at each sign-in.",
    tests: [...at(SESSIONS, "is opened by its own key and no other, and the key is not in the database"), ...at(OIDC, "ends the session that the browser had before")],
  },
  {
    id: "ASVS 7.3.1, 7.3.2",
    must: "The server ends a session that is idle for an hour or ten hours old.",
    tests: at(SESSIONS, "ends after an hour without a request", "ends after ten hours, however busy", "is not brought back by a request after its end"),
  },
  {
    id: "ASVS 7.4.1–7.5.2",
    must: "Signing out, closing an account or ending a session counts from the next request.",
    tests: [...at("e2e/sessions.spec.ts", "Utloggningen gäller på riktigt: den gamla kakan leder bara till inloggningen"), ...at(SESSIONS, "is refused at the next request once it has been ended, by its person or by the administrator", "is refused once its account is closed or its person archived", "end at the next request when the administrator or the person ends one, the others go on, and once is enough", "of somebody else are not even there"), ...at(ACCOUNTS, "ends its sessions at once and shuts it until it is opened again")],
  },
  {
    id: "ASVS 7.5.1, 7.5.3",
    must: "Changes of roles and ways in, erasing, keys for other systems and the log as a file are open for a quarter of an hour after somebody has shown who it is.",
    tests: [...at(SESSIONS, "may do what is weighty for a quarter of an hour, however busy, and then has to show who it is", "neither gives nor ends a role, nor makes a way in, before that", "shows it with its own password and nobody else's, a limited number of times"), ...at(OIDC, "asks anew whoever shows again who it is, and believes nobody else and no older word"), ...at("tests/access/services.test.ts", "%s, for somebody who signed in long ago"), ...at("tests/access/doors.test.ts", "%s leads somebody who signed in long ago to show who it is, and keeps what was written", "give the log to nobody who signed in long ago, and lead whoever followed a link to show who it is"), ...at("e2e/confirm.spec.ts", "Örjan loggade in för en timme sedan och ska ge en roll: han bekräftar med sitt lösenord, och det han skrev står kvar"), ...at("e2e/oidc/oidc.spec.ts", "Den som tar bort kravet på ny inloggning ur adressen har inte bekräftat något")],
    missing: "Seats, appointments and the lists of single registers as files are not among them: a lost seat is seen, and every list is open to all who have signed in.",
  },
  {
    id: "ASVS 7.6.1, 7.6.2",
    must: "It is written how sessions here and at the provider go together, and none begins unasked.",
    tests: at(OIDC, "starts only from this site's own page"),
    documents: says(OPERATIONS, "of Utblick does not sign out of the provider"),
  },
  {
    id: "ASVS 8.1.1, 8.1.2",
    must: "Who may do what to which record, and see which field, is written as a table.",
    tests: [...at(SERVICES, "has a row for every use case that an actor is handed to, and no others", "says of every other export of a service why it asks nobody"), ...at(DOORS, "has a row for every action, and no others", "has a row for every method of every route, and no others"), ...at(PERSONS, "of the %s unit, shown to %s as the table says")],
    documents: says("tests/access/table.ts", "export const SERVICES"),
    missing: "The table is code in the tests. It is not yet made into a document that an office could read.",
  },
  {
    id: "ASVS 8.2.1–8.2.3",
    must: "The table holds: for functions, for records and for fields.",
    tests: [...at(SERVICES, "and no cell has been left out"), ...at(DOORS, "%s runs %s", "%s lets nobody in who isn't signed in"), ...at(PERSONS, "of the %s unit, shown to %s as the table says", "stands in no list that %s reads"), ...at(ACCESS, "Hur en kontaktperson nås visas för samordningen och administratören, och finns inte ens i svarets källa för en läsare")],
    figure: "2026-11-30: 26,600 cases of 750 use cases, and 6,867 of 270 actions and 31 routes",
  },
  {
    id: "ASVS 8.3.1",
    must: "Permission is asked on the server, about the stored row, before anything is written.",
    tests: [...at("src/server/permit.test.ts", "refuses what may not be seen as not there, whatever else is allowed", "gives a permit for the row that was asked about, and for no other"), ...at(IMPORTS, "every import in src follows the rules, and every file in src was read"), ...at("tests/architecture/files.test.ts", "every use case is told who asks", "every action goes through the one door", "every route goes through the one door")],
  },
  {
    id: "ASVS 8.4.1",
    must: "One unit's or company's people reach nothing of another's that is not open to all.",
    tests: [...at(SERVICES, "and no cell has been left out"), ...at(EXPORT, "holds a confidential project for its unit, its members and the office, and for no one else"), ...at("tests/integration/projects/list.test.ts", "is there for its unit, its members and the office, and for nobody else, whatever is asked"), ...at(SEARCH, "a confidential project, the decision about it and what lies with it are found by its unit, its members and the office, each as far as they see it")],
  },
  {
    id: "ASVS 9.1.1–9.2.3",
    must: "A token is taken only with a right signature, algorithm, issuer, audience and time.",
    tests: [...at(OIDC, "refuses a provider that calls itself something else than the settings do"), ...BAD_TOKENS],
    figure: "44 forgeries at each run, none taken",
  },
  {
    id: "ASVS 10.1.1",
    must: "No token of the provider's reaches the browser.",
    tests: at(OIDC, "makes the person whose identity it is the actor, with our session alone left in the browser and no token"),
  },
  {
    id: "ASVS 10.2.1, 10.2.2",
    must: "Sign-in uses PKCE and state, with one provider.",
    tests: at(OIDC, "asks the provider with PKCE, state and nonce, and for nothing but who it is", "refuses a state that was tampered with, is missing or belongs to another browser's attempt", "refuses a code that was used before, with and without the attempt's cookies"),
  },
  {
    id: "ASVS 10.5.1–10.5.5",
    must: "Nonce, subject, issuer and audience are compared.",
    tests: at(OIDC, "refuses a code that nobody gave, one that is given twice, and a verifier of another attempt", "refuses a provider that calls itself something else than the settings do", "goes by issuer and subject, so that a known person's e-mail address opens nothing").concat(BAD_TOKENS),
    missing: "Sign-out from the provider's side is not offered.",
  },
  {
    id: "ASVS 11.1.1, 11.1.2",
    must: "Every key is listed, with who owns it and when it is changed.",
    tests: at(KEYS, "are the settings that hold one, each in the list with what it opens, its owner, and when it is changed", "that people and systems are given are in the list as well"),
    documents: says(OPERATIONS, "## Keys and secrets"),
    missing: "The list names offices. Who holds them, and the day of the last change, are for those who run it to write down.",
  },
  {
    id: "ASVS 11.3.2, 11.4.1",
    must: "Only sound ciphers and hashes are used.",
    tests: at(BACKUP, "is refused when a bit of it is another, when it is cut, when another key is tried and when nothing tells what it held", "even with its sum made anew, a flipped bit doesn't open").concat(HOUSE_RULES),
    missing: "The code uses SHA-256, scrypt and the age format, whose cipher is ChaCha20-Poly1305. A rule bans MD5 and SHA-1; none bans unsound ciphers.",
  },
  {
    id: "ASVS 12.2.1, 12.3.1",
    must: "The way to people, to the database and to the mail server is encrypted, and certificates are checked.",
    tests: [...at(SETTINGS, "an address without encryption", "a password in the open"), ...at("tests/faults/mails.test.ts", "go nowhere in the open where encryption is demanded and the server has none"), ...at(BACKUP, "its programs are told the password where nobody else on the machine sees it")],
    documents: says(OPERATIONS, "sslmode=verify-full"),
    missing: "The app does not demand verify-full when the database is on another machine. No test meets a false certificate.",
  },
  {
    id: "ASVS 13.1.1, 13.2.4",
    must: "Every connection that goes out is listed, and no other is made.",
    tests: [...at(JOURNEYS, "asked another site: "), ...HOUSE_RULES],
    documents: says(OPERATIONS, "needs no network but the database's, the mail server's, the identity provider's and the virus scanner's"),
    missing: "Browsers are watched in every journey, and a rule lists the files that may call another program. Nothing watches what packages call.",
  },
  {
    id: "ASVS 13.2.2, 13.2.3",
    must: "The app's role in the database can do only what it needs, and no example of a secret is accepted.",
    tests: [...at(AUDIT, "is refused: %s", "is no member of the owning role, nor of any that could help it"), ...at(MIGRATE, "gives the app's role what it needs and takes back what it should not have"), ...at(SETTINGS, "an example for a secret", "the word secret for a secret"), ...at(BACKUP, "gives the app its rights in the restored database, and no others")],
  },
  {
    id: "ASVS 13.3.1",
    must: "Secrets come from the settings, and are in no image and no message.",
    tests: [...at(SETTINGS, "never repeat a secret in what they say"), ...at(BACKUP, "its programs are told the password where nobody else on the machine sees it"), ...at(IMAGE, "holds no copy of a secret of those who built it")],
    documents: says(OPERATIONS, "--env-file utblick.env"),
    missing: NO_IMAGE,
  },
  {
    id: "ASVS 13.4.1–13.4.5",
    must: "No source, debugging, TRACE, figures or description of the API is open to all.",
    tests: [...at(METRICS, "is nowhere but at its address, and takes nothing"), ...at(FRONT_DOOR, "ASVS 13.4.4: %s"), ...at(TOKENS, "gives the description to who has a token, and to who has signed in"), ...at(ACCESS, "Varje adress i bygget är antingen öppen med skäl eller kräver inloggning, hur man än frågar"), ...at(HEADERS, "ASVS 13.4.1: Varken källkod, kartor eller filerna bredvid bygget lämnas ut")],
  },
  {
    id: "ASVS 14.1.1, 14.1.2, 14.2.4",
    must: "Every column has a class, and what follows from it is written.",
    tests: [...at(CLASSES, "every column is classified, and nothing is classified that is not there", "passwords and session keys are secret, and names and addresses personal"), ...at("tests/integration/people/personal-data.test.ts", "stands beside the classification, for every column that tells of a person and no other"), ...at(API, "nothing personal or confidential is in it: no column of that class is read at all")],
  },
  {
    id: "ASVS 14.2.1",
    must: "Nothing sensitive stands in an address. The key of a calendar does, by need, and is noted nowhere.",
    tests: [...at(FEEDS, "says of any other key no more than that there is nothing, stops who tries many, and writes no key down, not even when the database fails"), ...at(TOKENS, "lets in by the header alone, reads no cookie, and answers 304 for what has not changed"), ...at(OIDC, "refuses an identity that no account has, makes none, and shows the person what to pass on")],
    missing: "What is searched for stands in the address, so that a list can be sent on.",
  },
  {
    id: "ASVS 14.2.2, 14.3.2",
    must: "Nothing that is shown to one who has signed in is kept on the way.",
    tests: [...at(EXPORT, "opens as CSV in another program"), ...at(DOORS, "suggest pages, what may be done and what may be seen to everyone who has signed in, and to nobody else"), ...at(DOWNLOAD, "is saved, never shown or kept, and named in full and in ASCII"), ...EVERY_HEADER],
  },
  {
    id: "ASVS 14.3.1",
    must: "Signing out clears what the browser holds.",
    tests: [...at(FRONT_DOOR, "has the browser throw away what it holds when it takes the session's cookie away, and not otherwise"), ...at("e2e/sessions.spec.ts", "ASVS 14.3.1: Utloggningen tömmer det som webbläsaren har sparat, men rör inget utkast på servern", "Utloggningen gäller på riktigt: den gamla kakan leder bara till inloggningen")],
  },
  {
    id: "ASVS 14.3.3",
    must: "Nothing sensitive lies in the browser's storage. Drafts lie on the server.",
    tests: [...at("e2e/log-project.spec.ts", "sparas av sig självt, och finns kvar när hon stänger fönstret"), ...HOUSE_RULES],
  },
  {
    id: "ASVS 15.1.1, 15.2.1",
    must: "It is written how soon a fault in a package is mended, and it is met.",
    tests: at(SUPPLY, "is not older than where what is known to be dangerous was mended, wherever it is"),
    documents: says(OPERATIONS, "critical 48 hours, high 7 days, the rest 30 days"),
    missing: "The times are written. The lowest versions are a list in a test, kept by hand, and no test asks the registry what has become known, nor how long a patch took.",
  },
  {
    id: "ASVS 15.1.2",
    must: "All that others have written is listed.",
    tests: at(SUPPLY, "is listed whole by npm run sbom, in the form that scanners read"),
  },
  {
    id: "ASVS 15.1.3, 15.2.2",
    must: "Heavy work is known, and limited.",
    tests: [...at(EXPORT, "is refused for a moment when too many are under way, and allowed again when they have ended"), ...at("tests/integration/imports/runs.test.ts", "is the worker's, and a short one is read in at once"), ...at(WORKBOOKS, "that reaches further than a list does is refused within seconds, before room is made for it"), ...at(FILES, "takes no more memory than it is given, however large the sheet", "a pdf that never ends is given up in time")],
    missing: "There is no list of what is heavy.",
  },
  {
    id: "ASVS 15.2.3",
    must: "No test code is in what is served.",
    tests: [...at(IMPORTS, "every rule is an error and has a violation planted below"), ...at("tests/scripts/commands.test.ts", "are the app's, every file of it, and no test's")],
  },
  {
    id: "ASVS 15.3.1",
    must: "Answers hold what is needed, field by field.",
    tests: [...at(PERSONS, "stands in no list that %s reads"), ...at(API, "every answer is what its schema says")],
    missing: "Keys are held for people and for the API. Other answers of services are held by their types alone.",
  },
  {
    id: "ASVS 15.3.2",
    must: "Requests from the server follow no redirects.",
    tests: [...at(FORGED, "at %s with %i is not followed, and lets nobody in"), ...HOUSE_RULES],
  },
  {
    id: "ASVS 15.3.3",
    must: "A form sets only the fields that it has.",
    tests: at(DOORS, "%s sets nothing that its form doesn't have, though a right form says more", "%s answers whatever is sent to it, and changes nothing"),
    figure: "2026-11-30: 278 right forms with some 30 fields more, none of which was stored",
  },
  {
    id: "ASVS 15.3.4",
    must: "Limits count the address that a request truly came from.",
    tests: [...at(FRONT_DOOR, "with %s proxies of one's own it is %s, whatever the visitor says"), ...at(ACCOUNTS, "are ten a minute from one place, whatever the account")],
  },
  {
    id: "ASVS 15.3.6",
    must: "No name of a field changes how objects behave.",
    tests: [...at(FORMS, "may have fields called what every object has, and pollutes nothing"), ...at(FIELDS, "change nothing about objects as such"), ...at("src/features/governing-documents/import.test.ts", "cannot smuggle in what no pack may hold")],
    missing: "Headings of workbooks are not tried.",
  },
  {
    id: "ASVS 15.3.7",
    must: "A parameter that comes twice is read as said, not as chance has it.",
    tests: [...at(FORMS, "is read as texts, several where a field was sent several times"), ...at("e2e/bad-input.spec.ts", "samma filter två gånger")],
  },
  {
    id: "ASVS 16.1.1",
    must: "What is logged is listed.",
    tests: at("tests/architecture/acts.test.ts", "is handed acts and kinds of records that can be told beforehand", "has words for every act that the program can write (%s)"),
    missing: "Acts in the audit trail are found in the code and all have words. The lines of the program's own log are listed nowhere.",
  },
  {
    id: "ASVS 16.2.1, 16.2.2",
    must: "An entry says who did what to which record, when, and for whom.",
    tests: at(AUDIT_LOG, "says who did what to which record, for whom and under which reference", "takes a day from midnight to midnight in Sweden"),
  },
  {
    id: "ASVS 16.2.5",
    must: "No secret and nothing personal is in the log.",
    tests: [...at(OIDC_JOURNEYS, "Loggen säger vad som hände utan adresser, identiteter, koder eller nycklar"), ...at(TOKENS, "tokens in logs: none; not when one is refused, not when the database fails, and not in what is counted"), ...at(FEEDS, "says of any other key no more than that there is nothing, stops who tries many, and writes no key down, not even when the database fails"), ...at(AUDIT, "keeps no personal data in its details"), ...at(ACCOUNTS, "leave no address in the counters")],
    missing: "Marks are looked for where sign-in, tokens and calendars log. The log of a whole run is not searched for them.",
  },
  {
    id: "ASVS 16.3.1–16.3.4",
    must: "Sign-ins, refusals and unexpected faults are logged.",
    tests: [...at(SERVICES, "every use case answers each role as the table says"), ...at(OIDC_JOURNEYS, "Loggen säger vad som hände utan adresser, identiteter, koder eller nycklar"), ...at(METRICS, "counts attempts at what somebody may not do"), ...at(JOURNEYS, "in the server's log: ")],
  },
  {
    id: "ASVS 16.4.1–16.4.3",
    must: "Nobody can write false lines in the log, change the audit trail, or lose it with the machine.",
    tests: at(AUDIT, "is refused: %s", "is not removed even by the owning role, nor is its version", "cannot write an entry of its own making: number, time, hashes and what it covers are the database's", "tells of %s"),
    documents: says(OPERATIONS, "keep its last hash somewhere"),
    missing: "Lines of the log are JSON, so that line ends stay inside; no test tries it. Sending the log and the last hash elsewhere is for those who run it.",
  },
  {
    id: "ASVS 16.5.1–16.5.3",
    must: "A fault shows a reference and no more. The app works while mail or the provider is away, and never opens because something failed.",
    tests: [...at(OUTAGE, "Ett fel hos oss sägs på sidan med en referens, och samma sida går att försöka med igen", "När databasen är ${how} väntar ingen för evigt: varje dörr svarar att man ska försöka igen"), ...at("tests/faults/mails.test.ts", "make no save wait for a mail server that stands silent: nothing is held in the database meanwhile"), ...at(OIDC, "says so when the provider cannot be reached, at the start and on the way back")],
  },
];

/** @type {readonly Line[]} */
export const FRAMEWORK = [
  {
    id: "N1",
    must: "The database is reached through the services alone, and server files say that they are.",
    tests: at(IMPORTS, "every import in src follows the rules, and every file in src was read", "every rule is an error and has a violation planted below"),
  },
  {
    id: "N2",
    must: "Every action that the build lists refuses strangers, wrong roles and rubbish, and changes nothing.",
    tests: [...at(ACCESS, "Varje åtgärd i bygget vägrar den som inte är inloggad och den som bara läser, vad de än skickar, och ändrar inget", "Det som bara ramverket kan misstolka ändrar inget"), ...at(DOORS, "%s runs %s", "%s lets nobody in who isn't signed in")],
    figure: "2026-11-30: 5,670 calls over http of the build's 270 actions",
    missing: "Over http, actions are called by nobody, by an invented key and by a reader. Other units' people call them one layer further in.",
  },
  {
    id: "N3",
    must: "Every page and route that the build lists asks who is there, however it is asked.",
    tests: at(ACCESS, "Varje adress i bygget är antingen öppen med skäl eller kräver inloggning, hur man än frågar", "Den som är inloggad får samma svar hur frågan än är klädd"),
    missing: "Eleven ways of asking are tried signed out, and as a reader. Each page in each role is tried one layer further in.",
  },
  {
    id: "N4",
    must: "A matrix of roles, acts and situations is whole, and taking a check away is noticed.",
    tests: [...at(SERVICES, "and no cell has been left out", "knows how each of its rows is attempted"), ...at(DOORS, "%s runs %s")],
    figure: "2026-11-30: 26,600 cases of 750 use cases, and 6,867 of 270 actions and 31 routes",
    missing: "Permission checks are taken away by a command of its own, and not in npm test -- all (S3).",
  },
  {
    id: "N5",
    must: "A field that someone may not see is nowhere in what is sent: page, payload, file, calendar or mail.",
    tests: [...at(PERSONS, "of the %s unit, shown to %s as the table says"), ...at(ACCESS, "Hur en kontaktperson nås visas för samordningen och administratören, och finns inte ens i svarets källa för en läsare"), ...at(API, "nothing personal or confidential is in it: marks in every such column, and in what is confidential as a whole, come out nowhere"), ...at(EXPORT, "holds a confidential project for its unit, its members and the office, and for no one else"), ...at(MAILS, "names no person and, of a register with confidential records, no title")],
    figure: "2026-11-30: 85 columns marked for the API and open data, 0 marks out",
    missing: "Marks are put in every closed column for the API and open data. Pages, Word files and PDFs are looked through for some fields.",
  },
  {
    id: "N6",
    must: "Nobody is handed another person's page by a cache.",
    tests: at(CANARIES, "Två som turas om får aldrig något av varandras, hur fort det än går"),
  },
  {
    id: "N7",
    must: "Secret values are tainted, so that the framework refuses to send them.",
    tests: at(SECRETS, "are named where they are compared and nowhere else, are fetched with no row, and settings that hold them are read by the server's own files", "in %s would be found where it is: %s"),
    missing: "Taint is not switched on: it would put the experimental channel of React under the whole program. A rule for the source stands in its place, which no value passes through.",
  },
  {
    id: "N8",
    must: "A way in through the framework meets a small room: safe versions, a role with few rights, no shell.",
    tests: [...at(SUPPLY, "is not older than where what is known to be dangerous was mended, wherever it is"), ...at(AUDIT, "is refused: %s"), ...at(LINT, "the rules hold for every file of the program, apart from the exceptions that are named"), ...at(SETTINGS, "refuse Windows"), ...at(IMAGE, "serves its pages with their scripts, and changes nothing in itself")],
    documents: says("Containerfile", "USER 65534:65534"),
    missing: `${NO_IMAGE} A read-only disk and a list of addresses that may be called are for those who run it.`,
  },
  {
    id: "N9",
    must: "Writes from other sites are refused, those without a readable origin too.",
    tests: [...at(ACCESS, "En annan webbplats kan inte skicka något i någons namn"), ...at(DOORS, "refuse writes that come from elsewhere, or from nowhere")],
  },
  {
    id: "N10",
    must: "A body that is too large is refused before it is read whole.",
    tests: [...at("e2e/governing-documents.spec.ts", "megabyte sägs vara för stor, och det skrivna finns kvar när man går tillbaka"), ...at("e2e/documents.spec.ts", "En fil som är större än gränsen, tom eller mycket större sägs ifrån om, och det som skrevs finns kvar"), ...at(FILES, "leaves nothing on the disk and takes no more memory for a large file than for a small one")],
    missing: "Bodies that do not say their length are not tried over http.",
  },
];

/** @type {readonly Line[]} */
export const GOALS = [
  {
    id: "S1",
    must: "No line of ASVS, levels 1 and 2, fails, and each has a test or a document.",
    tests: at("tests/architecture/assurance.test.ts", "has tests, or says what is missing, or why it does not apply"),
    missing: "This page counts the lines that are not shown. ASVS lines that are not in this list have been judged not to apply, and nobody outside the project has looked.",
  },
  {
    id: "S2",
    must: "At least 1,500 cases of the access matrix hold, and no action or route is without one.",
    tests: [...at(SERVICES, "and no cell has been left out"), ...at(DOORS, "has a row for every action, and no others", "has a row for every method of every route, and no others")],
    figure: "2026-11-30: 33,467 cases",
  },
  {
    id: "S3",
    must: "Of permission checks that are taken away, 95 of 100 make a test fail.",
    tests: at("tests/architecture/sabotages.test.ts", "finds its text exactly once, and changes it", "say yes to everybody afterwards, and nothing around them is another", "are those of the services, but for the ones that refuse nobody"),
    figure: "2026-11-29: 98.35 % of 1,155 mutants of the rules of who decides",
    missing: "Twenty checks are drawn out of 439, each time others; `npm run sabotage -- permissions` takes them away and is no part of npm test -- all. It has not yet been run to its end.",
  },
  {
    id: "S4",
    must: "No mark leaks: by field, cache, log, file or calendar.",
    tests: [...at(API, "nothing personal or confidential is in it: marks in every such column, and in what is confidential as a whole, come out nowhere"), ...at(PERSONS, "stands in no list that %s reads"), ...at(EXPORT, "holds a confidential project for its unit, its members and the office, and for no one else"), ...at(TOKENS, "tokens in logs: none; not when one is refused, not when the database fails, and not in what is counted"), ...at(CANARIES, "Två som turas om får aldrig något av varandras, hur fort det än går")],
    missing: "As N5 and ASVS 16.2.5 say.",
  },
  {
    id: "S5",
    must: "No package that is served has a known grave fault, and patch times are kept.",
    tests: at(SUPPLY, "has one exact version each, which the lock holds by its digest and which comes from the registry", "is free to use, by a licence from a list", "is not older than where what is known to be dangerous was mended, wherever it is", "is little: at most sixty packages are asked for by name", "runs nothing of its own when it is installed"),
    missing: "The command npm audit asks the registry, so it is no part of npm test -- all, and no figure of it is kept.",
  },
  {
    id: "S6",
    must: "An ended session is refused at the next request, a hundred times of a hundred.",
    tests: [...at(SESSIONS, "is refused at the next request once it has been ended, by its person or by the administrator"), ...at("e2e/sessions.spec.ts", "Utloggningen gäller på riktigt: den gamla kakan leder bara till inloggningen"), ...at(DOORS, "%s lets nobody in who isn't signed in")],
    missing: "Each action is tried once with a session that was ended. A hundred in a row are not counted.",
  },
  {
    id: "S7",
    must: "No page breaks its policy or asks another site, and every route has its headers.",
    tests: [...at(JOURNEYS, "asked another site: ", "in the console: "), ...EVERY_HEADER],
    figure: "2026-11-30: 3,972 answers at 302 addresses, to nobody and to three who had signed in",
  },
  {
    id: "S8",
    must: "Every act leaves an entry, every change of the trail is found, and the app's role can change nothing.",
    tests: [...at(AUDIT, "%s writes one entry that covers each version it made", "is refused: %s", "tells of %s", "holds after fifty have written at the same time"), ...at(SERVICES, "every use case answers each role as the table says"), ...at(AUDIT_LOG, "is not whole when an entry has been changed past the program, and says which"), ...at(TAMPERING, "can be written in by nobody's statement: neither the program's role nor the owner's", "is found out at the very row, whichever column of whichever row it is, when the owner has switched the guards off", "is found out at the very row when whoever runs the server does it past every guard", "is found out when whoever runs the server takes an entry or a version away, or puts one in", "is none when nobody has, however long it is")],
    figure: "2026-11-30: 300,026 entries verified in 12.2 s on a busy machine. Every column of both tables tampered with by owner and superuser, each named at its row",
    missing: "Whoever runs the server and makes the whole chain anew is found out by a hash that is kept elsewhere, which is for those who run it.",
  },
  {
    id: "S9",
    must: "Of 1,000 hostile files none ends the program, takes more than five seconds or 300 MB.",
    tests: [...at(CORPUS, "are more than a thousand, of every kind that is taken anywhere, and each another", "sent as $what are each answered in words, within five seconds and 300 MB, and none ends the program or fails it", "a drawn page of each hostile PDF is a picture or none, within five seconds"), ...at(FILES, "%s is not"), ...at(WORKBOOKS, "that is cut short, or noise, is damaged; none of them ends the program", "that reaches further than a list does is refused within seconds, before room is made for it"), ...at(LISTS, "that are too long, too wide or end within quotation marks are told of"), ...at("src/features/governing-documents/import.test.ts", "that ends in the middle of a text is refused at once, wherever it ends")],
    figure: "2026-11-30: 1,114 files, every fifth sent everywhere: 205 refused and 98 taken, none over 1.1 s or 27 MB",
    missing: "The files go through the forms' own readers and the use cases, not over http. npm test -- all takes every second, `npm test` every eleventh; all of them with HOSTILE_EVERY=1, which has not yet been seen to its end.",
  },
  {
    id: "S10",
    must: "Of 60 addresses that lead inside, the server calls none.",
    tests: [...at(ADDRESSES, "are called by nobody: of more than sixty that lead inside, in every field and file, none is asked for and no name looked up"), ...HOUSE_RULES],
    figure: "2026-11-30: 85 addresses in nine fields and in files of three kinds, 0 calls and 0 names looked up",
    missing: "The connections and names of the process that runs the use cases are watched. The worker and the served pages are not.",
  },
  {
    id: "S11",
    must: "Scanners of the running app, of the image and of secrets find nothing.",
    tests: at(SECRETS_SCAN, "%s would be found", "stand in no file", "have stood in no file of any commit that is here"),
    missing: "Keys and passwords are looked for in every file and commit. No scanner of the running app or of the image (ZAP, Trivy, Grype) is run: they are not among the packages that npm installs.",
  },
];
