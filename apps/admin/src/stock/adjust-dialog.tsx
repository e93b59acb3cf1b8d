import { STOCK_REASONS } from "@banyan/contract";
import { Form, Input, InputNumber, Modal, Segmented, Select } from "antd";
import type { ReactElement } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import "./stock.css";

const REASONS: Record<(typeof STOCK_REASONS)[number], string> = {
  purchase: "采购入库",
  count: "盘点",
  damage: "报损",
  return: "退货入库",
  other: "其他",
};

interface Fields {
  direction: 1 | -1;
  units: number;
  reason: (typeof STOCK_REASONS)[number];
  note?: string;
}

export interface AdjustTarget {
  sku_id: string;
  title: string;
  on_hand: number;
  held: number;
}

/** Moves the stock of one SKU by a counted number, with the reason that its log keeps. */
export function AdjustDialog({ target, close }: { target: AdjustTarget; close: () => void }): ReactElement {
  const [form] = Form.useForm<Fields>();
  const direction = Form.useWatch("direction", form) ?? 1;
  const units = Form.useWatch("units", form) ?? 0;
  const request = useRequestKey();
  const after = target.on_hand + direction * units;
  const adjust = useWrite({
    call: (fields: Fields) => {
      const body = {
        sku_id: target.sku_id,
        delta: fields.direction * fields.units,
        reason: fields.reason,
        note: fields.note ?? "",
      };
      return client.console.stock.adjust({ ...body, request_key: request.keyFor(body) });
    },
    form,
    refused: (failure) => {
      if (failure.code !== "stock_below_zero" && failure.field !== "delta") return false;
      form.setFields([{ name: "units", errors: [failure.message] }]);
      return true;
    },
    stale: [api.console.catalog.key(), api.console.stock.key(), api.console.report.key()],
    success: (result) => `库存已调整为 ${result.on_hand}`,
    done: () => {
      request.renew();
      close();
    },
  });
  return (
    <Modal
      open
      title="调整库存"
      okText="确认调整"
      cancelText="取消"
      confirmLoading={adjust.isPending}
      onOk={form.submit}
      onCancel={close}
      width={440}
    >
      <p className="by-secondary by-adjust-title">{target.title}</p>
      <dl className="by-adjust num">
        <div>
          <dt>现有</dt>
          <dd>{target.on_hand}</dd>
        </div>
        <div>
          <dt>占用</dt>
          <dd>{target.held}</dd>
        </div>
        <div className={after < target.held ? "is-wrong" : ""}>
          <dt>调整后</dt>
          <dd>{after}</dd>
        </div>
      </dl>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ direction: 1, reason: "purchase" }}
        onFinish={(fields) => adjust.mutate(fields)}
      >
        <Form.Item name="direction" label="方向">
          <Segmented
            block
            options={[
              { value: 1, label: "增加" },
              { value: -1, label: "减少" },
            ]}
          />
        </Form.Item>
        <Form.Item name="units" label="数量" rules={[{ required: true, message: "请填写调整数量" }]}>
          <InputNumber min={1} max={1_000_000} precision={0} style={{ width: "100%" }} autoFocus />
        </Form.Item>
        <Form.Item name="reason" label="原因">
          <Select options={STOCK_REASONS.map((value) => ({ value, label: REASONS[value] }))} />
        </Form.Item>
        <Form.Item name="note" label="备注（可不填）">
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
