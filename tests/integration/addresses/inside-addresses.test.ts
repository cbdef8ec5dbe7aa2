import dns from "node:dns";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Result } from "@/domain/result";
import { addAgreementSchema } from "@/features/town-relations/papers/schema";
import { addCallSchema } from "@/features/programmes/calls/schema";
import { addIdentitySchema } from "@/features/accounts/schema";
import { addNetworkSchema } from "@/features/networks/schema";
import { addPartnerSchema } from "@/features/partners/schema";
import { addProgrammeSchema } from "@/features/programmes/schema";
import { logOpportunitySchema } from "@/features/opportunities/schema";
import { planActivitySchema } from "@/features/competence/schema";
import { recordDecisionSchema } from "@/features/decisions/schema";
import { activityInput } from "../../factories/competence.ts";
import { attachInput, docxOf, pdfOf, received } from "../../factories/documents.ts";
import { csvOf, EVERY_ROW, partsOf, zipOf } from "../../factories/lists.ts";
import { networkInput } from "../../factories/networks.ts";
import { opportunityInput, OWN } from "../../factories/opportunities.ts";
import { ASKED_NOTHING, partnerInput } from "../../factories/partners.ts";
import { callInput, programmeInput } from "../../factories/programmes.ts";
import { agreementInput } from "../../factories/town-relations.ts";
import { NOON, openTowns, valueOf, type TownsHouse } from "../town-relations/house.ts";

const PROJECT = path.resolve(import.meta.dirname, "..", "..", "..");

let house: TownsHouse;
let relation: string;
let port = 0;
/** Whoever calls this machine at the port that the addresses name. */
let calls = 0;
const listeners = [http.createServer(), http.createServer()].map((server) => server.on("request", (_request, response) => { calls += 1; response.end("inside"); }));
/** Every place that this process connects to, and every name that it asks for. */
const reached: string[] = [];
const connect = Reflect.get(net.Socket.prototype, "connect") as (this: net.Socket, ...given: unknown[]) => net.Socket;
const lookup = Reflect.get(dns, "lookup") as (...given: unknown[]) => unknown;

