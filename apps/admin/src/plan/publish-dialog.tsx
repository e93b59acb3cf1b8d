import type { ConsolePlan, PlanBody } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Note } from "../design/note.tsx";
import { summaryOf } from "./draft.ts";
import { examplesOf, type Names } from "./example.ts";
import type { CheckResult } from "./use-check.ts";

/** Rows of the summary, changed ones marked. */
function Comparison({ before, after }: { before: PlanBody; after: PlanBody }): ReactElement {
  const old = new Map(summaryOf(before));
  return (
    <table className="by-table by-plan-compare">
      <thead>
        <tr>
          <th>项目</th>
          <th>现在</th>
          <th>启用后</th>
        </tr>
      </thead>
      <tbody>
        {summaryOf(after).map(([label, value]) => {
          const was = old.get(label) ?? "—";
          return (
            <tr key={label} className={was === value ? "" : "is-changed"}>
              <td>{label}</td>
              <td className="num">{was}</td>
              <td className="num">{value}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Sides({ before, after, names }: { before: PlanBody; after: PlanBody; names: Names }): ReactElement {
  const first = examplesOf(before, names)[0];
  const now = examplesOf(after, names);
  return (
    <div className="by-plan-sides num">
      <p className="by-secondary">现在：{first?.text}</p>
      {now.slice(0, 3).map((example, index) => (
        <p key={example.key}>
          {index === 0 ? "启用后：" : ""}
          {example.text}
        </p>
      ))}
    </div>
  );
}

function Notices({ check, legalNotice }: { check: CheckResult; legalNotice: string }): ReactElement {
  return (
    <>
      {check.warnings.map((warning) => (
        <div key={`${warning.code} ${warning.path}`} className="by-plan-legal">
          <Note tone="amber" icon="warning">
            {warning.message}
          </Note>
        </div>
      ))}
      {check.acknowledgement !== "none" && (
        <div className="by-plan-legal">
          <Note tone="amber" icon="note">
            {legalNotice}
          </Note>
        </div>
      )}
    </>
  );
}

/** The last look before a plan is put to work: what changes, what it means, and the acknowledgement where one is needed. */
export function PublishDialog({
  before,
  beforeBody,
  body,
  check,
  names,
  legalNotice,
  close,
}: {
  before: ConsolePlan | null;
  beforeBody: PlanBody;
  body: PlanBody;
  check: CheckResult;
  names: Names;
  legalNotice: string;
  close: () => void;
}): ReactElement {
  const [form] = Form.useForm<{ name: string }>();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const go = useNavigate();
  const request = useRequestKey();
  const [agreed, setAgreed] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const needed = check.acknowledgement === "owner";
  const publish = useWrite({
    call: ({ name }: { name: string }) => {
      const content = { name: name.trim(), body, replaces: before?.version ?? 0, acknowledge: agreed };
      return client.console.plan.publish({ ...content, request_key: request.keyFor(content) });
    },
    form,
    success: (plan) => `第 ${plan.version} 版已启用`,
    refused: (failure) => {
      if (failure.code === "already_changed") {
        modal.confirm({
          title: failure.message,
          content: "刷新后会载入最新的方案，您刚才的修改需要重新填写。",
          okText: "刷新",
          cancelText: "先不",
          onOk: () => queries.invalidateQueries({ queryKey: api.console.plan.key() }),
        });
        return true;
      }
      if (failure.status === 0 || failure.status >= 500 || failure.field === "name") return false;
      setRefusal(failure.message);
      return true;
    },
    done: (plan) => {
      request.renew();
      void queries.invalidateQueries({ queryKey: api.console.plan.key() });
      void go(`/plans?version=${plan.version}`);
    },
  });
  return (
    <Modal
      open
      title="启用佣金方案"
      okText="启用"
      cancelText="再改改"
      okButtonProps={{ disabled: needed && !agreed }}
      confirmLoading={publish.isPending}
      onOk={form.submit}
      onCancel={close}
      width={640}
    >
      <p className="by-confirm-note">启用后提交的订单按新版本计算；已经提交的订单不变。</p>
      <Comparison before={beforeBody} after={body} />
      <Sides before={beforeBody} after={body} names={names} />
      <Notices check={check} legalNotice={legalNotice} />
      {needed && (
        <Checkbox
          className="by-plan-legal"
          checked={agreed}
          onChange={(event) => setAgreed(event.target.checked)}
        >
          我是店主，已阅读以上提示，并对启用这个方案负责
        </Checkbox>
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="by-plan-legal"
        onFinish={(fields) => publish.mutate(fields)}
      >
        <Form.Item
          name="name"
          label="方案名称"
          rules={[{ required: true, whitespace: true, message: "请填写方案名称" }]}
        >
          <Input maxLength={30} showCount placeholder="例如：冬季方案" />
        </Form.Item>
      </Form>
      {refusal && (
        <p className="by-confirm-error" role="alert">
          {refusal}
        </p>
      )}
    </Modal>
  );
}
