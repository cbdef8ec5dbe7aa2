import { builtinRules } from "eslint/use-at-your-own-risk";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** A rule of this house: forbids what the selectors find, and says what to do instead. */
const ban = (message, ...selectors) => ({
  meta: { type: "problem", schema: [], messages: { banned: message } },
  create: (context) =>
    Object.fromEntries(
      selectors.map((selector) => [
        selector,
        (node) => {
          context.report({ node, messageId: "banned" });
        },
      ]),
    ),
});

const FORGEABLE = "/^(Actor|ClientSystem|Permit|Scope|Tx|Read)$/";

/** What other programs are called and answered with. */
const CALLERS = "/^((node:)?(http|https|http2|net|tls|dgram)|undici|nodemailer|next-auth)$/";

/** The files that run in the browser. Everything else is sent as HTML alone. */
export const islands = [
  // Counts what a long text has left; without it the limit stands there, and the server says how much is too much.
  "src/components/characters-left.tsx",
  // Opens the browser's calendar beside a date; without it the day is written.
  "src/components/date-picker.tsx",
  // Hands the fields that run in the browser their words, once a page.
  "src/components/field-words.tsx",
  // Tells how far a file has come; without it the browser sends the form and tells nothing.
  "src/features/documents/components/upload-progress.tsx",
  // Tells how far a long list has been read in; without it a link does.
  "src/features/imports/components/run-progress.tsx",
  // Tells of partners and places that a name is like, while it is typed; without it the form asks when it is sent.
  "src/features/partners/components/name-hints.tsx",
  // Shows a fault in the page's place; a server's fault reaches the browser by the framework's script alone.
  "src/components/stand-ins.tsx",
  // Moves focus to what a form has to say when it comes without a page load; with one, the page itself does.
  "src/components/focus-here.tsx",
  // Holds thousands together when an amount is left; without it the server reads them either way.
  "src/components/money-input.tsx",
  // Drawn from bare words, which are sent once; a script is not needed to use them.
  "src/components/breadcrumbs.tsx",
  "src/components/facts.tsx",
  "src/components/field.tsx",
  "src/components/filter.tsx",
  "src/components/gap-notice.tsx",
  "src/components/history.tsx",
  "src/components/matrix.tsx",
  "src/components/one-button.tsx",
  "src/components/page-head.tsx",
  "src/components/pager.tsx",
  "src/components/register-table.tsx",
  "src/components/section.tsx",
  "src/components/select.tsx",
  "src/components/site-frame.tsx",
  "src/components/sum-table.tsx",
  "src/features/coverage/components/clause-rows.tsx",
  "src/features/projects/components/project-sheet.tsx",
  "src/features/visits/components/coming-visits.tsx",
  // Leads to the search by a key; without it the field and the menu do. The suggestions are fetched when that key is pressed.
  "src/components/search-shortcut.tsx",
  "src/components/palette.tsx",
  // Saves a draft while its person types; without it the buttons save.
  "src/features/project-drafts/components/autosave.tsx",
  // Tells whoever is about to be signed out; without it what was typed is kept, and asks for a new sign-in.
  "src/components/session-warning.tsx",
];

