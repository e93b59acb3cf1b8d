import { specText } from "@banyan/kernel";
import { Button, Checkbox, Input, Select, Tooltip } from "antd";
import { memo, type ReactElement, type RefObject, useMemo, useRef, useState } from "react";
import { PictureSlot } from "../media/picture-upload.tsx";
import { marketWarning, sentIndex } from "./check-draft.ts";
import type { SkuDraft, SpecDraft } from "./draft.ts";
import { useFieldError } from "./field.tsx";
import { MOST_SKUS, shownRows, valuesOf } from "./sku-matrix.ts";
import { type SkuStock, StockCell } from "./stock-cell.tsx";

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
const STOCK: ColumnOf = { key: "stock", title: "初始库存", path: "stock", width: 84 };

function Cell({
  sku,
  name,
  path,
  column,
  change,
}: {
  sku: SkuDraft;
  name: string;
  /** Its field in the contract; null for a combination that is not sold. */
  path: string | null;
  column: ColumnOf;
  change: (value: string) => void;
}): ReactElement {
  const refused = useFieldError(path ?? "-");
  const error = refused ?? (column.key === "market" && path ? (marketWarning(sku) ?? undefined) : undefined);
  return (
    <Tooltip title={error} color="#C8321E" {...(error ? { open: true } : {})} placement="bottom">
      <Input
        data-field={path ?? undefined}
        className="num"
        style={{ width: column.width }}
        value={sku[column.key]}
        prefix={column.prefix}
        suffix={column.suffix}
        status={error ? "error" : ""}
        disabled={path === null}
        maxLength={column.key === "code" ? 40 : 12}
        inputMode={column.key === "code" ? "text" : "decimal"}
        aria-label={`${name} ${column.title}`}
        onChange={(event) => change(event.target.value)}
      />
    </Tooltip>
  );
}

/** Fills a column of every row at once, or of the rows of one value. Empty boxes leave their column alone. */
function BatchFill({
  columns,
  specs,
  fill,
}: {
  columns: readonly ColumnOf[];
  specs: readonly SpecDraft[];
  fill: (values: Partial<Record<TextKey, string>>, valueKey: string | null) => void;
}): ReactElement {
  const [values, setValues] = useState<Partial<Record<TextKey, string>>>({});
  const [only, setOnly] = useState<string>("");
  const filled = Object.values(values).some((value) => value !== "");
  const options = specs.flatMap((spec) =>
    spec.values
      .filter(({ text }) => text.trim() !== "")
      .map(({ key, text }) => ({ value: key, label: `${spec.name || "规格"}：${text}` })),
  );
  return (
    <div className="by-batch">
      <span>批量填写</span>
      <Select
        style={{ width: 136 }}
        value={options.some(({ value }) => value === only) ? only : ""}
        options={[{ value: "", label: "全部组合" }, ...options]}
        aria-label="填写哪些组合"
        onChange={setOnly}
      />
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
          const typed = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
          fill(typed, only === "" ? null : only);
          setValues({});
        }}
      >
        填入
      </Button>
    </div>
  );
}

interface SkuTableProps {
  specs: readonly SpecDraft[];
  skus: readonly SkuDraft[];
  change: (skus: SkuDraft[]) => void;
  parcel: boolean;
  stocks: ReadonlyMap<string, SkuStock>;
  adjust: ((sku: SkuDraft) => void) | null;
}

