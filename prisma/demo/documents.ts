import { readDecisionFilter } from "@/features/decisions/schema";
import { listDecisions } from "@/features/decisions/service";
import type { Subject } from "@/features/documents/schema";
import { attachDocument } from "@/features/documents/service";
import { readProjectFilter } from "@/features/projects/schema";
import { listProjects } from "@/features/projects/lists/service";
import { readRelationFilter } from "@/features/town-relations/schema";
import { listRelations } from "@/features/town-relations/service";
import { toMatter } from "@/lib/fact-sheet";
import { registers } from "@/registers";
import { keepFile } from "@/server/attachments/receive";
import { typeset } from "@/server/documents/typesetter";
import { certaintyOf } from "./organisation";
import { actAs, keyOf, must, personOfAccount, type Town } from "./town";

type DocumentData = Town["data"]["documents"][number];

/** Attaches the papers of the demonstration to the records that they lie with, as the office does: each set as a PDF that says itself that it is invented. */
export async function loadDocuments(town: Town): Promise<number> {
  const actor = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const data of town.data.documents) {
    const subject = await findSubject(town, data.with);
    const file = await keepFile(data.fileName, setPaper(town, data));
    try {
      const document = {
        kind: data.kind,
        title: data.title,
        documentOn: data.on ?? null,
        caseNumber: data.caseNumber ?? null,
        registeredIn: data.registeredIn ?? null,
        isConfidential: false,
        confidentialityProvision: null,
        confidentialityOn: null,
        confidentialityBy: null,
      };
      const origin = { isDemonstration: true, certainty: certaintyOf(data.certainty) };
      must(`The document ${data.key}`, await attachDocument(actor, { key: keyOf(town, "document", data.key), subject, document, fileName: data.fileName }, file, { registers, origin }, town.now));
    } finally {
      await file.handle.close();
    }
  }
  return town.data.documents.length;
}

/** The record of a register by its title. */
export async function findSubject(town: Town, { kind, title }: DocumentData["with"]): Promise<Subject> {
  const found = await {
    project: async () => (await listProjects(town.system, readProjectFilter({ q: title }).filter, town.now)).rows.find((row) => row.title === title)?.id,
    decision: async () => (await listDecisions(town.system, readDecisionFilter({ q: title }).filter)).rows.find((row) => row.title === title)?.id,
    townRelation: async () => (await listRelations(town.system, readRelationFilter({ q: title }).filter, town.now)).rows.find((row) => row.name === title)?.id,
  }[kind]();
  if (found === undefined) throw new Error(`${title} is not in its register.`);
  return { kind, id: found };
}

function setPaper(town: Town, { title, on, says }: DocumentData): Uint8Array {
  const { municipality } = town.pack;
  const owner = { name: municipality.name, colour: municipality.profile.light.profile, day: on ?? town.day };
  const [lead = "", ...texts] = says;
  return typeset("fact-sheet.typ", toMatter({ lang: "sv", region: "se", title, lead, facts: [{ label: "Dagtecknad", value: on ?? town.day }], figures: [], figuresTitle: "", about: { title: "Innehåll", texts }, footer: municipality.name }, owner)).read;
}
