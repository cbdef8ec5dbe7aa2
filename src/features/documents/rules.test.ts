import { describe, expect, it } from "vitest";
import { judgeContent, judgeScan, previewOf, readFileName, titleOfFile, writeSize } from "./rules";

const nameOf = (given: string) => {
  const read = readFileName(given);
  return read.ok ? read.value.name : read.reason;
};

describe("a file's name", () => {
  it.each([
    ["avtal.pdf", "avtal.pdf"],
    ["Avtal om språk & kultur – Åbo.PDF", "Avtal om språk & kultur – Åbo.pdf"],
    ["../../etc/passwd.txt", "passwd.txt"],
    ["C:\\Users\\maja\\Skrivbord\\avtal.docx", "avtal.docx"],
    ["avtal\u0000.exe\u0000.pdf", "avtal.exe.pdf"],
    ["\u202Eavtal\u2066.pdf", "avtal.pdf"],
    ["a\u0301vtal.pdf", "ávtal.pdf"],
    ['"<script>".pdf', "script.pdf"],
    ["  ...avtal...  .pdf", "avtal.pdf"],
    ["\u200b.pdf", "fil.pdf"],
    ["rad\r\nSet-Cookie: a.pdf", "radSet-Cookie a.pdf"],
    [`${"å".repeat(5_000)}.pdf`, `${"å".repeat(120)}.pdf`],
  ])("%j is kept as %j", (given, kept) => {
    expect(nameOf(given)).toBe(kept);
  });

  it.each(["virus.exe", "avtal\u202Efdp.exe", "avtal.pdf.exe", "bild.svg", "sida.html", "makron.docm", "makron.xlsm", "arkiv.zip", "utan ändelse", "", ".pdf.", "avtal.pdf/", "constructor", "a.__proto__", "a.constructor"])("%j is not taken", (given) => {
    expect(nameOf(given)).toBe("documentTypeNotTaken");
  });

  it("is the title where nobody gives one", () => {
    expect([titleOfFile("slut_rapport  2019.pdf"), titleOfFile("avtal.v2.docx"), titleOfFile(".pdf")]).toEqual(["slut rapport 2019", "avtal.v2", ".pdf"]);
  });
});

describe("what is found of a file", () => {
  it("stops it at its own field, by name", () => {
    expect(judgeContent({ problem: "macros" }, "docx")).toEqual({ ok: false, reason: "documentMacros", field: "file", about: { ending: ".docx" } });
    expect(judgeContent({ pages: 3 }, "pdf")).toEqual({ ok: true, value: { pages: 3 } });
  });

  it("by a scanner that finds something or does not answer stops it, and none at all is said", () => {
    expect(judgeScan({ state: "INFECTED", name: "Eicar" })).toMatchObject({ ok: false, reason: "documentInfected", about: { name: "Eicar" } });
    expect(judgeScan({ state: "AWAY" })).toMatchObject({ ok: false, reason: "documentScannerAway" });
    expect([judgeScan({ state: "CLEAN" }), judgeScan({ state: "NOT_SCANNED" })]).toEqual([{ ok: true, value: "CLEAN" }, { ok: true, value: "NOT_SCANNED" }]);
  });

  it("decides how it can be looked at", () => {
    expect([previewOf({ mediaType: "image/png", pages: null }), previewOf({ mediaType: "application/pdf", pages: 2 }), previewOf({ mediaType: "text/plain", pages: null })]).toEqual(["image", "pages", null]);
  });

  it("has a size as people read it", () => {
    expect([writeSize(1), writeSize(412_300), writeSize(999_999), writeSize(3_440_000), writeSize(25_000_000)]).toEqual(["1 kB", "412 kB", "1000 kB", "3,4 MB", "25 MB"]);
  });
});
