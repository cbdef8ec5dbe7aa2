import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { TownWritten } from "@/features/partners/towns/schema";
import { takeTown, type TownRefusal } from "@/features/partners/towns/service";
import { getPartner } from "@/features/partners/service";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import type { Permit } from "@/server/permit";
import { meet } from "../rules";
import * as repository from "./repository";
import type { TownTime } from "./schema";

export type { RelationOfPartner } from "./repository";

export type RelationTownRefusal = TownRefusal | "townAlreadyThere";

/** A relation with its towns, as far as one more is judged. */
interface WithTowns {
  id: string;
  isDemonstration: boolean;
  towns: readonly { id: string; partnerId: string; name: string; country: string; sinceOn: PlainDate | null; untilOn: PlainDate | null }[];
}

/** Puts a town into a relation that is held; one that the register of partners does not know comes into that too. Refused: townAlreadyThere, and as `takeTown` asks back. */
export async function putTown(tx: Tx, actor: Actor, permit: Permit<"townRelations.enter" | "townRelations.edit">, relation: WithTowns, { town, time }: { town: TownWritten; time: TownTime }, now: Date): Promise<Result<null, RelationTownRefusal>> {
  const taken = await takeTown(tx, actor, town, relation.isDemonstration, now);
  if (!taken.ok) return taken;
  if (relation.towns.some((there) => there.partnerId === taken.value.id && meet(there, time))) return refuse("townAlreadyThere", { field: "town" });
  await repository.insertTown(tx, permit, relation.id, { partnerId: taken.value.id, name: town.name, country: town.country, time });
  return succeed(null);
}

/** What a list leaves unanswered, from what says most to what says least: which place it is, and whether a town with almost such a name is another. */
const LISTED: readonly Pick<TownWritten, "isNew" | "placeId">[] = [{}, { placeId: 0 }, { isNew: true }, { isNew: true, placeId: 0 }];

/** Puts the one town of a relation that comes from a list, where nobody can be asked back: the town of just that name, else a new one, on the map where its place is plain. */
export async function putListedTown(tx: Tx, actor: Actor, permit: Permit<"townRelations.enter" | "townRelations.edit">, id: string, town: TownWritten, now: Date): Promise<void> {
  for (const answers of LISTED) if ((await putTown(tx, actor, permit, { id, towns: [], isDemonstration: false }, { town: { ...town, ...answers }, time: { since: null, until: null, note: null } }, now)).ok) return;
  throw new Error("a listed town could not be put");
}

/** Changes a town of a relation that is held: which one it is, or its time there. Throws NOT_FOUND. Refused: townAlreadyThere, and as `takeTown` asks back. */
export async function replaceTown(tx: Tx, actor: Actor, permit: Permit<"townRelations.edit">, relation: WithTowns, { townId, town, time }: { townId: string; town: TownWritten; time: TownTime }, now: Date): Promise<Result<null, RelationTownRefusal>> {
  const before = relation.towns.find(({ id }) => id === townId);
  if (before === undefined) throw new AppError("NOT_FOUND");
  const isKept = town.name === before.name && town.country === before.country && (town.partnerId ?? null) === null && town.isNew !== true;
  const taken = isKept ? succeed({ id: before.partnerId }) : await takeTown(tx, actor, town, relation.isDemonstration, now);
  if (!taken.ok) return taken;
  if (relation.towns.some((there) => there.id !== townId && there.partnerId === taken.value.id && meet(there, time))) return refuse("townAlreadyThere", { field: "since" });
  await repository.updateTown(tx, permit, relation.id, townId, { partnerId: taken.value.id, name: town.name, country: town.country, time });
  return succeed(null);
}

/** The relations that a partner, or one that is this one today, belongs to, by name, at most 200; throws NOT_FOUND when the partner isn't the actor's to see. */
export async function listRelationsOfPartner(actor: Actor, partnerId: string, now = new Date()): Promise<repository.RelationOfPartner[]> {
  const { partner } = await getPartner(actor, partnerId);
  return repository.selectRelationsOf(reading(), [partner.id, ...partner.mergedIds], dateInStockholm(now));
}

/** The towns that belong to relations in the register today, with where they lie as far as that is known, by the relations' names. */
export async function listRelationPlaces(_actor: Actor, wish: { unitId: string | null; country: string | null }, now = new Date()): Promise<repository.RelationPlace[]> {
  return repository.selectPlaces(reading(), wish, dateInStockholm(now));
}
