import type { Settings } from "@banyan/contract";
import { Form, Input } from "antd";
import type { ReactElement } from "react";
import { Section } from "./section.tsx";

const TEMPLATES: readonly { key: keyof Settings["notice"]; label: string; when: string }[] = [
  { key: "order_paid", label: "支付成功", when: "顾客付款后发送" },
  { key: "order_shipped", label: "订单发货", when: "发货或服务完成后发送" },
  { key: "refund_done", label: "退款到账", when: "微信确认退款后发送" },
  { key: "withdrawal_confirm", label: "收款确认", when: "提现等待分销员在微信里确认收款时发送" },
  { key: "withdrawal_done", label: "提现结果", when: "提现到账或退回后发送" },
  { key: "promoter_decided", label: "申请结果", when: "分销员申请通过或拒绝后发送" },
];

export function NoticeSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm();
  return (
    <Section
      settings={settings}
      name="notice"
      title="通知模板"
      note="小程序订阅消息的模板 ID，留空则不发送"
      form={form}
    >
      {TEMPLATES.map((template) => (
        <Form.Item key={template.key} name={template.key} label={template.label} extra={template.when}>
          <Input className="by-mono" maxLength={64} placeholder="在微信公众平台“订阅消息”里复制" />
        </Form.Item>
      ))}
    </Section>
  );
}
