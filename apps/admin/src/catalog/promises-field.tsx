import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import type { ReactElement } from "react";
import { api } from "../api/client.ts";
import { Field } from "./field.tsx";

const MOST = 6;

/** 服务承诺: chosen from the shop's set with its explanations, or typed. */
export function PromisesField({
  promises,
  change,
}: {
  promises: string[];
  change: (promises: string[]) => void;
}): ReactElement {
  const shop = useQuery(api.shop.info.queryOptions({ staleTime: 60_000 }));
  const options = (shop.data?.promises ?? []).map(({ name, note }) => ({ value: name, label: name, note }));
  return (
    <Field
      path="promises"
      label="服务承诺"
      hint={`选店铺常用的，或者输入后按回车；最多 ${MOST} 条。常用承诺在“设置 › 商品”里维护`}
      deep
    >
      <Select
        mode="tags"
        maxCount={MOST}
        value={promises}
        options={options}
        placeholder="选择或输入"
        optionRender={({ data }) => (
          <span className="by-option">
            {data.label}
            <small>{data.note}</small>
          </span>
        )}
        onChange={(next: string[]) => change(next.map((one) => one.trim()).filter((one) => one !== ""))}
      />
    </Field>
  );
}
