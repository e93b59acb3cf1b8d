import type { Settings } from "@banyan/contract";
import { Form, Input, InputNumber } from "antd";
import type { ReactElement } from "react";
import { Section } from "./section.tsx";

export function ShopSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm();
  return (
    <Section settings={settings} name="shop" title="店铺" note="顾客在小程序里看到的信息" form={form}>
      <div className="by-setting-grid">
        <Form.Item
          name="name"
          label="店铺名称"
          rules={[{ required: true, whitespace: true, message: "请填写店铺名称" }]}
        >
          <Input maxLength={20} showCount />
        </Form.Item>
        <Form.Item name="slogan" label="标语">
          <Input maxLength={30} showCount />
        </Form.Item>
        <Form.Item name="service_phone" label="客服电话">
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item
          name="privacy_version"
          label="隐私政策版本"
          extra="加 1 后，顾客下次打开需要重新同意"
          rules={[{ required: true, message: "请填写隐私政策版本" }]}
        >
          <InputNumber min={1} max={10_000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <Form.Item name="about" label="店铺介绍">
        <Input.TextArea maxLength={300} showCount autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="licence" label="证照信息">
        <Input.TextArea maxLength={200} showCount autoSize={{ minRows: 2, maxRows: 4 }} />
      </Form.Item>
      <Form.Item
        name="privacy_text"
        label="隐私政策"
        rules={[{ required: true, whitespace: true, message: "请填写隐私政策" }]}
      >
        <Input.TextArea maxLength={5000} showCount autoSize={{ minRows: 5, maxRows: 14 }} />
      </Form.Item>
      <Form.Item
        name="agreement_text"
        label="用户协议"
        rules={[{ required: true, whitespace: true, message: "请填写用户协议" }]}
      >
        <Input.TextArea maxLength={5000} showCount autoSize={{ minRows: 5, maxRows: 14 }} />
      </Form.Item>
    </Section>
  );
}
