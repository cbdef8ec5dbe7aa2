import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Actor } from "@/domain/actor";
import { createTestDatabase } from "../../setup/database.ts";
import { runLoad } from "../demonstration/program.ts";

/** The demonstration of a pack in a database of its own, read through the doors that other systems and everyone come in by. */
export async function openDemonstration(packId: string) {
  const database = await createTestDatabase();
  const run = await runLoad(database.appUrl, { packId });
  if (run.code !== 0) throw new Error(run.said);
  Object.assign(process.env, { DATABASE_URL: database.appUrl, UTBLICK_PACK: packId, UTBLICK_SECRET: randomUUID() + randomUUID(), UTBLICK_LOG_LEVEL: "silent" });
  const { connect, useDatabase } = await import("@/server/db");
  const client = connect(database.appUrl);
  useDatabase(client);
  // Whoever asks first under another pack than the last one would still see its registers.
  await (await import("@/server/pack")).refreshPack();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const [session, tokens, keys, { registers, resources }, lists, records, description, files] = await Promise.all([
    import("@/server/session"),
    import("@/features/system-tokens/service"),
    import("@/server/system-tokens"),
    import("@/registers"),
    import("@/app/api/v1/[register]/route"),
    import("@/app/api/v1/[register]/[id]/route"),
    import("@/app/api/v1/openapi.json/route"),
    import("@/app/open-data/[file]/route"),
  ]);
  const { rows: administrators } = await owner.query<{ id: string }>("SELECT person_id AS id FROM role_assignment WHERE role = 'ADMINISTRATOR' ORDER BY id LIMIT 1");
  const administrator = await session.loadActor(administrators[0]?.id ?? "", undefined, true);
  if (administrator === null) throw new Error("the demonstration has no administrator");
  const names = resources.map(({ name }) => name);

  /** A new token for some registers, as its system holds it. */
  const tokenFor = async (of: readonly string[] = names, actor: Actor = administrator): Promise<{ id: string; token: string }> => {
    const key = randomUUID();
    const validTo = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const made = await tokens.makeToken(actor, { key, token: { name: `System ${randomUUID()}`, contact: "Systemförvaltningen", registers: [...of].sort(), validTo } }, { registers: names });
    if (!made.ok) throw new Error(made.reason);
    return { id: made.value.id, token: keys.makeSystemToken(actor.personId, key) };
  };
  const requestOf = (path: string, token: string | null, headers: Record<string, string>) => new Request(`http://127.0.0.1:3000${path}`, { headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers } });
  /** Asks the API, by a path below it. */
  const ask = (path: string, token: string | null, headers: Record<string, string> = {}): Promise<Response> => {
    const [register = "", id] = path.split("?", 1)[0]?.split("/") ?? [];
    const request = requestOf(`/api/v1/${path}`, token, headers);
    if (register === "openapi.json") return description.GET(request, { params: Promise.resolve({}) });
    return id === undefined ? lists.GET(request, { params: Promise.resolve({ register }) }) : records.GET(request, { params: Promise.resolve({ register, id }) });
  };
  /** Fetches a file of open data. */
  const fetchFile = (file: string, headers: Record<string, string> = {}): Promise<Response> => files.GET(requestOf(`/open-data/${file}`, null, headers), { params: Promise.resolve({ file }) });
  /** Everything that a register answers, page by page along the links. */
  const askAll = async (register: string, token: string, query = "limit=200"): Promise<{ records: Record<string, unknown>[]; pages: string[] }> => {
    const [records, pages]: [Record<string, unknown>[], string[]] = [[], []];
    for (let path: string | null = `${register}?${query}`; path !== null; ) {
      const answer = await ask(path, token);
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} was answered ${String(answer.status)}: ${text}`);
      pages.push(text);
      const page = JSON.parse(text) as { data: Record<string, unknown>[]; links: { next: string | null } };
      records.push(...page.data);
      path = page.links.next === null ? null : (page.links.next.split("/api/v1/")[1] ?? "");
    }
    return { records, pages };
  };
  return {
    ...{ database, client, owner, registers, resources, names, administrator, tokens, keys, tokenFor, ask, askAll, fetchFile },
    close: async () => {
      await owner.end();
      await client.$disconnect();
      await database.drop();
    },
  };
}

export type Demonstrated = Awaited<ReturnType<typeof openDemonstration>>;
