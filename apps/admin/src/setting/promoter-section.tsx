import type { Settings } from "@banyan/contract";
import { Form, Input, InputNumber, Radio, Switch } from "antd";
import type { ReactElement } from "react";
import { promoterText } from "./rules.ts";
import { Section } from "./section.tsx";

type Promoter = Settings["promoter"];

export function PromoterSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm<Promoter>();
  const typed = (Form.useWatch([], form) as Partial<Promoter> | undefined) ?? settings.promoter;
  return (
    <Section settings={settings} name="promoter" title="推广" note="怎样成为分销员，怎样称呼" form={form}>
      <div className="by-setting-grid">
        <Form.Item name="open" label="接受申请" valuePropName="checked">
          <Switch checkedChildren="开" unCheckedChildren="关" />
        </Form.Item>
        <Form.Item name="show_earning" label="商品上显示“赚 ¥…”" valuePropName="checked">
          <Switch checkedChildren="显示" unCheckedChildren="隐藏" />
        </Form.Item>
        <Form.Item name="review" label="审核方式">
          <Radio.Group
            options={[
              { value: "manual", label: "员工审核" },
              { value: "automatic", label: "自动通过" },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="agreement_version"
          label="推广协议版本"
          extra="加 1 后，已有分销员需要重新同意，同意之前不产生新佣金"
          rules={[{ required: true, message: "请填写协议版本" }]}
        >
          <InputNumber min={1} max={10_000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="shown_name"
          label="分销员显示为"
          rules={[{ required: true, whitespace: true, message: "请填写显示名" }]}
        >
          <Input maxLength={8} showCount />
        </Form.Item>
        <Form.Item
          name="partner_name"
          label="伙伴显示为"
          rules={[{ required: true, whitespace: true, message: "请填写显示名" }]}
        >
          <Input maxLength={8} showCount />
        </Form.Item>
      </div>
      <Form.Item
        name="agreement_text"
        label="推广协议"
        rules={[{ required: true, whitespace: true, message: "请填写推广协议" }]}
      >
        <Input.TextArea maxLength={5000} showCount autoSize={{ minRows: 5, maxRows: 14 }} />
      </Form.Item>
      <p className="by-rule num">{promoterText(typed)}</p>
    </Section>
  );
}
