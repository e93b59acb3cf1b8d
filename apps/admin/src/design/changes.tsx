import type { ReactElement } from "react";
import { Money } from "./money.tsx";
import "./confirm-money.css";

export interface MoneyChange {
  label: string;
  beforeFen: number;
  afterFen: number;
}

/** Every figure that an action changes, as before → after. */
export function Changes({ changes }: { changes: readonly MoneyChange[] }): ReactElement {
  return (
    <ul className="by-confirm-changes">
      {changes.map((change) => (
        <li key={change.label}>
          <span>{change.label}</span>
          <Money fen={change.beforeFen} tone="muted" />
          <i aria-hidden="true">→</i>
          <Money fen={change.afterFen} />
        </li>
      ))}
    </ul>
  );
}
