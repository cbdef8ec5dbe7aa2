-- CreateTable
CREATE TABLE "figure_remark" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "statement_id" UUID NOT NULL,
    "figure" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "on_behalf" BOOLEAN NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL,
    "written_by_id" UUID NOT NULL,
    "settlement" TEXT,
    "settled_at" TIMESTAMPTZ(6),
    "settled_by_id" UUID,

    CONSTRAINT "figure_remark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "figure_remark_statement_id_idx" ON "figure_remark"("statement_id");

-- AddForeignKey
ALTER TABLE "figure_remark" ADD CONSTRAINT "figure_remark_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "unit_statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Who settles a remark says what has been done.
ALTER TABLE "figure_remark" ADD CONSTRAINT "figure_remark_settled_in_words" CHECK (num_nonnulls("settlement", "settled_at", "settled_by_id") IN (0, 3));
CREATE INDEX "figure_remark_open" ON "figure_remark" ("statement_id") WHERE "settled_at" IS NULL;

SELECT keep_versions('figure_remark', 'id', 'id');
