-- A day lies in one term of office at most, so that a seat's term is never a matter of choice.
ALTER TABLE "term_of_office" ADD CONSTRAINT "term_of_office_one_at_a_time"
  EXCLUDE USING gist (daterange("starts_on", "ends_on", '[]') WITH &&);

-- Two terms that begin on the same day overlap, which is refused above.
DROP INDEX "term_of_office_starts_on_key";
