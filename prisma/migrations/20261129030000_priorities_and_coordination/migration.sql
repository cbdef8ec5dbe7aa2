-- CreateEnum
CREATE TYPE "PriorityStatus" AS ENUM ('PROPOSED', 'IN_FORCE', 'ENDED');

-- CreateTable
CREATE TABLE "strategic_priority" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "set_by_id" UUID NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "status" "PriorityStatus" NOT NULL DEFAULT 'PROPOSED',
    "ended_on" DATE,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "strategic_priority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "priority_step" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "priority_id" UUID NOT NULL,
    "priority_version" INTEGER NOT NULL,
    "from_status" "PriorityStatus" NOT NULL,
    "to_status" "PriorityStatus" NOT NULL,
    "taken_on" DATE NOT NULL,

    CONSTRAINT "priority_step_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "priority_step_priority_id_priority_version_key" ON "priority_step"("priority_id", "priority_version");

-- AddForeignKey
ALTER TABLE "strategic_priority" ADD CONSTRAINT "strategic_priority_set_by_id_fkey" FOREIGN KEY ("set_by_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priority_step" ADD CONSTRAINT "priority_step_priority_id_fkey" FOREIGN KEY ("priority_id") REFERENCES "strategic_priority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "strategic_priority" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "strategic_priority" ADD CONSTRAINT "strategic_priority_in_order" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "strategic_priority" ADD CONSTRAINT "strategic_priority_ended_on_a_day" CHECK (("status" = 'ENDED') = ("ended_on" IS NOT NULL));
ALTER TABLE "strategic_priority" ADD CONSTRAINT "strategic_priority_ended_after_start" CHECK ("ended_on" >= "starts_on");
ALTER TABLE "priority_step" ADD CONSTRAINT "priority_step_leads_on" CHECK ("from_status" <> "to_status");

CREATE INDEX "strategic_priority_by_period" ON "strategic_priority" ("starts_on", "ends_on") WHERE "archived_at" IS NULL;
CREATE INDEX "strategic_priority_by_setter" ON "strategic_priority" ("set_by_id");

SELECT keep_versions('strategic_priority', 'id', 'id');
SELECT keep_versions('priority_step', 'id', 'priority_id');
