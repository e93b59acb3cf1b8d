import type { Settings } from "@banyan/contract";
import { Form, InputNumber, Radio } from "antd";
import type { ReactElement } from "react";
import { referralText } from "./rules.ts";
import { Section } from "./section.tsx";

type Referral = Settings["referral"];

export function ReferralSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm<Referral>();
  const typed = (Form.useWatch([], form) as Partial<Referral> | undefined) ?? settings.referral;
  return (
    <Section settings={settings} name="referral" title="客户关系" note="顾客点开分享后算谁的" form={form}>
      <Form.Item name="policy" label="绑定方式">
        <Radio.Group
          vertical
          options={[
            { value: "first_touch", label: "先到先得：有效期内不变" },
            { value: "last_touch", label: "后来居上：以最近一次分享为准" },
            { value: "protected", label: "保护期：保护期内不变，之后以最近一次分享为准" },
          ]}
        />
      </Form.Item>
      <div className="by-setting-grid">
        <Form.Item name="valid_days" label="关系有效期" rules={[{ required: true, message: "请填写天数" }]}>
          <InputNumber min={1} max={3650} precision={0} suffix="天" style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="protect_days"
          label="保护期"
          extra="只在“保护期”方式下使用"
          hidden={typed.policy !== "protected"}
          rules={[{ required: true, message: "请填写天数" }]}
        >
          <InputNumber min={0} max={3650} precision={0} suffix="天" style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="share_days" label="分享有效期" rules={[{ required: true, message: "请填写天数" }]}>
          <InputNumber min={1} max={3650} precision={0} suffix="天" style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <p className="by-rule num">{referralText(typed)}</p>
    </Section>
  );
}
