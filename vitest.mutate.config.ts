import { mergeConfig } from "vitest/config";
import base from "./vitest.config";

/** What `npm run mutate` holds the mandate engine against: its examples alone, since a property finds in ten thousand tries what an example must say. */
const config = mergeConfig(base, {
  test: { testNamePattern: "^(?!.*(whatever the rules|stays settled|never holds without))", testTimeout: 10_000 },
});
config.test = { ...config.test, projects: undefined, include: ["src/domain/{matter,mandate,mandate-rules}.test.ts", "prisma/packs/mandate-rules.test.ts"], env: { TZ: "Pacific/Kiritimati" } };
export default config;
