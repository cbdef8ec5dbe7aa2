-- CreateEnum
CREATE TYPE "PartnerKind" AS ENUM ('TOWN', 'REGION', 'SCHOOL', 'UNIVERSITY', 'COMPANY', 'ASSOCIATION', 'PUBLIC_AUTHORITY', 'OTHER');

-- CreateEnum
CREATE TYPE "PartnerNameKind" AS ENUM ('ALIAS', 'FORMER');

-- CreateEnum
CREATE TYPE "PartnerEventKind" AS ENUM ('RENAMED', 'MERGED', 'DUPLICATE', 'DISSOLVED');

-- CreateEnum
CREATE TYPE "LawfulBasis" AS ENUM ('PUBLIC_INTEREST', 'LEGAL_OBLIGATION', 'CONTRACT', 'CONSENT');

-- CreateEnum
CREATE TYPE "PartnerSearchDirection" AS ENUM ('SENT', 'RECEIVED');

-- CreateEnum
CREATE TYPE "PartnerSearchAnswer" AS ENUM ('INTERESTED', 'DECLINED');

-- CreateEnum
CREATE TYPE "PartnerSearchOutcome" AS ENUM ('PARTNER_FOUND', 'PROJECT_FORMED', 'NO_PARTNER');

-- AlterTable
ALTER TABLE "project_partner" ADD COLUMN "partner_id" UUID;

-- CreateTable
CREATE TABLE "partner" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" "PartnerKind" NOT NULL,
    "name" TEXT NOT NULL,
    "folded_name" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "place" TEXT,
    "latitude" DECIMAL(8,5),
    "longitude" DECIMAL(8,5),
    "website" TEXT,
    "note" TEXT,
    "merged_into_id" UUID,
    "ended_on" DATE,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_name" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "partner_id" UUID NOT NULL,
    "kind" "PartnerNameKind" NOT NULL,
    "name" TEXT NOT NULL,
    "folded_name" TEXT NOT NULL,
    "language" CHAR(2),
    "valid_from" DATE,
    "valid_to" DATE,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "partner_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "partner_id" UUID NOT NULL,
    "kind" "PartnerEventKind" NOT NULL,
    "occurred_on" DATE NOT NULL,
    "precision" "DatePrecision" NOT NULL,
    "other_id" UUID,
    "former_name" TEXT,
    "note" TEXT,
    "source" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_contact" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "partner_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "lawful_basis" "LawfulBasis" NOT NULL,
    "needed_until" DATE NOT NULL,
    "anonymised_at" TIMESTAMPTZ(6),
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_contact_details" (
    "contact_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "email" TEXT,
    "phone" TEXT,

    CONSTRAINT "partner_contact_details_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "partner_search" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "direction" "PartnerSearchDirection" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "programme_id" UUID,
    "call" TEXT,
    "counterpart" TEXT,
    "searched_on" DATE NOT NULL,
    "deadline" DATE,
    "answer" "PartnerSearchAnswer",
    "answered_on" DATE,
    "answer_text" TEXT,
    "outcome" "PartnerSearchOutcome",
    "partner_id" UUID,
    "project_id" UUID,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "partner_search_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "partner_name_partner_id_idx" ON "partner_name"("partner_id");

-- CreateIndex
CREATE INDEX "partner_event_partner_id_idx" ON "partner_event"("partner_id");

-- CreateIndex
CREATE INDEX "partner_event_other_id_idx" ON "partner_event"("other_id");

-- CreateIndex
CREATE INDEX "partner_contact_partner_id_idx" ON "partner_contact"("partner_id");

-- CreateIndex
CREATE INDEX "partner_contact_unit_id_idx" ON "partner_contact"("unit_id");

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_name" ADD CONSTRAINT "partner_name_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_event" ADD CONSTRAINT "partner_event_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_event" ADD CONSTRAINT "partner_event_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_contact" ADD CONSTRAINT "partner_contact_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_contact" ADD CONSTRAINT "partner_contact_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_contact_details" ADD CONSTRAINT "partner_contact_details_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "partner_contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_search" ADD CONSTRAINT "partner_search_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_search" ADD CONSTRAINT "partner_search_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_search" ADD CONSTRAINT "partner_search_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_search" ADD CONSTRAINT "partner_search_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_partner" ADD CONSTRAINT "project_partner_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------
-- Swedish order belongs to the column.
ALTER TABLE "partner" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "partner" ALTER COLUMN "place" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "partner_name" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "partner_contact_details" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "partner_search" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";

