-- The cells of a list that is about to be read in lie a row each, and so does what each row comes to, so that a long list is read, judged and shown in pieces.
-- CreateTable
CREATE TABLE "import_draft_row" (
    "draft_id" UUID NOT NULL,
    "sheet" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,

    CONSTRAINT "import_draft_row_pkey" PRIMARY KEY ("draft_id", "sheet", "row")
);

-- CreateTable
CREATE TABLE "import_judged_row" (
    "draft_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "judged" JSONB NOT NULL,
    "record_id" UUID,

    CONSTRAINT "import_judged_row_pkey" PRIMARY KEY ("draft_id", "row")
);

-- AddForeignKey
ALTER TABLE "import_draft_row" ADD CONSTRAINT "import_draft_row_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "import_draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_judged_row" ADD CONSTRAINT "import_judged_row_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "import_draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The lists that are half read in keep what they say; what they come to is found anew.
INSERT INTO "import_draft_row" ("draft_id", "sheet", "row", "cells")
SELECT d."id", s.place - 1, r.place, r.cells
FROM "import_draft" d, jsonb_array_elements(d."sheets") WITH ORDINALITY AS s(sheet, place), jsonb_array_elements(s.sheet -> 'rows') WITH ORDINALITY AS r(cells, place)
WHERE EXISTS (SELECT 1 FROM jsonb_array_elements_text(r.cells) AS cell WHERE cell <> '');

UPDATE "import_draft" SET "sheets" = (
  SELECT coalesce(jsonb_agg(jsonb_build_object('name', s.sheet -> 'name', 'rows', jsonb_array_length(s.sheet -> 'rows')) ORDER BY s.place), '[]')
  FROM jsonb_array_elements("sheets") WITH ORDINALITY AS s(sheet, place));

ALTER TABLE "import_draft" DROP COLUMN "judged", ADD COLUMN "digest" TEXT;
UPDATE "import_draft" SET "judged_at" = NULL;

-- What must hold whatever program writes.
ALTER TABLE "import_draft_row" ADD CONSTRAINT "import_draft_row_stands_somewhere" CHECK ("sheet" >= 0 AND "row" >= 1);
ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_is_judged_with_its_digest" CHECK (("judged_at" IS NULL) = ("digest" IS NULL));
