import type { ReactElement } from "react";
import { Link } from "react-router";
import { Money, type MoneyTone } from "./money.tsx";
import "./parts.css";

export interface Figure {
  label: string;
  fen: number;
  /** What the figure means, in a few words. */
  note?: string;
  tone?: MoneyTone;
  /** The list behind the figure. */
  to?: string | undefined;
}

/** Amounts side by side, each with its meaning and, where there is one, the list behind it. */
export function Figures({ items }: { items: readonly Figure[] }): ReactElement {
  return (
    <dl className="by-figures">
      {items.map(({ label, fen, note, tone = "ink", to }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {to ? (
              <Link to={to} aria-label={`${label}，查看明细`}>
                <Money fen={fen} size={21} tone={fen === 0 ? "muted" : tone} />
              </Link>
            ) : (
              <Money fen={fen} size={21} tone={fen === 0 ? "muted" : tone} />
            )}
          </dd>
          {note && <small>{note}</small>}
        </div>
      ))}
    </dl>
  );
}
