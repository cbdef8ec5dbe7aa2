-- CreateTable
CREATE TABLE "checklist_tick" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "ticked_by_id" UUID NOT NULL,
    "note" TEXT,
    "ticked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "checklist_tick_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "checklist_tick" ADD CONSTRAINT "checklist_tick_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- One tick of each thing in a project.
CREATE UNIQUE INDEX "checklist_tick_once" ON "checklist_tick" ("project_id", "code") WHERE "removed_at" IS NULL;

SELECT keep_versions('checklist_tick', 'id', 'project_id');
