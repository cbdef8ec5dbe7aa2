import "server-only";
import { pino } from "pino";

/** One JSON line an event to standard output; fields that could carry secrets or contact details are left out. */
export const log = pino({
  level: process.env["UTBLICK_LOG_LEVEL"] ?? "info",
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  redact: {
    paths: ["password", "*.password", "cookie", "*.cookie", "authorization", "*.authorization", "email", "*.email", "phone", "*.phone", "values", "*.values"],
    remove: true,
  },
});
