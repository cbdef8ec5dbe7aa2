-- When the person behind a session last showed who it is. Sessions that are there already don't know, and are asked before anything weighty.
ALTER TABLE "session" ADD COLUMN "authenticated_at" TIMESTAMPTZ(6);
