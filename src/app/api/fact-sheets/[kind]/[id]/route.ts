import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { listNetworkEntries } from "@/features/networks/entries/service";
import { layOutNetworkSheet } from "@/features/networks/report";
import { getNetwork } from "@/features/networks/service";
import { getClosing } from "@/features/projects/closings/service";
import { layOutProjectSheet } from "@/features/projects/fact-sheets/report";
import { getProject } from "@/features/projects/service";
import { readLedger } from "@/features/town-relations/activities/service";
import { inOrder } from "@/features/town-relations/episodes/rules";
import { readPapers } from "@/features/town-relations/papers/service";
import { layOutRelationSheet } from "@/features/town-relations/report";
import { standingOn } from "@/features/town-relations/rules";
import { getRelation } from "@/features/town-relations/service";
import { layOutProgrammeSheet } from "@/features/visits/briefings/report";
import { listParts } from "@/features/visits/parts/service";
import { getVisit } from "@/features/visits/service";
import { toMatter, type FactSheet, type SheetOwner } from "@/lib/fact-sheet";
import { isId } from "@/lib/fields";
import { wordsFor, type Words } from "@/messages/words";
import { attachmentNamed } from "@/server/documents/download";
import { typeset } from "@/server/documents/typesetter";
import { AppError } from "@/server/errors";
import { log } from "@/server/log";
import { getPack } from "@/server/pack";
import { defineRoute } from "@/server/route";

/** As many years as the figures look back from the present one. */
const YEARS_BACK = 9;

interface Asked {
  actor: Actor;
  id: string;
  years: { from: number; to: number };
  owner: SheetOwner;
  words: Words;
}

async function ofRelation({ actor, id, years, owner, words }: Asked): Promise<FactSheet> {
  const [{ relation }, papers, entries] = await Promise.all([getRelation(actor, id), readPapers(actor, id), readLedger(actor, years, id)]);
  const [first] = inOrder(relation.episodes);
  const agreement = papers.agreements.filter(({ isLatest }) => isLatest).sort((a, b) => (a.signedOn < b.signedOn ? 1 : -1))[0];
  return layOutRelationSheet(
    {
      ...relation,
      standing: standingOn(relation.episodes, owner.day),
      since: first === undefined ? null : { on: first.startsOn, precision: first.startPrecision },
      agreement: agreement === undefined ? null : { ...agreement, signed: { on: agreement.signedOn, precision: agreement.signedPrecision } },
    },
    entries,
    years,
    owner,
    words,
  );
}

async function ofNetwork({ actor, id, years, owner, words }: Asked): Promise<FactSheet> {
  const [{ network }, { participations }] = await Promise.all([getNetwork(actor, id), listNetworkEntries(actor, id)]);
  return layOutNetworkSheet(network, participations, years, owner, words);
}

async function ofProject({ actor, id, owner, words }: Asked): Promise<FactSheet> {
  const loaded = getProject(actor, id);
  const [{ project }, { closing }] = await Promise.all([loaded, getClosing(actor, id, { loaded })]);
  return layOutProjectSheet(project, closing?.benefit ?? null, owner, words);
}

async function ofVisit({ actor, id, owner, words }: Asked): Promise<FactSheet> {
  const { visit } = await getVisit(actor, id);
  // A journey has no guests.
  if (visit.direction === "OUTGOING") throw new AppError("NOT_FOUND");
  const { programme } = await listParts(actor, id, { loaded: { visit } });
  return layOutProgrammeSheet(visit, programme, owner, words);
}

const KINDS: Readonly<Record<string, (asked: Asked) => Promise<FactSheet>>> = { "town-relations": ofRelation, networks: ofNetwork, projects: ofProject, visits: ofVisit };

/** A page about a town relation, a network, a project or a visit to hand to a guest, in Swedish or, with `lang=en`, in English. */
export const GET = defineRoute<{ kind: string; id: string }>({
  perMinute: 30,
  run: async (actor, request, { kind, id }) => {
    const layOut = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (layOut === undefined || !isId(id)) throw new AppError("NOT_FOUND");
    const words = wordsFor(new URL(request.url).searchParams.get("lang") === "en" ? "en" : "sv");
    const day = dateInStockholm(new Date());
    const { municipality } = getPack();
    const owner = { name: municipality.name, colour: municipality.profile.light.profile, day };
    const to = Number(day.slice(0, 4));
    const sheet = await layOut({ actor, id, years: { from: to - YEARS_BACK, to }, owner, words });
    const bytes = typeset("fact-sheet.typ", toMatter(sheet, owner)).read;
    log.info({ event: "fact sheet set", kind, id, lang: sheet.lang, actorId: actor.personId });
    return new Response(bytes, {
      headers: {
        "content-type": "application/pdf",
        "content-length": String(bytes.length),
        "content-disposition": attachmentNamed(`${words("townSheet.file", { name: sheet.title })}.pdf`),
        "cache-control": "private, no-store, no-transform",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      },
    });
  },
});
