import type { PageTarget, TargetKind } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type ReactElement, useState } from "react";
import { api } from "../../api/client.ts";
import { Money } from "../../design/money.tsx";
import { PictureThumb } from "../../design/picture.tsx";

const PLACEHOLDER: Record<TargetKind, string> = {
  product: "按名称找商品",
  category: "选择分类",
  topic: "选择专题页",
  coupon: "选择优惠券",
};
const EMPTY: Record<TargetKind, string> = {
  product: "没有在售的商品叫这个名字",
  category: "没有这个分类",
  topic: "还没有专题页",
  coupon: "现在没有发放中的券",
};

/** The names of what a page points at already, gone ones too. */
export function useNamed(kind: TargetKind, ids: readonly string[]): ReadonlyMap<string, PageTarget> {
  const found = useQuery({
    ...api.console.page.targets.queryOptions({ input: { kind, q: "", ids: [...ids] } }),
    enabled: ids.length > 0,
    staleTime: 60_000,
  });
  return new Map((found.data?.targets ?? []).map((target) => [target.id, target]));
}

export function TargetRow({ target }: { target: PageTarget }): ReactElement {
  return (
    <span className="by-target">
      {target.picture !== null && <PictureThumb src={target.picture} size={32} />}
      <span className="by-ellipsis">{target.name}</span>
      {target.price_fen !== null && <Money fen={target.price_fen} size={12.5} tone="muted" />}
      {target.gone && <em>{target.note === "" ? "已下架" : target.note}</em>}
    </span>
  );
}

/** Finds one thing by words of its name. @param taken those that are chosen already and not offered again */
export function TargetSelect({
  kind,
  value,
  pick,
  taken = [],
  label,
}: {
  kind: TargetKind;
  value: string | null;
  pick: (id: string) => void;
  taken?: readonly string[];
  label?: string;
}): ReactElement {
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(false);
  const found = useQuery({
    ...api.console.page.targets.queryOptions({ input: { kind, q: words } }),
    enabled: open,
    staleTime: 10_000,
  });
  const named = useNamed(kind, value === null ? [] : [value]);
  const chosen = value === null ? undefined : named.get(value);
  const targets = (found.data?.targets ?? []).filter(({ id }) => !taken.includes(id));
  const all = chosen && !targets.some(({ id }) => id === chosen.id) ? [chosen, ...targets] : targets;
  return (
    <Select
      aria-label={label ?? PLACEHOLDER[kind]}
      placeholder={label ?? PLACEHOLDER[kind]}
      style={{ width: "100%" }}
      showSearch={{ filterOption: false, onSearch: (typed) => setWords(typed.trim().slice(0, 40)) }}
      loading={found.isFetching}
      value={value}
      options={all.map((target) => ({ value: target.id, label: target.name, target }))}
      optionRender={({ data }) => <TargetRow target={data.target} />}
      notFoundContent={found.isFetching ? "正在找…" : EMPTY[kind]}
      onOpenChange={setOpen}
      onChange={(id: string | null) => id !== null && pick(id)}
    />
  );
}
