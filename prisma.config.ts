import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  // Only commands that touch a database need one; generating the client does not.
  datasource: { url: process.env["DATABASE_OWNER_URL"] ?? process.env["DATABASE_URL"] ?? "" },
});
