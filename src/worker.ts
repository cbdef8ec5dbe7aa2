import { carryOutCheck } from "./features/audit-trail/service";
import { eraseOldAskers } from "./features/disclosures/service";
import { carryOutRuns } from "./features/imports/runs/service";
import { forgetOldMails, sendWaiting } from "./features/notifications/mails/service";
import { runSchedules } from "./features/notifications/schedules/service";
import { eraseExpiredContacts } from "./features/partners/contacts/service";
import { eraseOldNames } from "./features/visits/parts/service";
import { wordsFor } from "./messages/words";
import { importables, registers } from "./registers";
import type { Work } from "./server/jobs";

/** What this instance's worker does, inside the app or in a process of its own. */
export const work: Work = {
  housekeeping: { contacts: eraseExpiredContacts, names: eraseOldNames, askers: eraseOldAskers, mails: forgetOldMails },
  send: async (system) => {
    await sendWaiting(system, registers);
  },
  readLists: async (system) => {
    await carryOutRuns(system, { importables, languages: [wordsFor("sv"), wordsFor("en")] });
  },
  checkAudit: async (system) => {
    await carryOutCheck(system);
  },
  tick: async (system, now) => {
    await runSchedules(system, registers, now);
    await sendWaiting(system, registers);
  },
};
