import type { ReactNode } from "react";

export type NoticeProps = {
  /** done: it worked · info: good to know · missing: it did not work. */
  kind?: "done" | "info" | "missing";
  children: ReactNode;
  /** A link or a small form: "Ångra". */
  action?: ReactNode;
};

/** A line that says what just happened; read aloud without moving anyone. */
export function Notice({ kind = "info", children, action }: NoticeProps) {
  return (
    <div className={`notice notice-${kind}`} role={kind === "missing" ? "alert" : "status"}>
      <div>{children}</div>
      {action}
    </div>
  );
}
