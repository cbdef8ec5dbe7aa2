"use client";

import type { ComponentProps } from "react";
import { spaceAmount } from "@/lib/typed-values";

/** The field of an amount, which holds thousands together when it is left; what cannot be read stays as typed. */
export function MoneyInput(props: ComponentProps<"input">) {
  return (
    <input
      {...props}
      type="text"
      inputMode="decimal"
      onBlur={({ currentTarget }) => {
        const spaced = spaceAmount(currentTarget.value);
        if (spaced !== currentTarget.value) currentTarget.value = spaced;
      }}
    />
  );
}
