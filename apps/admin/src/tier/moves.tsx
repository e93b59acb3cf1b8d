import type { MovedPromoter, TierRun } from "@banyan/contract";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { StateTag } from "../design/state-tag.tsx";
import { PersonCell } from "../promoter/person.tsx";
import { amountText, CAUSE_WORD } from "./words.ts";

/** "升级 3 位，未保级 1 位"; null where nobody moves. */
export function movesText({ upgraded, not_kept, seeds_ended }: TierRun): string | null {
  const parts = [
    ...(upgraded > 0 ? [`升级 ${upgraded} 位`] : []),
    ...(not_kept > 0 ? [`未保级 ${not_kept} 位`] : []),
    ...(seeds_ended > 0 ? [`种子期满 ${seeds_ended} 位`] : []),
  ];
  return parts.length > 0 ? parts.join("，") : null;
}

function factsOf({ facts }: MovedPromoter): string {
  if (facts === null) return "";
  const own = `${amountText("own_sales", facts.own_sales_fen)} · ${amountText("own_orders", facts.own_orders)}`;
  const team = `${amountText("team_sales", facts.team_sales_fen)} · ${amountText("team_orders", facts.team_orders)}`;
  return `近 ${facts.days} 天自有 ${own}，团队 ${team}`;
}

/** Who moves, with the numbers that decide. */
export function Moves({ run }: { run: TierRun }): ReactElement {
  const total = run.upgraded + run.not_kept + run.seeds_ended;
  return (
    <div className="by-tier-moves">
      <ul>
        {run.items.map((move) => (
          <li key={`${move.cause} ${move.customer.id}`}>
            <Link to={`/promoters/${move.customer.id}`}>
              <PersonCell person={move.customer} size={32} note={factsOf(move)} />
            </Link>
            <span className="by-tier-way">
              {move.from.name} → <b>{move.to.name}</b>
            </span>
            <StateTag tone={CAUSE_WORD[move.cause].tone}>{CAUSE_WORD[move.cause].text}</StateTag>
          </li>
        ))}
      </ul>
      {total > run.items.length && (
        <p className="by-tier-hint">
          共 {total} 位，这里列出 {run.items.length} 位
        </p>
      )}
    </div>
  );
}
