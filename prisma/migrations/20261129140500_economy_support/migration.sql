-- CreateTable
CREATE TABLE "support_case" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "project_id" UUID,
    "title" TEXT NOT NULL,
    "question" TEXT,
    "asked_on" DATE NOT NULL,
    "answered_on" DATE,
    "answer" TEXT,
    "given_by" TEXT,
    "hours" DECIMAL(7,2),
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "support_case_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "support_case_project_id_idx" ON "support_case"("project_id");

-- AddForeignKey
ALTER TABLE "support_case" ADD CONSTRAINT "support_case_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_case" ADD CONSTRAINT "support_case_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "support_case" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "support_case" ADD CONSTRAINT "support_case_in_order" CHECK ("answered_on" >= "asked_on");
ALTER TABLE "support_case" ADD CONSTRAINT "support_case_takes_time" CHECK ("hours" > 0);

-- The list by day, a unit's year, and free text.
CREATE INDEX "support_case_by_day" ON "support_case" ("asked_on" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "support_case_of_unit" ON "support_case" ("unit_id", "asked_on" DESC);
CREATE INDEX "support_case_search_text" ON "support_case" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;

SELECT keep_versions('support_case', 'id', 'id');
