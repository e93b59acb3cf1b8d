import type { AdjustmentPreview } from "@banyan/contract";
import type { AdjustmentKind } from "@banyan/kernel";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Modal, Segmented } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Changes } from "../design/changes.tsx";
import { fenText, Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { type Person, PersonCell } from "../promoter/person.tsx";
import { PromoterSelect } from "./promoter-select.tsx";
import { ADJUSTED } from "./stale.ts";
import "./adjustment.css";
import { KIND_NOTE, KIND_OPTIONS, movedChanges } from "./words.ts";

interface Fields {
  promoter_id: string;
  kind: AdjustmentKind;
  amount_fen: number;
  confirm_fen: number;
  reason: string;
  ref?: string;
}

/** Before → after, or why it cannot be done. */
function Preview({ preview, asked }: { preview: AdjustmentPreview; asked: boolean }): ReactElement {
  const { balances, after, blocked, limits } = preview;
  if (asked && blocked)
    return (
      <div className="by-adjust-blocked">
        <Note tone="red" icon="warning">
          {blocked.message}
        </Note>
      </div>
    );
  return (
    <>
      {asked && after ? (
        <Changes changes={movedChanges(balances, after)} />
      ) : (
        <p className="by-confirm-note num">
          可提现 <Money fen={balances.available_fen} />
          {balances.debt_fen > 0 && (
            <>
              ，欠款 <Money fen={balances.debt_fen} tone="price" />
            </>
          )}
        </p>
      )}
      <p className="by-confirm-note num">
        单笔最多 ¥{fenText(limits.max_fen)}；每天合计 ¥{fenText(limits.day_fen)}，今天已通过 ¥
        {fenText(limits.today_fen)}
      </p>
    </>
  );
}

/** Asks for money to be moved; nothing moves until a second person approves. @param promoter given on a promoter's own page */
export function RequestDialog({ promoter, close }: { promoter?: Person; close: () => void }): ReactElement {
  const [form] = Form.useForm<Fields>();
  const [refusal, setRefusal] = useState<string>();
  const request = useRequestKey();
  const kind = (Form.useWatch("kind", form) as AdjustmentKind | undefined) ?? "reward";
  const chosen = (Form.useWatch("promoter_id", form) as string | undefined) ?? promoter?.id;
  const amount = (Form.useWatch("amount_fen", form) as number | null | undefined) ?? 0;
  const preview = useQuery(
    api.console.adjustment.preview.queryOptions({
      input: { promoter_id: chosen ?? "", kind, amount_fen: amount },
      enabled: chosen !== undefined,
      placeholderData: (before) => before,
      staleTime: 0,
    }),
  );
  const write = useWrite({
    call: ({ ref, ...fields }: Fields) => {
      const body = { ...fields, promoter_id: chosen ?? "", ref: ref?.trim() ?? "" };
      return client.console.adjustment.request({ ...body, request_key: request.keyFor(body) });
    },
    form,
    stale: ADJUSTED,
    success: "已提交，等待另一位同事审批",
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500 || failure.field !== undefined) return false;
      setRefusal(failure.message);
      return true;
    },
    done: () => {
      request.renew();
      close();
    },
  });
  return (
    <Modal
      open
      title="申请调整"
      okText="提交审批"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={form.submit}
      onCancel={close}
      width={540}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: "reward", ...(promoter ? { promoter_id: promoter.id } : {}) }}
        onValuesChange={() => setRefusal(undefined)}
        onFinish={(fields) => write.mutate(fields)}
      >
        {promoter ? (
          <div style={{ marginBottom: 16 }}>
            <PersonCell person={promoter} note={`编号 ${promoter.id}`} />
          </div>
        ) : (
          <Form.Item name="promoter_id" label="分销员" rules={[{ required: true, message: "请选择分销员" }]}>
            <PromoterSelect />
          </Form.Item>
        )}
        <Form.Item name="kind" label="类型" extra={KIND_NOTE[kind]}>
          <Segmented options={KIND_OPTIONS} block />
        </Form.Item>
        <div className="by-adjust-pair">
          <Form.Item name="amount_fen" label="金额" rules={[{ required: true, message: "请填写金额" }]}>
            <YuanInput placeholder="0.00" />
          </Form.Item>
          <Form.Item
            name="confirm_fen"
            label="再输一次金额"
            dependencies={["amount_fen"]}
            rules={[
              { required: true, message: "请再输一次金额" },
              ({ getFieldValue }) => ({
                validator: (_, fen: number | null) =>
                  fen !== null && fen !== getFieldValue("amount_fen")
                    ? Promise.reject(new Error("两次金额不一致"))
                    : Promise.resolve(),
              }),
            ]}
          >
            <YuanInput placeholder="0.00" />
          </Form.Item>
        </div>
        {preview.data && <Preview preview={preview.data} asked={amount > 0} />}
        <Form.Item
          name="reason"
          label="原因"
          extra="分销员会看到；记入操作日志"
          rules={[{ required: true, whitespace: true, message: "请填写原因" }]}
        >
          <Input maxLength={100} showCount placeholder="例如：十月推广之星" />
        </Form.Item>
        <Form.Item name="ref" label="关联订单号或佣金编号（可不填）">
          <Input maxLength={60} className="by-mono" />
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
