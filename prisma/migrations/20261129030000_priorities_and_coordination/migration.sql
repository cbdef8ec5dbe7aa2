-- CreateEnum
CREATE TYPE "PriorityStatus" AS ENUM ('PROPOSED', 'IN_FORCE', 'ENDED');

-- CreateEnum
CREATE TYPE "CoordinationKind" AS ENUM ('TASK', 'AGREEMENT', 'INFORMATION', 'QUESTION');

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

-- CreateTable
CREATE TABLE "coordination_entry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" "CoordinationKind" NOT NULL,
    "noted_on" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "responsible_id" UUID NOT NULL,
    "priority_id" UUID,
    "due_on" DATE,
    "done_on" DATE,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "coordination_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coordination_unit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "entry_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "coordination_unit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "coordination_unit_entry_id_idx" ON "coordination_unit"("entry_id");

-- CreateIndex
CREATE INDEX "coordination_unit_unit_id_idx" ON "coordination_unit"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "priority_step_priority_id_priority_version_key" ON "priority_step"("priority_id", "priority_version");

-- AddForeignKey
ALTER TABLE "strategic_priority" ADD CONSTRAINT "strategic_priority_set_by_id_fkey" FOREIGN KEY ("set_by_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "priority_step" ADD CONSTRAINT "priority_step_priority_id_fkey" FOREIGN KEY ("priority_id") REFERENCES "strategic_priority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coordination_entry" ADD CONSTRAINT "coordination_entry_responsible_id_fkey" FOREIGN KEY ("responsible_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coordination_entry" ADD CONSTRAINT "coordination_entry_priority_id_fkey" FOREIGN KEY ("priority_id") REFERENCES "strategic_priority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coordination_unit" ADD CONSTRAINT "coordination_unit_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "coordination_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coordination_unit" ADD CONSTRAINT "coordination_unit_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "strategic_priority" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "coordination_entry" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "strategic_priority" ADD CONSTRAINT "strategic_priority_in_order" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "strategic_priority" ADD CONSTRAINT "strategic_priority_ended_on_a_day" CHECK (("status" = 'ENDED') = ("ended_on" IS NOT NULL));
ALTER TABLE "strategic_priority" ADD CONSTRAINT "strategic_priority_ended_after_start" CHECK ("ended_on" >= "starts_on");
ALTER TABLE "priority_step" ADD CONSTRAINT "priority_step_leads_on" CHECK ("from_status" <> "to_status");

ALTER TABLE "coordination_entry" ADD CONSTRAINT "coordination_entry_days_of_a_task" CHECK ("kind" = 'TASK' OR ("due_on" IS NULL AND "done_on" IS NULL));
ALTER TABLE "coordination_entry" ADD CONSTRAINT "coordination_entry_in_order" CHECK ("due_on" >= "noted_on" AND "done_on" >= "noted_on");
CREATE UNIQUE INDEX "coordination_unit_once" ON "coordination_unit" ("entry_id", "unit_id") WHERE "removed_at" IS NULL;

CREATE INDEX "coordination_entry_by_day" ON "coordination_entry" ("noted_on" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "coordination_entry_open" ON "coordination_entry" ("due_on") WHERE "archived_at" IS NULL AND "kind" = 'TASK' AND "done_on" IS NULL;
CREATE INDEX "coordination_entry_by_responsible" ON "coordination_entry" ("responsible_id");
CREATE INDEX "coordination_entry_by_priority" ON "coordination_entry" ("priority_id");
CREATE INDEX "coordination_entry_search_text" ON "coordination_entry" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "strategic_priority_by_period" ON "strategic_priority" ("starts_on", "ends_on") WHERE "archived_at" IS NULL;
CREATE INDEX "strategic_priority_by_setter" ON "strategic_priority" ("set_by_id");

SELECT keep_versions('strategic_priority', 'id', 'id');
SELECT keep_versions('priority_step', 'id', 'priority_id');
SELECT keep_versions('coordination_entry', 'id', 'id');
SELECT keep_versions('coordination_unit', 'id', 'entry_id');
