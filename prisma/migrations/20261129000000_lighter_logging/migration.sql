-- Counters of tries are worth nothing after a crash, and a write that waits for the disk to count one is a write less.
ALTER TABLE "rate_counter" SET UNLOGGED;

-- Lines that a new project has already came in the statement that made it, and that statement's own trigger counts them.
CREATE FUNCTION keep_years_of_new_project() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM funding_line WHERE project_id = NEW.id) THEN
    PERFORM refresh_project_years(NEW.id);
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER keep_years_of_new ON "project";
CREATE TRIGGER keep_years_of_new AFTER INSERT ON "project" FOR EACH ROW EXECUTE FUNCTION keep_years_of_new_project();
