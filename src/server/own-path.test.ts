import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOwnOrigin } from "./own-origin";
import { ownPath } from "./own-path";

describe("a path to go on to", () => {
  it.each([
    ["/projects?unit=1&q=%C3%A5#top", "/projects?unit=1&q=%C3%A5#top"],
    ["/", "/"],
    ["/projects/../bodies", "/bodies"],
    ["/?next=https://evil.example", "/?next=https://evil.example"],
    ["//evil.example", "/"],
    ["///evil.example", "/"],
    ["/\\evil.example", "/"],
    ["\\\\evil.example", "/"],
    ["/projects\\..\\..", "/"],
    ["/.//evil.example", "/"],
    ["/..//evil.example", "/"],
    ["/a/..//evil.example", "/"],
    ["/%2e//evil.example", "/"],
    ["/a/%2E%2e//evil.example", "/"],
    ["https://evil.example", "/"],
    ["https:evil.example", "/"],
    ["https:/evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["data:text/html,x", "/"],
    ["evil.example", "/"],
    ["@evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/\n/evil.example", "/"],
    ["/\r\nset-cookie: a=b", "/"],
    ["/\0", "/"],
    [" //evil.example", "/"],
    ["", "/"],
    [undefined, "/"],
    [`/${"a".repeat(2000)}`, "/"],
  ])("from %j is %j", (given, path) => {
    expect(ownPath(given)).toBe(path);
  });

  it("never leads to another site, whatever was given", () => {
    const parts = fc.constantFrom("/", "\\", ".", "..", "%2e", "%2f", "%5c", "evil.example", "@", ":", "https:", "http:", "//", "?", "#", " ", "\t", "\n", "\u00a0", "a", "å", "［", "。", "／");
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }).map((all) => all.join("")), fc.boolean(), (text, isRooted) => {
        const path = ownPath(isRooted ? `/${text}` : text);
        expect(path).toMatch(/^\/(?!\/)[^\\\u0000-\u001f]*$/);
        expect(new URL(path, "https://utblick.example").origin).toBe("https://utblick.example");
        expect(ownPath(path)).toBe(path);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a request's origin", () => {
  it.each([
    ["https://utblick.example", "utblick.example", true],
    ["https://utblick.example", "inside:3000", true],
    ["http://127.0.0.1:3000", "127.0.0.1:3000", true],
    ["http://127.0.0.1:3000", "127.0.0.1:3001", false],
    ["https://evil.example", "utblick.example", false],
    ["https://utblick.example.evil.example", "utblick.example", false],
    ["https://evil.example", null, false],
    ["https://utblick.example", null, true],
    ["null", "null", false],
    ["utblick.example", "utblick.example", false],
    ["", "", false],
    [null, "utblick.example", false],
  ])("%j sent to %j is this site's own: %s", (origin, host, answer) => {
    expect(isOwnOrigin(origin, host, "https://utblick.example")).toBe(answer);
  });
});
