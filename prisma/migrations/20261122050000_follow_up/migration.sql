-- CreateEnum
CREATE TYPE "StatementStatus" AS ENUM ('NOT_STARTED', 'IN_PROGRESS', 'SUBMITTED', 'RETURNED', 'APPROVED');

-- CreateTable
CREATE TABLE "follow_up_round" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "year" SMALLINT NOT NULL,
    "opened_on" DATE NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "answers_due_on" DATE NOT NULL,
    "questions" JSONB NOT NULL,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "follow_up_round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_statement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "round_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "status" "StatementStatus" NOT NULL DEFAULT 'NOT_STARTED',
    "submitted_on_behalf" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(6),
    "updated_by_id" UUID,

    CONSTRAINT "unit_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_answer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "statement_id" UUID NOT NULL,
    "question_code" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "on_behalf" BOOLEAN NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL,
    "written_by_id" UUID NOT NULL,

    CONSTRAINT "statement_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_step" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "statement_id" UUID NOT NULL,
    "statement_version" INTEGER NOT NULL,
    "from_status" "StatementStatus" NOT NULL,
    "to_status" "StatementStatus" NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "by_person_id" UUID NOT NULL,
    "on_behalf" BOOLEAN NOT NULL,
    "comment" TEXT,

    CONSTRAINT "statement_step_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_round_year_key" ON "follow_up_round"("year");

-- CreateIndex
CREATE INDEX "unit_statement_unit_id_idx" ON "unit_statement"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_statement_round_id_unit_id_key" ON "unit_statement"("round_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_answer_statement_id_question_code_key" ON "statement_answer"("statement_id", "question_code");

-- CreateIndex
CREATE UNIQUE INDEX "statement_step_statement_id_statement_version_key" ON "statement_step"("statement_id", "statement_version");

-- AddForeignKey
ALTER TABLE "unit_statement" ADD CONSTRAINT "unit_statement_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "follow_up_round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_statement" ADD CONSTRAINT "unit_statement_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_answer" ADD CONSTRAINT "statement_answer_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "unit_statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_step" ADD CONSTRAINT "statement_step_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "unit_statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "follow_up_round" ADD CONSTRAINT "follow_up_round_year_plausible" CHECK ("year" BETWEEN 1990 AND 2100);
ALTER TABLE "follow_up_round" ADD CONSTRAINT "follow_up_round_due_after_opening" CHECK ("answers_due_on" >= "opened_on");
ALTER TABLE "follow_up_round" ADD CONSTRAINT "follow_up_round_asks_something" CHECK (jsonb_array_length("questions") > 0);
ALTER TABLE "statement_step" ADD CONSTRAINT "statement_step_moves" CHECK ("from_status" <> "to_status");
ALTER TABLE "statement_step" ADD CONSTRAINT "statement_step_return_says_why" CHECK ("to_status" <> 'RETURNED' OR length(trim("comment")) > 0);

CREATE FUNCTION refuse_change_of_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a step that has been taken is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER statement_step_is_kept BEFORE UPDATE ON "statement_step" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_step();

SELECT keep_versions('follow_up_round', 'id', 'id');
SELECT keep_versions('unit_statement', 'id', 'id');
SELECT keep_versions('statement_answer', 'id', 'statement_id');
SELECT keep_versions('statement_step', 'id', 'statement_id');
