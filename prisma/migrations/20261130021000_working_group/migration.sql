-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'GROUP_CALLED';
ALTER TYPE "NotificationKind" ADD VALUE 'GROUP_CHANGED';
ALTER TYPE "NotificationKind" ADD VALUE 'GROUP_CANCELLED';
ALTER TYPE "NotificationKind" ADD VALUE 'GROUP_ACTION';

-- AlterTable
ALTER TABLE "calendar_invitation" ADD COLUMN     "ends_at" TIMESTAMPTZ(6),
ADD COLUMN     "place" TEXT,
ADD COLUMN     "starts_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "group_assignment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "assignment" TEXT NOT NULL,
    "mandate" TEXT,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "group_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_meeting" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "place" TEXT,
    "agenda" TEXT,
    "notes" TEXT,
    "called_at" TIMESTAMPTZ(6),
    "cancelled_at" TIMESTAMPTZ(6),
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_meeting_attendee" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "meeting_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "is_called" BOOLEAN NOT NULL DEFAULT true,
    "was_present" BOOLEAN,

    CONSTRAINT "group_meeting_attendee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_meeting_action" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "meeting_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "done_on" DATE,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "group_meeting_action_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "group_meeting_starts_at_idx" ON "group_meeting"("starts_at");

-- CreateIndex
CREATE INDEX "group_meeting_attendee_person_id_idx" ON "group_meeting_attendee"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "group_meeting_attendee_meeting_id_person_id_key" ON "group_meeting_attendee"("meeting_id", "person_id");

-- CreateIndex
CREATE INDEX "group_meeting_action_meeting_id_idx" ON "group_meeting_action"("meeting_id");

-- CreateIndex
CREATE INDEX "group_meeting_action_owner_id_idx" ON "group_meeting_action"("owner_id");

-- AddForeignKey
ALTER TABLE "group_meeting_attendee" ADD CONSTRAINT "group_meeting_attendee_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "group_meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_meeting_attendee" ADD CONSTRAINT "group_meeting_attendee_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_meeting_action" ADD CONSTRAINT "group_meeting_action_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "group_meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_meeting_action" ADD CONSTRAINT "group_meeting_action_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "group_assignment" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "group_meeting" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "group_assignment" ADD CONSTRAINT "group_assignment_in_order" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "group_meeting" ADD CONSTRAINT "group_meeting_in_order" CHECK ("ends_at" > "starts_at");
ALTER TABLE "calendar_invitation" ADD CONSTRAINT "calendar_invitation_times_in_order" CHECK (("starts_at" IS NULL) = ("ends_at" IS NULL) AND "ends_at" > "starts_at");

SELECT keep_versions('group_assignment', 'id', 'id');
SELECT keep_versions('group_meeting', 'id', 'id');
SELECT keep_versions('group_meeting_attendee', 'id', 'meeting_id');
SELECT keep_versions('group_meeting_action', 'id', 'meeting_id');
