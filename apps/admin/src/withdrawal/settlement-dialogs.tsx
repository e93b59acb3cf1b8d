import type { ConsoleWithdrawal, PayoutSettlement } from "@banyan/contract";
import { Button, Form, Input, Modal, Radio } from "antd";
import { type ReactElement, useState } from "react";
import { client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { ConfirmMoney } from "../design/confirm-money.tsx";
import { Note } from "../design/note.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { paidChanges, returnedChanges } from "./changes.ts";
import { useSettled } from "./settled.ts";

interface Fields {
  outcome: "paid" | "returned";
  bill_no?: string;
  amount_fen: number;
  reason: string;
  evidence: string;
}

/** What one person found in the fund bill. Nothing moves until a second one agrees. */
export function RequestSettlement({
  withdrawal,
  close,
}: {
  withdrawal: ConsoleWithdrawal;
  close: () => void;
}): ReactElement {
  const [form] = Form.useForm<Fields>();
  const [refusal, setRefusal] = useState<string>();
  const outcome = Form.useWatch("outcome", form) as Fields["outcome"] | undefined;
  const request = useRequestKey();
  const settled = useSettled();
  const write = useWrite({
    call: (fields: Fields) => {
      const body = { ...fields, no: withdrawal.no, bill_no: fields.bill_no?.trim() ?? "" };
      return client.console.withdrawal.settle({ ...body, request_key: request.keyFor(body) });
    },
    form,
    success: "已提交，等待另一位同事复核",
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500 || failure.field !== undefined) return false;
      setRefusal(failure.message);
      return true;
    },
    done: (after) => {
      request.renew();
      settled(after);
      close();
    },
  });
  return (
    <Modal
      open
      title="填写核对结果"
      okText="提交复核"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={form.submit}
      onCancel={close}
      width={540}
    >
      <div style={{ marginBottom: 16 }}>
        <Note tone="amber" icon="warning">
          请先到商户平台下载资金账单，用打款单号 {withdrawal.payout?.no} 查找。查询不到不等于没有打款。
        </Note>
      </div>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => write.mutate(fields)}>
        <Form.Item name="outcome" label="结果" rules={[{ required: true, message: "请选择核对结果" }]}>
          <Radio.Group
            options={[
              { value: "paid", label: "资金账单里找到了，已打款" },
              { value: "returned", label: "确认没有打款，退回可提现" },
            ]}
          />
        </Form.Item>
        {outcome === "paid" && (
          <Form.Item
            name="bill_no"
            label="资金账单上的微信单号"
            rules={[{ required: true, whitespace: true, message: "请填写微信单号" }]}
          >
            <Input maxLength={64} className="by-mono" />
          </Form.Item>
        )}
        <Form.Item
          name="amount_fen"
          label={outcome === "paid" ? "资金账单上的金额" : "没有打款的金额"}
          rules={[{ required: true, message: "请填写金额" }]}
        >
          <YuanInput placeholder="0.00" />
        </Form.Item>
        <Form.Item
          name="reason"
          label="原因"
          rules={[{ required: true, whitespace: true, message: "请填写原因" }]}
        >
          <Input maxLength={100} showCount placeholder="例如：商户号已更换" />
        </Form.Item>
        <Form.Item
          name="evidence"
          label="依据"
          extra="哪一天的账单、哪一行，截图放在哪里"
          rules={[{ required: true, whitespace: true, message: "请填写依据" }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 6 }} maxLength={500} showCount />
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

/** The second person types the amount again; a refusal needs a reason. */
export function DecideSettlement({
  withdrawal,
  settlement,
  close,
}: {
  withdrawal: ConsoleWithdrawal;
  settlement: PayoutSettlement;
  close: () => void;
}): ReactElement {
  const [refusing, setRefusing] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const settled = useSettled();
  const key = { no: withdrawal.no, settlement_id: settlement.id };
  const paid = settlement.outcome === "paid";
  const approve = useWrite({
    call: (confirmFen: number) =>
      client.console.withdrawal.decideSettlement({
        ...key,
        approve: true,
        confirm_fen: confirmFen,
        note: "",
      }),
    success: paid ? "已按打款入账" : "已退回可提现",
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      setRefusal(failure.message);
      return true;
    },
    done: (after) => {
      settled(after);
      close();
    },
  });
  if (refusing)
    return (
      <ReasonDialog
        title="不同意这份核对"
        label="原因"
        field="note"
        actionText="不同意"
        danger
        success="已退回，可以重新核对"
        call={(note) =>
          client.console.withdrawal.decideSettlement({ ...key, approve: false, confirm_fen: 0, note })
        }
        done={settled}
        close={close}
      />
    );
  return (
    <ConfirmMoney
      open
      title={paid ? "复核：已打款" : "复核：没有打款"}
      amountFen={settlement.amount_fen}
      actionText={paid ? "按打款入账" : "退回可提现"}
      busy={approve.isPending}
      failure={refusal}
      changes={paid ? paidChanges(withdrawal) : returnedChanges(withdrawal)}
      onCancel={close}
      onConfirm={(typed) => approve.mutate(typed)}
    >
      <p className="by-confirm-note">
        {settlement.requested_by}：{settlement.reason}。依据：{settlement.evidence}
        {settlement.bill_no && `。微信单号 ${settlement.bill_no}`}。请自己再查一遍资金账单。
        <Button type="link" size="small" onClick={() => setRefusing(true)}>
          不同意
        </Button>
      </p>
    </ConfirmMoney>
  );
}
