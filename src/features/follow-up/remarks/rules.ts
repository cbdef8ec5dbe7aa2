import { activityOf, type Registers } from "@/domain/registers";
import { MONEY } from "./schema";

/** The figures that stand beside a unit's statement, and that a remark can be about: what each register counts, and money. */
export function figuresOf(registers: Registers): string[] {
  return [...registers.flatMap((register) => (activityOf(register) === null ? [] : [register.kind])), MONEY];
}
