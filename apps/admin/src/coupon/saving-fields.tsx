import { Form, InputNumber, Radio } from "antd";
import type { ReactElement } from "react";
import { Card } from "../design/page.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import type { Draft } from "./draft.ts";
import { SwitchRow } from "./switch-row.tsx";

/** 满减 or 折扣: from how much, and how much. */
export function SavingFields({ draft, fixed }: { draft: Draft; fixed: boolean }): ReactElement {
  return (
    <Card title="减多少">
      <fieldset className="by-coupon-plain" disabled={fixed}>
        <Form.Item name="kind" label="优惠方式">
          <Radio.Group
            optionType="button"
            disabled={fixed}
            options={[
              { value: "threshold", label: "满减 / 立减" },
              { value: "percent", label: "折扣" },
            ]}
          />
        </Form.Item>
        <div className="by-coupon-grid">
          <Form.Item name="threshold_fen" label="满" extra="不填就是无门槛，但至少要付 1 分钱">
            <YuanInput placeholder="0.00" />
          </Form.Item>
          {draft.kind === "threshold" ? <Off /> : <Fold />}
          {draft.kind === "percent" && (
            <Form.Item
              name="ceiling_fen"
              label="最高优惠（选填）"
              rules={[
                {
                  validator: (_, value: number | null) =>
                    value === 0 ? Promise.reject(new Error("最高优惠必须大于 0")) : Promise.resolve(),
                },
              ]}
            >
              <YuanInput placeholder="不封顶" />
            </Form.Item>
          )}
        </div>
      </fieldset>
    </Card>
  );
}

function Off(): ReactElement {
  return (
    <Form.Item
      name="discount_fen"
      label="减"
      dependencies={["threshold_fen"]}
      rules={[
        { required: true, message: "请填写优惠金额" },
        ({ getFieldValue }) => ({
          validator: (_, value: number | null) => {
            const threshold: number = getFieldValue("threshold_fen") ?? 0;
            if (value === 0) return Promise.reject(new Error("优惠金额必须大于 0"));
            if (value !== null && threshold > 0 && value >= threshold) {
              return Promise.reject(new Error("优惠金额要小于门槛"));
            }
            return Promise.resolve();
          },
        }),
      ]}
    >
      <YuanInput placeholder="10.00" />
    </Form.Item>
  );
}

function Fold(): ReactElement {
  return (
    <Form.Item
      name="fold"
      label="打几折"
      rules={[
        { required: true, message: "请填写折扣" },
        {
          validator: (_, value: number | null) =>
            value !== null && (value < 0.1 || value > 9.9)
              ? Promise.reject(new Error("折扣在 0.1 折到 9.9 折之间"))
              : Promise.resolve(),
        },
      ]}
    >
      <InputNumber precision={1} step={0.5} style={{ width: "100%" }} suffix="折" placeholder="8.5" />
    </Form.Item>
  );
}

/** From how much an order brings it, when, and what becomes of it when the order is refunded. */
export function GiftFields(): ReactElement {
  return (
    <>
      <div className="by-coupon-grid">
        <Form.Item
          name="gift_from_fen"
          label="订单实付满"
          rules={[{ required: true, message: "请填写订单满多少赠送" }]}
        >
          <YuanInput placeholder="199.00" />
        </Form.Item>
        <Form.Item name="gift_when" label="什么时候送">
          <Radio.Group
            optionType="button"
            options={[
              { value: "paid", label: "付款后" },
              { value: "received", label: "收货后" },
            ]}
          />
        </Form.Item>
      </div>
      <SwitchRow
        name="gift_taken_back"
        label="退款收回"
        note="赠它的订单全额退款时，没用掉的收回；已经用掉的不追"
      />
    </>
  );
}
