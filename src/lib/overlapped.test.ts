import { describe, expect, it } from "vitest";
import { workOverlapped } from "./overlapped";

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("overlapped work", () => {
  it("begins a piece while the one before is made, two at most, and takes them in their order", async () => {
    const [pieces, taken] = [[30, 1, 20, 1], [] as number[]];
    let [underWay, most] = [0, 0];
    await workOverlapped({
      next: () => Promise.resolve(pieces.shift() ?? null),
      make: async (ms) => {
        most = Math.max(most, (underWay += 1));
        await later(ms);
        underWay -= 1;
        return ms;
      },
      take: (ms) => Promise.resolve(void taken.push(ms)),
    });
    expect([taken, most, underWay]).toEqual([[30, 1, 20, 1], 2, 0]);
  });

  it.each(["next", "make", "take"] as const)("has nothing under way when %s has failed", async (failing) => {
    let [asked, underWay] = [0, 0];
    const fail = () => {
      throw new Error(failing);
    };
    const work = workOverlapped({
      next: () => (asked === 2 && failing === "next" ? fail() : Promise.resolve((asked += 1) > 3 ? null : asked)),
      make: async (piece) => {
        underWay += 1;
        await later(piece === 2 ? 30 : 5);
        underWay -= 1;
        return failing === "make" && piece === 1 ? fail() : piece;
      },
      take: () => (failing === "take" ? fail() : Promise.resolve()),
    });
    await expect(work).rejects.toThrow(failing);
    expect(underWay).toBe(0);
  });

  it("ends at once where there is nothing", async () => {
    await expect(workOverlapped({ next: () => Promise.resolve(null), make: () => Promise.resolve(1), take: () => Promise.resolve() })).resolves.toBeUndefined();
  });
});
