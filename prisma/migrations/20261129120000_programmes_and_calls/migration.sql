-- CreateEnum
CREATE TYPE "RetentionStart" AS ENUM ('PROJECT_END', 'FINAL_PAYMENT');

-- AlterTable
ALTER TABLE "programme" ADD COLUMN "size" TEXT,
ADD COLUMN "regions" TEXT,
ADD COLUMN "covers_municipality" BOOLEAN,
ADD COLUMN "rules" TEXT,
ADD COLUMN "final_report_months" SMALLINT,
ADD COLUMN "final_payment_months" SMALLINT,
ADD COLUMN "keep_years" SMALLINT,
ADD COLUMN "keep_from" "RetentionStart",
ADD COLUMN "website" TEXT,
ADD COLUMN "source" TEXT,
ADD COLUMN "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "call" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "programme_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "opens_on" DATE,
    "closes_on" DATE,
    "max_rate_percent" DECIMAL(5,2),
    "website" TEXT,
    "note" TEXT,
    "source" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "call_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "project" ADD COLUMN "call_id" UUID;

-- CreateIndex
CREATE INDEX "call_programme_id_idx" ON "call"("programme_id");

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "call" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "programme" ADD CONSTRAINT "programme_counts_months" CHECK ("final_report_months" BETWEEN 0 AND 60 AND "final_payment_months" BETWEEN 0 AND 60);
ALTER TABLE "programme" ADD CONSTRAINT "programme_keeps_records" CHECK (("keep_years" IS NULL) = ("keep_from" IS NULL) AND "keep_years" BETWEEN 1 AND 100);
ALTER TABLE "call" ADD CONSTRAINT "call_opens_before_it_closes" CHECK ("opens_on" <= "closes_on");
ALTER TABLE "call" ADD CONSTRAINT "call_rate" CHECK ("max_rate_percent" > 0 AND "max_rate_percent" <= 100);

-- One programme of a name and a period in the register.
CREATE UNIQUE INDEX "programme_in_register" ON "programme" ("name_sv", coalesce("period", '')) WHERE "archived_at" IS NULL;
-- The calls that close next, and those of one call.
CREATE INDEX "call_by_closing" ON "call" ("closes_on", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "project_of_call" ON "project" ("call_id") WHERE "call_id" IS NOT NULL;

SELECT keep_versions('call', 'id', 'id');
