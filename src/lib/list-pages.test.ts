import { describe, expect, it } from "vitest";
import { describeEmpty, describePages } from "./list-pages";

const words = (key: string, parameters: Record<string, string | number> = {}) => [key, ...Object.values(parameters)].join(" ");
const address = (page: number) => `/things?page=${String(page)}`;

describe("the pages of a list", () => {
  it("say which rows of how many are shown, and lead to the next and the one before", () => {
    expect(describePages(words, { page: 2, size: 50, shown: 50, total: 1210 }, address)).toMatchObject({ summary: "frame.range 51 100 1\u00a0210", previous: { href: "/things?page=1" }, next: { href: "/things?page=3" } });
    expect(describePages(words, { page: 1, size: 50, shown: 3, total: 3 }, address)).toEqual({ label: "frame.pages", summary: "frame.range 1 3 3", pages: [{ number: 1, href: "/things?page=1", current: true }] });
    const last = describePages(words, { page: 3, size: 50, shown: 1, total: 101 }, address);
    expect([last.summary, "next" in last, last.pages.find(({ current }) => current)?.number]).toEqual(["frame.range 101 101 101", false, 3]);
  });
});

describe("a list without rows", () => {
  const state = { size: 50, total: 0 };
  it("says that the page lies beyond the last, and leads there", () => {
    expect(describeEmpty(words, "things", { size: 50, total: 51 }, true, "/things", address)).toEqual({ title: "things.pageBeyond 2", action: { href: "/things?page=2", label: "frame.lastPage" } });
  });

  it("leads out of filters that nothing passes, and says what will be there when there is nothing yet", () => {
    expect(describeEmpty(words, "things", state, true, "/things", address)).toEqual({ title: "things.none", children: "things.noneFiltered", action: { href: "/things", label: "frame.clearFilters" } });
    expect(describeEmpty(words, "things", state, false, "/things", address)).toEqual({ title: "things.none", children: "things.noneYet" });
  });
});
