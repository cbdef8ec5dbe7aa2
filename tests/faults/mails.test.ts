import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as people from "@/features/people/service";
import { systemActor } from "@/server/session";
import { entryInput } from "../factories/coordination.ts";
import { mailSettings, openMailServer, type MailServer } from "../factories/mail-server.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance, NoAnswer, Refusal } from "./harness/instance.ts";
import { openLooker, settleTown, valueOf, type Town } from "./harness/town.ts";
import { untilOthersAreGone } from "./harness/waits.ts";

/** As many as are sent; FAULT_MAILS=10000 sends ten thousand. */
const MAILS = Number(process.env["FAULT_MAILS"] ?? 300);
/** What a worker has under way at a time, so that no more can be sent twice when it falls. */
const UNDER_WAY = 20;

let database: TestDatabase;
let looker: pg.Client;
let server: MailServer;
let town: Town;
let writer: string;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 1, shared: 0 });
  [writer = ""] = town.writerIds;
  looker = await openLooker(database.ownerUrl);
  server = await openMailServer();
  await people.changePerson(systemActor(), { id: writer, version: 1, person: { name: "Skribent Provsson", title: null, email: "skribent@kommun.example", phone: null } });
});
afterAll(async () => {
  await server.close();
  await looker.end();
  await database.drop();
});

