import { afterEach, beforeEach, expect, vi, type MockInstance } from "vitest";

let complaints: MockInstance<typeof console.error>;

beforeEach(() => {
  complaints = vi.spyOn(console, "error");
});

afterEach(() => {
  const said = complaints.mock.calls.map((words) => words.map(String).join(" "));
  complaints.mockRestore();
  expect(said, "console.error was called").toEqual([]);
});
