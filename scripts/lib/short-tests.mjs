/**
 * What `npm test` runs of the tests that wait for a database or a browser: of each kind some, of the main jobs the most, within some ten minutes on two cores. All of
 * them are run by `npm test -- all`, without which nothing lands. Globs below tests/<part> and below e2e; pages by the names that `npm run look` knows them by.
 */
export const SHORT = {
  integration: ["{audit,decisions,drafts,follow-up,funding,people,projects,sessions,tasks,visits}/*.test.ts", "imports/projects.test.ts", "summaries/editions.test.ts", "documents/hostile-corpus.test.ts"],
  access: ["fields.test.ts"],
  faults: ["killed-database.test.ts", "two-instances.test.ts", "histories.test.ts"],
  e2e: ["{log-project,change-project,sessions,visits,tasks,decisions,year,accessibility}.spec.ts", "oidc/*.spec.ts"],
  pages: ["sign-in", "home", "projects", "project", "log-about-wrong", "visits-coming", "visit", "decision", "tasks", "coverage", "policy", "year", "statement", "summary", "search-found"],
};
