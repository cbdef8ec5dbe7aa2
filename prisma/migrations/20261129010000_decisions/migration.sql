-- CreateEnum
CREATE TYPE "DecisionBasis" AS ENUM ('DECIDED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "DecisionVerdict" AS ENUM ('RIGHT_BODY', 'AS_STEP', 'WRONG_BODY', 'BEFORE_STEPS', 'BY_DELEGATION', 'OUTSIDE_DELEGATION', 'NOT_REGULATED', 'CONTRADICTORY', 'NEEDS_FACTS', 'UNKNOWN_BASIS');

-- CreateEnum
CREATE TYPE "MatterKind" AS ENUM ('ADOPT_GOVERNING_DOCUMENT', 'REVISE_GOVERNING_DOCUMENT', 'REPEAL_GOVERNING_DOCUMENT', 'ENTER_TOWN_RELATION', 'RENEW_TOWN_RELATION', 'PAUSE_TOWN_RELATION', 'END_TOWN_RELATION', 'JOIN_NETWORK', 'LEAVE_NETWORK', 'CHANGE_NETWORK_SCOPE', 'DECIDE_PROFILE_AREAS', 'DECIDE_STRATEGIC_PRIORITIES', 'START_PROJECT', 'APPLY_FOR_PROJECT', 'CHANGE_PROJECT', 'END_PROJECT', 'RECEIVE_VISIT', 'MAKE_VISIT', 'HOLD_EVENT', 'APPOINT_CONTACT_PERSON', 'SET_WORKING_GROUP_ASSIGNMENT', 'COORDINATE', 'FOLLOW_UP_YEAR', 'COMPILE_YEAR');

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "basis" "DecisionBasis" NOT NULL,
    "body_id" UUID,
    "decided_on" DATE,
    "minutes_paragraph" TEXT,
    "case_number" TEXT,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "document_url" TEXT,
    "source" TEXT,
    "matter" "MatterKind" NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "subject_kind" TEXT,
    "subject_id" UUID,
    "unit_id" UUID,
    "steps" JSONB NOT NULL DEFAULT '[]',
    "delegation_number" TEXT,
    "reported_on" DATE,
    "verdict" "DecisionVerdict" NOT NULL,
    "is_flagged" BOOLEAN NOT NULL,
    "rule_id" TEXT,
    "clause" TEXT,
    "quotation" TEXT,
    "judged_by" TEXT NOT NULL,
    "report_due_on" DATE,
    "judgement" JSONB NOT NULL DEFAULT '{}',
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "decision" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "decision" ADD CONSTRAINT "decision_is_somebodys_on_a_day" CHECK ("basis" = 'UNKNOWN' OR ("body_id" IS NOT NULL AND "decided_on" IS NOT NULL));
ALTER TABLE "decision" ADD CONSTRAINT "decision_lost_has_a_source" CHECK ("basis" = 'DECIDED' OR "source" IS NOT NULL);
ALTER TABLE "decision" ADD CONSTRAINT "decision_lost_is_judged_so" CHECK (("basis" = 'UNKNOWN') = ("verdict" = 'UNKNOWN_BASIS'));
ALTER TABLE "decision" ADD CONSTRAINT "decision_cites_whole" CHECK (("rule_id" IS NULL) = ("clause" IS NULL) AND ("clause" IS NULL) = ("quotation" IS NULL));
ALTER TABLE "decision" ADD CONSTRAINT "decision_concerns_a_record" CHECK (("subject_kind" IS NULL) = ("subject_id" IS NULL));
ALTER TABLE "decision" ADD CONSTRAINT "decision_reported_after" CHECK ("reported_on" >= "decided_on");
ALTER TABLE "decision" ADD CONSTRAINT "decision_json_shapes" CHECK (jsonb_typeof("facts") = 'object' AND jsonb_typeof("steps") = 'array' AND jsonb_typeof("judgement") = 'object');

-- How decisions are looked for: the register by its day, a body's and a record's own, and what has to be looked at.
CREATE INDEX "decision_by_day" ON "decision" ("decided_on" DESC NULLS LAST, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "decision_by_body" ON "decision" ("body_id", "decided_on" DESC) WHERE "archived_at" IS NULL;
CREATE INDEX "decision_by_subject" ON "decision" ("subject_id", "matter") WHERE "archived_at" IS NULL;
CREATE INDEX "decision_by_unit" ON "decision" ("unit_id");
CREATE INDEX "decision_flagged" ON "decision" ("decided_on" DESC) WHERE "archived_at" IS NULL AND "is_flagged";
CREATE INDEX "decision_search_text" ON "decision" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;

SELECT keep_versions('decision', 'id', 'id');
