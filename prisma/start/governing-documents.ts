/** Brings the governing document that this release ships into the database; what is there and has been changed here is left alone. */
import { bringShipped } from "@/features/governing-documents/service";
import { database } from "@/server/db";
import { shippedPack } from "@/server/pack";
import { systemActor } from "@/server/session";

const SAID = {
  added: "The governing document is in force.",
  updated: "The governing document has been brought up to date with this release.",
  drafted: "This release brings a new version of the governing document, as a draft. An administrator puts it in force.",
  nothing: null,
};

bringShipped(systemActor(), shippedPack())
  .then((done) => {
    if (SAID[done] !== null) process.stdout.write(`${SAID[done]}\n`);
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => database().$disconnect());
