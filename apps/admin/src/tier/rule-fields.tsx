import { Form, InputNumber, Radio, Select } from "antd";
import type { ReactElement } from "react";
import { YuanInput } from "../design/yuan-input.tsx";

interface Choice {
  value: string;
  label: string;
}

function Asked({ at }: { at: "upgrade" | "keep" }): ReactElement {
  return (
    <>
      <div className="by-tier-grid">
        <Form.Item name={[at, "days"]} label="统计最近" rules={[{ required: true, message: "请填写天数" }]}>
          <InputNumber min={1} max={365} precision={0} suffix="天" style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name={[at, "match"]} label="以下要求">
          <Radio.Group
            optionType="button"
            options={[
              { value: "all", label: "全部满足" },
              { value: "any", label: "满足任一" },
            ]}
          />
        </Form.Item>
      </div>
      <div className="by-tier-grid">
        <Form.Item name={[at, "own_sales_fen"]} label="自有顾客结算销售额满">
          <YuanInput placeholder="不要求" />
        </Form.Item>
        <Form.Item name={[at, "own_orders"]} label="自有顾客结算订单满">
          <InputNumber
            min={1}
            max={1_000_000}
            precision={0}
            suffix="单"
            placeholder="不要求"
            style={{ width: "100%" }}
          />
        </Form.Item>
        <Form.Item name={[at, "team_sales_fen"]} label="团队结算销售额满">
          <YuanInput placeholder="不要求" />
        </Form.Item>
        <Form.Item name={[at, "team_orders"]} label="团队结算订单满">
          <InputNumber
            min={1}
            max={1_000_000}
            precision={0}
            suffix="单"
            placeholder="不要求"
            style={{ width: "100%" }}
          />
        </Form.Item>
      </div>
    </>
  );
}

/** @param text the rule in words, as it is being typed */
export function UpgradeFields({ shown, text }: { shown: boolean; text: string }): ReactElement {
  return (
    <>
      {shown && <Asked at="upgrade" />}
      <p className="by-tier-say num">{text}</p>
    </>
  );
}

/** @param lower tiers below, for the fall-back */
export function KeepFields({
  shown,
  text,
  lower,
}: {
  shown: boolean;
  text: string;
  lower: readonly Choice[];
}): ReactElement {
  return (
    <>
      {shown && (
        <>
          <div className="by-tier-grid">
            <Form.Item name={["keep", "cycle"]} label="什么时候检查">
              <Select
                options={[
                  { value: "month", label: "每月 1 日（满统计天数后）" },
                  { value: "days", label: "每满统计天数" },
                ]}
              />
            </Form.Item>
            <Form.Item name={["keep", "fallback_id"]} label="未达到时">
              <Select allowClear placeholder="降一级" options={[...lower]} />
            </Form.Item>
          </div>
          <Asked at="keep" />
        </>
      )}
      <p className="by-tier-say num">{text}</p>
    </>
  );
}
