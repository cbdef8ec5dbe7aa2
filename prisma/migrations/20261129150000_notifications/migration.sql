-- CreateEnum
CREATE TYPE "NotificationKind" AS ENUM ('STATEMENT_RETURNED', 'STATEMENT_APPROVED', 'STATEMENT_SUBMITTED', 'ROUND_OPENED', 'VISIT_ANNOUNCED', 'VISIT_TAKEN', 'VISIT_RELEASED', 'VISIT_REPRESENT', 'VISIT_ASKED', 'VISIT_DECLINED', 'VISIT_CHANGED', 'VISIT_CANCELLED', 'COORDINATION_ASSIGNED', 'APPOINTED', 'ROLE_GIVEN', 'SEAT_GIVEN', 'TASK_DUE', 'MENTIONED');

-- CreateEnum
CREATE TYPE "NotificationDelivery" AS ENUM ('AT_ONCE', 'DAILY', 'WEEKLY', 'IN_APP');

-- CreateEnum
CREATE TYPE "MailOccasion" AS ENUM ('NOTIFICATION', 'DAILY_DIGEST', 'WEEKLY_DIGEST');

-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'DEAD');

-- CreateEnum
CREATE TYPE "MailFailure" AS ENUM ('UNREACHABLE', 'REFUSED_FOR_NOW', 'REFUSED', 'NO_ADDRESS', 'NO_READER', 'NOTHING_TO_TELL', 'PROGRAM');

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('SV', 'EN');

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "kind" "NotificationKind" NOT NULL,
    "subject_kind" TEXT,
    "subject_id" UUID,
    "path" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "dedupe_key" TEXT,
    "delivery" "NotificationDelivery" NOT NULL,
    "mail_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(6),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_choice" (
    "person_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "delivery" "NotificationDelivery" NOT NULL,
    "language" "Language" NOT NULL,

    CONSTRAINT "notification_choice_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "outgoing_mail" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "person_id" UUID NOT NULL,
    "occasion" "MailOccasion" NOT NULL,
    "message_id" TEXT NOT NULL,
    "state" "MailState" NOT NULL DEFAULT 'QUEUED',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(6) NOT NULL,
    "taken_at" TIMESTAMPTZ(6),
    "sent_at" TIMESTAMPTZ(6),
    "failure" "MailFailure",
    "response" TEXT,
    "calendar" JSONB,
    "content" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outgoing_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "is_cancelled" BOOLEAN NOT NULL DEFAULT false,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,

    CONSTRAINT "calendar_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule_run" (
    "name" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "schedule_run_pkey" PRIMARY KEY ("name", "day")
);

-- CreateIndex
CREATE INDEX "notification_mail_id_idx" ON "notification"("mail_id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_person_id_dedupe_key_key" ON "notification"("person_id", "dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "outgoing_mail_message_id_key" ON "outgoing_mail"("message_id");

-- CreateIndex
CREATE INDEX "calendar_invitation_subject_id_idx" ON "calendar_invitation"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_invitation_person_id_subject_kind_subject_id_key" ON "calendar_invitation"("person_id", "subject_kind", "subject_id");

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "outgoing_mail"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_choice" ADD CONSTRAINT "notification_choice_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_invitation" ADD CONSTRAINT "calendar_invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "notification" ADD CONSTRAINT "notification_leads_within" CHECK ("path" ~ '^/[^/\\]' OR "path" = '/');
ALTER TABLE "notification" ADD CONSTRAINT "notification_about_a_record" CHECK ("subject_id" IS NULL OR "subject_kind" IS NOT NULL);
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_one_line_id" CHECK ("message_id" ~ '^<[A-Za-z0-9.-]+@[A-Za-z0-9.-]+>$');
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_sent_at_a_time" CHECK (("state" = 'SENT') = ("sent_at" IS NOT NULL));
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_failed_for_a_reason" CHECK ("state" NOT IN ('FAILED', 'DEAD') OR "failure" IS NOT NULL);
ALTER TABLE "calendar_invitation" ADD CONSTRAINT "calendar_invitation_in_order" CHECK ("ends_on" >= "starts_on");

-- A person's own, latest first; what is unread; what waits for a digest; what waits to be sent; the log.
CREATE INDEX "notification_of_person" ON "notification" ("person_id", "created_at" DESC, "id");
CREATE INDEX "notification_unread" ON "notification" ("person_id") WHERE "read_at" IS NULL;
CREATE INDEX "notification_for_digest" ON "notification" ("delivery", "person_id") WHERE "mail_id" IS NULL AND "read_at" IS NULL;
CREATE INDEX "outgoing_mail_waiting" ON "outgoing_mail" ("next_try_at", "id") WHERE "state" IN ('QUEUED', 'FAILED');
CREATE INDEX "outgoing_mail_taken" ON "outgoing_mail" ("taken_at") WHERE "state" = 'SENDING';
CREATE INDEX "outgoing_mail_by_time" ON "outgoing_mail" ("created_at" DESC, "id");
CREATE INDEX "outgoing_mail_of_person" ON "outgoing_mail" ("person_id");

SELECT keep_versions('notification_choice', 'person_id', 'person_id');
