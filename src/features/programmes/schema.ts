export interface ProgrammeInput {
  /** What packs and imports call it; never used for another programme. */
  code: string;
  nameSv: string;
  nameEn: string;
  fund: string | null;
  /** In years, as people write it: 2021–2027. */
  period: string | null;
  /** Highest share of the costs that the programme pays, in percent. */
  maxRatePercent: number | null;
  certainty: "HIGH" | "MEDIUM" | "LOW";
  note: string | null;
}
