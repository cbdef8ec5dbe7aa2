-- The few projects with something that no sum of a year holds.
CREATE INDEX "project_year_left_out" ON "project_year" ("year") INCLUDE ("period_external_ore", "period_own_ore", "unconverted_lines")
  WHERE NOT "is_confidential" AND ("period_external_ore" > 0 OR "period_own_ore" > 0 OR "unconverted_lines" > 0);
