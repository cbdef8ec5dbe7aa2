import { z } from "zod";
import { requiredId, requiredText, version } from "@/lib/fields";
import { addressFields, type StatementAddress } from "../schema";

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

/** The form in which a unit says that a figure is wrong. */
export const remarkSchema = z
  .object({ _key: requiredId("fields.choice"), ...addressFields, figure: requiredText(60, "followUp.remarks.errors.figure"), text: requiredText(LONGEST_REMARK, "followUp.remarks.errors.text") })
  .transform(({ _key, ...rest }): RemarkInput => ({ key: _key, ...rest }));

/** The form in which the office says what it has done about one. */
export const settlementSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), ...addressFields, settlement: requiredText(LONGEST_REMARK, "followUp.remarks.errors.settlement") })
  .transform(({ _version, ...rest }): SettlementInput & StatementAddress => ({ ...rest, version: _version }));
