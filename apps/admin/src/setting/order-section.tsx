import type { Settings } from "@banyan/contract";
import { Form, InputNumber } from "antd";
import type { ReactElement } from "react";
import { Section } from "./section.tsx";

type OrderSetting = Settings["order"];

/** The timers in words, told on one order. */
function timersText({
  unpaid_minutes,
  receive_days,
  aftersale_days,
  low_stock,
}: Partial<OrderSetting>): string {
  const aftersale =
    aftersale_days === 0 ? "收货后不再接受售后" : `收货后 ${aftersale_days ?? "…"} 天内可以申请售后`;
  return `顾客下单后 ${unpaid_minutes ?? "…"} 分钟不付款，订单自动关闭、库存放回；发货后 ${receive_days ?? "…"} 天没有确认，自动确认收货；${aftersale}。规格库存低于 ${low_stock ?? "…"} 件时进入“库存告急”。`;
}

export function OrderSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm<OrderSetting>();
  const typed = (Form.useWatch([], form) as Partial<OrderSetting> | undefined) ?? settings.order;
  return (
    <Section settings={settings} name="order" title="订单" note="对新订单生效" form={form}>
      <div className="by-setting-grid">
        <Form.Item
          name="unpaid_minutes"
          label="未支付自动关闭"
          rules={[{ required: true, message: "请填写时间" }]}
        >
          <InputNumber min={5} max={1440} precision={0} suffix="分钟" style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="receive_days"
          label="发货后自动确认收货"
          rules={[{ required: true, message: "请填写天数" }]}
        >
          <InputNumber min={1} max={60} precision={0} suffix="天" style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="aftersale_days"
          label="收货后售后期"
          rules={[{ required: true, message: "请填写天数" }]}
        >
          <InputNumber min={0} max={90} precision={0} suffix="天" style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="low_stock" label="低库存提醒" rules={[{ required: true, message: "请填写数量" }]}>
          <InputNumber min={0} max={10_000} precision={0} suffix="件" style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <p className="by-rule num">{timersText(typed)}</p>
    </Section>
  );
}
