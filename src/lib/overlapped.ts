interface OverlappedWork<Piece, Made> {
  /** The next piece, or null when there is none. */
  next: () => Promise<Piece | null>;
  make: (piece: Piece) => Promise<Made>;
  /** What becomes of what was made, in the order of the pieces. */
  take: (made: Made) => Promise<void>;
}

/**
 * Works through pieces and begins each while the one before is still being made, so that a program and its database don't wait for each other by turns; two at most
 * are under way. Whatever ends it, nothing is under way any more when it has ended.
 */
export async function workOverlapped<Piece, Made>({ next, make, take }: OverlappedWork<Piece, Made>): Promise<void> {
  let making: Promise<Made> | null = null;
  try {
    do {
      const piece = await next();
      const before: Promise<Made> | null = making;
      making = piece === null ? null : make(piece);
      // Its fault is told when it is waited for.
      making?.catch(() => undefined);
      if (before !== null) await take(await before);
    } while (making !== null);
  } finally {
    await making?.catch(() => undefined);
  }
}
