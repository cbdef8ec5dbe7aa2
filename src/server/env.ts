import "server-only";
import { z } from "zod";
import { ROLES, type Role } from "@/domain/actor";
import { readScannerAddress } from "./attachments/scan";

const EXAMPLE_SECRETS = ["change-me", "changeme", "example", "secret", "exempel", "byt-ut"];
const LOOPBACK = ["127.0.0.1", "localhost", "::1", "[::1]"];

const settingsSchema = z.object({
  DATABASE_URL: z.string({ error: "is missing: write postgresql://user:password@host:5432/database" }).refine(isPostgresUrl, "must be a postgresql:// address"),
  UTBLICK_PACK: z.string({ error: "is missing: name a policy pack" }).regex(/^[a-z][a-z0-9-]*$/, "must be a pack's name in small letters"),
  UTBLICK_SECRET: z
    .string({ error: "is missing: give at least 32 random characters, for example from `openssl rand -hex 32`" })
    .min(32, "is too short: give at least 32 random characters")
    .refine((secret) => !EXAMPLE_SECRETS.some((example) => secret.toLowerCase().includes(example)), "is an example: give random characters of your own"),
  UTBLICK_ORIGIN: z
    .string()
    .optional()
    .refine((origin) => origin === undefined || isOrigin(origin), "must be the address people open, such as https://utblick.example.se, without a path")
    .refine((origin) => origin === undefined || !origin.startsWith("http://") || !URL.canParse(origin) || LOOPBACK.includes(new URL(origin).hostname), "must begin with https:// (http:// is for this machine only)"),
  UTBLICK_DEMO: z.enum(["on", "off"], "must be on or off").default("off"),
  UTBLICK_EMBEDDED: z.enum(["on", "off"], "must be on or off").default("off"),
  HOSTNAME: z.string().default("127.0.0.1"),
  PORT: z.coerce.number("must be a number").int("must be a whole number").min(1, "must be 1 to 65535").max(65535, "must be 1 to 65535").default(3000),
  UTBLICK_OIDC_ISSUER: z.string().optional().refine((issuer) => issuer === undefined || URL.canParse(issuer), "must be the provider's address"),
  UTBLICK_OIDC_CLIENT_ID: z.string().optional(),
  UTBLICK_OIDC_CLIENT_SECRET: z.string().optional(),
  UTBLICK_OIDC_ROLES: z.string().optional().transform((text, context) => {
    const roles = readAppRoles(text ?? "");
    if (roles === null) context.addIssue({ code: "custom", message: `must be what the provider says and the role that it means, such as Office=COORDINATOR, Audit=AUDITOR; the roles are ${ROLES.join(", ")}` });
    return roles ?? new Map<string, Role>();
  }),
  UTBLICK_OIDC_ROLES_CLAIM: z.string().max(200, "may be 200 characters at most").default("roles"),
  UTBLICK_OIDC_TWO_FACTORS: z.string().max(500, "may be 500 characters at most").optional().transform((text) => new Set((text ?? "").split(",").map((one) => one.trim()).filter((one) => one !== ""))),
  UTBLICK_OIDC_NAME: z.string().max(60, "may be 60 characters at most").optional(),
  UTBLICK_CONFIRM_MINUTES: z.coerce.number("must be a number").int("must be a whole number").min(1, "must be 1 to 600").max(600, "must be 1 to 600").default(15),
  UTBLICK_LARGEST_DOCUMENT_MB: z.coerce.number("must be a number").int("must be a whole number").min(1, "must be 1 to 60").max(60, "must be 1 to 60").default(25),
  UTBLICK_CLAMD: z.string().optional().refine((address) => address === undefined || readScannerAddress(address) !== null, "must be where the scanner listens, such as 127.0.0.1:3310 or /run/clamav/clamd.sock"),
  UTBLICK_SMTP_HOST: z.string().regex(/^(?:[A-Za-z0-9.-]+|\[?[0-9a-fA-F:]+\]?)$/, "must be the mail server's name, such as smtp.example.se").optional(),
  UTBLICK_SMTP_PORT: z.coerce.number("must be a number").int("must be a whole number").min(1, "must be 1 to 65535").max(65535, "must be 1 to 65535").default(587),
  UTBLICK_SMTP_TLS: z.enum(["starttls", "implicit", "off"], "must be starttls, implicit or off").default("starttls"),
  UTBLICK_SMTP_USER: z.string().optional(),
  UTBLICK_SMTP_PASSWORD: z.string().optional(),
  UTBLICK_SMTP_FROM: z.string().refine(isMailAddress, "must be one address, such as utblick@example.se").optional(),
  UTBLICK_SMTP_REPLY_TO: z.string().refine(isMailAddress, "must be one address, such as internationellt@example.se").optional(),
  UTBLICK_WORKER: z.enum(["inside", "none"], "must be inside or none").default("inside"),
  UTBLICK_METRICS_PORT: z.coerce.number("must be a number").int("must be a whole number").min(1, "must be 1 to 65535").max(65535, "must be 1 to 65535").optional(),
  UTBLICK_METRICS_HOST: z.string().default("127.0.0.1"),
  UTBLICK_TRUSTED_PROXIES: z.coerce.number("must be a number").int("must be a whole number").min(0, "must be 0 to 5").max(5, "must be 0 to 5").default(0),
});

