import { defineConfig } from "vitest/config";
import base from "./vitest.config";

/** What `npm run mutate` holds the mandate engine against: its examples alone, since a property finds in ten thousand tries what an example must say. */
export default defineConfig({
  ...(base.resolve === undefined ? {} : { resolve: base.resolve }),
  test: {
    include: ["src/domain/{matter,mandate,mandate-rules}.test.ts", "prisma/packs/mandate-rules.test.ts"],
    testNamePattern: /^(?!.*(whatever the rules|stays settled|never holds without))/,
    testTimeout: 10_000,
    env: { TZ: "Pacific/Kiritimati" },
  },
});
