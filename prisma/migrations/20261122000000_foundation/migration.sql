-- Trusted extensions: a database's owner may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "BodyKind" AS ENUM ('COUNCIL', 'COUNCIL_PRESIDIUM', 'EXECUTIVE_BOARD', 'EXECUTIVE_BOARD_PRESIDIUM', 'COMMITTEE', 'COMPANY', 'MANAGEMENT_GROUP', 'OFFICE', 'DEPARTMENT', 'WORKPLACE');

-- CreateEnum
CREATE TYPE "SeatPosition" AS ENUM ('CHAIR', 'FIRST_VICE_CHAIR', 'SECOND_VICE_CHAIR', 'MEMBER', 'SECRETARY');

-- CreateEnum
CREATE TYPE "Certainty" AS ENUM ('HIGH', 'MEDIUM', 'LOW');

-- CreateEnum
CREATE TYPE "AccountKind" AS ENUM ('LOCAL', 'OIDC');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('UNIT_MANAGER', 'BOARD_SECRETARY', 'COORDINATOR', 'EXECUTIVE_BOARD_MEMBER', 'COUNCIL_MEMBER', 'AUDITOR', 'READER', 'ADMINISTRATOR');

-- CreateEnum
CREATE TYPE "ContactPersonKind" AS ENUM ('PRIMARY', 'DEPUTY');

-- CreateEnum
CREATE TYPE "ProjectRole" AS ENUM ('LEAD_PARTNER', 'PARTNER', 'ASSOCIATED_PARTNER', 'THIRD_PARTY', 'PARTICIPANT');

