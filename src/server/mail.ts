import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import { getSettings, isDemonstrationOpen, isMailAddress } from "./env";
import { log } from "./log";

/** smtp: mails leave the machine · demonstration: they are kept to be read, and nothing leaves · off: there are none. */
export type MailMode = "smtp" | "demonstration" | "off";

/** A mail as it is to be sent: plain text, to one address. */
export interface Mail {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  calendar: { method: "REQUEST" | "CANCEL"; content: string } | null;
}

/**
 * What became of a try. UNREACHABLE: the server isn't there, or fell silent · REFUSED_FOR_NOW: it said to try later · REFUSED: it
 * said no for good. `response` is what it said.
 */
export type MailOutcome = { ok: true; response: string } | { ok: false; failure: "UNREACHABLE" | "REFUSED_FOR_NOW" | "REFUSED"; response: string };

export type SendMail = (mail: Mail) => Promise<MailOutcome>;

/** How mails leave, by the settings; a demonstration never sends any. */
export function mailMode(): MailMode {
  if (isDemonstrationOpen()) return "demonstration";
  return getSettings().UTBLICK_SMTP_HOST === undefined ? "off" : "smtp";
}

/** The domain that Message-IDs and calendar entries are named under: that of the sender, or of the app. */
export function mailDomain(): string {
  const { UTBLICK_SMTP_FROM, origin } = getSettings();
  const domain = UTBLICK_SMTP_FROM?.split("@")[1] ?? new URL(origin).hostname;
  return /^[A-Za-z0-9.-]+$/.test(domain) ? domain : "utblick.invalid";
}

/** The name of something in calendars, for as long as it is the same; like no other anywhere. */
export function calendarUid(what: string): string {
  return `${what}@${mailDomain()}`;
}

/** The address that mails come from. */
export function mailSender(): string {
  return getSettings().UTBLICK_SMTP_FROM ?? `utblick@${mailDomain()}`;
}

/** How mails leave, as the settings say it, without what is secret; null where there is no mail server. */
export function describeMailServer(): { host: string; port: number; tls: "starttls" | "implicit" | "off"; signsIn: boolean; from: string; replyTo: string | null } | null {
  const { UTBLICK_SMTP_HOST: host, UTBLICK_SMTP_PORT: port, UTBLICK_SMTP_TLS: tls, UTBLICK_SMTP_USER, UTBLICK_SMTP_REPLY_TO } = getSettings();
  return host === undefined ? null : { host, port, tls, signsIn: UTBLICK_SMTP_USER !== undefined, from: mailSender(), replyTo: UTBLICK_SMTP_REPLY_TO ?? null };
}

const PATIENCE_MS = 20_000;
/** Beyond this a try is given up, whatever the server does meanwhile. */
const LONGEST_TRY_MS = 90_000;
const CONNECTIONS = 4;

const held = globalThis as typeof globalThis & { utblickMail?: Transporter };

function transport(): Transporter {
  const settings = getSettings();
  return (held.utblickMail ??= createTransport({
    host: settings.UTBLICK_SMTP_HOST,
    port: settings.UTBLICK_SMTP_PORT,
    secure: settings.UTBLICK_SMTP_TLS === "implicit",
    requireTLS: settings.UTBLICK_SMTP_TLS === "starttls",
    ignoreTLS: settings.UTBLICK_SMTP_TLS === "off",
    ...(settings.UTBLICK_SMTP_USER === undefined ? {} : { auth: { user: settings.UTBLICK_SMTP_USER, pass: settings.UTBLICK_SMTP_PASSWORD ?? "" } }),
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }));
}

/** Lets go of the connections to the mail server, and of the settings that they were opened with. */
export function closeMail(): void {
  held.utblickMail?.close();
  delete held.utblickMail;
}

/** Hands a mail to the server that the settings name. Never throws for what the server does. */
export const sendMail: SendMail = async (mail) => {
  const settings = getSettings();
  if (!isMailAddress(mail.to)) return { ok: false, failure: "REFUSED", response: "the address is none" };
  try {
    const sent: unknown = await withinPatience(
      transport().sendMail({
        from: mailSender(),
        ...(settings.UTBLICK_SMTP_REPLY_TO === undefined ? {} : { replyTo: settings.UTBLICK_SMTP_REPLY_TO }),
        to: { name: "", address: mail.to },
        messageId: mail.messageId,
        subject: mail.subject,
        text: mail.text,
        // So that nobody's out-of-office answers, and no list takes it up.
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        ...(mail.calendar === null ? {} : { icalEvent: { method: mail.calendar.method, filename: "inbjudan.ics", content: mail.calendar.content } }),
      }),
    );
    return { ok: true, response: textOf(sent, "response") };
  } catch (error) {
    return judgeFailure(error);
  }
};

async function withinPatience<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error("the mail server took too long"));
    }, LONGEST_TRY_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

function textOf(value: unknown, name: string): string {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === "string" ? found.replace(/[\u0000-\u001f\u007f]+/g, " ").slice(0, 300) : "";
}

/** Reads what went wrong: a server that answered 5xx to this very mail has said no; all else is tried again. */
function judgeFailure(error: unknown): MailOutcome {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "responseCode") : undefined;
  const kind = textOf(error, "code");
  const response = textOf(error, "response") || textOf(error, "message");
  // A wrong password, a sender that is refused, or a server that greets with 5xx is the settings' fault and not the mail's.
  const isOfMail = (kind === "EENVELOPE" || kind === "EMESSAGE") && textOf(error, "command") !== "MAIL FROM";
  if (typeof code === "number" && code >= 500 && isOfMail) return { ok: false, failure: "REFUSED", response };
  if (typeof code === "number" && isOfMail) return { ok: false, failure: "REFUSED_FOR_NOW", response };
  if (typeof code !== "number" && kind === "") log.error({ event: "mail not sent", error: response });
  return { ok: false, failure: "UNREACHABLE", response };
}
