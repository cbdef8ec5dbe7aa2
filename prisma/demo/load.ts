import { beginDemonstration, recordMunicipality } from "@/features/municipality/service";
import { database } from "@/server/db";
import { isDemonstrationOpen } from "@/server/env";
import { isAppError } from "@/server/errors";
import { shippedPack } from "@/server/pack";
import { systemActor } from "@/server/session";
import { demonstrations } from "../packs/all-demonstrations";
import { loadClosings } from "./closings";
import { loadCalls } from "./calls";
import { loadComments } from "./comments";
import { loadCompetence } from "./competence";
import { loadCoordination } from "./coordination";
import { loadDecisions } from "./decisions";
import { loadDocuments } from "./documents";
import { loadSupportCases } from "./economy-support";
import { loadMonitoring } from "./eu-monitoring";
import { loadFollowUp } from "./follow-up";
import { loadProjectMoney } from "./funding";
import { loadInitiatives } from "./initiatives";
import { loadInformation, loadOpportunities } from "./opportunities";
import { loadMemberships, loadNetworks } from "./networks";
import { loadBodies, loadGoverningDocuments, loadProgrammes } from "./organisation";
import { loadAccounts, loadContactPersons, loadPeople, loadRoles, loadSeats, loadTerms } from "./people";
import { loadPartnerSearches } from "./partner-searches";
import { loadPartners } from "./partners";
import { loadPriorities, putPrioritiesInForce } from "./priorities";
import { loadDrafts, loadProjects } from "./projects";
import { loadRetentionRules } from "./retention";
import { loadSummaries } from "./summaries";
import { loadTownRelations } from "./town-relations";
import { planTown, type Town } from "./town";
import { loadVisitParts } from "./visit-parts";
import { loadVisits } from "./visits";
import { loadGroupAssignments, loadGroupMeetings } from "./working-group";

/** In the order in which they need each other. */
const PARTS: readonly [string, (town: Town) => Promise<number>][] = [
  ["Programmes", loadProgrammes],
  ["Bodies", loadBodies],
  ["Governing documents", loadGoverningDocuments],
  ["People", loadPeople],
  ["Terms of office", loadTerms],
  ["Roles", loadRoles],
  ["Seats", loadSeats],
  ["Contact persons", loadContactPersons],
  ["Calls", loadCalls],
  ["Priorities", loadPriorities],
  ["Partners", loadPartners],
  ["Projects", loadProjects],
  ["Closings", loadClosings],
  ["Support cases", loadSupportCases],
  ["Partner searches", loadPartnerSearches],
  ["Claims and payments", loadProjectMoney],
  ["Visits", loadVisits],
  ["Networks", loadNetworks],
  ["Group assignments", loadGroupAssignments],
  ["Decisions", loadDecisions],
  ["Priorities in force", putPrioritiesInForce],
  ["Opportunities", loadOpportunities],
  ["Initiatives", loadInitiatives],
  ["Information logs", loadInformation],
  ["Memberships", loadMemberships],
  ["Coordination log", loadCoordination],
  ["Monitored matters", loadMonitoring],
  ["Group meetings", loadGroupMeetings],
  ["Competence activities", loadCompetence],
  ["Town relations", loadTownRelations],
  ["What visits hold", loadVisitParts],
  ["Documents", loadDocuments],
  ["Drafts", loadDrafts],
  ["Follow-up rounds", loadFollowUp],
  ["Summaries", loadSummaries],
  ["Accounts", loadAccounts],
  ["Comments", loadComments],
  ["Retention rules", loadRetentionRules],
];

const REFUSALS = {
  municipalityOtherPack: "The database holds another municipality. Give this one a database of its own.",
  municipalityHasRecords: "The database has records already, and a demonstration is loaded into an empty one only.",
};

/** Loads the demonstration of the municipality that the settings name; what an interrupted load has stored is not stored again. */
async function load(): Promise<void> {
  const pack = shippedPack();
  const demonstration = demonstrations[pack.id];
  if (demonstration === undefined) {
    console.log("This municipality has no demonstration data.");
    return;
  }
  const system = systemActor();
  const begun = await beginDemonstration(system, pack.id);
  if (!begun.ok) throw new Error(REFUSALS[begun.reason]);
  if (begun.value.isComplete) {
    console.log("The demonstration municipality is loaded already.");
    return;
  }
  const town = planTown(pack, await demonstration(), system);
  for (const [name, loadPart] of PARTS) console.log(`${name}: ${await loadPart(town)}`);
  const recorded = await recordMunicipality(system, { packId: pack.id, isDemonstration: true });
  if (!recorded.ok) throw new Error(REFUSALS[recorded.reason]);
}

try {
  // The accounts' password is known to everyone.
  if (!isDemonstrationOpen()) throw new Error("Demonstration data is loaded only where UTBLICK_DEMO is on.");
  await load().finally(() => database().$disconnect());
} catch (error) {
  process.exitCode = 1;
  if (isAppError(error, "KEY_REUSED")) console.error("The demonstration data has changed since loading began. Begin again with an empty database.");
  else console.error(error instanceof Error ? error.message : error);
}
