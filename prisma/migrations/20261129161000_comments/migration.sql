-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "mentioned_ids" UUID[],
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- A record's comments, the first first.
CREATE INDEX "comment_of_subject" ON "comment" ("subject_id", "subject_kind", "created_at");

SELECT keep_versions('comment', 'id', 'id');
