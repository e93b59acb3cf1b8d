import { Button, Input } from "antd";
import type { ReactElement } from "react";
import { Icon } from "../design/icon.tsx";
import type { SkuDraft, SpecDraft } from "./draft.ts";
import { useFieldError } from "./field.tsx";
import { matrix, renameValue } from "./sku-matrix.ts";

const MOST_SPECS = 3;
const MOST_VALUES = 30;

type Change = (next: { specs: SpecDraft[]; skus: SkuDraft[] }) => void;

function SpecRow({
  spec,
  index,
  specs,
  skus,
  change,
}: {
  spec: SpecDraft;
  index: number;
  specs: readonly SpecDraft[];
  skus: readonly SkuDraft[];
  change: Change;
}): ReactElement {
  const error = useFieldError(`specs.${index}`, true);
  const replace = (next: SpecDraft) => specs.map((other, at) => (at === index ? next : other));
  const rename = (at: number, to: string) => {
    const from = spec.values[at] ?? "";
    const next = replace({
      ...spec,
      values: spec.values.map((value, position) => (position === at ? to : value)),
    });
    const usedPosition = specs
      .slice(0, index)
      .filter((other) => other.values.some((value) => value.trim() !== "")).length;
    const renamed = from === "" || to.trim() === "" ? skus : renameValue(skus, usedPosition, from, to);
    change({ specs: next, skus: matrix(next, renamed) });
  };
  const remove = (at: number) => {
    const next = replace({ ...spec, values: spec.values.filter((_, position) => position !== at) });
    change({ specs: next, skus: matrix(next, skus) });
  };
  return (
    <div className="by-spec" data-field={`specs.${index}`}>
      <Input
        className="by-spec-name"
        value={spec.name}
        maxLength={10}
        placeholder="规格名，如 重量"
        aria-label="规格名"
        onChange={(event) =>
          change({ specs: replace({ ...spec, name: event.target.value }), skus: [...skus] })
        }
      />
      <div className="by-spec-values">
        {spec.values.map((value, at) => (
          <Input
            // biome-ignore lint/suspicious/noArrayIndexKey: a value is edited in place, its position is its identity
            key={at}
            value={value}
            maxLength={20}
            placeholder="规格值"
            aria-label={`${spec.name} 的值`}
            onChange={(event) => rename(at, event.target.value)}
            suffix={
              <button
                type="button"
                className="by-quiet"
                aria-label={`删除 ${value}`}
                onClick={() => remove(at)}
              >
                <Icon name="close" size={13} />
              </button>
            }
          />
        ))}
        {spec.values.length < MOST_VALUES && (
          <Button
            type="dashed"
            icon={<Icon name="plus" size={14} />}
            onClick={() =>
              change({ specs: replace({ ...spec, values: [...spec.values, ""] }), skus: [...skus] })
            }
          >
            加一个
          </Button>
        )}
      </div>
      <button
        type="button"
        className="by-quiet"
        aria-label={`删除规格 ${spec.name}`}
        onClick={() => {
          const next = specs.filter((_, at) => at !== index);
          change({ specs: next, skus: matrix(next, skus) });
        }}
      >
        <Icon name="trash" size={16} />
      </button>
      {error && (
        <p className="by-field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** Up to three dimensions. Each change of values makes the table of SKUs anew, keeping what stood there. */
export function SpecEditor({
  specs,
  skus,
  change,
}: {
  specs: SpecDraft[];
  skus: SkuDraft[];
  change: Change;
}): ReactElement {
  return (
    <div className="by-specs">
      {specs.map((spec, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dimension is edited in place, its position is its identity
        <SpecRow key={index} spec={spec} index={index} specs={specs} skus={skus} change={change} />
      ))}
      {specs.length < MOST_SPECS && (
        <Button
          icon={<Icon name="plus" size={14} />}
          onClick={() => change({ specs: [...specs, { name: "", values: [""] }], skus: [...skus] })}
        >
          添加规格
        </Button>
      )}
    </div>
  );
}
