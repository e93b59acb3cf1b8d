import type { ReactElement } from "react";

/** Counted stock of a saved SKU, as the server has it now: it moves by orders while the form stays open. */
export interface SkuStock {
  on_hand: number;
  held: number;
}

export function StockCell({
  stock,
  adjust,
}: {
  stock: SkuStock | undefined;
  adjust: (() => void) | null;
}): ReactElement {
  return (
    <div className="by-sku-stock num">
      <b>{stock?.on_hand ?? "—"}</b>
      {stock && stock.held > 0 && <small>占用 {stock.held}</small>}
      {adjust && (
        <button type="button" className="by-link" onClick={adjust}>
          调整
        </button>
      )}
    </div>
  );
}
