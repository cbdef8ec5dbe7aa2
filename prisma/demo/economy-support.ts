import { logCase, offerSupportProjects } from "@/features/economy-support/service";
import { certaintyOf } from "./organisation";
import { actAs, idOf, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

/** Logs the support with the economy of EU projects that units have asked for, each as the unit's contact person does, or the office where there is none. */
export async function loadSupportCases(town: Town): Promise<number> {
  for (const data of town.data.supportCases) {
    const actor = await actAs(town, onRoster(town, data.unit, "PRIMARY") ?? personOfAccount(town, "COORDINATOR"));
    const unitId = idOf(town.bodies, data.unit);
    const about = town.data.projects.find((project) => project.key === data.project);
    const project = about === undefined ? undefined : (await offerSupportProjects(actor, [idOf(town.bodies, about.unit)], town.now)).find(({ title }) => title === about.title);
    if (about !== undefined && project === undefined) throw new Error(`${about.title} is not in the register.`);
    const input = {
      unitId,
      projectId: project?.id ?? null,
      title: data.title,
      question: data.question ?? null,
      askedOn: data.on,
      answeredOn: data.answered?.on ?? null,
      answer: data.answered?.text ?? null,
      givenBy: data.answered?.by ?? null,
      hours: data.answered?.hours ?? null,
    };
    must(`The support case ${data.key}`, await logCase(actor, input, keyOf(town, "support", data.key), { origin: { isDemonstration: true, certainty: certaintyOf(data.certainty) } }, town.now));
  }
  return town.data.supportCases.length;
}
