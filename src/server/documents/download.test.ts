import { describe, expect, it } from "vitest";
import { attachmentNamed, sendDownload } from "./download";

/** A source of numbers that remembers how far it was read and whether it was ended. */
function makeSource(count: number, failAt = Infinity) {
  const seen = { made: 0, ended: false };
  async function* make(): AsyncGenerator<number, void, undefined> {
    try {
      for (let number = 0; number < count; number += 1) {
        if (number === failAt) throw new Error("no more");
        seen.made += 1;
        yield await Promise.resolve(number);
      }
    } finally {
      seen.ended = true;
    }
  }
  return { seen, source: make() };
}

async function* write(pieces: AsyncIterable<number>) {
  yield Buffer.from("heading\n");
  for await (const piece of pieces) yield Buffer.from(`${String(piece)}\n`);
}

const send = (source: AsyncGenerator<number, void, undefined>, broken: unknown[] = []) => sendDownload({ fileName: "ö.txt", type: "text/plain", source, write }, (error) => broken.push(error));

describe("a download", () => {
  it("is saved, never shown or kept, and named in full and in ASCII", async () => {
    const response = await send(makeSource(2).source);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/plain",
      "content-disposition": "attachment; filename=\"o.txt\"; filename*=UTF-8''%C3%B6.txt",
      "cache-control": "private, no-store, no-transform",
      "x-content-type-options": "nosniff",
    });
    expect(await response.text()).toBe("heading\n0\n1\n");
  });

  it("is made no faster than it is fetched", async () => {
    const { seen, source } = makeSource(1_000);
    const reader = (await send(source)).body!.getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(seen.made).toBeLessThan(5);
    await reader.cancel();
  });

  it("ends its source when the reader leaves, before the first row too", async () => {
    const early = makeSource(1_000);
    await (await send(early.source)).body!.cancel();
    expect(early.seen.ended).toBe(true);
    const late = makeSource(1_000);
    const reader = (await send(late.source)).body!.getReader();
    for (let times = 0; times < 5; times += 1) await reader.read();
    await reader.cancel();
    expect(late.seen).toMatchObject({ ended: true });
    expect(late.seen.made).toBeLessThan(10);
  });

  it("throws what fails at once, and breaks off what fails later", async () => {
    await expect(send(makeSource(5, 0).source)).rejects.toThrow("no more");
    const broken: unknown[] = [];
    const { seen, source } = makeSource(5, 3);
    await expect((await send(source, broken)).text()).rejects.toThrow("no more");
    expect(broken).toHaveLength(1);
    expect(seen.ended).toBe(true);
  });
});

it("ASVS 3.2.1: what is shown in the browser is in a sandbox of its own, loads nothing, and is taken for nothing but what it says", async () => {
  const { headers } = await sendDownload({ fileName: "bild.png", type: "image/png", isShown: true, source: makeSource(1).source, write }, () => undefined);
  expect([headers.get("content-disposition"), headers.get("content-security-policy"), headers.get("x-content-type-options"), headers.get("content-type")]).toEqual([null, "default-src 'none'; frame-ancestors 'none'; sandbox", "nosniff", "image/png"]);
});

describe("an attachment's name", () => {
  it.each([
    ["projekt-2026-11-22.csv", "attachment; filename=\"projekt-2026-11-22.csv\"; filename*=UTF-8''projekt-2026-11-22.csv"],
    ["Åtgärder på ö.xlsx", "attachment; filename=\"Atgarder pa o.xlsx\"; filename*=UTF-8''%C3%85tg%C3%A4rder%20p%C3%A5%20%C3%B6.xlsx"],
    ["a\"b;c%d'(e)*.csv", "attachment; filename=\"a_b_c_d'(e)*.csv\"; filename*=UTF-8''a%22b%3Bc%25d%27%28e%29%2A.csv"],
    ["../..\\x\r\ny\ud800.csv", "attachment; filename=\".._.._x__y_.csv\"; filename*=UTF-8''.._.._x__y%EF%BF%BD.csv"],
  ])("%j is written so that every browser reads it", (name, header) => {
    expect(attachmentNamed(name)).toBe(header);
    expect(() => new Headers({ "content-disposition": header })).not.toThrow();
  });
});
