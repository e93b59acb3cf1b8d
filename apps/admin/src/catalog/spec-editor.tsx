import { Button, Input } from "antd";
import { type KeyboardEvent, type ReactElement, useRef } from "react";
import { moved, useDragSort } from "../design/drag-sort.ts";
import { Icon } from "../design/icon.tsx";
import { freshKey, type SkuDraft, type SpecDraft, type ValueDraft } from "./draft.ts";
import { useFieldError } from "./field.tsx";
import { emptyValue, matrix } from "./sku-matrix.ts";

const MOST_SPECS = 3;
const MOST_VALUES = 30;

type Change = (next: { specs: SpecDraft[]; skus: SkuDraft[] }) => void;

interface SpecRowProps {
  spec: SpecDraft;
  index: number;
  /** null takes the spec away. */
  replace: (next: SpecDraft | null) => void;
  move: (to: number) => void;
  last: boolean;
}

/** Enter goes on to the next value, Alt with an arrow moves this one; a paste of several lines or of a、b、c makes several. */
function Values({ spec, change }: { spec: SpecDraft; change: (values: ValueDraft[]) => void }): ReactElement {
  const { values } = spec;
  const list = useRef<HTMLDivElement>(null);
  const drag = useDragSort(values, change);
  const add = (texts: readonly string[]) => {
    change([...values, ...texts.map((text) => emptyValue(text))].slice(0, MOST_VALUES));
    requestAnimationFrame(() => {
      const boxes = list.current?.querySelectorAll("input");
      boxes?.[boxes.length - 1]?.focus();
    });
  };
  const keys = (event: KeyboardEvent, at: number) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (values[at]?.text.trim() !== "" && values.length < MOST_VALUES) add([""]);
    }
    const step = event.altKey ? { ArrowLeft: -1, ArrowRight: 1 }[event.key] : undefined;
    if (step === undefined || at + step < 0 || at + step >= values.length) return;
    event.preventDefault();
    change(moved(values, at, at + step));
  };
  const typed = (at: number, text: string) => {
    const parts = text.split(/[、,，;；\n\t]+/u).map((part) => part.trim().slice(0, 20));
    const [own = "", ...more] = parts.length > 1 ? parts.filter((part) => part !== "") : [text];
    const next = values.map((value, place) => (place === at ? { ...value, text: own } : value));
    change([...next, ...more.map((part) => emptyValue(part))].slice(0, MOST_VALUES));
  };
  return (
    <div className="by-spec-values" ref={list}>
      {values.map((value, at) => {
        const { draggable, onDragStart, onDragEnd, ...over } = drag(at);
        return (
          <Input
            key={value.key}
            {...over}
            value={value.text}
            placeholder="规格值"
            aria-label={`${spec.name} 的值`}
            title="Alt+← → 调整顺序"
            onChange={(event) => typed(at, event.target.value)}
            onKeyDown={(event) => keys(event, at)}
            prefix={
              // biome-ignore lint/a11y/noStaticElementInteractions: Alt with an arrow does the same
              <span
                className="by-block-handle"
                title="拖动排序"
                draggable={draggable}
                onDragStart={onDragStart}
                onDragEnd={onDragEnd}
              >
                <Icon name="drag" size={13} />
              </span>
            }
            suffix={
              <button
                type="button"
                className="by-quiet"
                aria-label={`删除 ${value.text}`}
                onClick={() => change(values.filter((_, place) => place !== at))}
              >
                <Icon name="close" size={13} />
              </button>
            }
          />
        );
      })}
      {values.length < MOST_VALUES && (
        <Button type="dashed" icon={<Icon name="plus" size={14} />} onClick={() => add([""])}>
          加一个
        </Button>
      )}
    </div>
  );
}

function SpecRow({ spec, index, replace, move, last }: SpecRowProps): ReactElement {
  const error = useFieldError(`specs.${index}`, true);
  return (
    <div className="by-spec" data-field={`specs.${index}`}>
      <Input
        className="by-spec-name"
        value={spec.name}
        maxLength={10}
        placeholder="规格名，如 重量"
        aria-label="规格名"
        status={error ? "error" : ""}
        onChange={(event) => replace({ ...spec, name: event.target.value })}
      />
      <Values spec={spec} change={(values) => replace({ ...spec, values })} />
      <span className="by-block-tools">
        <button
          type="button"
          className="by-quiet"
          aria-label={`上移规格 ${spec.name}`}
          disabled={index === 0}
          onClick={() => move(index - 1)}
        >
          <Icon name="up" size={15} />
        </button>
        <button
          type="button"
          className="by-quiet"
          aria-label={`下移规格 ${spec.name}`}
          disabled={last}
          onClick={() => move(index + 1)}
        >
          <Icon name="down" size={15} />
        </button>
        <button
          type="button"
          className="by-quiet"
          aria-label={`删除规格 ${spec.name}`}
          onClick={() => replace(null)}
        >
          <Icon name="trash" size={16} />
        </button>
      </span>
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
  const put = (next: SpecDraft[]) => change({ specs: next, skus: matrix(next, skus) });
  return (
    <div className="by-specs">
      {specs.map((spec, index) => (
        <SpecRow
          key={spec.key}
          spec={spec}
          index={index}
          last={index === specs.length - 1}
          replace={(next) =>
            put(specs.flatMap((other, at) => (at !== index ? [other] : next === null ? [] : [next])))
          }
          move={(to) => put(moved(specs, index, to))}
        />
      ))}
      {specs.length < MOST_SPECS && (
        <Button
          icon={<Icon name="plus" size={14} />}
          onClick={() => put([...specs, { key: freshKey(), name: "", values: [emptyValue()] }])}
        >
          添加规格
        </Button>
      )}
    </div>
  );
}