-- What must hold whatever program writes.
ALTER TABLE "partner" ADD CONSTRAINT "partner_is_named" CHECK ("name" <> '' AND "folded_name" <> '');
ALTER TABLE "partner" ADD CONSTRAINT "partner_country_is_a_code" CHECK ("country" ~ '^[A-Z]{2}$');
ALTER TABLE "partner" ADD CONSTRAINT "partner_lies_on_earth" CHECK (("latitude" IS NULL) = ("longitude" IS NULL) AND "latitude" BETWEEN -90 AND 90 AND "longitude" BETWEEN -180 AND 180);
ALTER TABLE "partner" ADD CONSTRAINT "partner_not_merged_into_itself" CHECK ("merged_into_id" <> "id");
ALTER TABLE "partner_name" ADD CONSTRAINT "partner_name_is_a_name" CHECK ("name" <> '' AND "folded_name" <> '');
ALTER TABLE "partner_name" ADD CONSTRAINT "partner_name_validity_in_order" CHECK ("valid_to" >= "valid_from");
ALTER TABLE "partner_name" ADD CONSTRAINT "partner_name_language_is_a_code" CHECK ("language" ~ '^[a-z]{2}$');
ALTER TABLE "partner_name" ADD CONSTRAINT "partner_name_days_of_a_former_name" CHECK ("kind" = 'FORMER' OR ("valid_from" IS NULL AND "valid_to" IS NULL));
ALTER TABLE "partner_event" ADD CONSTRAINT "partner_event_of_two" CHECK (("kind" IN ('MERGED', 'DUPLICATE')) = ("other_id" IS NOT NULL) AND "other_id" <> "partner_id");
ALTER TABLE "partner_event" ADD CONSTRAINT "partner_event_of_names" CHECK (("kind" = 'RENAMED') = ("former_name" IS NOT NULL));
ALTER TABLE "partner_contact_details" ADD CONSTRAINT "partner_contact_details_erased_as_a_whole" CHECK ("name" <> '' OR ("title" IS NULL AND "email" IS NULL AND "phone" IS NULL));
ALTER TABLE "partner_search" ADD CONSTRAINT "partner_search_in_order" CHECK ("deadline" >= "searched_on" AND "answered_on" >= "searched_on");
ALTER TABLE "partner_search" ADD CONSTRAINT "partner_search_answered_on_a_day" CHECK (("answer" IS NULL) = ("answered_on" IS NULL) AND ("answer" IS NOT NULL OR "answer_text" IS NULL));
ALTER TABLE "partner_search" ADD CONSTRAINT "partner_search_led_somewhere" CHECK (("outcome" IS NOT DISTINCT FROM 'PARTNER_FOUND') OR ("outcome" IS NOT DISTINCT FROM 'PROJECT_FORMED') OR ("partner_id" IS NULL AND "project_id" IS NULL));

-- ---------------------------------------------------------------------------
-- How partners are looked for: free text in names, and names that are much alike.
CREATE INDEX "partner_by_name" ON "partner" ("name", "id") WHERE "archived_at" IS NULL;
CREATE INDEX "partner_by_country" ON "partner" ("country", "name") WHERE "archived_at" IS NULL;
CREATE INDEX "partner_merged_into" ON "partner" ("merged_into_id") WHERE "merged_into_id" IS NOT NULL;
CREATE INDEX "partner_search_text" ON "partner" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;
CREATE INDEX "partner_folded_name" ON "partner" USING gin ("folded_name" gin_trgm_ops);
CREATE INDEX "partner_name_folded_name" ON "partner_name" USING gin ("folded_name" gin_trgm_ops) WHERE "removed_at" IS NULL;
CREATE INDEX "project_partner_by_partner" ON "project_partner" ("partner_id") WHERE "partner_id" IS NOT NULL;
CREATE INDEX "partner_contact_due" ON "partner_contact" ("needed_until") WHERE "anonymised_at" IS NULL;

