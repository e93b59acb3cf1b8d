import type { ConsoleCoupon } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { App, Form, Input, Modal, Select } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { countText } from "../design/money.tsx";

interface Fields {
  customer_ids: string[];
  note: string;
}
const MOST = 100;

/** Gives the coupon to chosen customers; who has their share already is named afterwards. */
export function GrantDialog({ coupon, close }: { coupon: ConsoleCoupon; close: () => void }): ReactElement {
  const { modal } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const request = useRequestKey();
  const left = coupon.total - coupon.claimed;
  const give = useWrite({
    call: (fields: Fields) => {
      const body = { ...fields, coupon_id: coupon.id };
      return client.console.coupon.grant({ ...body, request_key: request.keyFor(body) });
    },
    form,
    stale: [api.console.coupon.key()],
    success: ({ granted }) => `已发给 ${granted} 位顾客`,
    done: ({ passed_over }) => {
      request.renew();
      close();
      if (passed_over.length === 0) return;
      modal.info({
        title: `${passed_over.length} 位顾客没有发`,
        content: (
          <ul className="by-coupon-sentences">
            {passed_over.map((one) => (
              <li key={one.customer_id}>
                顾客 {one.customer_id}：{one.message}
              </li>
            ))}
          </ul>
        ),
      });
    },
  });
  return (
    <Modal
      open
      title={`手工发放“${coupon.name}”`}
      okText="发放"
      cancelText="取消"
      confirmLoading={give.isPending}
      onOk={form.submit}
      onCancel={close}
      width={560}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => give.mutate(fields)}>
        <Form.Item
          name="customer_ids"
          label="顾客"
          extra={`一次最多 ${MOST} 位，每人最多 ${coupon.per_customer} 张，还剩 ${countText(left)} 张可发；顾客会在消息里看到`}
          rules={[{ required: true, message: "请选择顾客" }]}
        >
          <CustomersPicker />
        </Form.Item>
        <Form.Item
          name="note"
          label="原因"
          rules={[{ required: true, whitespace: true, message: "请填写原因" }]}
        >
          <Input maxLength={100} placeholder="例如：发货延误的补偿；会记入操作日志" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function CustomersPicker({
  value = [],
  onChange,
}: {
  value?: string[];
  onChange?: (ids: string[]) => void;
}): ReactElement {
  const [words, setWords] = useState("");
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const found = useQuery(
    api.console.customer.list.queryOptions({
      input: { limit: 20, ...(words ? { q: words } : {}) },
      placeholderData: (before) => before,
    }),
  );
  const rows = found.data?.items ?? [];
  return (
    <Select
      mode="multiple"
      maxCount={MOST}
      showSearch={{ filterOption: false, onSearch: (typed) => setWords(typed.trim().slice(0, 40)) }}
      placeholder="按昵称查找顾客"
      loading={found.isFetching}
      notFoundContent={found.isPending ? "正在查找…" : "没有找到顾客"}
      value={value}
      options={rows.map((row) => ({ value: row.id, label: `${row.nickname || "微信用户"} · ${row.id}` }))}
      labelRender={({ value: id }) => names.get(String(id)) ?? String(id)}
      onChange={(ids: string[]) => {
        const shown = rows.map((row): [string, string] => [row.id, row.nickname || "微信用户"]);
        setNames((before) => new Map([...before, ...shown]));
        onChange?.(ids);
      }}
    />
  );
}
