-- CreateEnum
CREATE TYPE "OpenDataLicence" AS ENUM ('CC0_1_0', 'CC_BY_4_0');

-- CreateTable
CREATE TABLE "open_data_publication" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "datasets" TEXT[],
    "licence" "OpenDataLicence" NOT NULL,
    "publisher" TEXT NOT NULL,
    "contact_email" TEXT NOT NULL,
    "on_since" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "open_data_publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_token" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "registers" TEXT[],
    "valid_to" DATE NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "system_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_token_key" (
    "token_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "system_token_key_pkey" PRIMARY KEY ("token_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "system_token_key_key_hash_key" ON "system_token_key"("key_hash");

-- AddForeignKey
ALTER TABLE "system_token_key" ADD CONSTRAINT "system_token_key_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "system_token"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "system_token" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "system_token" ADD CONSTRAINT "system_token_reads_something" CHECK (cardinality("registers") > 0);
ALTER TABLE "system_token_key" ADD CONSTRAINT "system_token_key_is_a_hash" CHECK (octet_length("key_hash") = 32);
ALTER TABLE "open_data_publication" ADD CONSTRAINT "open_data_publication_since" CHECK ("is_on" = ("on_since" IS NOT NULL));
ALTER TABLE "open_data_publication" ADD CONSTRAINT "open_data_publication_of_something" CHECK (NOT "is_on" OR cardinality("datasets") > 0);
-- Two systems that are known by one name could not be told apart when one of them is revoked.
CREATE UNIQUE INDEX "system_token_name_once" ON "system_token" (lower("name")) WHERE "revoked_at" IS NULL;
-- There is one publication.
CREATE UNIQUE INDEX "open_data_publication_once" ON "open_data_publication" ((true));

SELECT keep_versions('system_token', 'id', 'id');
SELECT keep_versions('open_data_publication', 'id', 'id');

-- What has changed since an instant: versions lie in the order of their time, so that a small index finds them.
CREATE INDEX "record_version_begun" ON "record_version" USING brin (lower("sys_period"));
