import "server-only";
import { TransformStream } from "node:stream/web";
import { Prisma } from "@db/client";
import { database, readThrough, sealTransaction, type Tx } from "./db";
import { AppError } from "./errors";

/** Long reads hold a connection each; most of the pool is left for everyone else. */
const OPEN_AT_ONCE = 4;
const TRY_AGAIN_SECONDS = 10;
/** A reader that fetches nothing for this long is given up, before the database ends the session. */
const STALLED_AFTER_MS = 20_000;
const LONGEST_MS = 600_000;

/** How long reading from one state may take, where it isn't handed out piece by piece. */
const LONGEST_READING_MS = 30_000;

let open = 0;

/** Reads from one unchanging state of the database: also what other features read for it on the way. Nothing can be written. */
export async function inSnapshot<Value>(work: () => Promise<Value>): Promise<Value> {
  return database().$transaction(
    async (client) => {
      await client.$executeRaw`SET TRANSACTION READ ONLY`;
      return readThrough(sealTransaction(client), work);
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead, maxWait: 3_000, timeout: LONGEST_READING_MS },
  );
}

/**
 * Reads piece by piece from one unchanging state of the database, at the reader's pace and one piece ahead; leaving early ends
 * it. Throws RATE_LIMITED when too many such reads are under way, and fails when the reader stalls for twenty seconds.
 */
export async function* readSnapshot<Piece>(read: (tx: Tx) => AsyncIterable<Piece>): AsyncGenerator<Piece, void, undefined> {
  if (open >= OPEN_AT_ONCE) throw new AppError("RATE_LIMITED", { retryAfterSeconds: TRY_AGAIN_SECONDS });
  open += 1;
  // Each piece waits here until it is asked for; when the reader leaves, the next one is refused and the transaction ends.
  const { readable, writable } = new TransformStream<Piece, Piece>();
  const writer = writable.getWriter();
  const reading = database()
    .$transaction(
      async (client) => {
        await client.$executeRaw`SET TRANSACTION READ ONLY`;
        for await (const piece of read(sealTransaction(client))) await beforeStalling(writer.write(piece));
      },
      { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead, maxWait: 3_000, timeout: LONGEST_MS },
    )
    .then(
      () => writer.close(),
      (error: unknown) => writer.abort(error),
    )
    // The reader is told through the stream; nobody listens to the writer.
    .catch(() => undefined)
    .finally(() => {
      open -= 1;
    });
  writer.closed.catch(() => undefined);
  try {
    for await (const piece of readable) yield piece;
  } finally {
    await reading;
  }
}

async function beforeStalling(taken: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error("the reader of a long read has stalled"));
    }, STALLED_AFTER_MS);
  });
  try {
    await Promise.race([taken, stalled]);
  } finally {
    clearTimeout(timer);
    // What is still waiting when the wait is over is refused, which is as it should be.
    taken.catch(() => undefined);
  }
}
