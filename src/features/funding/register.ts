import "server-only";
import { ownedBy, type Register } from "@/domain/registers";
import { getProjectMoney, listLatePayments } from "./service";
import { day, id, isOfOpenProject, maybe, money, oneOf, type Resource } from "@/features/api/schema";
import { CLAIM_STATES, PAYMENT_KINDS } from "./schema";

/** The money of projects, each by its project: payments that should have come are tasks of who waits for them (V19). */
export const fundingRegister: Register = {
  kind: "projectMoney",
  path: (id) => `/projects/${id}/money`,
  titleOf: async (actor, id) => (await getProjectMoney(actor, id)).project.title,
  holdsConfidential: true,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor) =>
    (await listLatePayments(actor)).map(({ id, projectId, title, unitId, expectedOn }) => ({
      key: `payment ${id}`,
      path: `/projects/${projectId}/money`,
      owner: ownedBy(unitId),
      title: { message: "funding.tasks.late", params: { title } },
      text: { message: "funding.tasks.lateText" },
      dueOn: expectedOn,
      state: "late" as const,
      stateWord: "funding.paymentState.late",
    })),
  gaps: () => Promise.resolve([]),
  activity: null,
  // What units pay themselves is stated in the projects, whose register tells of it.
  evidence: () => Promise.resolve([]),
};

/** What projects claim from those who fund them, as other systems read it. */
export const claimResource: Resource = {
  name: "claims",
  title: "api.register.claims",
  page: null,
  table: "(SELECT c.*, p.unit_id FROM claim c JOIN project p ON p.id = c.project_id)",
  root: "r.project_id",
  isOpen: `r.removed_at IS NULL AND ${isOfOpenProject("r.project_id")}`,
  unitId: "r.unit_id",
  fields: {
    projectId: id("r.project_id"),
    from: day("r.period_from"),
    to: day("r.period_to"),
    claimState: oneOf("r.state", CLAIM_STATES),
    sentOn: maybe(day("r.sent_on")),
    amount: money("r.amount_minor", "r.currency"),
    answeredOn: maybe(day("r.answered_on")),
    approved: maybe(money("r.approved_minor", "r.currency")),
  },
};

/** What projects are paid, as other systems read it. */
export const paymentResource: Resource = {
  name: "payments",
  title: "api.register.payments",
  page: null,
  table: "(SELECT m.*, p.unit_id FROM payment m JOIN project p ON p.id = m.project_id)",
  root: "r.project_id",
  isOpen: `r.removed_at IS NULL AND ${isOfOpenProject("r.project_id")}`,
  unitId: "r.unit_id",
  fields: {
    projectId: id("r.project_id"),
    claimId: maybe(id("r.claim_id")),
    paymentKind: oneOf("r.kind", PAYMENT_KINDS),
    expectedOn: maybe(day("r.expected_on")),
    expected: maybe(money("r.expected_minor", "r.currency")),
    receivedOn: maybe(day("r.received_on")),
    received: maybe(money("r.received_minor", "r.currency")),
  },
};
