-- CreateEnum
CREATE TYPE "CalendarFeedKind" AS ENUM ('PERSONAL', 'UNIT', 'PRESIDIUM', 'OFFICE');

-- CreateTable
CREATE TABLE "calendar_feed" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "person_id" UUID NOT NULL,
    "kind" "CalendarFeedKind" NOT NULL,
    "body_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(6),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_feed_key" (
    "feed_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "calendar_feed_key_pkey" PRIMARY KEY ("feed_id")
);

-- CreateIndex
CREATE INDEX "calendar_feed_body_id_idx" ON "calendar_feed"("body_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_key_key_hash_key" ON "calendar_feed_key"("key_hash");

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feed_key" ADD CONSTRAINT "calendar_feed_key_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "calendar_feed"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_of_a_body" CHECK (("kind" IN ('UNIT', 'PRESIDIUM')) = ("body_id" IS NOT NULL));
ALTER TABLE "calendar_feed_key" ADD CONSTRAINT "calendar_feed_key_is_a_hash" CHECK (octet_length("key_hash") = 32);
-- A person follows each calendar by one address at a time.
CREATE UNIQUE INDEX "calendar_feed_once" ON "calendar_feed" ("person_id", "kind", coalesce("body_id", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE "closed_at" IS NULL;

SELECT keep_versions('calendar_feed', 'id', 'id');
