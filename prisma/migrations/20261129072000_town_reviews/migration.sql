-- CreateEnum
CREATE TYPE "ReviewOutcome" AS ENUM ('KEEP', 'CHANGE', 'END');

-- CreateTable
CREATE TABLE "town_relation_review" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "relation_id" UUID NOT NULL,
    "reviewed_on" DATE NOT NULL,
    "outcome" "ReviewOutcome" NOT NULL,
    "reasons" TEXT NOT NULL,
    "proposal" TEXT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "town_relation_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "town_agreement_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "relation_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "signed_on" DATE NOT NULL,
    "signed_precision" "DatePrecision" NOT NULL,
    "signatories" TEXT NOT NULL,
    "subject_areas" TEXT,
    "valid_to" DATE,
    "renewal_on" DATE,
    "notice_on" DATE,
    "document_url" TEXT,
    "source" TEXT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "town_agreement_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "town_relation_review_relation_id_idx" ON "town_relation_review"("relation_id");

-- CreateIndex
CREATE UNIQUE INDEX "town_agreement_version_relation_id_title_number_key" ON "town_agreement_version"("relation_id", "title", "number");

-- AddForeignKey
ALTER TABLE "town_relation_review" ADD CONSTRAINT "town_relation_review_relation_id_fkey" FOREIGN KEY ("relation_id") REFERENCES "town_relation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "town_agreement_version" ADD CONSTRAINT "town_agreement_version_relation_id_fkey" FOREIGN KEY ("relation_id") REFERENCES "town_relation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "town_agreement_version" ADD CONSTRAINT "town_agreement_version_in_order" CHECK ("valid_to" >= "signed_on" AND "renewal_on" >= "signed_on" AND "notice_on" >= "signed_on");

CREATE INDEX "town_agreement_version_by_notice" ON "town_agreement_version" ("notice_on") WHERE "notice_on" IS NOT NULL;

SELECT keep_versions('town_relation_review', 'id', 'relation_id');
SELECT keep_versions('town_agreement_version', 'id', 'relation_id');
