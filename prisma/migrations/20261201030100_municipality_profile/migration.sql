-- What the municipality has chosen to look like, in place of what its governing document's pack says.
-- CreateTable
CREATE TABLE "coat_of_arms" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "media_type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coat_of_arms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "municipality_profile" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT,
    "colour" TEXT,
    "contact_email" TEXT,
    "coat_of_arms_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "municipality_profile_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "municipality_profile" ADD CONSTRAINT "municipality_profile_coat_of_arms_id_fkey" FOREIGN KEY ("coat_of_arms_id") REFERENCES "coat_of_arms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must hold whatever program writes: there is one, a colour is written as style sheets write it, and a coat of arms is a picture that can run nothing.
CREATE UNIQUE INDEX "municipality_profile_is_one" ON "municipality_profile" ((true));
ALTER TABLE "municipality_profile" ADD CONSTRAINT "municipality_profile_colour_is_written_so" CHECK ("colour" ~ '^#[0-9a-f]{6}$');
ALTER TABLE "coat_of_arms" ADD CONSTRAINT "coat_of_arms_is_a_picture" CHECK ("media_type" IN ('image/png', 'image/jpeg') AND octet_length("content") BETWEEN 1 AND 500000);
SELECT keep_versions('municipality_profile', 'id', 'id');
CREATE TRIGGER "coat_of_arms_is_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "coat_of_arms" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
