import { Form, Switch } from "antd";
import type { ReactElement } from "react";
import { YuanInput } from "../design/yuan-input.tsx";

/** What a tier allows. */
export function RightsFields(): ReactElement {
  return (
    <>
      <div className="by-tier-switches">
        <Form.Item name={["rights", "invite"]} label="邀请卡" valuePropName="checked">
          <Switch checkedChildren="有" unCheckedChildren="无" />
        </Form.Item>
        <Form.Item name={["rights", "templates"]} label="海报模板" valuePropName="checked">
          <Switch checkedChildren="有" unCheckedChildren="无" />
        </Form.Item>
        <Form.Item name={["rights", "materials"]} label="素材" valuePropName="checked">
          <Switch checkedChildren="有" unCheckedChildren="无" />
        </Form.Item>
      </div>
      <p className="by-tier-hint">海报模板与素材的权益先登记在等级上，相应功能上线后生效。</p>
      <div className="by-tier-grid">
        <Form.Item
          name={["rights", "withdraw_max_fen"]}
          label="单笔提现上限"
          extra="不填只按店铺设置；不会超过店铺的上限"
        >
          <YuanInput placeholder="不另设" />
        </Form.Item>
        <Form.Item name={["rights", "withdraw_day_fen"]} label="单日提现上限" extra="按自然日合计">
          <YuanInput placeholder="不另设" />
        </Form.Item>
      </div>
    </>
  );
}
