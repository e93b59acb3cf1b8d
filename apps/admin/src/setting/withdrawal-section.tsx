import type { Settings } from "@banyan/contract";
import { Form, Input, InputNumber, Switch } from "antd";
import type { ReactElement } from "react";
import { PercentInput } from "../design/percent-input.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { withdrawalText } from "./rules.ts";
import { Section } from "./section.tsx";

type Withdrawal = Settings["withdrawal"];

/** WeChat's smallest transfer: 0.1 yuan. */
const LEAST_FEN = 10;

function amountRules(what: string, least = 0) {
  return [
    { required: true, message: `请填写${what}` },
    {
      validator: (_: unknown, fen: number | null) =>
        fen !== null && fen < least ? Promise.reject(new Error(`微信转账最少 ¥0.10`)) : Promise.resolve(),
    },
  ];
}

export function WithdrawalSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm<Withdrawal>();
  const typed = (Form.useWatch([], form) as Partial<Withdrawal> | undefined) ?? settings.withdrawal;
  return (
    <Section settings={settings} name="withdrawal" title="提现" note="对新的申请生效" form={form}>
      <Form.Item name="open" label="接受提现" valuePropName="checked">
        <Switch checkedChildren="开" unCheckedChildren="关" />
      </Form.Item>
      <div className="by-setting-grid">
        <Form.Item name="min_fen" label="每次最少" rules={amountRules("最低金额", LEAST_FEN)}>
          <YuanInput />
        </Form.Item>
        <Form.Item
          name="max_fen"
          label="每次最多"
          extra="不能超过商户平台“商家转账”的单笔额度，默认 ¥200"
          dependencies={["min_fen"]}
          rules={[
            ...amountRules("最高金额", LEAST_FEN),
            ({ getFieldValue }) => ({
              validator: (_, fen: number | null) =>
                fen !== null && fen < (getFieldValue("min_fen") ?? 0)
                  ? Promise.reject(new Error("最高金额不能低于最低金额"))
                  : Promise.resolve(),
            }),
          ]}
        >
          <YuanInput />
        </Form.Item>
        <Form.Item name="per_day" label="每天最多" rules={[{ required: true, message: "请填写次数" }]}>
          <InputNumber min={1} max={100} precision={0} suffix="次" style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="fee_bps"
          label="手续费"
          extra="最多 20%，向下取整到分"
          rules={[
            { required: true, message: "请填写手续费，不收填 0" },
            { type: "number", max: 2000, message: "手续费最多 20%" },
          ]}
        >
          <PercentInput placeholder="0" />
        </Form.Item>
        <Form.Item
          name="automatic_fen"
          label="免审金额"
          extra="不超过这个金额自动通过；填 0 表示每一笔都要审核"
          rules={amountRules("免审金额")}
        >
          <YuanInput />
        </Form.Item>
        <Form.Item
          name="two_people_fen"
          label="双人审核"
          extra="从这个金额起需要两位员工；填 0 表示每一笔都要两位"
          rules={amountRules("双人审核金额")}
        >
          <YuanInput />
        </Form.Item>
        <Form.Item
          name="job"
          label="岗位类型"
          extra="微信转账场景“佣金报酬”的报备信息，收款人可见"
          rules={[{ required: true, whitespace: true, message: "请填写岗位类型" }]}
        >
          <Input maxLength={32} showCount />
        </Form.Item>
        <Form.Item
          name="pay_reason"
          label="报酬说明"
          extra="同上"
          rules={[{ required: true, whitespace: true, message: "请填写报酬说明" }]}
        >
          <Input maxLength={32} showCount />
        </Form.Item>
      </div>
      <p className="by-rule num">{withdrawalText(typed)}</p>
    </Section>
  );
}
