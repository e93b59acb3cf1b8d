import type { LinkTo, PageLink } from "@banyan/contract";
import { Input, Select } from "antd";
import { type ReactElement, useState } from "react";
import { Row } from "./parts.tsx";
import { TargetSelect } from "./target-select.tsx";

const OPTIONS: readonly { value: LinkTo | "none"; label: string }[] = [
  { value: "none", label: "不跳转" },
  { value: "product", label: "商品" },
  { value: "category", label: "分类" },
  { value: "topic", label: "专题页" },
  { value: "coupons", label: "领券中心" },
  { value: "promoter", label: "推广中心" },
  { value: "search", label: "搜索" },
];

/** Where a tap leads: first what kind of place, then which one. A kind without its place is no link yet. */
export function LinkField({
  value,
  change,
  error,
  label = "点了去哪里",
}: {
  value: PageLink | null;
  change: (link: PageLink | null) => void;
  error?: string | undefined;
  label?: string;
}): ReactElement {
  const [asked, setAsked] = useState<LinkTo | "none">(value?.to ?? "none");
  const kind = value?.to ?? asked;
  const choose = (to: LinkTo | "none") => {
    setAsked(to);
    if (to === "coupons" || to === "promoter") change({ to });
    else if (to === "search") change({ to, q: "" });
    else change(null);
  };
  return (
    <Row label={label} error={error}>
      <div className="by-link-field">
        <Select
          aria-label={label}
          value={kind}
          options={[...OPTIONS]}
          onChange={choose}
          popupMatchSelectWidth={120}
        />
        {(kind === "product" || kind === "category" || kind === "topic") && (
          <TargetSelect
            key={kind}
            kind={kind}
            value={value?.to === kind ? value.id : null}
            pick={(id) => change({ to: kind, id })}
          />
        )}
        {value?.to === "search" && (
          <Input
            aria-label="搜索词"
            placeholder="搜索词，不填就打开搜索页"
            maxLength={20}
            value={value.q}
            onChange={(event) => change({ to: "search", q: event.target.value })}
          />
        )}
      </div>
    </Row>
  );
}