CREATE INDEX "partner_search_by_day" ON "partner_search" ("searched_on" DESC, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "partner_search_by_unit" ON "partner_search" ("unit_id", "searched_on");
CREATE INDEX "partner_search_open" ON "partner_search" ("deadline") WHERE "archived_at" IS NULL AND "answer" IS NULL;
CREATE INDEX "partner_search_by_partner" ON "partner_search" ("partner_id") WHERE "partner_id" IS NOT NULL;
CREATE INDEX "partner_search_by_project" ON "partner_search" ("project_id") WHERE "project_id" IS NOT NULL;
CREATE INDEX "partner_search_by_programme" ON "partner_search" ("programme_id") WHERE "programme_id" IS NOT NULL;
CREATE INDEX "partner_search_searched" ON "partner_search" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;

SELECT keep_versions('partner', 'id', 'id');
SELECT keep_versions('partner_name', 'id', 'partner_id');
SELECT keep_versions('partner_event', 'id', 'partner_id');
SELECT keep_versions('partner_contact', 'id', 'id');
SELECT keep_versions('partner_contact_details', 'contact_id', 'contact_id');
SELECT keep_versions('partner_search', 'id', 'id');

-- ---------------------------------------------------------------------------
-- A contact's details may be erased, from their versions too: in no other way than once the contact is marked as anonymised.
CREATE FUNCTION is_erasable(of_table text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT of_table IN ('person_details', 'partner_contact_details') $$;

CREATE OR REPLACE FUNCTION guard_record_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.table_name, NEW.record_id, NEW.root_id, NEW.version, NEW.row_digest, NEW.change_id, lower(NEW.sys_period))
       IS DISTINCT FROM
     (OLD.id, OLD.table_name, OLD.record_id, OLD.root_id, OLD.version, OLD.row_digest, OLD.change_id, lower(OLD.sys_period))
     OR (NEW.row IS DISTINCT FROM OLD.row AND NOT (NEW.row IS NULL AND is_erasable(OLD.table_name)))
     OR (NEW.sys_period IS DISTINCT FROM OLD.sys_period AND NOT upper_inf(OLD.sys_period)) THEN
    RAISE EXCEPTION 'stored versions are never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION erase_contact_versions(contact uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE record_version SET row = NULL WHERE table_name = 'partner_contact_details' AND record_id = contact
    AND EXISTS (SELECT 1 FROM partner_contact c JOIN partner_contact_details d ON d.contact_id = c.id WHERE c.id = contact AND c.anonymised_at IS NOT NULL AND d.name = '');
$$;

CREATE OR REPLACE FUNCTION audit_verify() RETURNS TABLE (problem text, audit_seq bigint, detail text) LANGUAGE sql STABLE AS $$
  WITH chain AS (
    SELECT e.*, audit_hash(e) AS expected,
           lag(hash) OVER w AS before_hash, lag(seq) OVER w AS before_seq,
           coalesce(max(last_version_id) OVER (PARTITION BY change_id ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS covered
    FROM audit_entry e WINDOW w AS (ORDER BY seq)
  ), digests AS (
    SELECT c.seq, count(v.id) AS n, sha256(convert_to(coalesce(string_agg(version_leaf(v), E'\n' ORDER BY v.id), ''), 'UTF8')) AS digest
    FROM chain c LEFT JOIN record_version v ON v.change_id = c.change_id AND v.id > c.covered AND v.id <= c.last_version_id
    GROUP BY c.seq
  )
  SELECT 'entry changed', c.seq, c.action FROM chain c WHERE c.hash <> c.expected
  UNION ALL SELECT 'chain broken', c.seq, c.action FROM chain c WHERE c.prev_hash IS DISTINCT FROM coalesce(c.before_hash, '\x'::bytea) OR c.seq <> coalesce(c.before_seq, 0) + 1
  UNION ALL SELECT 'versions changed', c.seq, c.action FROM chain c JOIN digests d USING (seq) WHERE d.digest <> c.versions_digest OR d.n <> c.version_count
  UNION ALL SELECT 'version row changed', a.seq, v.table_name || ' ' || v.record_id || ' v' || v.version
    FROM record_version v LEFT JOIN LATERAL (SELECT min(seq) AS seq FROM audit_entry WHERE change_id = v.change_id) a ON true
    WHERE (v.row IS NOT NULL AND sha256(convert_to(v.row::text, 'UTF8')) <> v.row_digest) OR (v.row IS NULL AND NOT is_erasable(v.table_name))
  UNION ALL SELECT 'version without entry', NULL, v.table_name || ' ' || v.record_id || ' v' || v.version
    FROM record_version v WHERE NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.change_id = v.change_id AND a.last_version_id >= v.id)
  UNION ALL SELECT l.problem, l.audit_seq, l.detail FROM verify_live_rows() l
$$;
