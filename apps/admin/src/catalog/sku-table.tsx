import { Button, Input, Tooltip } from "antd";
import { type ReactElement, useState } from "react";
import { PictureSlot } from "../media/picture-upload.tsx";
import type { SkuDraft, SpecDraft } from "./draft.ts";
import { useFieldError } from "./field.tsx";

type TextKey = "price" | "market" | "cost" | "code" | "weight" | "stock";

interface ColumnOf {
  key: TextKey;
  title: string;
  path: string;
  prefix?: string;
  suffix?: string;
  width: number;
}

const PRICE_COLUMNS: readonly ColumnOf[] = [
  { key: "price", title: "售价", path: "price_fen", prefix: "¥", width: 98 },
  { key: "market", title: "划线价", path: "market_price_fen", prefix: "¥", width: 98 },
  { key: "cost", title: "成本价", path: "cost_fen", prefix: "¥", width: 98 },
];
const WEIGHT: ColumnOf = { key: "weight", title: "重量", path: "weight_g", suffix: "g", width: 88 };
const CODE: ColumnOf = { key: "code", title: "规格编码", path: "code", width: 106 };

function Cell({
  sku,
  index,
  column,
  change,
}: {
  sku: SkuDraft;
  index: number;
  column: ColumnOf;
  change: (value: string) => void;
}): ReactElement {
  const path = `skus.${index}.${column.path}`;
  const error = useFieldError(path);
  return (
    <Tooltip title={error} color="#C8321E" {...(error ? { open: true } : {})} placement="bottom">
      <Input
        data-field={path}
        className="num"
        style={{ width: column.width }}
        value={sku[column.key]}
        prefix={column.prefix}
        suffix={column.suffix}
        status={error ? "error" : ""}
        maxLength={column.key === "code" ? 40 : 12}
        inputMode={column.key === "code" ? "text" : "decimal"}
        aria-label={`${sku.spec.join(" ")} ${column.title}`}
        onChange={(event) => change(event.target.value)}
      />
    </Tooltip>
  );
}

/** Fills one column of every row at once. Empty boxes leave their column alone. */
function BatchFill({
  columns,
  fill,
}: {
  columns: readonly ColumnOf[];
  fill: (values: Partial<Record<TextKey, string>>) => void;
}): ReactElement {
  const [values, setValues] = useState<Partial<Record<TextKey, string>>>({});
  const filled = Object.values(values).some((value) => value !== "");
  return (
    <div className="by-batch">
      <span>批量填写</span>
      {columns.map((column) => (
        <Input
          key={column.key}
          className="num"
          style={{ width: column.width }}
          placeholder={column.title}
          aria-label={`批量填写 ${column.title}`}
          prefix={column.prefix}
          value={values[column.key] ?? ""}
          maxLength={12}
          onChange={(event) => setValues({ ...values, [column.key]: event.target.value })}
        />
      ))}
      <Button
        disabled={!filled}
        onClick={() => {
          fill(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "")));
          setValues({});
        }}
      >
        填入全部
      </Button>
    </div>
  );
}

/** Counted stock of a saved SKU, as the server has it now: it moves by orders while the form stays open. */
export interface SkuStock {
  on_hand: number;
  held: number;
}

function Stock({
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

/** One row a SKU, generated from the specs. Stock of a saved SKU moves by adjustments only. */
export function SkuTable({
  specs,
  skus,
  change,
  parcel,
  stocks,
  adjust,
}: {
  specs: readonly SpecDraft[];
  skus: readonly SkuDraft[];
  change: (skus: SkuDraft[]) => void;
  parcel: boolean;
  stocks: ReadonlyMap<string, SkuStock>;
  adjust: ((sku: SkuDraft) => void) | null;
}): ReactElement {
  const error = useFieldError("skus");
  const columns = parcel ? [...PRICE_COLUMNS, WEIGHT, CODE] : [...PRICE_COLUMNS, CODE];
  const used = specs.filter((spec) => spec.values.some((value) => value.trim() !== ""));
  const edit = (index: number, part: Partial<SkuDraft>) =>
    change(skus.map((sku, at) => (at === index ? { ...sku, ...part } : sku)));
  return (
    <div data-field="skus">
      {skus.length > 1 && (
        <BatchFill
          columns={columns.filter((column) => column.key !== "code")}
          fill={(values) => change(skus.map((sku) => ({ ...sku, ...values })))}
        />
      )}
      <div className="by-scroll by-sku-scroll">
        <table className="by-table by-skus">
          <thead>
            <tr>
              {used.map((spec, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns follow the dimensions
                <th key={index}>{spec.name || "规格"}</th>
              ))}
              <th>图</th>
              {columns.map((column) => (
                <th key={column.key}>{column.title}</th>
              ))}
              <th>库存</th>
            </tr>
          </thead>
          <tbody>
            {skus.map((sku, index) => (
              <tr key={sku.id ?? sku.spec.join("\n")}>
                {sku.spec.map((value, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns follow the dimensions
                  <td key={at} className="by-sku-spec">
                    {value}
                  </td>
                ))}
                <td>
                  <PictureSlot
                    picture={sku.picture}
                    size={34}
                    change={(picture) => edit(index, { picture })}
                    label="规格图"
                  />
                </td>
                {columns.map((column) => (
                  <td key={column.key}>
                    <Cell
                      sku={sku}
                      index={index}
                      column={column}
                      change={(value) => edit(index, { [column.key]: value })}
                    />
                  </td>
                ))}
                <td>
                  {sku.id ? (
                    <Stock stock={stocks.get(sku.id)} adjust={adjust && (() => adjust(sku))} />
                  ) : (
                    <Cell
                      sku={sku}
                      index={index}
                      column={{ key: "stock", title: "初始库存", path: "stock", width: 84 }}
                      change={(stock) => edit(index, { stock })}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {error && (
        <p className="by-field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
