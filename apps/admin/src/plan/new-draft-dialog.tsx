import type { ConsolePlanHead } from "@banyan/contract";
import { businessDate } from "@banyan/kernel";
import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Modal, Select } from "antd";
import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { STATE_TEXT } from "./words.ts";

const BLANK = 0;
const MOST_NAME = 30;

/** A draft to work on, as a copy of a version or blank; the editor opens with it. */
export function NewDraftDialog({
  plans,
  from,
  close,
}: {
  plans: readonly ConsolePlanHead[];
  /** The version that is copied unless another is chosen. */
  from: ConsolePlanHead | undefined;
  close: () => void;
}): ReactElement {
  const [form] = Form.useForm<{ name: string; from: number }>();
  const queries = useQueryClient();
  const go = useNavigate();
  const request = useRequestKey();
  const day = businessDate(new Date(businessNow())).slice(5);
  const create = useWrite({
    call: (fields: { name: string; from: number }) => {
      const content = { name: fields.name.trim(), from: fields.from === BLANK ? null : fields.from };
      return client.console.plan.draft({ ...content, request_key: request.keyFor(content) });
    },
    form,
    done: (plan) => {
      request.renew();
      queries.setQueryData(api.console.plan.get.queryKey({ input: { version: plan.version } }), plan);
      void queries.invalidateQueries({ queryKey: api.console.plan.list.key() });
      void go(`/plans/${plan.version}/edit`);
    },
  });
  return (
    <Modal
      open
      title="新建草稿"
      okText="开始编辑"
      cancelText="取消"
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={close}
      width={480}
    >
      <p className="by-confirm-note">草稿不影响正在使用的方案，启用后才生效。</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          name: `${from?.name ?? "佣金方案"} ${day}`.slice(-MOST_NAME),
          from: from?.version ?? BLANK,
        }}
        onFinish={(fields) => create.mutate(fields)}
      >
        <Form.Item
          name="name"
          label="方案名称"
          rules={[{ required: true, whitespace: true, message: "请填写方案名称" }]}
        >
          <Input maxLength={MOST_NAME} showCount />
        </Form.Item>
        <Form.Item name="from" label="从哪里开始">
          <Select
            options={[
              { value: BLANK, label: "空白方案" },
              ...plans.map((plan) => ({
                value: plan.version,
                label: `第 ${plan.version} 版 ${plan.name}（${STATE_TEXT[plan.state]}）`,
              })),
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
