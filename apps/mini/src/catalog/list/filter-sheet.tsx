import { Input, View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { join } from "@/design/join.ts";
import { fenOf, shortYuan } from "@/design/price/yuan.ts";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { asQuery, type Narrow, NOT_NARROWED } from "./narrow.ts";

const MOST_SHOWN = 12;

/** Everything a list can be narrowed down by. The button says how many there would be. */
export function FilterSheet({
  open,
  place,
  narrow,
  onClose,
  onApply,
}: {
  open: boolean;
  place: { category: string; q: string };
  narrow: Narrow;
  onClose: () => void;
  onApply: (narrow: Narrow) => void;
}) {
  const [draft, setDraft] = useState(narrow);
  useEffect(() => {
    if (open) setDraft(narrow);
  }, [open, narrow]);
  const query = asQuery(draft, place);
  const facets = useLoad(open ? JSON.stringify(query) : null, () => call("search.facets", query));
  // Choices are those of the whole list: one that was made must not take the others away.
  const whole = asQuery(NOT_NARROWED, place);
  const all = useLoad(open ? JSON.stringify(whole) : null, () => call("search.facets", whole));
  const set = (change: Partial<Narrow>) => setDraft((before) => ({ ...before, ...change }));
  const { price } = all.data ?? { price: null };
  const total = facets.data?.total;
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="筛选"
      className="filters"
      foot={
        <View className="filters__foot">
          <Button text="重置" look="outline" size="large" onTap={() => setDraft(NOT_NARROWED)} />
          <Button
            text={total === undefined ? "查看商品" : total === 0 ? "没有符合的商品" : `查看 ${total} 件商品`}
            look="primary"
            size="large"
            block
            disabled={total === 0}
            onTap={() => onApply(draft)}
          />
        </View>
      }
    >
      <View className="filters__title">价格（元）</View>
      <View className="filters__prices">
        <PriceInput
          label="最低价"
          hint={price === null ? "最低价" : shortYuan(price.least_fen)}
          fen={draft.leastFen}
          onChange={(leastFen) => set({ leastFen })}
        />
        <View className="filters__dash" />
        <PriceInput
          label="最高价"
          hint={price === null ? "最高价" : shortYuan(price.most_fen)}
          fen={draft.mostFen}
          onChange={(mostFen) => set({ mostFen })}
        />
      </View>
      <Choices
        title="库存与履约"
        choices={[
          { key: "stock", text: "仅看有货", on: draft.inStock },
          { key: "parcel", text: "快递", on: draft.fulfilment === "parcel" },
          { key: "service", text: "到店服务", on: draft.fulfilment === "service" },
        ]}
        onChoose={(key, on) =>
          key === "stock"
            ? set({ inStock: on })
            : set({ fulfilment: on ? (key as "parcel" | "service") : null })
        }
      />
      <Choices
        title="分类"
        choices={(all.data?.categories ?? [])
          .filter(({ id }) => id !== place.category)
          .map(({ id, name }) => ({ key: id, text: name, on: draft.category === id }))}
        onChoose={(category, on) => set({ category: on ? category : null })}
      />
      <Choices
        title="标签"
        choices={(all.data?.tags ?? []).map(({ tag }) => ({ key: tag, text: tag, on: draft.tag === tag }))}
        onChoose={(tag, on) => set({ tag: on ? tag : null })}
      />
    </Sheet>
  );
}

function PriceInput({
  label,
  hint,
  fen,
  onChange,
}: {
  label: string;
  hint: string;
  fen: number | null;
  onChange: (fen: number | null) => void;
}) {
  const [typed, setTyped] = useState(fen === null ? "" : shortYuan(fen));
  // 重置 empties it; what is being typed stays as it is.
  useEffect(() => {
    if (fen === null) setTyped((before) => (fenOf(before) === null ? before : ""));
  }, [fen]);
  const spoken = process.env.TARO_ENV === "h5" ? { "aria-label": label } : { ariaLabel: label };
  return (
    <Input
      {...spoken}
      className="filters__price"
      type="digit"
      value={typed}
      placeholder={hint}
      maxlength={9}
      onInput={(event) => {
        const value = String(event.detail.value);
        setTyped(value);
        onChange(fenOf(value));
      }}
    />
  );
}

function Choices({
  title,
  choices,
  onChoose,
}: {
  title: string;
  choices: readonly { key: string; text: string; on: boolean }[];
  onChoose: (key: string, on: boolean) => void;
}) {
  if (choices.length === 0) return null;
  return (
    <>
      <View className="filters__title">{title}</View>
      <View className="filters__choices">
        {choices.slice(0, MOST_SHOWN).map(({ key, text, on }) => (
          <Tap
            key={key}
            role="checkbox"
            checked={on}
            className={join("filters__choice", on && "is-on")}
            onTap={() => onChoose(key, !on)}
          >
            {text}
          </Tap>
        ))}
      </View>
    </>
  );
}
