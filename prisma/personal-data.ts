import type { classification } from "./classification";

/**
 * Of whom each personal column tells, and why it is kept: what a person's register extract, the erasing of those who have left and the record
 * of processing (GDPR art. 15, 17 and 30) are made of. A test holds that every column classified as personal stands here.
 *
 * - `subject`: names the person whom the whole row is about, by id; its open and internal columns are told with it.
 * - `author`: names the person who did something, by id (or by several ids); only that it was done, and when, is told.
 * - `own`: tells of the person whom another column of the row names.
 * - `through`: tells of the person whom a row elsewhere names, to which a column of this one leads.
 * - `text`: written freely, and may name anybody; told where the person's own name stands in it.
 * - `key`: a text that holds the person's id.
 * - `outsider`: tells of somebody who is no person of the program, and has a time of its own.
 */
export type Whose =
  | { as: "subject" | "author" | "text" | "key" }
  | { as: "own"; by: string }
  | { as: "through"; by: string; model: keyof typeof classification; person: string }
  | { as: "outsider" };

/** What somebody is known for: each is a processing of its own in the record. */
export const PURPOSES = ["ACCESS", "WORK", "MESSAGES", "LOG", "CONTACTS", "DISCLOSURES"] as const;
export type Purpose = (typeof PURPOSES)[number];

const subject = { as: "subject" } as const;
const author = { as: "author" } as const;
const own = (by = "personId") => ({ as: "own", by }) as const;
const outsider = { as: "outsider" } as const;
const text = { as: "text" } as const;

type Told = Readonly<Record<string, Whose>>;

/**
 * Rows that are about a person by what they lie with, though no column of theirs names it: which they are, as the program's own SQL of ids and of the person's,
 * and what of them is told besides what is open. What is confidential stays out: secrecy is judged when somebody asks for the document.
 */
export interface AboutRows {
  told: readonly string[];
  ids: string;
  person: string;
}

/** The documents that lie with somebody's appointment as contact person. */
const ofAppointment = "FROM attached_document d JOIN contact_person_appointment a ON d.subject_kind = 'contactPersonAppointment' AND d.subject_id = a.id AND NOT d.is_confidential";

