import type { DetailBlock, Video } from "@banyan/contract";
import type { ReactElement } from "react";
import { Icon } from "../design/icon.tsx";
import { Money, parseYuan } from "../design/money.tsx";
import type { CaseDraft, Draft } from "./draft.ts";
import { soldRows } from "./sku-matrix.ts";
import "./phone.css";

function Film({ video }: { video: Video }): ReactElement {
  if (!video.poster) return <div className="by-phone-hole">视频</div>;
  return (
    <figure className="by-phone-film">
      <img src={video.poster} alt="" />
      <Icon name="right" size={22} />
    </figure>
  );
}

function Side({ picture }: { picture: string }): ReactElement {
  return picture ? <img src={picture} alt="" /> : <div className="by-phone-hole">图片</div>;
}

function Block({ block }: { block: DetailBlock }): ReactElement | null {
  switch (block.kind) {
    case "heading":
      return block.text ? <h4>{block.text}</h4> : null;
    case "text":
      return block.text ? <p>{block.text}</p> : null;
    case "picture":
      if (!block.picture) return <div className="by-phone-hole">图片</div>;
      return (
        <figure>
          <img src={block.picture} alt="" />
          {block.caption && <figcaption>{block.caption}</figcaption>}
        </figure>
      );
    case "pair":
      return (
        <div className="by-phone-pair">
          <Side picture={block.pictures[0]} />
          <Side picture={block.pictures[1]} />
        </div>
      );
    case "video":
      return <Film video={block.video} />;
    case "list":
      return (
        <ul>
          {block.items
            .filter((item) => item.trim() !== "")
            .map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are edited in place
              <li key={at}>{item}</li>
            ))}
        </ul>
      );
    case "facts":
      return (
        <dl>
          {block.rows
            .filter(([name]) => name !== "")
            .map(([name, value], at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are edited in place
              <div key={at}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      );
  }
}

function Cases({ cases }: { cases: readonly CaseDraft[] }): ReactElement | null {
  if (cases.length === 0) return null;
  return (
    <div className="by-phone-card by-phone-detail">
      <h4>客户案例</h4>
      {cases.map(({ key, title, story, pictures }) => (
        <div key={key}>
          {pictures[0] && (
            <figure>
              <img src={pictures[0]} alt="" />
            </figure>
          )}
          <b>{title || "案例标题"}</b>
          <p>{story}</p>
        </div>
      ))}
    </div>
  );
}

function Head({ draft }: { draft: Draft }): ReactElement {
  const prices = soldRows(draft.specs, draft.skus)
    .map((sku) => parseYuan(sku.price))
    .filter((price) => price !== null && price > 0) as number[];
  const lowest = prices.length > 0 ? Math.min(...prices) : 0;
  const differs = prices.some((price) => price !== lowest);
  return (
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
  );
}

/** About how the product page looks on a phone, from what is being typed. */
export function PhonePreview({ draft }: { draft: Draft }): ReactElement {
  const slides = draft.gallery.length + (draft.video ? 1 : 0);
  const cover = draft.video?.poster ?? draft.gallery[0];
  return (
    <aside className="by-phone" aria-label="手机预览">
      <div className="by-phone-screen">
        <div className={`by-phone-cover ${draft.video ? "by-phone-film" : ""}`}>
          {cover ? <img src={cover} alt="" /> : <span>主图</span>}
          {draft.video && <Icon name="right" size={26} />}
        </div>
        {slides > 1 && <span className="by-phone-count num">1/{slides}</span>}
        <Head draft={draft} />
        {draft.promises.length > 0 && (
          <div className="by-phone-card by-phone-promises">{draft.promises.join(" · ")}</div>
        )}
        <Cases cases={draft.cases} />
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
