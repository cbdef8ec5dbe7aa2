import "server-only";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Prisma } from "@db/client";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { countConnections, queryRows, reading } from "./db";
import { log } from "./log";

/** Seconds: from what nobody notices to what nobody waits for. */
const BUCKETS = [0.025, 0.05, 0.1, 0.2, 0.5, 0.8, 1.5, 3, 10];
/** What the figures may cost the database, however long it takes to answer others. */
const PATIENCE_MS = 2_000;

interface Metrics {
  refusals: Counter;
  write: () => Promise<string>;
}

// The framework bundles this file more than once, and the front door, which measures, is outside: what they share is held by the process.
const held = globalThis as typeof globalThis & { utblickMetrics?: Metrics; utblickMeasure?: (request: MeasuredRequest) => void };

/** A request as the front door saw it answered. */
interface MeasuredRequest {
  method: string;
  url: string;
  status: number;
  seconds: number;
}

/** What of the work waits, and when what is regular was last done. Ages in seconds; null where it never was. */
interface Backlog {
  mailsWaiting: number;
  oldestMailAge: number | null;
  mailsStopped: number;
  listsWaiting: number;
  auditEntries: number;
  auditCheckAge: number | null;
  auditProblems: number | null;
  scheduleAge: number | null;
}

/** Which kind of address it is: as many as can be told apart on a graph, and nothing of what was asked for. */
export function kindOf(method: string, url: string): string {
  const path = url.split("?", 1)[0] ?? "/";
  if (path.startsWith("/_next/")) return "file";
  if (path === "/healthz" || path === "/readyz") return "health";
  if (path.startsWith("/api/v1/")) return "api";
  if (path.startsWith("/open-data/")) return "open-data";
  if (path.startsWith("/api/")) return method === "POST" ? "form" : "download";
  return method === "POST" ? "form" : "page";
}

const FIGURES = {
  mailsWaiting: ["utblick_mails_waiting", "Mails that wait to be sent."],
  oldestMailAge: ["utblick_oldest_mail_age_seconds", "How long ago the oldest mail was due that still waits."],
  mailsStopped: ["utblick_mails_stopped", "Mails that are tried no more until somebody sends them again."],
  listsWaiting: ["utblick_lists_waiting", "Lists that wait to be read in, or are being read in."],
  auditEntries: ["utblick_audit_entries", "How long the audit chain is."],
  auditCheckAge: ["utblick_audit_check_age_seconds", "How long ago the chain was last recounted from the browser."],
  auditProblems: ["utblick_audit_problems", "What the last recount found wrong."],
  scheduleAge: ["utblick_schedule_age_seconds", "How long ago something was last done that is done at a set time."],
} as const satisfies Record<keyof Backlog, readonly [name: string, help: string]>;

function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "utblick_" });
  const durations = new Histogram({ name: "utblick_request_duration_seconds", help: "How long requests took, until the last byte was written.", labelNames: ["kind", "code"], buckets: BUCKETS, registers });
  held.utblickMeasure = ({ method, url, status, seconds }) => {
    durations.observe({ kind: kindOf(method, url), code: `${String(Math.floor(status / 100))}xx` }, seconds);
  };
  const connections = new Gauge({ name: "utblick_database_connections", help: "This instance's connections: all, those nobody uses, and how many wait for one.", labelNames: ["state"], registers });
  const up = new Gauge({ name: "utblick_database_up", help: "Whether the database answered within two seconds.", registers });
  const gauges = new Map(Object.entries(FIGURES).map(([key, [name, help]]) => [key, new Gauge({ name, help, registers })]));
  return {
    refusals: new Counter({ name: "utblick_refusals_total", help: "Attempts at what the person may not do.", registers }),
    write: async () => {
      for (const [state, count] of Object.entries(countConnections())) connections.set({ state }, count);
      const backlog = await readBacklog();
      up.set(backlog === null ? 0 : 1);
      for (const [key, gauge] of gauges) {
        const value = backlog?.[key as keyof Backlog] ?? null;
        // What is not known is left out: nought would be an answer.
        if (value === null) gauge.remove();
        else gauge.set(value);
      }
      return registry.metrics();
    },
  };
}

function metrics(): Metrics {
  return (held.utblickMetrics ??= makeMetrics());
}

/** Figures out of the database; null while it does not answer. */
async function readBacklog(): Promise<Backlog | null> {
  const statement = Prisma.sql`
    SELECT (SELECT count(*)::int FROM outgoing_mail WHERE state IN ('QUEUED', 'SENDING')) AS "mailsWaiting",
      (SELECT extract(epoch FROM now() - min(next_try_at))::float FROM outgoing_mail WHERE state = 'QUEUED' AND next_try_at < now()) AS "oldestMailAge",
      (SELECT count(*)::int FROM outgoing_mail WHERE state = 'DEAD') AS "mailsStopped",
      (SELECT count(*)::int FROM import_run WHERE finished_at IS NULL) AS "listsWaiting",
      (SELECT coalesce(max(seq), 0)::int FROM audit_entry) AS "auditEntries",
      (SELECT extract(epoch FROM now() - max(finished_at))::float FROM audit_check) AS "auditCheckAge",
      (SELECT problem_count FROM audit_check WHERE finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1) AS "auditProblems",
      (SELECT extract(epoch FROM now() - max(finished_at))::float FROM schedule_run) AS "scheduleAge"`;
  const patience = new AbortController();
  try {
    return await Promise.race([queryRows<Backlog>(reading(), statement).then(([row]) => row ?? null), sleep(PATIENCE_MS, null, { ref: false, signal: patience.signal })]);
  } catch {
    return null;
  } finally {
    patience.abort();
  }
}

/** Counts an attempt at what the person may not do. */
export function countRefusal(): void {
  held.utblickMetrics?.refusals.inc();
}

/** All figures, in Prometheus' text format. */
export function writeMetrics(): Promise<string> {
  return metrics().write();
}

/**
 * Answers `GET /metrics` on a port of its own, which people's browsers are not let in to: what is told is of the program, and nothing of any record.
 * @param where the port, and the address of this machine that it is opened on
 */
export function serveMetrics(where: { port: number; host: string }): http.Server {
  metrics();
  const server = http.createServer((request, response) => {
    if (request.url !== "/metrics" || request.method !== "GET") {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("GET /metrics\n");
      return;
    }
    writeMetrics().then(
      (text) => response.writeHead(200, { "content-type": Registry.PROMETHEUS_CONTENT_TYPE, "cache-control": "no-store" }).end(text),
      (error: unknown) => {
        log.error({ event: "metrics", error: error instanceof Error ? error.message : "unknown" });
        response.writeHead(500).end();
      },
    );
  });
  server.on("error", (error) => {
    log.error({ event: "metrics", error: error.message });
  });
  return server.listen(where.port, where.host);
}
