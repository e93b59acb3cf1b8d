import type { ReactElement, ReactNode } from "react";
import "./parts.css";

export type Tone = "green" | "amber" | "red" | "blue" | "grey";

/** A state in words. Colour repeats what the word says and never replaces it. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }): ReactElement {
  return <span className={`by-state by-state-${tone}`}>{children}</span>;
}