/** What no file may hold, apart from those that `exceptions` name for a rule. */
export const house = {
  rules: {
    "no-forged-types": ban(
      "An actor, permit, scope or transaction is made by the server alone: ask for it (getActor, authorize, grantScope, inTransaction).",
      `TSAsExpression > TSTypeReference.typeAnnotation[typeName.name=${FORGEABLE}]`,
      `TSTypeAssertion > TSTypeReference.typeAnnotation[typeName.name=${FORGEABLE}]`,
      `TSTypePredicate TSTypeReference[typeName.name=${FORGEABLE}]`,
    ),
    "no-double-casts": ban(
      "A cast by way of unknown or never turns anything into anything: read the value with a schema or a type guard.",
      "TSAsExpression > TSAsExpression.expression > TSUnknownKeyword.typeAnnotation",
      "TSAsExpression > TSNeverKeyword.typeAnnotation",
    ),
    "no-unsafe-sql": ban(
      "Write the statement as a tagged template ($queryRaw`…`), which keeps values apart from SQL.",
      "MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]",
      "MemberExpression[property.value=/^\\$(query|execute)RawUnsafe$/]",
    ),
    "no-opened-handle": ban(
      "Only a repository looks inside a transaction: pass the handle on to one.",
      "ImportDeclaration[source.value=/server\\/db$/] > ImportSpecifier[imported.name=/^(clientOf|connect|database|sealTransaction|useDatabase)$/]",
      "ImportDeclaration[source.value=/server\\/db$/] > ImportNamespaceSpecifier",
    ),
    "no-raw-html": ban("HTML is made of components, which escape what people wrote.", "JSXAttribute[name.name='dangerouslySetInnerHTML']", "Property[key.name='dangerouslySetInnerHTML']"),
    "no-child-process": ban(
      "The running program starts no other program.",
      "ImportDeclaration[source.value=/^(node:)?child_process$/]",
      "ImportExpression[source.value=/^(node:)?child_process$/]",
      "CallExpression[callee.name='require'] > Literal[value=/^(node:)?child_process$/]",
    ),
    "no-inline-style": ban("The security policy refuses style attributes: use a class.", "JSXAttribute[name.name='style']"),
    "no-unlisted-island": ban(
      "This file is not on the list of those that run in the browser (islands, in eslint.config.mjs): can the page do it without a script?",
      "ExpressionStatement[directive='use client']",
    ),
    "no-process-env": ban(
      "Settings are read, checked and listed in src/server/env.ts: use getSettings().",
      // NODE_ENV and NEXT_RUNTIME are the framework's constants, put in when it builds.
      ":not(MemberExpression[property.name=/^(NODE_ENV|NEXT_RUNTIME)$/], MemberExpression[property.value=/^(NODE_ENV|NEXT_RUNTIME)$/]) > MemberExpression[object.name='process'][property.name='env']",
      "MemberExpression[object.name='process'][property.value='env']",
      "VariableDeclarator[init.name='process'] > ObjectPattern",
      "ImportDeclaration[source.value=/^(node:)?process$/]",
    ),
    "no-unlisted-call": ban(
      "This file is not on the list of those that call or answer another program (exceptions, in eslint.config.mjs): whoever runs the program must know each of them.",
      "CallExpression[callee.name=/^(fetch|WebSocket|EventSource)$/]",
      "NewExpression[callee.name=/^(WebSocket|EventSource|XMLHttpRequest)$/]",
      "MemberExpression[object.name=/^(globalThis|window|self)$/][property.name='fetch']",
      "MemberExpression[property.name='sendBeacon']",
      `ImportDeclaration[importKind!='type'][source.value=${CALLERS}]`,
      `ImportExpression[source.value=${CALLERS}]`,
      `CallExpression[callee.name='require'] > Literal[value=${CALLERS}]`,
    ),
    "no-followed-redirect": ban(
      'Whoever is asked may not send the question on to another: write redirect: "error" in the call.',
      "CallExpression[callee.name='fetch']:not(:has(> ObjectExpression:has(> Property[key.name='redirect'][value.value='error'])))",
    ),
    "no-browser-storage": ban(
      "What people write lies on the server, where it is erased and looked after: a browser keeps the session's cookie and nothing else.",
      "Identifier[name=/^(localStorage|sessionStorage|indexedDB|cookieStore)$/]",
      "MemberExpression > Literal.property[value=/^(localStorage|sessionStorage|indexedDB|cookieStore)$/]",
      "MemberExpression[object.name='document'][property.name='cookie']",
      "MemberExpression[object.name='navigator'][property.name=/^(serviceWorker|storage)$/]",
    ),
    "no-broken-digest": ban("MD5 and SHA-1 can be made to fit: use SHA-256.", "Literal[value=/^(rsa-)?(md[245]|sha-?1|ripemd(160)?)$/i]"),
  },
};

/** Which files a rule of the house does not hold for, and why. */
export const exceptions = {
  // The server mints them; tests build the actors they put to the rules.
  "no-forged-types": ["src/server/**", "tests/factories/**"],
  // The same, and the message library's keys, which are checked by tests instead of types.
  "no-double-casts": ["src/server/**", "src/messages/words.ts", "tests/factories/**"],
  // The job queue hands over finished statements with their parameters.
  "no-unsafe-sql": ["src/server/jobs.ts"],
  "no-opened-handle": ["src/server/**", "src/features/**/repository.ts"],
  "no-raw-html": [],
  "no-child-process": [],
  "no-inline-style": [],
  "no-unlisted-island": islands,
  // The log must work before the settings do, and the sign-in library takes its address from the environment alone.
  "no-process-env": ["src/server/env.ts", "src/server/log.ts", "src/server/oidc.ts"],
  "no-unlisted-call": [
    // In the browser, each to this site's own addresses; a policy holds them to that.
    "src/components/palette.tsx",
    "src/features/documents/components/upload-progress.tsx",
    "src/features/imports/components/run-progress.tsx",
    "src/features/partners/components/name-hints.tsx",
    "src/features/project-drafts/components/autosave.tsx",
    "src/components/session-warning.tsx",
    // The scanner, the mail server and the provider that people sign in at, where the settings name one.
    "src/server/attachments/scan.ts",
    "src/server/mail.ts",
    "src/server/oidc.ts",
    // Answers whoever measures, on a port of its own.
    "src/server/metrics.ts",
  ],
  "no-followed-redirect": [],
  "no-browser-storage": [],
  "no-broken-digest": [],
};

