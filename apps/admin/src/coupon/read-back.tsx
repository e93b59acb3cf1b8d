import type { ReactElement } from "react";
import { Money } from "../design/money.tsx";
import { type Draft, exampleOf, sentencesOf, titleOf } from "./draft.ts";
import { CouponFace } from "./ticket.tsx";

/** The coupon as it will stand: its ticket, its rule read back, and a cart on which it works. */
export function ReadBack({ draft }: { draft: Draft }): ReactElement {
  const title = titleOf(draft);
  const example = exampleOf(draft);
  return (
    <div className="by-card by-coupon-readback" aria-live="polite">
      <div className="by-coupon">
        <CouponFace title={title ?? "—"} />
        <b>{draft.name?.trim() || "未命名"}</b>
      </div>
      <ul className="by-coupon-sentences num">
        {sentencesOf(draft).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {example && (
        <table className="by-coupon-example">
          <caption>例如这样一车</caption>
          <tbody>
            {example.lines.map((line) => (
              <tr key={line.name} className={line.inScope ? "" : "is-out"}>
                <th scope="row">{line.name}</th>
                <td>
                  <Money fen={line.price} size={13} />
                </td>
                <td>{line.part > 0 ? <Money fen={-line.part} size={13} tone="price" /> : "—"}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">付</th>
              <td>
                <Money fen={example.payable} size={15} />
              </td>
              <td>
                <Money fen={-example.discount} size={13} tone="price" />
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </div>
  );
}
