-- CreateEnum
CREATE TYPE "DisclosureWish" AS ENUM ('PAPER', 'EMAIL', 'ON_SITE');

-- CreateEnum
CREATE TYPE "DisclosureState" AS ENUM ('RECEIVED', 'EXAMINED', 'ANSWERED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "DisclosureOutcome" AS ENUM ('RELEASED', 'PARTLY', 'REFUSED');

-- CreateEnum
CREATE TYPE "DisclosureFileKind" AS ENUM ('READ', 'REGISTER', 'XLSX', 'JSON');

-- CreateTable
CREATE TABLE "disclosure_request" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "received_on" DATE NOT NULL,
    "asked" TEXT NOT NULL,
    "case_number" TEXT,
    "wish" "DisclosureWish" NOT NULL,
    "state" "DisclosureState" NOT NULL DEFAULT 'RECEIVED',
    "withdrawn_on" DATE,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disclosure_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosure_asker" (
    "request_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT,
    "address" TEXT,

    CONSTRAINT "disclosure_asker_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "disclosure_examination" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "request_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "opened_on" DATE NOT NULL,

    CONSTRAINT "disclosure_examination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosure_record" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "request_id" UUID NOT NULL,
    "examination_id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "is_withheld" BOOLEAN NOT NULL DEFAULT false,
    "provision" TEXT,
    "reason" TEXT,
    "choices" JSONB NOT NULL DEFAULT '{}',
    "examined_sha256" CHAR(64),
    "removed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disclosure_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosure_answer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "request_id" UUID NOT NULL,
    "examination_id" UUID NOT NULL,
    "outcome" "DisclosureOutcome" NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "reason" TEXT,
    "record_count" INTEGER NOT NULL,
    "released_count" INTEGER NOT NULL,
    "masked_count" INTEGER NOT NULL,
    "log" JSONB NOT NULL,
    "answered_at" TIMESTAMPTZ(6) NOT NULL,
    "answered_by_id" UUID NOT NULL,

    CONSTRAINT "disclosure_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosure_file" (
    "answer_id" UUID NOT NULL,
    "kind" "DisclosureFileKind" NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "disclosure_file_pkey" PRIMARY KEY ("answer_id","kind")
);

-- CreateIndex
CREATE INDEX "disclosure_request_state_received_on_idx" ON "disclosure_request"("state", "received_on");

-- CreateIndex
CREATE UNIQUE INDEX "disclosure_examination_request_id_number_key" ON "disclosure_examination"("request_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "disclosure_answer_examination_id_key" ON "disclosure_answer"("examination_id");

-- AddForeignKey
ALTER TABLE "disclosure_asker" ADD CONSTRAINT "disclosure_asker_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "disclosure_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disclosure_examination" ADD CONSTRAINT "disclosure_examination_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "disclosure_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disclosure_record" ADD CONSTRAINT "disclosure_record_examination_id_fkey" FOREIGN KEY ("examination_id") REFERENCES "disclosure_examination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disclosure_answer" ADD CONSTRAINT "disclosure_answer_examination_id_fkey" FOREIGN KEY ("examination_id") REFERENCES "disclosure_examination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disclosure_file" ADD CONSTRAINT "disclosure_file_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "disclosure_answer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "disclosure_request" ADD CONSTRAINT "disclosure_request_withdrawn" CHECK (("state" = 'WITHDRAWN') = ("withdrawn_on" IS NOT NULL));
ALTER TABLE "disclosure_examination" ADD CONSTRAINT "disclosure_examination_from_one" CHECK ("number" >= 1);
-- What is masked says by which provision and why.
ALTER TABLE "disclosure_record" ADD CONSTRAINT "disclosure_record_withheld_by" CHECK (NOT "is_withheld" OR ("provision" IS NOT NULL AND "reason" IS NOT NULL));
ALTER TABLE "disclosure_record" ADD CONSTRAINT "disclosure_record_digest" CHECK ("examined_sha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "disclosure_file" ADD CONSTRAINT "disclosure_file_hash_of_bytes" CHECK ("sha256" = encode(sha256("bytes"), 'hex'));
ALTER TABLE "disclosure_answer" ADD CONSTRAINT "disclosure_answer_outcome" CHECK (CASE "outcome" WHEN 'RELEASED' THEN "masked_count" = 0 WHEN 'PARTLY' THEN "masked_count" > 0 AND "released_count" > 0 ELSE "released_count" = 0 END);
ALTER TABLE "disclosure_answer" ADD CONSTRAINT "disclosure_answer_says_why" CHECK ("outcome" = 'RELEASED' OR "reason" IS NOT NULL);
-- A record is in an examination once.
CREATE UNIQUE INDEX "disclosure_record_once" ON "disclosure_record" ("examination_id", "subject_kind", "subject_id") WHERE "removed_at" IS NULL;

SELECT keep_versions('disclosure_request', 'id', 'id');
SELECT keep_versions('disclosure_asker', 'request_id', 'request_id');
SELECT keep_versions('disclosure_examination', 'id', 'request_id');
SELECT keep_versions('disclosure_record', 'id', 'request_id');
SELECT keep_versions('disclosure_answer', 'id', 'request_id');

-- An answer and what was released with it are written once.
CREATE TRIGGER disclosure_answer_is_kept BEFORE UPDATE ON "disclosure_answer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER disclosure_file_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON "disclosure_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
