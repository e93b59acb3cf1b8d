import type { ConsolePlan, ConsolePlanHead } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown, Form, Input, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";

/** Throwing a draft away, and taking a plan back before its time. */
function usePlanWrites() {
  const queries = useQueryClient();
  const go = useNavigate();
  const request = useRequestKey();
  const stale = [api.console.plan.key()];
  const discard = useWrite({
    call: ({ version, revision }: ConsolePlanHead) => {
      const content = { version, revision };
      return client.console.plan.discard({ ...content, request_key: request.keyFor(content) });
    },
    success: "草稿已删除",
    done: () => {
      request.renew();
      void go("/plans");
      void queries.invalidateQueries({ queryKey: api.console.plan.list.key() });
    },
  });
  const unschedule = useWrite({
    call: ({ version }: ConsolePlanHead) => {
      const content = { version };
      return client.console.plan.unschedule({ ...content, request_key: request.keyFor(content) });
    },
    stale,
    success: "已取消定时，退回草稿",
    done: () => request.renew(),
  });
  return { discard, unschedule };
}

/** Another name for a draft, without opening it. */
function RenameDialog({ plan, close }: { plan: ConsolePlanHead; close: () => void }): ReactElement {
  const [form] = Form.useForm<{ name: string }>();
  const request = useRequestKey();
  const rename = useWrite({
    call: ({ name }: { name: string }) => {
      const content = { version: plan.version, revision: plan.revision, name: name.trim() };
      return client.console.plan.rename({ ...content, request_key: request.keyFor(content) });
    },
    stale: [api.console.plan.key()],
    form,
    done: () => {
      request.renew();
      close();
    },
  });
  return (
    <Modal
      open
      title="修改草稿名称"
      okText="保存"
      cancelText="取消"
      confirmLoading={rename.isPending}
      onOk={form.submit}
      onCancel={close}
      width={440}
    >
      <Form
        form={form}
        initialValues={{ name: plan.name }}
        onFinish={(fields: { name: string }) => rename.mutate(fields)}
      >
        <Form.Item name="name" rules={[{ required: true, whitespace: true, message: "请填写方案名称" }]}>
          <Input aria-label="方案名称" maxLength={30} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** What may be done with a version, by its state. */
export function PlanActions({
  plan,
  active,
  copy,
  work,
}: {
  plan: ConsolePlan;
  active: ConsolePlanHead | undefined;
  /** A new draft from it. */
  copy: () => void;
  work: () => void;
}): ReactElement {
  const may = useMay();
  const go = useNavigate();
  const { modal } = App.useApp();
  const writes = usePlanWrites();
  const [renaming, setRenaming] = useState(false);
  const { state, version } = plan;
  const ask = (title: string, content: string, okText: string, onOk: () => void) =>
    modal.confirm({ title, content, okText, cancelText: "取消", okButtonProps: { danger: true }, onOk });
  const items = [
    ...(active && active.version !== version ? [{ key: "compare", label: "与使用中的对比" }] : []),
    ...(may("plan.draft") ? [{ key: "copy", label: "复制为新草稿" }] : []),
    ...(may("plan.draft") && state === "draft" ? [{ key: "discard", label: "删除草稿", danger: true }] : []),
  ];
  const choose = (key: string) => {
    if (key === "compare") void go(`/plans/compare?before=${active?.version ?? ""}&after=${version}`);
    if (key === "copy") copy();
    if (key === "rename") setRenaming(true);
    if (key === "discard")
      ask(`删除草稿「${plan.name}」？`, "删除后不能恢复。", "删除", () => writes.discard.mutate(plan));
  };
  return (
    <div className="by-plan-actions">
      <Button size="small" onClick={() => void go(`/simulations/new?candidate=${version}`)}>
        试算
      </Button>
      {state === "draft" && may("plan.write") && (
        <Button size="small" onClick={work}>
          启用
        </Button>
      )}
      {state === "draft" && may("plan.draft") && (
        <Button size="small" type="primary" ghost onClick={() => void go(`/plans/${version}/edit`)}>
          编辑
        </Button>
      )}
      {state === "scheduled" && may("plan.write") && (
        <Button
          size="small"
          loading={writes.unschedule.isPending}
          onClick={() =>
            ask(
              "取消定时启用？",
              `「${plan.name}」原定 ${timeText(plan.starts_at)} 启用，取消后退回草稿，可以再修改。`,
              "取消定时",
              () => writes.unschedule.mutate(plan),
            )
          }
        >
          取消定时
        </Button>
      )}
      {items.length > 0 && (
        <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => choose(key) }}>
          <Button size="small" aria-label="更多" icon={<Icon name="more" size={16} />} />
        </Dropdown>
      )}
      {renaming && <RenameDialog plan={plan} close={() => setRenaming(false)} />}
    </div>
  );
}