/** A hundred rows of seven boxes each: only the one that is typed in is drawn anew. */
const Row = memo(function Row({
  sku,
  specs,
  latest,
  stock,
  adjust,
  columns,
  place,
}: Pick<SkuTableProps, "specs" | "adjust"> & {
  sku: SkuDraft;
  latest: RefObject<SkuTableProps>;
  stock: SkuStock | undefined;
  columns: readonly ColumnOf[];
  place: number | undefined;
}): ReactElement {
  const edit = (part: Partial<SkuDraft>) => {
    const { skus, change } = latest.current;
    change(skus.map((other) => (other === sku ? { ...other, ...part } : other)));
  };
  const texts = valuesOf(specs, sku);
  const name = specText(texts);
  const pathOf = (column: ColumnOf) => (place === undefined ? null : `skus.${place}.${column.path}`);
  const cell = (column: ColumnOf) => (
    <Cell
      sku={sku}
      name={name}
      path={pathOf(column)}
      column={column}
      change={(value) => edit({ [column.key]: value })}
    />
  );
  return (
    <tr className={sku.off ? "is-off" : ""}>
      {specs.length > 0 && (
        <td>
          <Checkbox
            checked={!sku.off}
            aria-label={`卖 ${name}`}
            title={sku.off ? "这个组合不卖" : "不卖这个组合就去掉勾"}
            onChange={(event) => edit({ off: !event.target.checked })}
          />
        </td>
      )}
      {texts.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns follow the dimensions
        <td key={at} className="by-sku-spec">
          {text || "—"}
        </td>
      ))}
      <td>
        <PictureSlot picture={sku.picture} size={34} change={(picture) => edit({ picture })} label="规格图" />
      </td>
      {columns.map((column) => (
        <td key={column.key}>{cell(column)}</td>
      ))}
      <td>{sku.id ? <StockCell stock={stock} adjust={adjust && (() => adjust(sku))} /> : cell(STOCK)}</td>
    </tr>
  );
});

/** One row a SKU, generated from the specs. Stock of a saved SKU moves by adjustments only; a combination may be left out. */
export function SkuTable(props: SkuTableProps): ReactElement {
  const { specs, skus, change, parcel } = props;
  const error = useFieldError("skus");
  const latest = useRef(props);
  latest.current = props;
  const columns = useMemo(() => [...PRICE_COLUMNS, ...(parcel ? [WEIGHT] : []), CODE], [parcel]);
  const used = specs.filter((spec) => spec.values.length > 0);
  const rows = shownRows(specs, skus);
  const places = sentIndex({ specs: [...specs], skus: [...skus] });
  const fillable = [
    ...columns.filter((column) => column.key !== "code"),
    ...(rows.some((sku) => !sku.id) ? [STOCK] : []),
  ];
  const tooMany = places.size > MOST_SKUS;
  return (
    <div data-field="skus">
      {rows.length > 1 && (
        <BatchFill
          columns={fillable}
          specs={specs}
          fill={(values, only) =>
            change(
              skus.map((sku) => {
                if (sku.off || (only !== null && !sku.cells.includes(only))) return sku;
                const { stock, ...rest } = values;
                return { ...sku, ...rest, ...(stock !== undefined && !sku.id ? { stock } : {}) };
              }),
            )
          }
        />
      )}
      {rows.length > 1 && (
        <p
          className={`by-sku-count ${tooMany ? "by-field-error" : "by-field-hint"}`}
          role={tooMany ? "alert" : undefined}
        >
          在卖 <b className="num">{places.size}</b> 个组合
          {places.size < rows.length && `，不卖 ${rows.length - places.size} 个`}，最多 {MOST_SKUS} 个
        </p>
      )}
      <div className="by-scroll by-sku-scroll">
        <table className="by-table by-skus">
          <thead>
            <tr>
              {specs.length > 0 && <th>卖</th>}
              {used.map((spec) => (
                <th key={spec.key}>{spec.name || "规格"}</th>
              ))}
              <th>图</th>
              {columns.map((column) => (
                <th key={column.key}>{column.title}</th>
              ))}
              <th>库存</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((sku) => (
              <Row
                key={sku.cells.join(" ") || "only"}
                sku={sku}
                specs={specs}
                latest={latest}
                stock={sku.id ? props.stocks.get(sku.id) : undefined}
                adjust={props.adjust}
                columns={columns}
                place={places.get(sku)}
              />
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
