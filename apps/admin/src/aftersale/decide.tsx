import type { ConsoleAftersale } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { ConfirmMoney } from "../design/confirm-money.tsx";

function useDecided(): (aftersale: ConsoleAftersale) => void {
  const queries = useQueryClient();
  return (aftersale) => {
    queries.setQueryData(api.console.aftersale.get.queryKey({ input: { no: aftersale.no } }), aftersale);
    void queries.invalidateQueries({ queryKey: api.console.aftersale.key() });
    void queries.invalidateQueries({ queryKey: api.console.order.key() });
    void queries.invalidateQueries({ queryKey: api.console.report.key() });
  };
}

function Approve({ aftersale, close }: { aftersale: ConsoleAftersale; close: () => void }): ReactElement {
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const decided = useDecided();
  const approve = useWrite({
    call: (confirmFen: number) =>
      client.console.aftersale.approve({ no: aftersale.no, confirm_fen: confirmFen, note: note.trim() }),
    success: "已同意，退款已提交微信",
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      setRefusal(failure.message);
      return true;
    },
    done: (after) => {
      decided(after);
      close();
    },
  });
  const kept = aftersale.order_payable_fen - aftersale.order_refunded_fen;
  const total = aftersale.amount_fen + aftersale.freight_fen;
  return (
    <ConfirmMoney
      open
      title="同意退款"
      amountFen={total}
      actionText="同意并退款"
      busy={approve.isPending}
      failure={refusal}
      changes={[
        {
          label: "订单已退款",
          beforeFen: aftersale.order_refunded_fen,
          afterFen: aftersale.order_refunded_fen + total,
        },
        { label: "订单实收", beforeFen: kept, afterFen: kept - total },
      ]}
      onCancel={close}
      onConfirm={(typed) => approve.mutate(typed)}
    >
      <label className="by-confirm-field" htmlFor="approve-note">
        <span>说明（顾客可见，可不填）</span>
        <Input
          id="approve-note"
          value={note}
          maxLength={100}
          onChange={(event) => setNote(event.target.value)}
          style={{ marginBottom: 14 }}
        />
      </label>
    </ConfirmMoney>
  );
}

function Reject({ aftersale, close }: { aftersale: ConsoleAftersale; close: () => void }): ReactElement {
  const [form] = Form.useForm<{ note: string }>();
  const decided = useDecided();
  const reject = useWrite({
    call: (fields: { note: string }) =>
      client.console.aftersale.reject({ no: aftersale.no, note: fields.note }),
    form,
    success: "已拒绝，顾客会看到原因",
    done: (after) => {
      decided(after);
      close();
    },
  });
  return (
    <Modal
      open
      title="拒绝退款"
      okText="拒绝退款"
      cancelText="取消"
      okButtonProps={{ danger: true }}
      confirmLoading={reject.isPending}
      onOk={form.submit}
      onCancel={close}
      width={480}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => reject.mutate(fields)}>
        <Form.Item
          name="note"
          label="拒绝原因"
          extra="顾客会原样看到这句话"
          rules={[{ required: true, whitespace: true, message: "请填写拒绝原因" }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 5 }} maxLength={100} showCount autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The two answers to a request. Money goes out only after its amount was typed. */
export function Decide({ aftersale }: { aftersale: ConsoleAftersale }): ReactElement {
  const [dialog, setDialog] = useState<"approve" | "reject" | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <Button onClick={() => setDialog("reject")}>拒绝</Button>
      <Button type="primary" onClick={() => setDialog("approve")}>
        同意退款
      </Button>
      {dialog === "approve" && <Approve aftersale={aftersale} close={close} />}
      {dialog === "reject" && <Reject aftersale={aftersale} close={close} />}
    </>
  );
}
