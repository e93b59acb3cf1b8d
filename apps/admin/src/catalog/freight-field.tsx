import { describeFreightRule } from "@banyan/domain";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import type { ReactElement } from "react";
import { api } from "../api/client.ts";
import { templateOf } from "../freight/draft.ts";
import { Field } from "./field.tsx";

const DEFAULT = "default";

/** Which 运费模板 a product is sent by; nothing chosen is the default one. */
export function FreightField({
  value,
  change,
}: {
  value: string | null;
  change: (templateId: string | null) => void;
}): ReactElement {
  const templates = useQuery(api.console.freight.list.queryOptions()).data?.templates ?? [];
  const used = templates.find((one) => (value === null ? one.is_default : one.id === value));
  const hint = used && describeFreightRule(templateOf(used).elsewhere, used.unit);
  const first = templates.find((one) => one.is_default);
  return (
    <Field path="freight_template_id" label="运费模板" {...(hint ? { hint: `一般地区：${hint}` } : {})}>
      <Select
        value={value ?? DEFAULT}
        options={[
          { value: DEFAULT, label: first ? `默认（${first.name}）` : "默认" },
          ...templates.map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={(chosen: string) => change(chosen === DEFAULT ? null : chosen)}
      />
    </Field>
  );
}
