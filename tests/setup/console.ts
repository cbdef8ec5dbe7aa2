import { afterEach, beforeEach, expect, vi, type MockInstance } from "vitest";

/** When a run has been given so long, in milliseconds since 1970; never, when it has not. */
const until = Number(process.env["UTBLICK_TEST_UNTIL"] ?? Infinity);

beforeEach((context) => {
  context.skip(Date.now() > until, "The time that the run was given is up.");
});

let complaints: MockInstance<typeof console.error>;

beforeEach(() => {
  complaints = vi.spyOn(console, "error");
});

afterEach(() => {
  const said = complaints.mock.calls.map((words) => words.map(String).join(" "));
  complaints.mockRestore();
  expect(said, "console.error was called").toEqual([]);
});