export const personalData: Readonly<Partial<Record<keyof typeof classification, { purpose: Purpose; columns: Told; about?: AboutRows }>>> = {
  AuditEntry: { purpose: "LOG", columns: { actorId: author } },
  AuditCheck: { purpose: "LOG", columns: { personId: author } },
  SystemToken: { purpose: "LOG", columns: { createdById: author } },
  Draft: { purpose: "WORK", columns: { personId: subject } },
  ParkedForm: { purpose: "WORK", columns: { personId: subject } },
  IdempotencyKey: { purpose: "LOG", columns: { actorId: author } },
  RateCounter: { purpose: "ACCESS", columns: { key: { as: "key" } } },
  Seat: { purpose: "WORK", columns: { personId: subject } },
  Person: { purpose: "WORK", columns: { id: subject } },
  PersonDetails: { purpose: "WORK", columns: { personId: subject, name: own(), title: own(), email: own(), phone: own() } },
  Account: { purpose: "ACCESS", columns: { personId: subject, subject: own() } },
  Session: { purpose: "ACCESS", columns: { personId: subject, createdAt: own(), lastSeenAt: own(), authenticatedAt: own(), userAgent: own() } },
  RoleAssignment: { purpose: "ACCESS", columns: { personId: subject } },
  ContactPersonAppointment: { purpose: "WORK", columns: { personId: subject } },
  SpaceAnswer: {
    purpose: "WORK",
    columns: {
      answer: { as: "through", by: "appointmentId", model: "ContactPersonAppointment", person: "personId" },
      timePercent: { as: "through", by: "appointmentId", model: "ContactPersonAppointment", person: "personId" },
      comment: { as: "through", by: "appointmentId", model: "ContactPersonAppointment", person: "personId" },
      createdById: author,
    },
  },
  AppointmentHandover: { purpose: "WORK", columns: { receivedById: author, createdById: author } },
  Call: { purpose: "WORK", columns: { createdById: author } },
  Project: { purpose: "WORK", columns: { confidentialityBy: text, createdById: author } },
  ProjectMember: { purpose: "WORK", columns: { personId: subject } },
  ChecklistTick: { purpose: "WORK", columns: { tickedById: author } },
  Summary: { purpose: "WORK", columns: { updatedById: author } },
  Edition: { purpose: "WORK", columns: { frozenById: author } },
  Comment: { purpose: "WORK", columns: { mentionedIds: author, createdById: author } },
  AttachedDocument: { purpose: "WORK", columns: { createdById: author }, about: { told: ["title"], ids: `d.id ${ofAppointment}`, person: "a.person_id" } },
  AttachedFile: { purpose: "WORK", columns: { uploadedById: author }, about: { told: ["name", "note"], ids: `f.id ${ofAppointment} JOIN attached_file f ON f.document_id = d.id`, person: "a.person_id" } },
  EditionAddendum: { purpose: "WORK", columns: { addedById: author } },
  FollowUpRound: { purpose: "WORK", columns: { openedById: author } },
  UnitStatement: { purpose: "WORK", columns: { updatedById: author } },
  StatementAnswer: { purpose: "WORK", columns: { writtenById: author } },
  FigureRemark: { purpose: "WORK", columns: { writtenById: author, settledById: author } },
  StatementStep: { purpose: "WORK", columns: { byPersonId: author } },
  Visit: { purpose: "WORK", columns: { createdById: author } },
  VisitAssignment: { purpose: "WORK", columns: { personId: subject, assignedById: author, substituteId: author } },
  VisitHandover: { purpose: "WORK", columns: { fromPersonId: author, toPersonId: author, askedById: author, message: own("askedById") } },
  VisitConsultation: { purpose: "WORK", columns: { saidById: author, answeredById: author } },
  VisitParticipant: { purpose: "WORK", columns: { personId: subject } },
  VisitParticipantDetails: { purpose: "CONTACTS", columns: { name: outsider } },
  VisitActionPoint: { purpose: "WORK", columns: { ownerId: author } },
  Decision: { purpose: "WORK", columns: { createdById: author } },
  Network: { purpose: "WORK", columns: { representative: text, contact: text, createdById: author } },
  StrategicPriority: { purpose: "WORK", columns: { createdById: author } },
  CoordinationEntry: { purpose: "WORK", columns: { createdById: author } },
  Partner: { purpose: "WORK", columns: { createdById: author } },
  PartnerContact: { purpose: "CONTACTS", columns: { createdById: author } },
  PartnerContactDetails: { purpose: "CONTACTS", columns: { name: outsider, title: outsider, email: outsider, phone: outsider } },
  Initiative: { purpose: "WORK", columns: { createdById: author } },
  GroupAssignment: { purpose: "WORK", columns: { createdById: author } },
  GroupMeeting: { purpose: "WORK", columns: { createdById: author } },
  GroupMeetingAttendee: { purpose: "WORK", columns: { personId: subject } },
  GroupMeetingAction: { purpose: "WORK", columns: { ownerId: author } },
  CompetenceActivity: { purpose: "WORK", columns: { createdById: author } },
  Enrolment: { purpose: "WORK", columns: { personId: subject } },
  SupportCase: { purpose: "WORK", columns: { createdById: author } },
  Opportunity: { purpose: "WORK", columns: { createdById: author } },
  SavedOpportunity: { purpose: "WORK", columns: { personId: subject } },
  SavedView: { purpose: "WORK", columns: { personId: subject } },
  DefaultView: { purpose: "WORK", columns: { personId: subject } },
  Favourite: { purpose: "WORK", columns: { personId: subject } },
  InformationActivity: { purpose: "WORK", columns: { createdById: author } },
  MonitoringItem: { purpose: "WORK", columns: { createdById: author } },
  ProjectClosing: { purpose: "WORK", columns: { createdById: author } },
  PartnerSearch: { purpose: "WORK", columns: { createdById: author } },
  TownRelation: { purpose: "WORK", columns: { createdById: author } },
  RecurringMeeting: { purpose: "WORK", columns: { createdById: author } },
  ExchangeActivity: { purpose: "WORK", columns: { createdById: author } },
  TownRelationReview: { purpose: "WORK", columns: { createdById: author } },
  TownAgreementVersion: { purpose: "WORK", columns: { createdById: author } },
  ImportDraft: { purpose: "WORK", columns: { personId: subject } },
  ImportRun: { purpose: "WORK", columns: { personId: subject } },
  ListImport: { purpose: "WORK", columns: { createdById: author } },
  ImportTemplate: { purpose: "WORK", columns: { personId: subject } },
  Notification: { purpose: "MESSAGES", columns: { personId: subject, readAt: own() } },
  TaskSnooze: { purpose: "WORK", columns: { personId: subject } },
  TaskHandover: { purpose: "WORK", columns: { byId: author, toId: author } },
  NotificationChoice: { purpose: "MESSAGES", columns: { personId: subject, delivery: own(), language: own() } },
  OutgoingMail: { purpose: "MESSAGES", columns: { personId: subject, response: own() } },
  CalendarInvitation: { purpose: "MESSAGES", columns: { personId: subject } },
  CalendarFeed: { purpose: "MESSAGES", columns: { personId: subject } },
  // Whom a request names is not told that there is one: it is the office's and the administrator's alone.
  DisclosureRequest: { purpose: "DISCLOSURES", columns: { asked: outsider, createdById: author } },
  DisclosureAsker: { purpose: "DISCLOSURES", columns: { name: outsider, address: outsider } },
  RetentionRule: { purpose: "WORK", columns: { createdById: author } },
  RetentionHold: { purpose: "WORK", columns: { createdById: author, liftedById: author } },
  Disposal: { purpose: "WORK", columns: { proposedById: author, recordedById: author, carriedOutById: author } },
  DisclosureAnswer: { purpose: "DISCLOSURES", columns: { answeredById: author } },
  CalendarFeedKey: { purpose: "MESSAGES", columns: { lastUsedAt: { as: "through", by: "feedId", model: "CalendarFeed", person: "personId" } } },
};
