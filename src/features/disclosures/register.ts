import "server-only";
import type { Register, Task } from "@/domain/registers";
import { titleOf } from "./rules";
import { getRequest, listOpenRequests } from "./service";

/** What requests for public documents offer the house: each that waits is a task of the office's. Nothing lies with them, and no title of theirs leaves the house. */
export const disclosureRegister: Register = {
  kind: "disclosureRequest",
  path: (id) => `/disclosures/${id}`,
  titleOf: async (actor, id) => titleOf(await getRequest(actor, id)),
  holdsConfidential: true,
  hiddenColumns: () => Promise.resolve(["choices", "log", "examined_sha256"]),
  tasks: async (actor) =>
    (await listOpenRequests(actor)).map(
      ({ id, asked, receivedOn }): Task => ({
        key: `disclosure ${id}`,
        path: `/disclosures/${id}`,
        owner: { kind: "OFFICE" },
        title: { message: "disclosures.tasks.answer", params: { title: titleOf({ asked }) } },
        text: { message: "disclosures.tasks.answerText" },
        // It is to be answered at once: the day it came in is its day.
        dueOn: receivedOn,
        state: "todo",
        stateWord: "disclosures.tasks.waits",
        mayLeave: false,
      }),
    ),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};