-- CreateEnum
CREATE TYPE "ProjectStatus" AS ENUM ('IDEA', 'EXAMINED', 'APPLICATION_IN_PROGRESS', 'DECIDED_TO_APPLY', 'SUBMITTED', 'RESERVE_LIST', 'GRANTED', 'REJECTED', 'AGREEMENT_SIGNED', 'ONGOING', 'IN_MODIFICATION', 'FINAL_REPORT_SUBMITTED', 'FINAL_PAYMENT_RECEIVED', 'CLOSED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "DatePrecision" AS ENUM ('DAY', 'MONTH', 'QUARTER', 'YEAR');

-- CreateEnum
CREATE TYPE "FundingKind" AS ENUM ('EU', 'OTHER_EXTERNAL', 'OWN_CASH', 'OWN_IN_KIND');

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "change_id" UUID NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID,
    "unit_id" UUID,
    "on_behalf" BOOLEAN NOT NULL DEFAULT false,
    "request_id" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "version_count" INTEGER NOT NULL,
    "last_version_id" BIGINT,
    "versions_digest" BYTEA NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "record_version" (
    "id" BIGSERIAL NOT NULL,
    "table_name" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "root_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "sys_period" tstzrange NOT NULL,
    "row" JSONB,
    "row_digest" BYTEA NOT NULL,
    "change_id" UUID NOT NULL,

    CONSTRAINT "record_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "unit_id" UUID,
    "record_id" UUID,
    "base_version" INTEGER,
    "base" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "values" JSONB NOT NULL DEFAULT '{}',
    "saved" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parked_form" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID,
    "form" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "issues" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "parked_form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "actor_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("actor_id","action","key")
);

-- CreateTable
CREATE TABLE "rate_counter" (
    "key" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(6) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "rate_counter_pkey" PRIMARY KEY ("key","window_start")
);

-- CreateTable
CREATE TABLE "body" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" "BodyKind" NOT NULL,
    "ownership_percent" DECIMAL(5,2),
    "bound_by_other" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,
    "merged_into_id" UUID,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "source" TEXT,
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "body_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "body_name" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "body_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "body_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "body_placement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "body_id" UUID NOT NULL,
    "parent_id" UUID NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "body_placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "term_of_office" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,

    CONSTRAINT "term_of_office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seat" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "body_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "position" "SeatPosition" NOT NULL,
    "term_id" UUID,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "municipality" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "pack_id" TEXT NOT NULL,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "municipality_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_details" (
    "person_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "email" TEXT,
    "phone" TEXT,

    CONSTRAINT "person_details_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "person_id" UUID NOT NULL,
    "kind" "AccountKind" NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "local_credential" (
    "account_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "local_credential_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key_hash" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_assignment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "person_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "body_id" UUID,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "role_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_person_appointment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "ContactPersonKind" NOT NULL,
    "appointed_on" DATE,
    "appointed_by" TEXT,
    "time_percent" INTEGER,
    "time_confirmed_on" DATE,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "contact_person_appointment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "code" TEXT NOT NULL,
    "name_sv" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "fund" TEXT,
    "period" TEXT,
    "max_rate_percent" DECIMAL(5,2),
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "note" TEXT,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "workplace_id" UUID,
    "title" TEXT NOT NULL,
    "acronym" TEXT,
    "summary" TEXT NOT NULL,
    "type_code" TEXT,
    "is_international" BOOLEAN NOT NULL,
    "is_externally_funded" BOOLEAN NOT NULL,
    "role" "ProjectRole",
    "programme_id" UUID,
    "programme_project_id" TEXT,
    "status" "ProjectStatus" NOT NULL,
    "starts_on" DATE,
    "start_precision" "DatePrecision",
    "ends_on" DATE,
    "end_precision" "DatePrecision",
    "currency" CHAR(3) NOT NULL DEFAULT 'SEK',
    "sek_per_unit" DECIMAL(14,6),
    "rate_on" DATE,
    "rate_source" TEXT,
    "total_budget_minor" BIGINT,
    "funding_is_partial" BOOLEAN NOT NULL DEFAULT false,
    "external_funding_ore" BIGINT,
    "own_funding_ore" BIGINT,
    "municipal_goals" TEXT[],
    "unit_goal" TEXT,
    "no_goal_reason" TEXT,
    "purposes" TEXT[],
    "beneficiaries" TEXT[],
    "benefit" TEXT,
    "reaches_children_and_youth" BOOLEAN NOT NULL,
    "children_and_youth_count" INTEGER,
    "case_number" TEXT,
    "funder_case_number" TEXT,
    "economist_contacted" BOOLEAN,
    "accounting_code" TEXT,
    "is_confidential" BOOLEAN NOT NULL DEFAULT false,
    "confidentiality_provision" TEXT,
    "confidentiality_on" DATE,
    "confidentiality_by" TEXT,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "certainty" "Certainty" NOT NULL DEFAULT 'HIGH',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_unit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "project_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "funding_line" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "kind" "FundingKind" NOT NULL,
    "funder" TEXT,
    "year" SMALLINT,
    "amount_minor" BIGINT NOT NULL,
    "payer_unit_id" UUID,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "funding_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_partner" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "town" TEXT,
    "country" CHAR(2),
    "is_lead" BOOLEAN NOT NULL DEFAULT false,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "project_partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_member" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "project_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_change" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "project_id" UUID NOT NULL,
    "from_status" "ProjectStatus",
    "to_status" "ProjectStatus" NOT NULL,
    "changed_on" DATE NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "status_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sourced_fact" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "certainty" "Certainty" NOT NULL,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "sourced_fact_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entry_subject_id_seq_idx" ON "audit_entry"("subject_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_change_id_idx" ON "audit_entry"("change_id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_idx" ON "audit_entry"("actor_id");

-- CreateIndex
CREATE INDEX "record_version_root_id_id_idx" ON "record_version"("root_id", "id");

-- CreateIndex
CREATE INDEX "record_version_change_id_idx" ON "record_version"("change_id");

-- CreateIndex
CREATE UNIQUE INDEX "record_version_table_name_record_id_version_key" ON "record_version"("table_name", "record_id", "version");

-- CreateIndex
CREATE INDEX "draft_person_id_idx" ON "draft"("person_id");

-- CreateIndex
CREATE INDEX "draft_unit_id_idx" ON "draft"("unit_id");

-- CreateIndex
CREATE INDEX "parked_form_created_at_idx" ON "parked_form"("created_at");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "body_name_body_id_idx" ON "body_name"("body_id");

-- CreateIndex
CREATE INDEX "body_placement_body_id_idx" ON "body_placement"("body_id");

-- CreateIndex
CREATE INDEX "body_placement_parent_id_idx" ON "body_placement"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "term_of_office_starts_on_key" ON "term_of_office"("starts_on");

-- CreateIndex
CREATE INDEX "seat_body_id_idx" ON "seat"("body_id");

-- CreateIndex
CREATE INDEX "seat_person_id_idx" ON "seat"("person_id");

-- CreateIndex
CREATE INDEX "account_person_id_idx" ON "account"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_issuer_subject_key" ON "account"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "session_key_hash_key" ON "session"("key_hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "role_assignment_person_id_idx" ON "role_assignment"("person_id");

-- CreateIndex
CREATE INDEX "role_assignment_body_id_idx" ON "role_assignment"("body_id");

-- CreateIndex
CREATE INDEX "contact_person_appointment_unit_id_idx" ON "contact_person_appointment"("unit_id");

-- CreateIndex
CREATE INDEX "contact_person_appointment_person_id_idx" ON "contact_person_appointment"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "programme_code_key" ON "programme"("code");

-- CreateIndex
CREATE INDEX "project_unit_project_id_idx" ON "project_unit"("project_id");

-- CreateIndex
CREATE INDEX "project_unit_unit_id_idx" ON "project_unit"("unit_id");

-- CreateIndex
CREATE INDEX "funding_line_project_id_idx" ON "funding_line"("project_id");

-- CreateIndex
CREATE INDEX "project_partner_project_id_idx" ON "project_partner"("project_id");

-- CreateIndex
CREATE INDEX "project_member_project_id_idx" ON "project_member"("project_id");

-- CreateIndex
CREATE INDEX "project_member_person_id_idx" ON "project_member"("person_id");

-- CreateIndex
CREATE INDEX "status_change_project_id_idx" ON "status_change"("project_id");

-- CreateIndex
CREATE INDEX "sourced_fact_subject_id_idx" ON "sourced_fact"("subject_id");

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parked_form" ADD CONSTRAINT "parked_form_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "body" ADD CONSTRAINT "body_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "body_name" ADD CONSTRAINT "body_name_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "body_placement" ADD CONSTRAINT "body_placement_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "body_placement" ADD CONSTRAINT "body_placement_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat" ADD CONSTRAINT "seat_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat" ADD CONSTRAINT "seat_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat" ADD CONSTRAINT "seat_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "term_of_office"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_details" ADD CONSTRAINT "person_details_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "local_credential" ADD CONSTRAINT "local_credential_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_person_appointment" ADD CONSTRAINT "contact_person_appointment_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_person_appointment" ADD CONSTRAINT "contact_person_appointment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_workplace_id_fkey" FOREIGN KEY ("workplace_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_unit" ADD CONSTRAINT "project_unit_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_unit" ADD CONSTRAINT "project_unit_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_payer_unit_id_fkey" FOREIGN KEY ("payer_unit_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_partner" ADD CONSTRAINT "project_partner_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_change" ADD CONSTRAINT "status_change_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ---------------------------------------------------------------------------
-- Swedish order (å ä ö last) belongs to the columns, since a given database may have another default.
ALTER TABLE "body_name" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "person_details" ALTER COLUMN "name" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "project" ALTER COLUMN "title" TYPE text COLLATE "sv-SE-x-icu";
ALTER TABLE "programme" ALTER COLUMN "name_sv" TYPE text COLLATE "sv-SE-x-icu";

ALTER TABLE "project" ALTER COLUMN "municipal_goals" SET DEFAULT '{}', ALTER COLUMN "municipal_goals" SET NOT NULL;
ALTER TABLE "project" ALTER COLUMN "purposes" SET DEFAULT '{}', ALTER COLUMN "purposes" SET NOT NULL;
ALTER TABLE "project" ALTER COLUMN "beneficiaries" SET DEFAULT '{}', ALTER COLUMN "beneficiaries" SET NOT NULL;
ALTER TABLE "draft" ALTER COLUMN "saved" SET DEFAULT '{}', ALTER COLUMN "saved" SET NOT NULL;

-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "municipality" ADD CONSTRAINT "municipality_is_one_row" CHECK ("id" = 1);
ALTER TABLE "body" ADD CONSTRAINT "body_validity_in_order" CHECK ("valid_to" >= "valid_from");
ALTER TABLE "body" ADD CONSTRAINT "body_ownership_is_a_share" CHECK ("ownership_percent" > 0 AND "ownership_percent" <= 100);
ALTER TABLE "body" ADD CONSTRAINT "body_not_merged_into_itself" CHECK ("merged_into_id" <> "id");
ALTER TABLE "body_name" ADD CONSTRAINT "body_name_validity_in_order" CHECK ("valid_to" >= "valid_from");
ALTER TABLE "body_name" ADD CONSTRAINT "body_name_one_at_a_time"
  EXCLUDE USING gist ("body_id" WITH =, daterange("valid_from", "valid_to", '[]') WITH &&) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "body_placement" ADD CONSTRAINT "body_placement_validity_in_order" CHECK ("valid_to" >= "valid_from");
ALTER TABLE "body_placement" ADD CONSTRAINT "body_placement_not_under_itself" CHECK ("body_id" <> "parent_id");
ALTER TABLE "body_placement" ADD CONSTRAINT "body_placement_one_at_a_time"
  EXCLUDE USING gist ("body_id" WITH =, daterange("valid_from", "valid_to", '[]') WITH &&) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "term_of_office" ADD CONSTRAINT "term_of_office_in_order" CHECK ("ends_on" > "starts_on");
ALTER TABLE "seat" ADD CONSTRAINT "seat_validity_in_order" CHECK ("valid_to" >= "valid_from");
ALTER TABLE "seat" ADD CONSTRAINT "seat_once_at_a_time"
  EXCLUDE USING gist ("body_id" WITH =, "person_id" WITH =, daterange("valid_from", "valid_to", '[]') WITH &&) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_validity_in_order" CHECK ("valid_to" >= "valid_from");
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_once_at_a_time"
  EXCLUDE USING gist ("person_id" WITH =, "role" WITH =, (coalesce("body_id", '00000000-0000-0000-0000-000000000000'::uuid)) WITH =,
    daterange("valid_from", "valid_to", '[]') WITH &&) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "contact_person_appointment" ADD CONSTRAINT "contact_person_appointment_validity_in_order" CHECK ("valid_to" >= "valid_from");
ALTER TABLE "contact_person_appointment" ADD CONSTRAINT "contact_person_appointment_time_is_a_share" CHECK ("time_percent" BETWEEN 1 AND 100);
ALTER TABLE "contact_person_appointment" ADD CONSTRAINT "contact_person_appointment_once_at_a_time"
  EXCLUDE USING gist ("unit_id" WITH =, "person_id" WITH =, daterange("valid_from", "valid_to", '[]') WITH &&) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "project" ADD CONSTRAINT "project_period_in_order" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "project" ADD CONSTRAINT "project_budget_not_negative" CHECK ("total_budget_minor" >= 0);
ALTER TABLE "project" ADD CONSTRAINT "project_rate_positive" CHECK ("sek_per_unit" > 0);
ALTER TABLE "project" ADD CONSTRAINT "project_children_not_negative" CHECK ("children_and_youth_count" >= 0);
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_not_negative" CHECK ("amount_minor" >= 0);
ALTER TABLE "funding_line" ADD CONSTRAINT "funding_line_year_plausible" CHECK ("year" BETWEEN 1990 AND 2100);
CREATE UNIQUE INDEX "project_member_once" ON "project_member" ("project_id", "person_id") WHERE "removed_at" IS NULL;
CREATE UNIQUE INDEX "project_unit_once" ON "project_unit" ("project_id", "unit_id") WHERE "removed_at" IS NULL;
CREATE UNIQUE INDEX "draft_of_a_record_once" ON "draft" ("person_id", "record_id") WHERE "record_id" IS NOT NULL;

-- ---------------------------------------------------------------------------
-- How projects are looked for.
CREATE INDEX "project_by_end" ON "project" ("reaches_children_and_youth" DESC, "ends_on" DESC NULLS LAST, "id") WHERE "archived_at" IS NULL;
CREATE INDEX "project_by_unit" ON "project" ("unit_id", "status") WHERE "archived_at" IS NULL;
CREATE INDEX "project_by_status" ON "project" ("status") WHERE "archived_at" IS NULL;
CREATE INDEX "project_by_programme" ON "project" ("programme_id") WHERE "archived_at" IS NULL;
CREATE INDEX "project_search_text" ON "project" USING gin ("search_text" gin_trgm_ops) WHERE "archived_at" IS NULL;

-- ---------------------------------------------------------------------------
-- Versions: every state of every register row, in the transaction that made it.

-- One id for all that a transaction changes; a transaction number would not survive a restore.
CREATE FUNCTION change_id() RETURNS uuid LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  current text := current_setting('utblick.change_id', true);
BEGIN
  IF current IS NULL OR current = '' THEN
    current := gen_random_uuid()::text;
    PERFORM set_config('utblick.change_id', current, true);
  END IF;
  RETURN current::uuid;
END $$;

-- Arguments: the column of the row's id, the column of the record it is a part of.
-- The time zone is fixed because instants are written as text.
CREATE FUNCTION write_record_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  state jsonb := to_jsonb(NEW);
  record uuid := (state ->> TG_ARGV[0])::uuid;
  root uuid := (state ->> TG_ARGV[1])::uuid;
  began timestamptz := clock_timestamp();
  before tstzrange;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT sys_period INTO before FROM record_version
      WHERE table_name = TG_TABLE_NAME AND record_id = record AND version = OLD.version;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'version % of % % is missing', OLD.version, TG_TABLE_NAME, record;
    END IF;
    -- A transaction that began earlier may write later, and two changes may share a microsecond.
    began := greatest(began, lower(before) + interval '1 microsecond');
    UPDATE record_version SET sys_period = tstzrange(lower(before), began, '[)')
      WHERE table_name = TG_TABLE_NAME AND record_id = record AND version = OLD.version;
  END IF;
  INSERT INTO record_version (table_name, record_id, root_id, version, sys_period, row, row_digest, change_id)
    VALUES (TG_TABLE_NAME, record, root, NEW.version, tstzrange(began, NULL, '[)'), state,
            sha256(convert_to(state::text, 'UTF8')), change_id());
  RETURN NULL;
END $$;

CREATE FUNCTION check_next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN
    RAISE EXCEPTION 'a change of % must raise its version by one', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are kept as they are', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

-- A committed version without an audit entry that covers it cannot exist.
CREATE FUNCTION require_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_entry WHERE change_id = NEW.change_id AND last_version_id >= NEW.id) THEN
    RAISE EXCEPTION 'a change of % has no audit entry', NEW.table_name USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER record_version_is_audited AFTER INSERT ON record_version
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_entry();

-- Only the end of a span that is still open, and an erasure by decision, may change in a stored version.
CREATE FUNCTION guard_record_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.table_name, NEW.record_id, NEW.root_id, NEW.version, NEW.row_digest, NEW.change_id, lower(NEW.sys_period))
       IS DISTINCT FROM
     (OLD.id, OLD.table_name, OLD.record_id, OLD.root_id, OLD.version, OLD.row_digest, OLD.change_id, lower(OLD.sys_period))
     OR (NEW.row IS DISTINCT FROM OLD.row AND NOT (NEW.row IS NULL AND OLD.table_name = 'person_details'))
     OR (NEW.sys_period IS DISTINCT FROM OLD.sys_period AND NOT upper_inf(OLD.sys_period)) THEN
    RAISE EXCEPTION 'stored versions are never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER record_version_is_kept BEFORE UPDATE ON record_version FOR EACH ROW EXECUTE FUNCTION guard_record_version();
CREATE TRIGGER record_version_is_not_removed BEFORE DELETE OR TRUNCATE ON record_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

-- Called once for each register table, here and in later migrations.
CREATE FUNCTION keep_versions(of_table regclass, id_column text, root_column text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER check_next_version BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION check_next_version()', of_table);
  EXECUTE format('CREATE TRIGGER write_record_version AFTER INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION write_record_version(%L, %L)', of_table, id_column, root_column);
  EXECUTE format('CREATE TRIGGER refuse_removal BEFORE DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()', of_table);
END $$;
REVOKE ALL ON FUNCTION keep_versions(regclass, text, text) FROM PUBLIC;

SELECT keep_versions('body', 'id', 'id');
SELECT keep_versions('body_name', 'id', 'body_id');
SELECT keep_versions('body_placement', 'id', 'body_id');
SELECT keep_versions('term_of_office', 'id', 'id');
SELECT keep_versions('seat', 'id', 'person_id');
SELECT keep_versions('person', 'id', 'id');
SELECT keep_versions('person_details', 'person_id', 'person_id');
SELECT keep_versions('account', 'id', 'person_id');
SELECT keep_versions('role_assignment', 'id', 'person_id');
SELECT keep_versions('contact_person_appointment', 'id', 'unit_id');
SELECT keep_versions('programme', 'id', 'id');
SELECT keep_versions('project', 'id', 'id');
SELECT keep_versions('project_unit', 'id', 'project_id');
SELECT keep_versions('funding_line', 'id', 'project_id');
SELECT keep_versions('project_partner', 'id', 'project_id');
SELECT keep_versions('project_member', 'id', 'project_id');
SELECT keep_versions('status_change', 'id', 'project_id');
SELECT keep_versions('sourced_fact', 'id', 'subject_id');

-- ---------------------------------------------------------------------------
-- Audit: append-only and chained.

CREATE FUNCTION audit_hash(e audit_entry) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(e.prev_hash || convert_to(jsonb_build_array(
    e.seq, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.change_id, e.actor_id, e.action, e.subject_kind, e.subject_id,
    e.unit_id, e.on_behalf, e.request_id, e.details, e.version_count, e.last_version_id, encode(e.versions_digest, 'hex'))::text, 'UTF8'))
$$;

CREATE FUNCTION version_leaf(v record_version) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws('|', v.id, v.table_name, v.record_id, v.root_id, v.version,
    to_char(lower(v.sys_period) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), encode(v.row_digest, 'hex'))
$$;

CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head record;
  covered bigint;
BEGIN
  -- Held until commit: without it two entries could follow the same head.
  PERFORM pg_advisory_xact_lock(hashtext('utblick.audit_chain'));
  SELECT seq, hash INTO head FROM audit_entry ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(head.seq, 0) + 1;
  NEW.prev_hash := coalesce(head.hash, '\x'::bytea);
  NEW.at := clock_timestamp();
  NEW.change_id := change_id();
  SELECT coalesce(max(last_version_id), 0) INTO covered FROM audit_entry WHERE change_id = NEW.change_id;
  SELECT count(*), max(v.id), sha256(convert_to(coalesce(string_agg(version_leaf(v), E'\n' ORDER BY v.id), ''), 'UTF8'))
    INTO NEW.version_count, NEW.last_version_id, NEW.versions_digest
    FROM record_version v WHERE v.change_id = NEW.change_id AND v.id > covered;
  NEW.hash := audit_hash(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER chain_audit_entry BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();
CREATE TRIGGER audit_entry_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
ALTER TABLE audit_entry ALTER COLUMN seq SET DEFAULT 0, ALTER COLUMN at SET DEFAULT now(), ALTER COLUMN change_id SET DEFAULT gen_random_uuid(),
  ALTER COLUMN version_count SET DEFAULT 0, ALTER COLUMN versions_digest SET DEFAULT '\x', ALTER COLUMN prev_hash SET DEFAULT '\x', ALTER COLUMN hash SET DEFAULT '\x';

-- Register rows that no longer say what their open version says; only columns that both have are compared.
CREATE FUNCTION verify_live_rows() RETURNS TABLE (problem text, audit_seq bigint, detail text) LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$
DECLARE
  kept record;
BEGIN
  FOR kept IN
    SELECT c.relname AS name, convert_from(split_part_bytes.id_column, 'UTF8') AS id_column
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid,
      LATERAL (SELECT substring(t.tgargs FROM 1 FOR position('\x00'::bytea IN t.tgargs) - 1) AS id_column) split_part_bytes
    WHERE t.tgname = 'write_record_version' AND c.relnamespace = 'public'::regnamespace
  LOOP
    RETURN QUERY EXECUTE format(
      'SELECT ''row changed outside its versions'', NULL::bigint, %L || '' '' || t.%I::text
       FROM %I t LEFT JOIN record_version v ON v.table_name = %L AND v.record_id = t.%I AND v.version = t.version
       WHERE v.id IS NULL OR (v.row IS NOT NULL AND NOT to_jsonb(t) @> coalesce(
         (SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(v.row) e WHERE to_jsonb(t) ? e.key), ''{}''))',
      kept.name, kept.id_column, kept.name, kept.name, kept.id_column);
  END LOOP;
END $$;

-- Every way in which the chain and the versions can fail to agree; no row when all is well.
CREATE FUNCTION audit_verify() RETURNS TABLE (problem text, audit_seq bigint, detail text) LANGUAGE sql STABLE AS $$
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
    WHERE (v.row IS NOT NULL AND sha256(convert_to(v.row::text, 'UTF8')) <> v.row_digest) OR (v.row IS NULL AND v.table_name <> 'person_details')
  UNION ALL SELECT 'version without entry', NULL, v.table_name || ' ' || v.record_id || ' v' || v.version
    FROM record_version v WHERE NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.change_id = v.change_id AND a.last_version_id >= v.id)
  UNION ALL SELECT l.problem, l.audit_seq, l.detail FROM verify_live_rows() l
$$;
