import type { DetailBlock } from "@banyan/contract";
import type { ReactElement } from "react";
import { Money, parseYuan } from "../design/money.tsx";
import type { Draft } from "./draft.ts";
import "./phone.css";

function Block({ block }: { block: DetailBlock }): ReactElement | null {
  if (block.kind === "heading") return block.text ? <h4>{block.text}</h4> : null;
  if (block.kind === "text") return block.text ? <p>{block.text}</p> : null;
  if (block.kind === "picture") {
    if (!block.picture) return <div className="by-phone-hole">图片</div>;
    return (
      <figure>
        <img src={block.picture} alt="" />
        {block.caption && <figcaption>{block.caption}</figcaption>}
      </figure>
    );
  }
  const rows = block.rows.filter(([name]) => name !== "");
  return (
    <dl>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** About how the product page looks on a phone, from what is being typed. */
export function PhonePreview({ draft }: { draft: Draft }): ReactElement {
  const prices = draft.skus
    .map((sku) => parseYuan(sku.price))
    .filter((price) => price !== null && price > 0) as number[];
  const lowest = prices.length > 0 ? Math.min(...prices) : 0;
  const differs = prices.some((price) => price !== lowest);
  return (
    <aside className="by-phone" aria-label="手机预览">
      <div className="by-phone-screen">
        <div className="by-phone-cover">
          {draft.gallery[0] ? <img src={draft.gallery[0]} alt="" /> : <span>主图</span>}
        </div>
        {draft.gallery.length > 1 && <span className="by-phone-count num">1/{draft.gallery.length}</span>}
        <div className="by-phone-card">
          <div className="by-phone-price">
            <Money fen={lowest} size={24} tone="price" />
            {differs && <small>起</small>}
          </div>
          <h3>{draft.name || "商品名称"}</h3>
          {draft.subtitle && <p>{draft.subtitle}</p>}
          {draft.tags.length > 0 && (
            <div className="by-phone-tags">
              {draft.tags.map((tag) => (
                <span key={tag}>{tag}</span>
              ))}
            </div>
          )}
        </div>
        {draft.promises.length > 0 && (
          <div className="by-phone-card by-phone-promises">{draft.promises.join(" · ")}</div>
        )}
        <div className="by-phone-card by-phone-detail">
          {draft.detail.length === 0 && <p className="by-phone-none">图文详情会出现在这里</p>}
          {draft.detail.map(({ key, block }) => (
            <Block key={key} block={block} />
          ))}
        </div>
      </div>
    </aside>
  );
}
