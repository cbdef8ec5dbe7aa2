import type { ReactNode } from "react";

/** Text for those who listen; takes no room on the screen. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="vh">{children}</span>;
}
