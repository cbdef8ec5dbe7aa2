import type { AddressInfo, Socket } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";

/** How the server takes what is sent to it; what stands in `refuse` is by address. */
export interface Temper {
  /** The code that it refuses an address with. */
  refuse: Record<string, number>;
  /** Takes so long for each mail. */
  slowMs: number;
  /** Hangs up when it has the whole mail and before it says so. */
  diesAfterData: boolean;
}

/** A real SMTP server on this machine, without encryption, that keeps what it is sent. */
export async function openMailServer() {
  const kept: { to: string[]; mail: ParsedMail; source: string }[] = [];
  const temper: Temper = { refuse: {}, slowMs: 0, diesAfterData: false };
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo({ address }, _session, done) {
      const code = temper.refuse[address];
      done(code === undefined ? undefined : Object.assign(new Error(`${code} not now`), { responseCode: code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const source = Buffer.concat(chunks);
        void simpleParser(source).then(async (mail) => {
          await new Promise((resolve) => setTimeout(resolve, temper.slowMs));
          kept.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail, source: source.toString("utf8") });
          if (!temper.diesAfterData) {
            done();
            return;
          }
          // As when the machine loses its power: the mail is kept, and the sender is told nothing.
          for (const socket of sockets) socket.destroy();
        });
      });
    },
  });
  // Whoever hangs up in the midst of things is not this server's concern.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, kept, temper, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

export type MailServer = Awaited<ReturnType<typeof openMailServer>>;

/** What the settings say of the server. */
export const mailSettings = (port: number): Record<string, string> => ({
  UTBLICK_SMTP_HOST: "127.0.0.1",
  UTBLICK_SMTP_PORT: String(port),
  UTBLICK_SMTP_TLS: "off",
  UTBLICK_SMTP_FROM: "utblick@kommun.example",
  UTBLICK_SMTP_REPLY_TO: "internationellt@kommun.example",
  UTBLICK_ORIGIN: "https://utblick.kommun.example",
});
