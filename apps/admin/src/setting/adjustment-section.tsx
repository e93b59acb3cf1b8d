import type { Settings } from "@banyan/contract";
import { Form } from "antd";
import type { ReactElement } from "react";
import { fenText } from "../design/money.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { Section } from "./section.tsx";

type Limits = Settings["adjustment"];

const above = (what: string) => [
  { required: true, message: `请填写${what}` },
  {
    validator: (_: unknown, fen: number | null) =>
      fen === 0 ? Promise.reject(new Error(`${what}必须大于 0`)) : Promise.resolve(),
  },
];
const shown = (fen: number | null | undefined) => (fen == null ? "…" : `¥${fenText(fen)}`);

/** How much money two people may move at once, and in one day. */
export function AdjustmentSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm<Limits>();
  const typed = (Form.useWatch([], form) as Partial<Limits> | undefined) ?? settings.adjustment;
  return (
    <Section
      settings={settings}
      name="adjustment"
      title="奖励与调整"
      note="对新的申请和还没通过的申请生效"
      form={form}
    >
      <div className="by-setting-grid">
        <Form.Item name="max_fen" label="单笔上限" rules={above("单笔上限")}>
          <YuanInput />
        </Form.Item>
        <Form.Item
          name="day_fen"
          label="每日总额"
          extra="一天里通过的奖励、补发、扣减与核销合计"
          rules={above("每日总额")}
        >
          <YuanInput />
        </Form.Item>
      </div>
      <p className="by-rule num">
        每笔最多 {shown(typed.max_fen)}，一天合计最多通过 {shown(typed.day_fen)}
        。每一笔都由一位员工申请、另一位审批，没有人审批自己的。
      </p>
    </Section>
  );
}
