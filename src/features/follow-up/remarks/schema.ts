import { z } from "zod";
import { requiredId, requiredText, version } from "@/lib/fields";
import type { StatementAddress } from "../schema";

/** The figure of a unit that no register counts under a heading of its own. */
export const MONEY = "MONEY";

/** The most characters of a remark, and of what the office says to it. */
export const LONGEST_REMARK = 1000;

export interface RemarkInput extends StatementAddress {
  key: string;
  /** The kind of the register that counts the figure, or MONEY. */
  figure: string;
  text: string;
}

export interface SettlementInput {
  id: string;
  version: number;
  settlement: string;
}

const year = z.string().regex(/^(19|20|21)\d{2}$/, "followUp.errors.year").transform(Number);

/** The form in which a unit says that a figure is wrong. */
export const remarkSchema = z
  .object({ _key: requiredId("fields.choice"), year, unitId: requiredId("fields.choice"), figure: requiredText(60, "followUp.remarks.errors.figure"), text: requiredText(LONGEST_REMARK, "followUp.remarks.errors.text") })
  .transform(({ _key, ...rest }): RemarkInput => ({ key: _key, ...rest }));

/** The form in which the office says what it has done about one. */
export const settlementSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), year, unitId: requiredId("fields.choice"), settlement: requiredText(LONGEST_REMARK, "followUp.remarks.errors.settlement") })
  .transform(({ _version, ...rest }): SettlementInput & StatementAddress => ({ ...rest, version: _version }));
