import type { PlainDate } from "@/domain/plain-date";
import type { Matter } from "../rules";

/** A visit whose days are known, as a calendar shows it. */
export interface VisitDays extends Matter {
  id: string;
  unitId: string;
  /** Null of one that is out of the register: of it no more is said than that it is off. */
  title: string | null;
  counterpart: string | null;
  places: string | null;
  unit: string;
  startsOn: PlainDate;
  endsOn: PlainDate;
  isCancelled: boolean;
  representative: { personId: string; name: string; bodyId: string; bodyName: string } | null;
  /** One more for each change of the visit or of who represents. */
  change: number;
  changedAt: Date;
}
