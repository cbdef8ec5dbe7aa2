/** A table before any file format: what a report says, for whatever writes it. */

/** `text` is a string, `date` a calendar date `YYYY-MM-DD`, `amount` whole öre as bigint, shown in kronor, `count` a number of things. */
export type ColumnType = "text" | "date" | "amount" | "count";

export interface Column {
  key: string;
  label: string;
  type: ColumnType;
  /** How wide the column is, in characters. */
  width: number;
}

export type Cell = string | bigint | number | null;
export type TableRow = readonly Cell[];

export interface Table {
  columns: readonly Column[];
  rows: readonly TableRow[];
}

/** A table whose rows arrive by and by, so that it may be longer than the memory. */
export interface TableInPieces {
  columns: readonly Column[];
  rows: AsyncIterable<readonly TableRow[]>;
}
