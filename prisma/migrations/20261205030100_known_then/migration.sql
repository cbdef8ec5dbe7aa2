-- What was known on a day is today's figures without what has been written since: the versions that have begun since a moment, table by table.
CREATE INDEX "record_version_by_beginning" ON "record_version" ("table_name", lower("sys_period"));
