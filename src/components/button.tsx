import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names";

export type ButtonLook = {
  /** One primary a section; text is for the way out. */
  variant?: "primary" | "secondary" | "text";
  /** 44 px instead of 48: in lists, tables and filters. */
  small?: boolean;
};

function buttonClass({ variant = "secondary", small }: ButtonLook, className: string | undefined) {
  return classNames("btn", variant !== "secondary" && `btn-${variant}`, small && "btn-small", className);
}

/** A button; submits its form unless told otherwise. */
export function Button({ variant, small, className, type = "submit", ...rest }: ButtonLook & ComponentProps<"button">) {
  return <button type={type} className={buttonClass({ variant, small }, className)} {...rest} />;
}

/** A link that looks like a button: it goes somewhere to do something. */
export function ButtonLink({ variant, small, className, ...rest }: ButtonLook & ComponentProps<"a">) {
  return <a className={buttonClass({ variant, small }, className)} {...rest} />;
}

/** The row of buttons that ends a form or a section; full width on a phone. */
export function Buttons({ className, ...rest }: ComponentProps<"div">) {
  return <div className={classNames("btns", className)} {...rest} />;
}
