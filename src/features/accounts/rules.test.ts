import { describe, expect, it } from "vitest";
import { judgeAccount, judgeDisabling, normalizeEmail } from "./rules";
import { addIdentitySchema, addLocalAccountSchema } from "./schema";

const id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const reason = (verdict: { ok: true } | { ok: false; reason: string }) => (verdict.ok ? "fine" : verdict.reason);

describe("an account", () => {
  it("is known by its address, however it is written", () => {
    expect(["ÅSA@Kommun.example", " a\u030Asa@kommun.EXAMPLE\n", "A\u030ASA@kommun.example"].map(normalizeEmail)).toEqual(Array(3).fill("åsa@kommun.example"));
  });

  it("is for someone who is not archived, from an issuer with an address", () => {
    expect([judgeAccount(false, null), judgeAccount(true, null), judgeAccount(false, "local"), judgeAccount(false, "https://id.example")].map(reason)).toEqual(["fine", "accountPersonArchived", "accountReservedIssuer", "fine"]);
  });

  it("is closed once, by someone else", () => {
    expect([judgeDisabling(false, false), judgeDisabling(true, false), judgeDisabling(false, true)].map(reason)).toEqual(["fine", "accountAlreadyDisabled", "accountOwnCannotBeDisabled"]);
  });
});

describe("the forms", () => {
  const local = (values: Record<string, string>) => addLocalAccountSchema.safeParse({ _key: id, personId: id, email: "anna@kommun.example", _password: "fyra ord utan mening", ...values });
  const messages = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) => result.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

  it("keep a password as it was typed, spaces included, in composed characters", () => {
    expect(local({ _password: "  fyra a\u030A ord utan  " }).data?.account.password).toBe("  fyra å ord utan  ");
  });

  it("say at each field what to write instead", () => {
    expect(messages(local({ email: "", _password: "" }))).toEqual(["email people.errors.emailMissing", "_password people.errors.passwordMissing"]);
    expect(messages(local({ email: "anna", _password: "för kort" }))).toEqual(["email people.errors.email", "_password people.errors.password"]);
    expect(messages(local({ _password: "x".repeat(201) }))).toEqual(["_password people.errors.password"]);
    expect(messages(addIdentitySchema.safeParse({ _key: id, personId: id, issuer: "local", subject: "" }))).toEqual(["issuer people.errors.issuer", "subject people.errors.subject"]);
  });

  it("keep the password under a name that is never parked", async () => {
    const { typedFields } = await import("@/lib/form-values");
    expect(typedFields({ email: "a@b.example", _password: "hemligt" })).toEqual({ email: "a@b.example" });
  });
});