/** Who may be called from inside a network and not from outside, in every spelling that has led other programs there. */
const insideAddresses = (): string[] => {
  const at = `:${String(port)}/inside`;
  return [
    ...["127.0.0.1", "localhost", "LOCALHOST", "localhost.", "127.1", "127.0.1", "127.127.127.127", "0.0.0.0", "0", "2130706433", "0x7f000001", "0x7f.0x0.0x0.0x1", "0177.0.0.1", "017700000001", "127.0.0.1.", "%31%32%37.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localtest.me", "lvh.me", "127.0.0.1.nip.io", "127-0-0-1.sslip.io", "loopback", "ip6-localhost", "app.localhost", "user:pass@127.0.0.1", "www.example.se@127.0.0.1", "127.0.0.1%00.example.se", "www.example.se#@127.0.0.1", "www.example.se\\@127.0.0.1"].map((host) => `http://${host}${at}`),
    ...["169.254.169.254/latest/meta-data/", "[fd00:ec2::254]/latest/meta-data/", "metadata.google.internal/computeMetadata/v1/", "100.100.100.200/latest/", "2852039166/latest/", "0xa9fea9fe/latest/", "0251.0376.0251.0376/", "[::ffff:169.254.169.254]/", "192.0.0.192/latest/", "169.254.170.2/v2/credentials"].map((rest) => `http://${rest}`),
    ...["10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "[fe80::1]", "[fc00::1]", "intranet", "db", "postgres:5432", "redis:6379", "224.0.0.1", "255.255.255.255"].map((host) => `http://${host}/`),
    ...[`https://127.0.0.1${at}`, `http://www.example.se/../..//127.0.0.1${at}`, `http://www.example.se/?next=http://127.0.0.1${at}`, `file:///etc/passwd`, `file://127.0.0.1/etc/passwd`, `gopher://127.0.0.1${at}`, `dict://127.0.0.1${at}`, `ftp://127.0.0.1${at}`, `ldap://127.0.0.1${at}`, `tftp://127.0.0.1${at}`, `jar:http://127.0.0.1${at}!/`, `netdoc:///etc/passwd`, `unix:///var/run/docker.sock`, `http+unix://%2Fvar%2Frun%2Fdocker.sock/`, `//127.0.0.1${at}`, `\\\\127.0.0.1\\share`, `data:text/html,<script>alert(1)</script>`, `javascript:alert(1)`, `JaVaScRiPt:alert(1)`, `java\tscript:alert(1)`, `vbscript:x`, `view-source:http://127.0.0.1${at}`, `ws://127.0.0.1${at}`, `blob:http://127.0.0.1${at}`, `about:blank`],
  ];
};

/** With the beginning that a field gives to an address that has none. */
const asRead = (text: string) => (/^[a-z]+:/i.test(text) ? text : `https://${text}`);

interface Place {
  /** The model and field that keep the address, and the form's field that it is written in. */
  column: string;
  field: string;
  schema: { safeParse: (value: unknown) => { error?: { issues: { path: PropertyKey[] }[] } | undefined } };
  keep: (address: string) => Promise<Result<unknown, string>>;
}

const places: Place[] = [];
const isTaken = ({ schema, field }: Place, text: string) => !(schema.safeParse({ [field]: text }).error?.issues ?? []).some((issue) => issue.path[0] === field);

/** Anything but a page on the web; browsers read past a tab in the middle of the word. */
const hasOtherScheme = (text: string) => /^[a-z][a-z0-9+.-]*:/i.test(text.replace(/\s/g, "")) && !/^https?:/i.test(text);

beforeAll(async () => {
  house = await openTowns("halmstad");
  await new Promise<void>((resolve) => listeners[0]?.listen(0, "127.0.0.1", resolve));
  ({ port } = listeners[0]?.address() as net.AddressInfo);
  // Where the machine has no such address, there is nobody to call at it.
  await new Promise<void>((resolve) => listeners[1]?.once("error", () => { resolve(); }).listen(port, "::1", resolve));
  const [partners, networks, programmes, programmeCalls, competence, opportunities, papers, accounts] = await Promise.all([
    import("@/features/partners/service"), import("@/features/networks/service"), import("@/features/programmes/service"), import("@/features/programmes/calls/service"),
    import("@/features/competence/service"), import("@/features/opportunities/service"), import("@/features/town-relations/papers/service"), import("@/features/accounts/service"),
  ]);
  relation = await house.active();
  const programmeId = valueOf(await programmes.addProgramme(house.office, programmeInput(), randomUUID())).id;
  const key = () => randomUUID();
  places.push(
    { column: "Partner.website", field: "website", schema: addPartnerSchema, keep: (website) => partners.addPartner(house.office, { key: key(), partner: partnerInput({ name: `Partner ${key()}`, website }), answers: { ...ASKED_NOTHING, saveAnyway: true } }, {}, NOON) },
    { column: "Network.website", field: "website", schema: addNetworkSchema, keep: (website) => networks.addNetwork(house.office, { key: key(), isAnother: true, network: networkInput({ unitId: house.unit, name: `Nätverk ${key()}`, website }) }, {}, NOON) },
    { column: "Programme.website", field: "website", schema: addProgrammeSchema, keep: (website) => programmes.addProgramme(house.office, programmeInput({ nameSv: `Program ${key()}`, nameEn: `Programme ${key()}`, website }), key()) },
    { column: "Call.website", field: "website", schema: addCallSchema, keep: (website) => programmeCalls.addCall(house.office, callInput({ programmeId, name: `Utlysning ${key()}`, website }), key(), {}, NOON) },
    { column: "CompetenceActivity.link", field: "link", schema: planActivitySchema, keep: (link) => competence.planActivity(house.office, "JOINT", activityInput({ title: `Kurs ${key()}`, link }), key(), {}, NOON) },
    { column: "Opportunity.website", field: "website", schema: logOpportunitySchema, keep: (website) => opportunities.logOpportunity(house.office, { key: key(), opportunity: opportunityInput({ unitId: house.unit, title: `Möjlighet ${key()}`, website }), from: OWN }, {}, NOON) },
    { column: "Decision.documentUrl", field: "documentUrl", schema: recordDecisionSchema, keep: (documentUrl) => house.record({ title: `Beslut ${key()}`, documentUrl }) },
    { column: "TownAgreementVersion.documentUrl", field: "documentUrl", schema: addAgreementSchema, keep: async (documentUrl) => papers.addAgreement(house.office, { id: relation, version: (await house.see(relation)).version, agreement: agreementInput({ title: `Avtal ${key()}`, documentUrl }) }, key(), NOON) },
    { column: "Account.issuer", field: "issuer", schema: addIdentitySchema, keep: async (issuer) => accounts.addOidcIdentity(house.system, { personId: await house.person(`Person ${key()}`), issuer, subject: "s" }, key()) },
  );
  const database = new URL(process.env["DATABASE_URL"] ?? "postgresql://x:5432").port;
  net.Socket.prototype.connect = function (this: net.Socket, ...given: unknown[]) {
    const to = JSON.stringify(given.flat(2).filter((one) => typeof one !== "function"));
    if (!to.includes(database)) reached.push(to.slice(0, 200));
    return Reflect.apply(connect, this, given);
  };
  Object.assign(dns, { lookup: (...given: unknown[]): unknown => {
    reached.push(String(given[0]));
    return Reflect.apply(lookup, dns, given);
  } });
});
afterAll(async () => {
  Object.assign(net.Socket.prototype, { connect });
  Object.assign(dns, { lookup });
  for (const server of listeners) server.close();
  await house.close();
});

describe("addresses that people write", () => {
  it("ASVS 1.2.2: stand in fields that are all in the table here", () => {
    const folder = path.join(PROJECT, "prisma", "models");
    const found = fs.readdirSync(folder).flatMap((file) => {
      let model = "";
      return fs.readFileSync(path.join(folder, file), "utf8").split("\n").flatMap((line) => {
        model = /^model (\w+)/.exec(line)?.[1] ?? model;
        const field = /^\s+(\w*(?:[uU]rl|[wW]ebsite|[lL]ink|[hH]omepage|issuer))\s+String/.exec(line)?.[1];
        return field === undefined ? [] : [`${model}.${field}`];
      });
    });
    expect(found.sort()).toEqual(places.map(({ column }) => column).sort());
  });

  it("ASVS 1.2.2: lead to pages on the web: each field takes such an address, and none that a browser would run or that is another kind of address", () => {
    const wrong: string[] = [];
    for (const place of places) {
      expect(insideAddresses().filter(hasOtherScheme).length).toBeGreaterThan(15);
      for (const right of ["https://www.example.se/sida?x=1#del", "http://www.example.se"]) if (!isTaken(place, right)) wrong.push(`${place.column} does not take ${right}`);
      for (const text of insideAddresses().filter(hasOtherScheme)) if (isTaken(place, text)) wrong.push(`${place.column} takes ${text}`);
    }
    expect(wrong).toEqual([]);
  });

  it("are called by nobody: of more than sixty that lead inside, in every field and file, none is asked for and no name looked up", { timeout: 180_000 }, async () => {
    const addresses = insideAddresses();
    expect(new Set(addresses).size).toBeGreaterThanOrEqual(60);
    reached.length = 0;
    const kept = new Map(places.map(({ column }) => [column, 0]));
    for (const place of places) {
      for (const address of addresses.filter((one) => isTaken(place, one))) {
        const result = await place.keep(asRead(address));
        if (result.ok) kept.set(place.column, (kept.get(place.column) ?? 0) + 1);
      }
    }
    for (const [column, count] of kept) expect(count, column).toBeGreaterThan(30);
    const [documents, drafts, { registers, importables }] = await Promise.all([import("@/features/documents/service"), import("@/features/imports/drafts/service"), import("@/registers")]);
    const subject = { kind: "townRelation", id: relation };
    for (const address of addresses.slice(0, 12)) {
      const rels = (type: string) => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${address.replaceAll("&", "&amp;")}" TargetMode="External"/></Relationships>`;
      for (const [name, bytes] of [
        ["a.docx", docxOf({ "word/_rels/settings.xml.rels": rels("attachedTemplate"), "word/_rels/document.xml.rels": rels("image") })],
        ["a.xlsx", zipOf({ ...partsOf([["a"], ["b"]]), "xl/externalLinks/_rels/externalLink1.xml.rels": rels("externalLinkPath") })],
        ["a.pdf", new Uint8Array(Buffer.from(Buffer.from(pdfOf(1)).toString("latin1").replace("/Type /Catalog", `/Type /Catalog /OpenAction << /S /URI /URI (${address.replace(/[^\x20-\x7e]|[()\\]/g, "")}) >>`), "latin1"))],
      ] as const) {
        const file = await received(bytes, name);
        await documents.attachDocument(house.office, attachInput(subject, {}, name), file, { registers }).finally(() => file.handle.close());
      }
    }
    const around = { importables, languages: [] };
    const list = csvOf([["Partner", "Typ", "Land", "Webbadress"], ...addresses.map((address, index) => [`Inläst ${String(index)}`, "Skola", "Danmark", address])]);
    const draft = valueOf(await drafts.uploadList(house.office, { kind: "partner", draftId: null, fileName: "a.csv", bytes: list }, around, NOON));
    await drafts.previewList(house.office, draft.id, EVERY_ROW, around, NOON);
    expect([calls, reached]).toEqual([0, []]);
    // The watch sees a call.
    await fetch(`http://127.0.0.1:${String(port)}/`);
    expect(calls).toBe(1);
    expect(reached.length).toBeGreaterThan(0);
  });
});
