-- CreateEnum
CREATE TYPE "DisposalState" AS ENUM ('PROPOSED', 'DECIDED', 'CARRIED_OUT', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "DisposalOutcome" AS ENUM ('DISPOSED', 'LEFT');

-- CreateEnum
CREATE TYPE "DisposalObstacle" AS ENUM ('HOLD', 'REQUEST', 'PROJECT', 'NOT_DUE');

-- AlterTable
ALTER TABLE "record_version" ADD COLUMN     "disposed_in" UUID;

-- CreateTable
CREATE TABLE "disposal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "state" "DisposalState" NOT NULL DEFAULT 'PROPOSED',
    "years" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(6) NOT NULL,
    "decided_by" TEXT,
    "decided_on" DATE,
    "paragraph" TEXT,
    "case_number" TEXT,
    "recorded_by_id" UUID,
    "carried_out_at" TIMESTAMPTZ(6),
    "carried_out_by_id" UUID,

    CONSTRAINT "disposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disposal_record" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "disposal_id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "unit_id" UUID,
    "ended_on" DATE NOT NULL,
    "kept_until" DATE NOT NULL,
    "outcome" "DisposalOutcome",
    "obstacle" "DisposalObstacle",
    "settled_at" TIMESTAMPTZ(6),
    "versions_digest" BYTEA,

    CONSTRAINT "disposal_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "disposal_record_disposal_id_subject_id_key" ON "disposal_record"("disposal_id", "subject_id");

-- AddForeignKey
ALTER TABLE "disposal_record" ADD CONSTRAINT "disposal_record_disposal_id_fkey" FOREIGN KEY ("disposal_id") REFERENCES "disposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------
-- What must hold whatever program writes.
ALTER TABLE "disposal" ADD CONSTRAINT "disposal_is_decided" CHECK ("state" NOT IN ('DECIDED', 'CARRIED_OUT') OR ("decided_by" IS NOT NULL AND "decided_on" IS NOT NULL AND "case_number" IS NOT NULL AND "recorded_by_id" IS NOT NULL));
ALTER TABLE "disposal" ADD CONSTRAINT "disposal_is_carried_out" CHECK (("state" = 'CARRIED_OUT') = ("carried_out_at" IS NOT NULL) AND ("carried_out_at" IS NULL) = ("carried_out_by_id" IS NULL));
ALTER TABLE "disposal_record" ADD CONSTRAINT "disposal_record_is_settled" CHECK (("outcome" IS NULL) = ("settled_at" IS NULL) AND ("outcome" IS NOT DISTINCT FROM 'LEFT') = ("obstacle" IS NOT NULL) AND ("outcome" IS NOT DISTINCT FROM 'DISPOSED') = ("versions_digest" IS NOT NULL));
-- Two proposals of one kind would be about the same records.
CREATE UNIQUE INDEX "disposal_open_once" ON "disposal" ("kind") WHERE "state" IN ('PROPOSED', 'DECIDED');
-- Nothing is disposed of twice; whether a record has been is asked wherever it is read.
CREATE UNIQUE INDEX "disposal_record_disposed" ON "disposal_record" ("subject_id") WHERE "outcome" = 'DISPOSED';
CREATE INDEX "disposal_record_to_settle" ON "disposal_record" ("disposal_id", "id") WHERE "outcome" IS NULL;
CREATE INDEX "notification_of_subject" ON "notification" ("subject_id");
CREATE INDEX "record_version_disposed" ON "record_version" ("disposed_in", "id") WHERE "disposed_in" IS NOT NULL;

SELECT keep_versions('disposal', 'id', 'id');
SELECT keep_versions('disposal_record', 'id', 'disposal_id');

-- ---------------------------------------------------------------------------
-- What a record of a kind consists of: each table with its key and which of its rows belong to the record ($1) of the kind ($2), the columns of text that are kept since they
-- hold codes, the people who are kept since a rule of the table asks for them, and the lists of ids that go. Every other text, and every other person who may be left out, goes.
CREATE FUNCTION disposal_parts() RETURNS TABLE (kind text, part text, key text, place text, kept text[], emptied text[]) LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  WITH kinds (kind) AS (VALUES ('visit'))
  SELECT k.kind, p.* FROM kinds k, (VALUES
    ('attached_document', 'id', 't.subject_id = $1 AND t.subject_kind = $2', '{subject_kind}'::text[], '{}'::text[]),
    ('attached_file', 'id', 't.document_id IN (SELECT d.id FROM attached_document d WHERE d.subject_id = $1 AND d.subject_kind = $2)', '{media_type}', '{}'),
    ('file_piece', 'file_id', 't.file_id IN (SELECT f.id FROM attached_file f JOIN attached_document d ON d.id = f.document_id WHERE d.subject_id = $1 AND d.subject_kind = $2)', '{}', '{}'),
    ('comment', 'id', 't.subject_id = $1 AND t.subject_kind = $2', '{subject_kind}', '{mentioned_ids}'),
    ('sourced_fact', 'id', 't.subject_id = $1 AND t.subject_kind = $2', '{subject_kind,field}', '{}')
  ) AS p (part, key, place, kept, emptied)
  UNION ALL SELECT 'visit', p.* FROM (VALUES
    ('visit', 'id', 't.id = $1', '{}'::text[], '{}'::text[]),
    ('visit_assignment', 'id', 't.visit_id = $1', '{substitute_id}', '{}'),
    ('visit_handover', 'id', 't.visit_id = $1', '{}', '{}'),
    ('visit_consultation', 'id', 't.visit_id = $1', '{answered_by_id}', '{}'),
    ('visit_link', 'id', 't.visit_id = $1', '{subject_kind}', '{}'),
    ('visit_programme_item', 'id', 't.visit_id = $1', '{time_zone}', '{}'),
    ('visit_participant', 'id', 't.visit_id = $1', '{}', '{}'),
    ('visit_participant_details', 'participant_id', 't.participant_id IN (SELECT p.id FROM visit_participant p WHERE p.visit_id = $1)', '{}', '{}'),
    ('visit_hospitality', 'id', 't.visit_id = $1', '{}', '{}'),
    ('visit_gift', 'id', 't.visit_id = $1', '{}', '{}'),
    ('visit_cost', 'id', 't.visit_id = $1', '{}', '{}'),
    ('visit_action_point', 'id', 't.visit_id = $1', '{}', '{}'),
    ('visit_report', 'id', 't.visit_id = $1', '{}', '{}')
  ) AS p (part, key, place, kept, emptied)
$$;

-- Each column of a table that holds words, or somebody who may be left out, with what is put in its place where there is something. That there was something stays, and so does what is counted.
CREATE FUNCTION disposal_columns(of_part text, kept text[], emptied text[]) RETURNS TABLE (name text, instead text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT a.attname::text, CASE
      WHEN a.attname = ANY (emptied) THEN '''{}'''
      WHEN f.conrelid IS NOT NULL THEN 'NULL'
      WHEN of_part = 'visit_participant_details' THEN ''''''
      WHEN a.attname = 'sha256' THEN 'encode(sha256(''''::bytea), ''hex'')'
      WHEN t.typname IN ('text', 'varchar') THEN format('CASE WHEN t.%1$I = '''' THEN '''' WHEN t.%1$I IS NOT NULL THEN ''Gallrad'' END', a.attname)
      WHEN t.typname IN ('_text', '_varchar') THEN format('CASE WHEN cardinality(t.%1$I) > 0 THEN ARRAY[''Gallrad''] ELSE t.%1$I END', a.attname)
      WHEN t.typname = 'bytea' THEN '''\x'''
      WHEN t.typname IN ('json', 'jsonb') THEN format('CASE WHEN t.%I IS NOT NULL THEN ''{}''::%s END', a.attname, t.typname)
    END
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_constraint f ON f.contype = 'f' AND f.conrelid = a.attrelid AND f.conkey = ARRAY[a.attnum] AND f.confrelid = 'person'::regclass AND NOT a.attnotnull
  WHERE a.attrelid = of_part::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (kept)
    AND (t.typname IN ('text', 'varchar', 'bpchar', '_text', '_varchar', '_bpchar', 'bytea', 'json', 'jsonb') OR f.conrelid IS NOT NULL OR a.attname = ANY (emptied))
$$;

-- What is left of an earlier version of a row: the columns that still are and hold no words, and of every other whether there was something.
CREATE FUNCTION disposed_row(was jsonb, staying text[], people text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(e.key, CASE
      WHEN e.key = ANY (staying) THEN e.value
      WHEN e.key = ANY (people) THEN 'null'::jsonb
      WHEN jsonb_typeof(e.value) = 'string' THEN CASE WHEN e.value = '""' THEN e.value ELSE '"Gallrad"'::jsonb END
      WHEN jsonb_typeof(e.value) = 'array' THEN '[]'::jsonb
      WHEN jsonb_typeof(e.value) = 'object' THEN '{}'::jsonb
      ELSE e.value END), '{}') FROM jsonb_each(was) e
$$;

CREATE FUNCTION untitled_rows(rows jsonb, subjects uuid[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_agg(CASE WHEN e.value ->> 'id' = ANY (subjects::text[]) THEN e.value || '{"title": "Gallrad"}' ELSE e.value END ORDER BY e.place), '[]') FROM jsonb_array_elements(rows) WITH ORDINALITY AS e(value, place)
$$;

-- A disposal's own work is known by the record that it is about to settle: a setting that counts for the owner of the tables alone, and for a record that is decided on and not settled.
CREATE FUNCTION disposing() RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r.id FROM disposal_record r JOIN disposal d ON d.id = r.disposal_id
  WHERE r.id = nullif(current_setting('utblick.disposing', true), '')::uuid AND r.outcome IS NULL AND d.state = 'DECIDED'
    AND current_user = (SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'record_version')
$$;

CREATE OR REPLACE FUNCTION guard_record_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.table_name, NEW.record_id, NEW.root_id, NEW.version, NEW.row_digest, NEW.change_id, lower(NEW.sys_period))
       IS DISTINCT FROM
     (OLD.id, OLD.table_name, OLD.record_id, OLD.root_id, OLD.version, OLD.row_digest, OLD.change_id, lower(OLD.sys_period))
     OR ((NEW.row, NEW.disposed_in) IS DISTINCT FROM (OLD.row, OLD.disposed_in)
       AND NOT (NEW.row IS NULL AND NEW.disposed_in IS NOT DISTINCT FROM OLD.disposed_in AND is_erasable(OLD.table_name))
       AND NOT coalesce((OLD.disposed_in IS NULL OR OLD.table_name = 'list_import') AND NEW.row IS NOT NULL AND NEW.disposed_in = disposing(), false))
     OR (NEW.sys_period IS DISTINCT FROM OLD.sys_period AND NOT upper_inf(OLD.sys_period)) THEN
    RAISE EXCEPTION 'stored versions are never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- A file is written once, and its content goes with its record.
CREATE FUNCTION refuse_change_unless_disposing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF disposing() IS NULL THEN
    RAISE EXCEPTION 'rows of % are kept as they are', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER attached_file_is_kept ON "attached_file";
CREATE TRIGGER attached_file_is_kept BEFORE UPDATE ON "attached_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_unless_disposing();
DROP TRIGGER file_piece_is_kept ON "file_piece";
CREATE TRIGGER file_piece_is_kept BEFORE UPDATE ON "file_piece" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_unless_disposing();
CREATE TRIGGER file_piece_is_not_removed BEFORE DELETE OR TRUNCATE ON "file_piece" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

-- What has been disposed of is changed no more, whatever program writes; each change of a record passes here.
CREATE OR REPLACE FUNCTION write_record_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET enable_seqscan = off AS $$
DECLARE
  state jsonb := to_jsonb(NEW);
  record uuid := (state ->> TG_ARGV[0])::uuid;
  root uuid := (state ->> TG_ARGV[1])::uuid;
  began timestamptz := clock_timestamp();
  before tstzrange;
BEGIN
  IF EXISTS (SELECT 1 FROM disposal_record r WHERE r.subject_id = root AND r.outcome = 'DISPOSED') THEN
    RAISE EXCEPTION 'a record that has been disposed of is changed no more' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
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

CREATE FUNCTION disposed_digest(entry uuid) RETURNS bytea LANGUAGE sql STABLE SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
  SELECT sha256(convert_to(coalesce(string_agg(v.id || '|' || encode(sha256(convert_to(v.row::text, 'UTF8')), 'hex'), E'\n' ORDER BY v.id), ''), 'UTF8'))
  FROM record_version v WHERE v.disposed_in = entry AND v.row IS NOT NULL AND v.table_name <> 'list_import'
$$;

-- Empties records that a decided disposal is about: their rows, their parts, what lies with them and the versions of all of them, and notes that it is done. Everything else
-- that named them, and is no record, goes altogether.
CREATE FUNCTION dispose_records(entries uuid[], moment timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  subject record;
  p record;
  sets text;
  unfit text;
  staying text[];
  people text[];
  subjects uuid[] := '{}';
BEGIN
  FOR subject IN
    SELECT e.entry, r.subject_kind AS kind, r.subject_id AS id
    FROM unnest(entries) AS e(entry) LEFT JOIN (disposal_record r JOIN disposal d ON d.id = r.disposal_id AND d.state = 'DECIDED') ON r.id = e.entry AND r.outcome IS NULL
  LOOP
    IF NOT EXISTS (SELECT 1 FROM disposal_parts() k WHERE k.kind = subject.kind) THEN
      RAISE EXCEPTION 'no disposal of % has been decided', subject.entry USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('utblick.disposing', subject.entry::text, true);
    subjects := subjects || subject.id;

    -- A name that may be erased by itself goes as if it had been, and the nightly round finds nothing more to do.
    IF subject.kind = 'visit' THEN
      UPDATE visit_participant SET anonymised_at = moment, version = version + 1 WHERE visit_id = subject.id AND anonymised_at IS NULL;
    END IF;

    FOR p IN SELECT k.* FROM disposal_parts() k WHERE k.kind = subject.kind LOOP
      SELECT string_agg(format('%I = %s', c.name, c.instead), ', '), string_agg(c.name, ', ') FILTER (WHERE c.instead IS NULL), array_agg(c.name) FILTER (WHERE c.instead = 'NULL')
        INTO sets, unfit, people FROM disposal_columns(p.part, p.kept, p.emptied) c;
      IF unfit IS NOT NULL THEN
        RAISE EXCEPTION 'nothing is said of what stands instead of % in %', unfit, p.part;
      END IF;
      IF p.part = 'file_piece' THEN
        EXECUTE format('UPDATE file_piece t SET %s WHERE %s', sets, p.place) USING subject.id, subject.kind;
        CONTINUE;
      END IF;
      EXECUTE format('UPDATE %I t SET %s version = t.version + 1 WHERE %s', p.part, coalesce(sets || ', ', ''), p.place) USING subject.id, subject.kind;
      SELECT array_agg(a.attname::text) INTO staying FROM pg_attribute a WHERE a.attrelid = p.part::regclass AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attname NOT IN (SELECT c.name FROM disposal_columns(p.part, p.kept, p.emptied) c);
      EXECUTE format('UPDATE record_version v SET row = disposed_row(v.row, $3, $4), disposed_in = $5
        WHERE v.table_name = %L AND v.record_id IN (SELECT t.%I FROM %I t WHERE %s) AND v.row IS NOT NULL AND v.disposed_in IS NULL AND NOT upper_inf(v.sys_period)', p.part, p.key, p.part, p.place)
        USING subject.id, subject.kind, staying, coalesce(people, '{}'), subject.entry;
    END LOOP;

    UPDATE outgoing_mail m SET content = NULL, calendar = NULL, version = version + 1 FROM (SELECT DISTINCT n.mail_id FROM notification n WHERE n.subject_id = subject.id) n WHERE m.id = n.mail_id AND m.state <> 'SENDING';
    DELETE FROM notification n WHERE n.subject_id = subject.id;
    DELETE FROM calendar_invitation c WHERE c.subject_id = subject.id;
    DELETE FROM draft d WHERE d.record_id = subject.id;
  END LOOP;

  -- What they were called in the lists that they came by or were changed by; the long lists once for all.
  UPDATE list_import i SET version = version + 1, rows = untitled_rows(i.rows, subjects)
    WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(i.rows) e WHERE e ->> 'id' = ANY (subjects::text[]));
  UPDATE record_version v SET disposed_in = disposing(), row = v.row || jsonb_build_object('rows', untitled_rows(v.row -> 'rows', subjects))
    WHERE v.table_name = 'list_import' AND NOT upper_inf(v.sys_period) AND v.record_id IN (SELECT i.id FROM list_import i WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(i.rows) e WHERE e ->> 'id' = ANY (subjects::text[])));

  UPDATE disposal_record SET outcome = 'DISPOSED', settled_at = moment, versions_digest = disposed_digest(id), version = version + 1 WHERE id = ANY (entries);
  PERFORM set_config('utblick.disposing', '', true);
END $$;

-- Every way in which the chain and the versions can fail to agree; no row when all is well. Of what has been disposed of, what is left is what was left then.
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
    WHERE (v.row IS NOT NULL AND v.disposed_in IS NULL AND sha256(convert_to(v.row::text, 'UTF8')) <> v.row_digest) OR (v.row IS NULL AND NOT is_erasable(v.table_name))
      OR (v.disposed_in IS NOT NULL AND NOT EXISTS (SELECT 1 FROM disposal_record r WHERE r.id = v.disposed_in AND r.outcome = 'DISPOSED'))
  UNION ALL SELECT 'version row changed', NULL, r.subject_kind || ' ' || r.subject_id || ', disposed of'
    FROM disposal_record r WHERE r.outcome = 'DISPOSED' AND r.versions_digest IS DISTINCT FROM disposed_digest(r.id)
  UNION ALL SELECT 'version without entry', NULL, v.table_name || ' ' || v.record_id || ' v' || v.version
    FROM record_version v WHERE NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.change_id = v.change_id AND a.last_version_id >= v.id)
  UNION ALL SELECT l.problem, l.audit_seq, l.detail FROM verify_live_rows() l
$$;