// Looks at what was given, not at what was read: one setting that is wrong may not hide what is wrong between others.
function findDisagreements(given: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  if (given["UTBLICK_DEMO"] === "on" && given["UTBLICK_EMBEDDED"] !== "on") problems.push("UTBLICK_DEMO may be on only with the embedded database that `npm start` runs");
  if (given["UTBLICK_DEMO"] === "on" && !LOOPBACK.includes(given["HOSTNAME"] ?? "127.0.0.1")) problems.push("UTBLICK_DEMO may be on only when HOSTNAME is a loopback address such as 127.0.0.1");
  const provider = ["UTBLICK_OIDC_ISSUER", "UTBLICK_OIDC_CLIENT_ID", "UTBLICK_OIDC_CLIENT_SECRET"];
  const stated = provider.filter((name) => given[name] !== undefined);
  if (stated.length > 0) {
    problems.push(...provider.filter((name) => !stated.includes(name)).map((name) => `${name} is missing, while ${stated.join(" and ")} is set`));
    if (given["UTBLICK_ORIGIN"] === undefined) problems.push("UTBLICK_ORIGIN is missing: the identity provider sends people back to it");
  } else problems.push(...["UTBLICK_OIDC_ROLES", "UTBLICK_OIDC_TWO_FACTORS"].filter((name) => given[name] !== undefined).map((name) => `UTBLICK_OIDC_ISSUER is missing, while ${name} is set`));
  if (given["UTBLICK_METRICS_PORT"] !== undefined && given["UTBLICK_METRICS_PORT"] === (given["PORT"] ?? "3000")) problems.push("UTBLICK_METRICS_PORT must be another port than PORT: what it tells is not for everybody");
  if (given["UTBLICK_METRICS_HOST"] !== undefined && given["UTBLICK_METRICS_PORT"] === undefined) problems.push("UTBLICK_METRICS_PORT is missing, while UTBLICK_METRICS_HOST is set");
  return [...problems, ...findMailDisagreements(given)];
}

function findMailDisagreements(given: Readonly<Record<string, string | undefined>>): string[] {
  const host = given["UTBLICK_SMTP_HOST"];
  const stated = ["UTBLICK_SMTP_PORT", "UTBLICK_SMTP_TLS", "UTBLICK_SMTP_USER", "UTBLICK_SMTP_PASSWORD", "UTBLICK_SMTP_FROM", "UTBLICK_SMTP_REPLY_TO"].filter((name) => given[name] !== undefined);
  if (host === undefined) return stated.length === 0 ? [] : [`UTBLICK_SMTP_HOST is missing, while ${stated.join(" and ")} is set`];
  const problems: string[] = [];
  if (given["UTBLICK_SMTP_FROM"] === undefined) problems.push("UTBLICK_SMTP_FROM is missing: mails need an address to come from");
  if (given["UTBLICK_ORIGIN"] === undefined) problems.push("UTBLICK_ORIGIN is missing: the links in mails begin with it");
  if ((given["UTBLICK_SMTP_USER"] === undefined) !== (given["UTBLICK_SMTP_PASSWORD"] === undefined)) problems.push("UTBLICK_SMTP_USER and UTBLICK_SMTP_PASSWORD belong together: set both or none");
  if (given["UTBLICK_SMTP_TLS"] === "off" && given["UTBLICK_SMTP_PASSWORD"] !== undefined && !LOOPBACK.includes(host)) problems.push("UTBLICK_SMTP_TLS may be off with a password only when the mail server is on this machine");
  return problems;
}

export type Settings = z.output<typeof settingsSchema> & { origin: string };

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
}

/** Which role each of the provider's app roles means, or null where the setting says something else. */
function readAppRoles(text: string): Map<string, Role> | null {
  const pairs = text.split(",").map((pair) => pair.trim()).filter((pair) => pair !== "").map((pair) => /^([^=]{1,200})=\s*([A-Z_]+)$/.exec(pair));
  const read = pairs.map((pair) => [pair?.[1]?.trim() ?? "", ROLES.find((role) => role === pair?.[2])] as const);
  if (read.some(([name, role]) => name === "" || role === undefined) || new Set(read.map(([name]) => name)).size < read.length) return null;
  return new Map(read.flatMap(([name, role]) => (role === undefined ? [] : [[name, role] as const])));
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

/** One address without a name, and nothing that could become a second header or a second recipient. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"(),:;[\]\\\u0000-\u001f\u007f]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(text);
}

/** Reads all settings, or throws one error that lists everything that is wrong with them. */
export function readSettings(source: Readonly<Record<string, string | undefined>>, platform: string = process.platform): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = settingsSchema.safeParse(given);
  const problems = [...(parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`)), ...findDisagreements(given)];
  if (platform === "win32") problems.unshift("This program does not run on Windows: use Linux, or a Linux container");
  if (!parsed.success || problems.length > 0) throw new Error(`Utblick cannot start:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  return { ...parsed.data, origin: parsed.data.UTBLICK_ORIGIN ?? `http://${parsed.data.HOSTNAME}:${String(parsed.data.PORT)}` };
}

let settings: Settings | undefined;

/** The settings, read once. */
export function getSettings(): Settings {
  return (settings ??= readSettings(process.env));
}

/** Tells whether the demonstration sign-in is open. */
export function isDemonstrationOpen(): boolean {
  return getSettings().UTBLICK_DEMO === "on";
}

/** Where the API answers. */
export function apiAddress(): string {
  return `${getSettings().origin}/api/v1`;
}
