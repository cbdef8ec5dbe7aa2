-- CreateEnum
CREATE TYPE "OpportunityKind" AS ENUM ('OPEN_CALL', 'PARTNER_REQUEST', 'COURSE', 'EVENT');

-- CreateEnum
CREATE TYPE "InformationKind" AS ENUM ('MEETING', 'MAIL', 'INTRANET', 'WORKPLACE_VISIT', 'FORWARDED');

-- CreateTable
CREATE TABLE "opportunity" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "kind" "OpportunityKind" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "website" TEXT,
    "source" TEXT,
    "programme_id" UUID,
    "call_id" UUID,
    "partner_search_id" UUID,
    "municipal_goals" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "priority_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "suited_unit_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "entered_on" DATE NOT NULL,
    "deadline" DATE,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "opportunity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_opportunity" (
    "person_id" UUID NOT NULL,
    "opportunity_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "saved_opportunity_pkey" PRIMARY KEY ("person_id","opportunity_id")
);

-- CreateTable
CREATE TABLE "information_activity" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "kind" "InformationKind" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "held_on" DATE NOT NULL,
    "reached" INTEGER,
    "opportunity_id" UUID,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "information_activity_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "initiative" ADD COLUMN "opportunity_id" UUID;

-- CreateIndex
CREATE INDEX "opportunity_programme_id_idx" ON "opportunity"("programme_id");

-- CreateIndex
CREATE INDEX "saved_opportunity_opportunity_id_idx" ON "saved_opportunity"("opportunity_id");

-- CreateIndex
CREATE INDEX "initiative_opportunity_id_idx" ON "initiative"("opportunity_id");

-- AddForeignKey
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_partner_search_id_fkey" FOREIGN KEY ("partner_search_id") REFERENCES "partner_search"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_opportunity" ADD CONSTRAINT "saved_opportunity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_opportunity" ADD CONSTRAINT "saved_opportunity_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "information_activity" ADD CONSTRAINT "information_activity_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "information_activity" ADD CONSTRAINT "information_activity_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "initiative" ADD CONSTRAINT "initiative_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "opportunity" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "information_activity" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes: what is made from a call has its programme and its last day from there, and from one thing alone.
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_follows_its_call" CHECK ("call_id" IS NULL OR ("kind" = 'OPEN_CALL' AND "programme_id" IS NULL AND "deadline" IS NULL));
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_follows_its_search" CHECK ("partner_search_id" IS NULL OR ("kind" = 'PARTNER_REQUEST' AND "call_id" IS NULL));
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_website_is_one" CHECK ("website" ~* '^https?://');
ALTER TABLE "information_activity" ADD CONSTRAINT "information_activity_reaches_people" CHECK ("reached" >= 0);
ALTER TABLE "information_activity" ADD CONSTRAINT "information_activity_forwards_something" CHECK ("kind" <> 'FORWARDED' OR "opportunity_id" IS NOT NULL);

-- A call and a search are in the feed once.
CREATE UNIQUE INDEX "opportunity_of_call" ON "opportunity" ("call_id") WHERE "archived_at" IS NULL;
CREATE UNIQUE INDEX "opportunity_of_search" ON "opportunity" ("partner_search_id") WHERE "archived_at" IS NULL;

-- The feed by its last day, a unit's own, and free text; the log by day, a unit's own, what was told of an opportunity, and free text.
CREATE INDEX "opportunity_by_deadline" ON "opportunity" ("deadline", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "opportunity_of_unit" ON "opportunity" ("unit_id", "entered_on" DESC);
CREATE INDEX "opportunity_search_text" ON "opportunity" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "information_activity_by_day" ON "information_activity" ("held_on" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "information_activity_of_unit" ON "information_activity" ("unit_id", "held_on" DESC);
CREATE INDEX "information_activity_of_opportunity" ON "information_activity" ("opportunity_id", "held_on" DESC) WHERE "archived_at" IS NULL;
CREATE INDEX "information_activity_search_text" ON "information_activity" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;

SELECT keep_versions('opportunity', 'id', 'id');
SELECT keep_versions('information_activity', 'id', 'id');
