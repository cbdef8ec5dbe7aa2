import type { AddressInfo } from "node:net";
import fs from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, useDatabase } from "@/server/db";
import { kindOf, serveMetrics, writeMetrics } from "@/server/metrics";
import { openRegister, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let server: ReturnType<typeof serveMetrics>;
let origin: string;

beforeAll(async () => {
  house = await openRegister();
  server = serveMetrics({ port: 0, host: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  server.close();
  await house.close();
});

const measure = (request: { method: string; url: string; status: number; seconds: number }) => {
  (Reflect.get(globalThis, "utblickMeasure") as (given: typeof request) => void)(request);
};
const figure = async (name: string): Promise<number | null> => {
  const line = (await writeMetrics()).split("\n").find((one) => one.startsWith(`${name} `));
  return line === undefined ? null : Number(line.split(" ").at(-1));
};

describe("Issue's own words: “/metrics”", () => {
  it("tells how long requests took by their kind, and nothing of what was asked for", async () => {
    measure({ method: "GET", url: "/projects/0a0a0a0a-0000-4000-8000-000000000000?q=hemligt", status: 200, seconds: 0.07 });
    measure({ method: "POST", url: "/projects/new", status: 503, seconds: 0.6 });
    const answer = await fetch(`${origin}/metrics`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
    const text = await answer.text();
    expect(text).toContain('utblick_request_duration_seconds_bucket{le="0.1",kind="page",code="2xx"} 1');
    expect(text).toContain('utblick_request_duration_seconds_count{kind="form",code="5xx"} 1');
    expect(text).not.toMatch(/hemligt|0a0a0a0a|projects/);
    expect(text).toMatch(/^utblick_database_connections\{state="waiting"\} 0$/m);
    expect(text).toMatch(/^utblick_nodejs_eventloop_lag_seconds /m);
  });

  it.each([
    ["GET", "/_next/static/chunks/a.js", "file"],
    ["GET", "/readyz", "health"],
    ["GET", "/api/v1/projects?unit=a", "api"],
    ["GET", "/open-data/catalog.rdf", "open-data"],
    ["GET", "/api/export/projects.csv", "download"],
    ["POST", "/api/documents", "form"],
    ["GET", "/projects", "page"],
    ["POST", "/projects", "form"],
  ])("%s %s is %s", (method, url, kind) => {
    expect(kindOf(method, url)).toBe(kind);
  });

  it("tells what waits and what has been done, and leaves out what never was", async () => {
    await house.query("DELETE FROM outgoing_mail");
    expect([await figure("utblick_database_up"), await figure("utblick_mails_waiting"), await figure("utblick_oldest_mail_age_seconds"), await figure("utblick_schedule_age_seconds"), await figure("utblick_audit_problems")]).toEqual([1, 0, null, null, null]);
    const reader = house.reader.personId;
    await house.query("INSERT INTO outgoing_mail (person_id, occasion, message_id, state, next_try_at) SELECT $1, 'NOTIFICATION', '<a@utblick.example>', 'QUEUED', now() - interval '2 hours'", [reader]);
    await house.query("INSERT INTO outgoing_mail (person_id, occasion, message_id, state, failure, next_try_at) SELECT $1, 'NOTIFICATION', '<c@utblick.example>', 'DEAD', 'UNREACHABLE', now()", [reader]);
    await house.query("INSERT INTO schedule_run (name, day, started_at, finished_at) VALUES ('tasks', current_date, now(), now() - interval '90 seconds')");
    expect([await figure("utblick_mails_waiting"), await figure("utblick_mails_stopped")]).toEqual([1, 1]);
    expect(await figure("utblick_oldest_mail_age_seconds")).toBeGreaterThanOrEqual(7_200);
    expect(await figure("utblick_schedule_age_seconds")).toBeGreaterThanOrEqual(90);
    expect(await figure("utblick_audit_entries")).toBe((await house.query<{ n: number }>("SELECT max(seq)::int AS n FROM audit_entry"))[0]?.n);
  });

  it("counts attempts at what somebody may not do", async () => {
    const before = (await figure("utblick_refusals_total")) ?? 0;
    await expect(house.log({}, house.reader)).rejects.toThrow();
    expect(await figure("utblick_refusals_total")).toBe(before + 1);
  });

  it("is nowhere but at its address, and takes nothing", async () => {
    expect((await fetch(`${origin}/`)).status).toBe(404);
    expect((await fetch(`${origin}/metrics`, { method: "POST" })).status).toBe(404);
    expect((await fetch(`${origin}/metrics/../healthz`)).status).toBe(404);
  });

  it("is there while the database is away, and says that it is", async () => {
    const there = house.client;
    useDatabase(connect("postgresql://utblick_app:x@127.0.0.1:1/nowhere", 1));
    try {
      const text = await (await fetch(`${origin}/metrics`)).text();
      expect(text).toMatch(/^utblick_database_up 0$/m);
      expect(text).not.toMatch(/^utblick_mails_waiting /m);
    } finally {
      useDatabase(there);
    }
  });

  it("has each figure that the rules to alarm by ask for", async () => {
    const rules = fs.readFileSync("docs/alerts.yml", "utf8");
    const asked = new Set([...rules.matchAll(/\butblick_[a-z_]+/g)].map(([name]) => name.replace(/_(?:bucket|count|sum)$/, "")));
    const text = await writeMetrics();
    expect(asked.size).toBeGreaterThan(6);
    for (const name of asked) expect(text, name).toContain(`# TYPE ${name} `);
  });
});
