import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export type Door = { href: string; title: ReactNode; text?: ReactNode; primary?: boolean };

/** The one or two large actions people come for. */
export function Doors({ items }: { items: Door[] }) {
  return (
    <div className="doors">
      {items.map((item) => (
        <a key={item.href} className={classNames("door", item.primary && "door-primary")} href={item.href}>
          <b>{item.title}</b> {item.text ? <span>{item.text}</span> : null}
        </a>
      ))}
    </div>
  );
}