const open = async () => {
  const instance = new Instance(database.appUrl, mailSettings(server.port));
  await instance.ready();
  return instance;
};
const count = async (state: string) => Number((await looker.query<{ count: string }>("SELECT count(*) FROM outgoing_mail WHERE state::text = $1", [state])).rows[0]?.count);
const until = async (work: () => Promise<boolean>) => {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if (await work()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("waited in vain");
};

beforeEach(async () => {
  server.kept.length = 0;
  server.temper.slowMs = 0;
  await looker.query("DELETE FROM notification");
  await looker.query("DELETE FROM outgoing_mail");
});

async function queue(): Promise<void> {
  await looker.query(
    `WITH queued AS (
       INSERT INTO outgoing_mail (id, person_id, occasion, message_id, next_try_at) SELECT k.id, $1, 'NOTIFICATION', '<' || k.id || '@kommun.example>', now() FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $2::int)) k RETURNING id)
     INSERT INTO notification (person_id, kind, path, params, delivery, mail_id) SELECT $1, 'ROLE_GIVEN', '/account', '{"role": "READER"}', 'AT_ONCE', id FROM queued`,
    [writer, MAILS],
  );
}

describe("mails on two instances with one database", () => {
  it("leave once each, and a schedule fires once", async () => {
    await queue();
    const [one, other] = await Promise.all([open(), open()]);
    const began = performance.now();
    const rounds = await Promise.all([one.sendMails(), other.sendMails()]);
    console.log(`${MAILS} mails left in ${((performance.now() - began) / 1000).toFixed(1)} s by two instances.`);
    expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(MAILS);
    expect(server.kept).toHaveLength(MAILS);
    expect(new Set(server.kept.map(({ mail }) => mail.messageId)).size).toBe(MAILS);
    const leap = new Date("2027-03-28T05:30:00Z");
    const ran = await Promise.all([one, other, one, other].map((instance) => instance.runSchedules(leap)));
    expect(ran.flat().sort()).toEqual(["daily-digest", "tasks", "weekly-digest"]);
    await Promise.all([one.stop(), other.stop()]);
  });

  it("survive a kill -9 in the midst of sending: none is lost, and what had left comes once more at most, under the same id", async () => {
    server.temper.slowMs = 15;
    await queue();
    const doomed = await open();
    const round = doomed.sendMails();
    round.catch(() => undefined);
    await until(async () => (await count("SENT")) >= 45);
    await doomed.kill();
    await expect(round).rejects.toThrow(NoAnswer);
    const fallen = await count("SENDING");
    expect(fallen).toBeGreaterThan(0);
    expect(fallen).toBeLessThanOrEqual(UNDER_WAY);
    server.temper.slowMs = 0;
    const heir = await open();
    await heir.sendMails();
    // Nobody knows yet that the worker fell.
    expect([await count("SENDING"), await count("SENT")]).toEqual([fallen, MAILS - fallen]);
    await looker.query("UPDATE outgoing_mail SET taken_at = taken_at - interval '6 minutes' WHERE state = 'SENDING'");
    expect(await heir.sendMails()).toEqual({ sent: fallen, failed: 0 });
    await heir.stop();
    const copies = new Map<string, number>();
    for (const { mail } of server.kept) copies.set(mail.messageId ?? "", (copies.get(mail.messageId ?? "") ?? 0) + 1);
    expect(copies.size).toBe(MAILS);
    expect(Math.max(...copies.values())).toBeLessThanOrEqual(2);
    expect([...copies.values()].filter((times) => times === 2).length).toBeLessThanOrEqual(fallen);
    expect(await count("SENT")).toBe(MAILS);
  });

  it("are sent by a worker of its own, within seconds of the bell, and by the next one after it is killed", async () => {
    const start = () =>
      spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(import.meta.dirname, "..", "..", "prisma", "start", "worker.ts")], {
        stdio: "ignore",
        env: { PATH: process.env["PATH"], NODE_ENV: "production", DATABASE_URL: database.appUrl, UTBLICK_PACK: process.env["UTBLICK_PACK"], UTBLICK_SECRET: randomUUID() + randomUUID(), UTBLICK_WORKER: "none", ...mailSettings(server.port) },
      });
    const saver = await open();
    const tell = async (title: string) => {
      valueOf(await saver.call("coordination", "noteEntry", town.officeId, entryInput({ title, responsibleId: town.unitId, notedOn: town.today }), randomUUID()));
      await until(() => Promise.resolve(server.kept.some(({ mail }) => mail.subject?.endsWith(title) === true)));
    };
    for (const title of ["Första arbetaren", "Andra arbetaren"]) {
      const worker = start();
      await tell(title);
      const gone = new Promise((resolve) => worker.once("exit", resolve));
      worker.kill("SIGKILL");
      await gone;
    }
    await saver.stop();
  });

  it("go nowhere in the open where encryption is demanded and the server has none", async () => {
    await queue();
    const instance = new Instance(database.appUrl, { ...mailSettings(server.port), UTBLICK_SMTP_TLS: "starttls" });
    await instance.ready();
    const { sent, failed } = await instance.sendMails();
    expect([sent, failed, server.kept.length]).toEqual([0, UNDER_WAY, 0]);
    const { rows } = await looker.query<{ state: string; failure: string }>("SELECT DISTINCT state::text, failure::text FROM outgoing_mail WHERE attempts > 0");
    expect(rows).toEqual([{ state: "FAILED", failure: "UNREACHABLE" }]);
    await instance.stop();
  });

  it("make no save wait for a mail server that stands silent: nothing is held in the database meanwhile", { timeout: 300_000 }, async () => {
    let asked = 0;
    const silent = createServer((socket) => {
      asked += 1;
      socket.on("error", () => undefined);
    });
    await new Promise<void>((resolve) => {
      silent.listen(0, "127.0.0.1", resolve);
    });
    const { port } = silent.address() as AddressInfo;
    const saver = await open();
    const save = async () => {
      const began = performance.now();
      valueOf(await saver.call("coordination", "noteEntry", town.officeId, entryInput({ responsibleId: town.unitId, notedOn: town.today, dueOn: null }), randomUUID()));
      return performance.now() - began;
    };
    /** How long each of some saves takes, while a worker sends to a server. */
    const saveWhileSending = async (to: number) => {
      const sender = new Instance(database.appUrl, mailSettings(to));
      await sender.ready();
      const times: number[] = [];
      const over = new AbortController();
      const sending = (async () => {
        while (!over.signal.aborted) await sender.sendMails().catch(() => undefined);
      })();
      for (let number = 0; number < 60; number += 1) times.push(await save());
      over.abort();
      await sender.kill();
      await sending;
      return times;
    };
    await queue();
    const stuck = new Instance(database.appUrl, mailSettings(port));
    await stuck.ready();
    const round = stuck.sendMails();
    round.catch(() => undefined);
    await until(() => Promise.resolve(asked > 0));
    await untilOthersAreGone(looker);
    expect(await count("SENDING")).toBeGreaterThan(0);
    await save();
    await stuck.kill();
    await expect(round).rejects.toThrow(NoAnswer);

    await saveWhileSending(server.port);
    const [taken, unanswered] = [await saveWhileSending(server.port), await saveWhileSending(port)];
    await saver.stop();
    silent.close();
    const middleOf = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const ratio = middleOf(unanswered) / middleOf(taken);
    console.log(`A save takes ${middleOf(taken).toFixed(1)} ms with the mail server there and ${middleOf(unanswered).toFixed(1)} ms with it silent: ${ratio.toFixed(2)} times.`);
    expect(await count("QUEUED")).toBeGreaterThan(0);
  });

  it("are sent anew once, by one of two who press the button, and not from an old page", async () => {
    const { rows } = await looker.query<{ id: string; version: number }>(
      "INSERT INTO outgoing_mail (person_id, occasion, message_id, state, failure, next_try_at) VALUES ($1, 'NOTIFICATION', '<dead@kommun.example>', 'DEAD', 'REFUSED', now()) RETURNING id, version",
      [writer],
    );
    const mail = rows[0]!;
    const [one, other] = await Promise.all([open(), open()]);
    const press = async (instance: Instance) => {
      const answer = await instance.call("notifications/mails", "resendMail", town.officeId, mail).catch((error: unknown) => (error instanceof Refusal ? error.code : String(error)));
      return typeof answer === "object" && answer !== null ? (answer.ok ? "done" : answer.reason) : answer;
    };
    expect((await Promise.all([press(one), press(other), press(one), press(other)])).sort()).toEqual(["done", "mailOnItsWay", "mailOnItsWay", "mailOnItsWay"]);
    await looker.query("UPDATE outgoing_mail SET state = 'DEAD', failure = 'REFUSED' WHERE id = $1", [mail.id]);
    expect(await press(one)).toBe("CONFLICT");
    await Promise.all([one.stop(), other.stop()]);
  });

  it("how a person wants to be told is chosen by one of two pages, and not from an old one", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const { version } = await one.call("notifications", "getChoice", writer);
    const choose = (instance: Instance) =>
      instance.call("notifications", "choose", writer, { version, choice: { delivery: "AT_ONCE", language: "SV" } }).then(
        () => "done",
        (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
      );
    expect((await Promise.all([choose(one), choose(other), choose(one)])).sort()).toEqual(["CONFLICT", "CONFLICT", "done"]);
    expect(await choose(other)).toBe("CONFLICT");
    await Promise.all([one.stop(), other.stop()]);
  });

  it("leave a database in which everything agrees", async () => {
    expect(await findViolations(looker, [])).toEqual([]);
  });
});
