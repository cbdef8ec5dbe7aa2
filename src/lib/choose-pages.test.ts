import { describe, expect, it } from "vitest";
import { choosePages } from "./choose-pages";

describe("choosePages", () => {
  it.each([
    [1, 1, [1]],
    [1, 2, [1, 2]],
    [1, 9, [1, 2, 9]],
    [4, 9, [1, 2, 3, 4, 5, 9]],
    [6, 9, [1, 5, 6, 7, 8, 9]],
    [5, 9, [1, 4, 5, 6, 9]],
    [10, 230, [1, 9, 10, 11, 230]],
    [230, 230, [1, 229, 230]],
  ])("offers from page %i of %i: %j", (current, last, pages) => {
    expect(choosePages(current, last)).toEqual(pages);
  });
});
