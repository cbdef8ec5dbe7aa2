import { examine, listExaminations } from "@/features/initiatives/examinations/service";
import { getInitiative, logInitiative, nameProject, offerProjects } from "@/features/initiatives/service";
import { actAs, idOf, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

const CERTAINTIES = { high: "HIGH", medium: "MEDIUM", low: "LOW" } as const;

/** Logs each initiative as the unit's contact person does, or the office where there is none, with its examinations and the project that it became; what an interrupted load has told is not told again. */
export async function loadInitiatives(town: Town): Promise<number> {
  for (const data of town.data.initiatives) {
    const actor = await actAs(town, onRoster(town, data.unit, "PRIMARY") ?? personOfAccount(town, "COORDINATOR"));
    const about = { origin: { isDemonstration: true, certainty: CERTAINTIES[data.certainty] }, opportunityId: data.opportunity === undefined ? null : idOf(town.opportunities, data.opportunity) };
    const input = { unitId: idOf(town.bodies, data.unit), title: data.title, text: data.text ?? null, begunOn: data.on, takenBy: data.takenBy ?? null };
    const { id } = must(`The initiative ${data.key}`, await logInitiative(actor, input, keyOf(town, "initiative", data.key), about, town.now));
    const told = (await listExaminations(actor, id, town.now)).length;
    for (const [index, { question, on, by, programmes, others, result, reason }] of data.examinations.entries()) {
      if (index < told) continue;
      const { version } = (await getInitiative(actor, id, town.now)).initiative;
      const examination = { question, examinedOn: on, examinedBy: by, programmeIds: programmes.map((code) => idOf(town.programmes, code)), otherSources: others ?? null, result, reason: reason ?? null };
      must(`An examination of ${data.key}`, await examine(actor, { id, version, key: keyOf(town, "examination", data.key, String(index)), examination }, town.now));
    }
    const { version, projectId } = (await getInitiative(actor, id, town.now)).initiative;
    if (data.project === undefined || projectId !== null) continue;
    const title = town.data.projects.find((project) => project.key === data.project)?.title;
    const project = (await offerProjects(actor, input.unitId, town.now)).find((offered) => offered.title === title);
    must(`The project of ${data.key}`, await nameProject(actor, { id, version, projectId: project?.id ?? null }, town.now));
  }
  return town.data.initiatives.length;
}
