import { startTestServer } from "../../scripts/lib/test-database.mjs";

/** Makes sure that there is a server and a migrated template to clone; the workers learn of both through the environment. */
export default async function prepareDatabaseServer(): Promise<() => Promise<void>> {
  if (process.env["UTBLICK_TEST_TEMPLATE"] !== undefined) return () => Promise.resolve();
  const cleanUps: (() => Promise<void>)[] = [];
  await startTestServer({ atEnd: (cleanUp: () => Promise<void>) => cleanUps.push(cleanUp) });
  return async () => {
    delete process.env["UTBLICK_TEST_TEMPLATE"];
    for (const cleanUp of cleanUps) await cleanUp();
  };
}
