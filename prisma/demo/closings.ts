import { saveClosing } from "@/features/projects/closings/service";
import { listProjects } from "@/features/projects/lists/service";
import { readProjectFilter } from "@/features/projects/schema";
import { certaintyOf } from "./organisation";
import { actAs, idOf, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

/** Tells what projects came to, each as the unit's contact person does, or the office where there is none; what an interrupted load has told is not told again. */
export async function loadClosings(town: Town): Promise<number> {
  for (const data of town.data.closings) {
    const project = town.data.projects.find(({ key }) => key === data.project);
    if (project === undefined) throw new Error(`There is no project ${data.project}.`);
    const actor = await actAs(town, onRoster(town, project.unit, "PRIMARY") ?? personOfAccount(town, "COORDINATOR"));
    const { rows } = await listProjects(actor, readProjectFilter({ unit: idOf(town.bodies, project.unit), q: project.title }).filter, town.now);
    const found = rows.find(({ title }) => title === project.title);
    if (found === undefined) throw new Error(`${project.title} is not in the register.`);
    const closing = {
      toldOn: data.on,
      benefit: data.benefit,
      addedValue: [...data.for],
      goalsMet: data.goalsMet ?? null,
      goalsText: data.goals ?? null,
      competence: data.competence ?? null,
      experience: data.experience ?? null,
      resources: data.resources ?? null,
      usedIn: data.usedIn ?? null,
      lessons: data.lessons ?? null,
      spreadTo: data.spreadTo ?? null,
      wouldDoAgain: data.again ?? null,
      againReason: data.againReason ?? null,
    };
    const about = { origin: { isDemonstration: true, certainty: certaintyOf(data.certainty) } };
    must(`The closing of ${data.project}`, await saveClosing(actor, { projectId: found.id, key: keyOf(town, "closing", data.project), version: 0, closing }, about, town.now));
  }
  return town.data.closings.length;
}