/** Which files a rule of the house holds for: the program only, or everything in TypeScript. */
const PROGRAM = ["src/**/*.{ts,tsx}"];
const EVERYTHING = ["**/*.{ts,tsx}"];
const reach = {
  "no-forged-types": EVERYTHING,
  "no-double-casts": EVERYTHING,
  "no-unsafe-sql": ["src/**/*.{ts,tsx}", "prisma/**/*.ts"],
  "no-opened-handle": PROGRAM,
  "no-raw-html": EVERYTHING,
  "no-child-process": PROGRAM,
  "no-inline-style": PROGRAM,
  "no-unlisted-island": PROGRAM,
  "no-process-env": PROGRAM,
  "no-unlisted-call": PROGRAM,
  "no-followed-redirect": PROGRAM,
  "no-browser-storage": PROGRAM,
  "no-broken-digest": EVERYTHING,
};

const recommended = Object.fromEntries(
  [...builtinRules].filter(([, rule]) => rule.meta?.docs?.recommended === true).map(([name]) => [name, "error"]),
);

const NODE_GLOBALS = [
  "AbortController",
  "AbortSignal",
  "Buffer",
  "FormData",
  "Headers",
  "Request",
  "Response",
  "TextDecoder",
  "TextEncoder",
  "URL",
  "URLSearchParams",
  "clearInterval",
  "clearTimeout",
  "console",
  "crypto",
  "fetch",
  "performance",
  "process",
  "queueMicrotask",
  "setImmediate",
  "setInterval",
  "setTimeout",
  "structuredClone",
  "WebAssembly",
];

export default defineConfig(
  globalIgnores(["**/node_modules/", "**/.next/", ".data/", ".tmp*", ".*-tmp.mjs", "prisma/generated/", "coverage/", "look/", "playwright-report/", "test-results/", "next-env.d.ts"]),

  // A rule that can be switched off in a comment is advice.
  { linterOptions: { noInlineConfig: true } },

  {
    files: ["**/*.{mjs,cjs,js}"],
    rules: recommended,
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, "readonly"])) },
  },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs", globals: { module: "writable", require: "readonly", __dirname: "readonly" } } },
  // Code that Playwright hands to the page.
  { files: ["e2e/**/*.mjs", "bench/**/*.mjs", "scripts/look.mjs"], languageOptions: { globals: { document: "readonly", window: "readonly", getComputedStyle: "readonly" } } },

  {
    files: EVERYTHING,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...recommended,
      "no-undef": "off",
      "no-unused-vars": "off",
      "no-redeclare": "off",
      "no-dupe-class-members": "off",
      // Texts are cleaned of control characters here, so expressions name them.
      "no-control-regex": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true, "ts-ignore": true, "ts-nocheck": true }],
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "as" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "all", ignoreRestSiblings: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Lengths are counted in code points, which is what spreading a text gives.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // This code has no class hierarchies and no TypeScript enums, and the search for them costs a quarter of the time.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      // Server actions and event handlers are promises that React waits for.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    // Tests compare what they were given; an index that is missing fails the comparison.
    files: ["tests/**", "e2e/**", "bench/**", "src/**/*.test.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      // The scripts that tests call are plain JavaScript.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/require-await": "off",
      "no-console": "off",
    },
  },
  { files: ["prisma/demo/**", "e2e/**", "*.config.ts"], rules: { "no-console": "off" } },
  // A fixture that needs no other is declared with an empty pattern.
  { files: ["e2e/fixtures/**"], rules: { "no-empty-pattern": "off" } },

  { files: EVERYTHING, plugins: { house } },
  ...Object.entries(reach).map(([rule, files]) => ({ files, ignores: exceptions[rule], rules: { [`house/${rule}`]: "error" } })),
);
