import type { BlockOf } from "@banyan/contract";
import type { ReactElement } from "react";
import type { Fields } from "./list-fields.tsx";
import { Amount, Choice, Row, Toggle, Words } from "./parts.tsx";
import { SortableRows } from "./sortable.tsx";
import { TargetRow, TargetSelect, useNamed } from "./target-select.tsx";

const MOST_PRODUCTS = 30;
const MOST_COUPONS = 10;

/** Chosen things in an order that matters, and the way to one more. */
function Picked({
  kind,
  ids,
  change,
  most,
  unit,
}: {
  kind: "product" | "coupon";
  ids: readonly string[];
  change: (ids: string[]) => void;
  most: number;
  unit: string;
}): ReactElement {
  const named = useNamed(kind, ids);
  const gone = { note: "", picture: null, price_fen: null, gone: true };
  return (
    <>
      <SortableRows
        items={ids}
        change={change}
        keyOf={(id) => id}
        nameOf={(id) => named.get(id)?.name ?? id}
        row={(id) => <TargetRow target={named.get(id) ?? { ...gone, id, name: "正在读取…", gone: false }} />}
      />
      {ids.length < most ? (
        <TargetSelect
          key={ids.length}
          kind={kind}
          value={null}
          taken={ids}
          label={`添加${unit}`}
          pick={(id) => change([...ids, id])}
        />
      ) : (
        <small>
          最多 {most} {unit}
        </small>
      )}
    </>
  );
}

export function ProductsFields({ block, change, wrong }: Fields<BlockOf<"products">>): ReactElement {
  return (
    <>
      <Choice
        label="放哪些商品"
        value={block.source}
        options={[
          ["sales", "爆款"],
          ["newest", "新品"],
          ["category", "分类"],
          ["picked", "手选"],
        ]}
        change={(source) => change({ ...block, source })}
        note={
          block.source === "sales"
            ? "按真实销量排，自动更新"
            : block.source === "newest"
              ? "最近上架的在前，自动更新"
              : undefined
        }
      />
      {block.source === "category" && (
        <Row label="哪个分类" error={wrong("category_id")}>
          <TargetSelect
            kind="category"
            value={block.category_id}
            pick={(category_id) => change({ ...block, category_id })}
          />
        </Row>
      )}
      {block.source === "picked" && (
        <Row label="商品和顺序" error={wrong("product_ids")} note="下架的商品自动不显示">
          <Picked
            kind="product"
            ids={block.product_ids}
            most={MOST_PRODUCTS}
            unit="商品"
            change={(product_ids) =>
              change({ ...block, product_ids, limit: Math.max(block.limit, product_ids.length) })
            }
          />
        </Row>
      )}
      <Choice
        label="怎么排"
        value={block.layout}
        options={[
          ["rail", "横滑"],
          ["two", "两列"],
          ["one", "一列"],
        ]}
        change={(layout) => change({ ...block, layout })}
      />
      <Amount
        label="最多显示"
        min={1}
        max={30}
        unit="件"
        value={block.limit}
        change={(limit) => change({ ...block, limit })}
      />
      {block.layout !== "two" && (
        <Toggle label="显示名次" value={block.ranked} change={(ranked) => change({ ...block, ranked })} />
      )}
      <Words
        label="栏目名"
        max={16}
        value={block.title}
        change={(title) => change({ ...block, title }, "title")}
      />
      <Words
        label="栏目说明"
        max={30}
        value={block.subtitle}
        change={(subtitle) => change({ ...block, subtitle }, "subtitle")}
      />
    </>
  );
}

export function CouponsFields({ block, change }: Fields<BlockOf<"coupons">>): ReactElement {
  return (
    <>
      <Row
        label="放哪些券"
        note={
          block.coupon_ids.length === 0 ? "不选就显示现在能领的券，优惠大的在前" : "领完、停发的券自动处理"
        }
      >
        <Picked
          kind="coupon"
          ids={block.coupon_ids}
          most={MOST_COUPONS}
          unit="优惠券"
          change={(coupon_ids) => change({ ...block, coupon_ids })}
        />
      </Row>
      <Amount
        label="最多显示"
        min={1}
        max={10}
        unit="张"
        value={block.limit}
        change={(limit) => change({ ...block, limit })}
      />
    </>
  );
}
