import { describe, expect, it } from "vitest";
import { readSettings } from "./env";

const good = {
  DATABASE_URL: "postgresql://utblick:hemligt@127.0.0.1:5432/utblick",
  UTBLICK_PACK: "fiktiv",
  UTBLICK_SECRET: "3f9c1d7a5be84206a1c8e7d2450b6f93",
};

const problemsOf = (more: Record<string, string | undefined>, platform = "linux"): string => {
  try {
    readSettings({ ...good, ...more }, platform);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe("the settings", () => {
  it("are read with what is left out at its safest", () => {
    expect(readSettings(good, "linux")).toMatchObject({ ...good, UTBLICK_DEMO: "off", UTBLICK_EMBEDDED: "off", HOSTNAME: "127.0.0.1", PORT: 3000, UTBLICK_TRUSTED_PROXIES: 0, origin: "http://127.0.0.1:3000" });
  });

  it("take an empty value for one that is left out", () => {
    expect(readSettings({ ...good, PORT: "", UTBLICK_ORIGIN: "", UTBLICK_OIDC_ISSUER: "" }, "linux").PORT).toBe(3000);
    expect(problemsOf({ UTBLICK_SECRET: "" })).toContain("UTBLICK_SECRET is missing");
  });

  it("know their own address from the configured one before the one listened on", () => {
    expect(readSettings({ ...good, UTBLICK_ORIGIN: "https://utblick.example", PORT: "8080" }, "linux").origin).toBe("https://utblick.example");
    expect(readSettings({ ...good, HOSTNAME: "localhost", PORT: "8080" }, "linux").origin).toBe("http://localhost:8080");
  });

  it("list everything that is wrong at once, what depends on several settings too", () => {
    const problems = problemsOf({ DATABASE_URL: undefined, UTBLICK_PACK: "Ö", UTBLICK_SECRET: "short", UTBLICK_ORIGIN: "utblick", UTBLICK_DEMO: "on", HOSTNAME: "0.0.0.0", PORT: "0", UTBLICK_OIDC_ISSUER: "https://id.example", UTBLICK_TRUSTED_PROXIES: "9" }, "win32");
    for (const named of ["Windows", "DATABASE_URL", "UTBLICK_PACK", "UTBLICK_SECRET", "UTBLICK_ORIGIN", "embedded database", "loopback address", "PORT", "UTBLICK_OIDC_CLIENT_ID", "UTBLICK_OIDC_CLIENT_SECRET", "UTBLICK_TRUSTED_PROXIES"]) expect(problems).toContain(named);
  });

  it.each([
    ["a database of another kind", { DATABASE_URL: "mysql://localhost/utblick" }, "DATABASE_URL"],
    ["a database that is no address", { DATABASE_URL: "utblick" }, "DATABASE_URL"],
    ["no pack", { UTBLICK_PACK: undefined }, "UTBLICK_PACK"],
    ["a pack that is a path", { UTBLICK_PACK: "../pack" }, "UTBLICK_PACK"],
    ["a short secret", { UTBLICK_SECRET: "3f9c1d7a5be84206a1c8e7d2450b6f9" }, "UTBLICK_SECRET is too short"],
    ["an example for a secret", { UTBLICK_SECRET: "change-me-change-me-change-me-change-me" }, "UTBLICK_SECRET is an example"],
    ["a Swedish example for a secret", { UTBLICK_SECRET: "BYT-UT-denna-hemlighet-mot-en-egen-0" }, "UTBLICK_SECRET is an example"],
    ["the word secret for a secret", { UTBLICK_SECRET: "my-very-long-secret-of-32-characters" }, "UTBLICK_SECRET is an example"],
    ["an address with a path", { UTBLICK_ORIGIN: "https://utblick.example/app" }, "UTBLICK_ORIGIN"],
    ["an address with a slash behind", { UTBLICK_ORIGIN: "https://utblick.example/" }, "UTBLICK_ORIGIN"],
    ["an address that is only its beginning", { UTBLICK_ORIGIN: "http://" }, "UTBLICK_ORIGIN must be the address"],
    ["an address without encryption", { UTBLICK_ORIGIN: "http://utblick.example" }, "UTBLICK_ORIGIN must begin with https"],
    ["a demonstration beside a given database", { UTBLICK_DEMO: "on" }, "UTBLICK_DEMO may be on only with the embedded database"],
    ["a demonstration that others can reach", { UTBLICK_DEMO: "on", UTBLICK_EMBEDDED: "on", HOSTNAME: "0.0.0.0" }, "UTBLICK_DEMO may be on only when HOSTNAME"],
    ["a switch that is neither on nor off", { UTBLICK_DEMO: "yes" }, "UTBLICK_DEMO must be on or off"],
    ["a port that is no number", { PORT: "http" }, "PORT must be a number"],
    ["a port beyond the last", { PORT: "65536" }, "PORT must be 1 to 65535"],
    ["a limit of files that is none", { UTBLICK_LARGEST_DOCUMENT_MB: "0" }, "UTBLICK_LARGEST_DOCUMENT_MB must be 1 to 60"],
    ["a limit of files beyond what is received", { UTBLICK_LARGEST_DOCUMENT_MB: "61" }, "UTBLICK_LARGEST_DOCUMENT_MB must be 1 to 60"],
    ["no time at all to do what is weighty in", { UTBLICK_CONFIRM_MINUTES: "0" }, "UTBLICK_CONFIRM_MINUTES must be 1 to 600"],
    ["a time without end to do what is weighty in", { UTBLICK_CONFIRM_MINUTES: "100000" }, "UTBLICK_CONFIRM_MINUTES must be 1 to 600"],
    ["a virus scanner at no address", { UTBLICK_CLAMD: "clamd" }, "UTBLICK_CLAMD must be where the scanner listens"],
    ["half a sign-in", { UTBLICK_OIDC_ISSUER: "https://id.example", UTBLICK_ORIGIN: "https://utblick.example" }, "UTBLICK_OIDC_CLIENT_ID is missing"],
    ["a sign-in without the address to come back to", { UTBLICK_OIDC_ISSUER: "https://id.example", UTBLICK_OIDC_CLIENT_ID: "a", UTBLICK_OIDC_CLIENT_SECRET: "b" }, "UTBLICK_ORIGIN is missing"],
    ["app roles without a sign-in", { UTBLICK_OIDC_ROLES: "Office=COORDINATOR" }, "UTBLICK_OIDC_ISSUER is missing, while UTBLICK_OIDC_ROLES is set"],
    ["an app role that means a role there is not", { UTBLICK_OIDC_ROLES: "Office=KING" }, "UTBLICK_OIDC_ROLES must be what the provider says"],
    ["an app role that means two", { UTBLICK_OIDC_ROLES: "Office=COORDINATOR, Office=READER" }, "UTBLICK_OIDC_ROLES must be what the provider says"],
    ["an app role without a name", { UTBLICK_OIDC_ROLES: "=READER" }, "UTBLICK_OIDC_ROLES must be what the provider says"],
    ["a mail server's password without its server", { UTBLICK_SMTP_USER: "utblick", UTBLICK_SMTP_PASSWORD: "x" }, "UTBLICK_SMTP_HOST is missing"],
    ["a mail server without an address to send from", { UTBLICK_SMTP_HOST: "smtp.example", UTBLICK_ORIGIN: "https://utblick.example" }, "UTBLICK_SMTP_FROM is missing"],
    ["a mail server without the address that links lead to", { UTBLICK_SMTP_HOST: "smtp.example", UTBLICK_SMTP_FROM: "utblick@example.se" }, "UTBLICK_ORIGIN is missing: the links"],
    ["a sender with a second header in it", { UTBLICK_SMTP_FROM: "a@example.se\r\nBcc: b@example.se" }, "UTBLICK_SMTP_FROM must be one address"],
    ["a sender that looks like another", { UTBLICK_SMTP_FROM: '"a@attacker.example"@example.se' }, "UTBLICK_SMTP_FROM must be one address"],
    ["an address to answer that is none", { UTBLICK_SMTP_REPLY_TO: "kansliet" }, "UTBLICK_SMTP_REPLY_TO must be one address"],
    ["half a mail account", { UTBLICK_SMTP_HOST: "smtp.example", UTBLICK_SMTP_USER: "utblick" }, "belong together"],
    ["a password in the open", { UTBLICK_SMTP_HOST: "smtp.example", UTBLICK_SMTP_TLS: "off", UTBLICK_SMTP_USER: "u", UTBLICK_SMTP_PASSWORD: "p" }, "UTBLICK_SMTP_TLS may be off with a password only"],
    ["a way of encryption that there is not", { UTBLICK_SMTP_TLS: "ssl" }, "UTBLICK_SMTP_TLS must be starttls, implicit or off"],
    ["figures on the port that people open", { PORT: "3000", UTBLICK_METRICS_PORT: "3000" }, "UTBLICK_METRICS_PORT must be another port than PORT"],
    ["an address for figures without a port", { UTBLICK_METRICS_HOST: "0.0.0.0" }, "UTBLICK_METRICS_PORT is missing"],
    ["a worker that is somewhere else", { UTBLICK_WORKER: "outside" }, "UTBLICK_WORKER must be inside or none"],
  ])("refuse %s", (_what, more, problem) => {
    expect(problemsOf(more)).toContain(problem);
  });

  it.each([
    ["a demonstration on this machine alone", { UTBLICK_DEMO: "on", UTBLICK_EMBEDDED: "on" }],
    ["plain http on this machine", { UTBLICK_ORIGIN: "http://localhost:3000" }],
    ["plain http on this machine by its other name", { UTBLICK_ORIGIN: "http://[::1]:3000", HOSTNAME: "::1" }],
    ["a virus scanner on another machine", { UTBLICK_CLAMD: "clamd.utblick.example:3310" }],
    ["a virus scanner by a socket", { UTBLICK_CLAMD: "/run/clamav/clamd.sock", UTBLICK_LARGEST_DOCUMENT_MB: "60" }],
    ["a whole sign-in", { UTBLICK_OIDC_ISSUER: "https://id.example", UTBLICK_OIDC_CLIENT_ID: "a", UTBLICK_OIDC_CLIENT_SECRET: "b", UTBLICK_ORIGIN: "https://utblick.example" }],
    ["app roles, two of which mean the same", { UTBLICK_OIDC_ISSUER: "https://id.example", UTBLICK_OIDC_CLIENT_ID: "a", UTBLICK_OIDC_CLIENT_SECRET: "b", UTBLICK_ORIGIN: "https://utblick.example", UTBLICK_OIDC_ROLES: "Utblick Office = COORDINATOR, utblick.it=ADMINISTRATOR,utblick.it2=ADMINISTRATOR" }],
    ["a whole mail server", { UTBLICK_SMTP_HOST: "smtp.example", UTBLICK_SMTP_FROM: "utblick@example.se", UTBLICK_SMTP_USER: "u", UTBLICK_SMTP_PASSWORD: "p", UTBLICK_ORIGIN: "https://utblick.example" }],
    ["a mail server on this machine without encryption", { UTBLICK_SMTP_HOST: "127.0.0.1", UTBLICK_SMTP_PORT: "25", UTBLICK_SMTP_TLS: "off", UTBLICK_SMTP_FROM: "utblick@example.se", UTBLICK_ORIGIN: "https://utblick.example" }],
  ])("allow %s", (_what, more) => {
    expect(problemsOf(more)).toBe("");
  });

  it("refuse Windows", () => {
    expect(problemsOf({}, "win32")).toContain("does not run on Windows");
    expect(problemsOf({}, "darwin")).toBe("");
  });

  it("never repeat a secret in what they say", () => {
    expect(problemsOf({ UTBLICK_SECRET: "change-me-kanariefågel", DATABASE_URL: "mysql://u:kanariefågel@h/d" })).not.toContain("kanariefågel");
  });
});
