import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as Jobs from "@/features/jobs/service";
import { startJobSchema } from "@/features/jobs/schema";
import { isAppError } from "@/server/errors";
import queues from "../../../prisma/queues.json";
import { openRegister, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let jobs: typeof Jobs;
let administrator: Actor;

beforeAll(async () => {
  house = await openRegister();
  jobs = await import("@/features/jobs/service");
  administrator = await house.someone("ADMINISTRATOR");
});
afterAll(() => house.close());
beforeEach(() => house.query("DELETE FROM pgboss.job"));

const queue = async (name: string, now = new Date()) => (await jobs.listJobs(administrator, now)).queues.find((one) => one.name === name);
const put = (name: string, state: string, more: { completed?: string; output?: object } = {}) =>
  house.query("INSERT INTO pgboss.job (name, state, completed_on, output) VALUES ($1, $2::pgboss.job_state, $3, $4)", [name, state, more.completed ?? null, more.output === undefined ? null : JSON.stringify(more.output)]);

describe("Issue's own words: “jobs”", () => {
  it("are all the queues that there are, and what is done at set times", async () => {
    const found = await jobs.listJobs(administrator);
    expect(found.queues.map(({ name }) => name).sort()).toEqual([...queues].sort());
    expect(found.schedules.map(({ name }) => name)).toEqual(["tasks", "daily-digest", "weekly-digest"]);
    expect(found.isWorking).toBe(false);
  });

  it("tell what waits, what is under way, and when it was done", async () => {
    await put("send-mail", "created");
    await put("send-mail", "created");
    await put("read-list", "active");
    await put("tick", "completed", { completed: "2026-11-22T10:00:00Z" });
    expect(await queue("send-mail")).toMatchObject({ waiting: 2, state: "NEVER", doneAt: null });
    expect(await queue("read-list")).toMatchObject({ waiting: 0, state: "RUNNING" });
    expect(await queue("tick")).toMatchObject({ state: "FINE", doneAt: new Date("2026-11-22T10:00:00Z") });
    expect((await jobs.listJobs(administrator, new Date("2026-11-22T10:03:00Z"))).isWorking).toBe(true);
    expect((await jobs.listJobs(administrator, new Date("2026-11-22T10:06:00Z"))).isWorking).toBe(false);
  });

  it("tell that they failed and why in our own words, and nothing that the error says, until they are done again", async () => {
    await put("send-mail", "completed", { completed: "2026-11-22T09:00:00Z" });
    await put("send-mail", "failed", { completed: "2026-11-22T10:00:00Z", output: { message: "no mail to anna.andersson@kommun.example" } });
    expect(await queue("send-mail")).toMatchObject({ state: "FAILING", failure: { at: new Date("2026-11-22T10:00:00Z"), reason: "FAULT" } });
    expect(JSON.stringify(await jobs.listJobs(administrator))).not.toContain("anna");
    await put("send-mail", "completed", { completed: "2026-11-22T11:00:00Z" });
    expect(await queue("send-mail")).toMatchObject({ state: "FINE", failure: null });
  });

  it("are run when the administrator asks, with an entry in the log, and again when asked again", async () => {
    const { entries } = await house.recorded(async () => {
      await jobs.startJob(administrator, { queue: "send-mail" });
      await jobs.startJob(administrator, { queue: "send-mail" });
    });
    expect(entries.map(({ action }) => action)).toEqual(["jobs.started", "jobs.started"]);
    expect(await queue("send-mail")).toMatchObject({ waiting: 2 });
  });

  it("tell of set times when they were last done, and that a run fell", async () => {
    await house.query("INSERT INTO schedule_run (name, day, started_at, finished_at) VALUES ('tasks', '2026-11-22', '2026-11-22T05:00:00Z', '2026-11-22T05:01:00Z'), ('daily-digest', '2026-11-22', '2026-11-22T06:00:00Z', NULL)");
    const { schedules } = await jobs.listJobs(administrator, new Date("2026-11-22T11:00:00Z"));
    expect(schedules.find(({ name }) => name === "tasks")).toMatchObject({ state: "FINE", nextAt: new Date("2026-11-23T05:00:00Z") });
    expect(schedules.find(({ name }) => name === "daily-digest")).toMatchObject({ state: "FAILING" });
    expect((await jobs.listJobs(administrator, new Date("2026-11-22T06:05:00Z"))).schedules.find(({ name }) => name === "daily-digest")).toMatchObject({ state: "RUNNING" });
  });

  it("are nobody else's, and no other queue can be named", async () => {
    for (const actor of [house.office, house.contact, house.reader]) {
      await expect(jobs.listJobs(actor)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
      await expect(jobs.startJob(actor, { queue: "tick" })).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    }
    expect(startJobSchema.safeParse({ queue: "'; DROP" }).success).toBe(false);
  });
});
