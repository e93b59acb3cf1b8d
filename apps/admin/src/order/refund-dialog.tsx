import type { ConsoleOrder } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { Checkbox, Form, Input, InputNumber, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { ConfirmMoney } from "../design/confirm-money.tsx";
import { Money, parseYuan, yuanInput } from "../design/money.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { useOrderChanged } from "./order-cache.ts";
import {
  askedLines,
  atWholePrice,
  freightLeft,
  initialChoice,
  type LineChoice,
  mostByQuantity,
  previewRefund,
  refundableLines,
} from "./refund-choice.ts";

function LineRow({
  line,
  choice,
  wholePrice,
  change,
}: {
  line: ConsoleOrder["lines"][number];
  choice: LineChoice;
  wholePrice: boolean;
  change: (choice: LineChoice) => void;
}): ReactElement {
  const most = mostByQuantity(line);
  const limit = most[choice.quantity - 1] ?? 0;
  const amount = parseYuan(choice.typed) ?? 0;
  return (
    <li className={choice.chosen ? "" : "is-off"}>
      <Checkbox
        checked={choice.chosen}
        aria-label={`退 ${line.name}`}
        onChange={(event) => change({ ...choice, chosen: event.target.checked })}
      />
      <PictureThumb src={line.picture} size={40} />
      <span className="by-refund-name">
        <b className="by-ellipsis">{line.name}</b>
        <small className="num">
          {specText(line.spec)} 可退 {most.length} 件，最多{" "}
          <Money fen={most.at(-1) ?? 0} size={12.5} tone="muted" />
        </small>
      </span>
      <InputNumber
        aria-label="退款数量"
        min={1}
        max={most.length}
        precision={0}
        disabled={!choice.chosen}
        value={choice.quantity}
        style={{ width: 74 }}
        onChange={(quantity) => {
          const units = quantity ?? 1;
          change({ ...choice, quantity: units, typed: yuanInput(most[units - 1] ?? 0) });
        }}
      />
      <Input
        aria-label="退款金额"
        prefix="¥"
        inputMode="decimal"
        disabled={!choice.chosen}
        readOnly={wholePrice}
        variant={wholePrice ? "filled" : "outlined"}
        maxLength={12}
        style={{ width: 128 }}
        value={choice.typed}
        status={choice.chosen && (amount < 1 || amount > limit) ? "error" : ""}
        onChange={(event) => change({ ...choice, typed: event.target.value })}
      />
    </li>
  );
}

/** What one refund would change, shown while the amount is typed. */
function changesOf(order: ConsoleOrder, amount: number) {
  const kept = order.payable_fen - order.refunded_fen;
  return [
    { label: "订单已退款", beforeFen: order.refunded_fen, afterFen: order.refunded_fen + amount },
    { label: "订单实收", beforeFen: kept, afterFen: kept - amount },
  ];
}

/** @param fen null while the choice is not allowed */
function Total({ fen, empty }: { fen: number | null; empty: boolean }): ReactElement {
  return (
    <p className="by-refund-total">
      合计退款
      {fen !== null ? (
        <Money fen={fen} size={22} tone="price" />
      ) : (
        <em>{empty ? "请选择商品" : "金额超出可退"}</em>
      )}
    </p>
  );
}

/** Refund by the shop: lines, quantities, amounts and a reason first; then the total typed by hand. */
export function RefundDialog({ order, close }: { order: ConsoleOrder; close: () => void }): ReactElement {
  const lines = refundableLines(order);
  const wholePrice = atWholePrice(order);
  const [choices, setChoices] = useState(
    () => new Map(lines.map((line) => [line.line_no, initialChoice(line)])),
  );
  const [withFreight, setWithFreight] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [form] = Form.useForm<{ reason: string }>();
  const changed = useOrderChanged();
  const request = useRequestKey();
  const asked = askedLines(lines, choices);
  const preview = previewRefund(order, asked, withFreight);
  const amount = preview ? preview.linesFen + preview.freightFen : null;
  const freightByRule = (previewRefund(order, asked, false)?.freightFen ?? 0) > 0;
  const refund = useWrite({
    call: (confirmFen: number) => {
      const body = {
        no: order.no,
        lines: asked,
        with_freight: withFreight,
        reason: form.getFieldValue("reason") as string,
        confirm_fen: confirmFen,
      };
      return client.console.order.refund({ ...body, request_key: request.keyFor(body) });
    },
    success: "退款已提交微信，到账后订单会更新",
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      setRefusal(failure.message);
      return true;
    },
    done: (after) => {
      request.renew();
      changed(after);
      close();
    },
  });
  const toConfirm = () => {
    setRefusal(undefined);
    setConfirming(true);
  };
  return (
    <>
      <Modal
        open={!confirming}
        title="主动退款"
        okText="下一步"
        cancelText="取消"
        okButtonProps={{ disabled: amount === null }}
        onOk={form.submit}
        onCancel={close}
        width={660}
      >
        <ul className="by-refund-lines">
          {lines.map((line) => (
            <LineRow
              key={line.line_no}
              line={line}
              choice={choices.get(line.line_no) ?? initialChoice(line)}
              wholePrice={wholePrice}
              change={(choice) => setChoices(new Map(choices).set(line.line_no, choice))}
            />
          ))}
        </ul>
        {wholePrice && <p className="by-refund-whole">还没有发货，按所选件数的实付全额退，金额不能改。</p>}
        {freightLeft(order) > 0 && (
          <p className="by-refund-freight">
            <Checkbox
              checked={withFreight || freightByRule}
              disabled={freightByRule}
              onChange={(event) => setWithFreight(event.target.checked)}
            >
              一并退运费 <Money fen={freightLeft(order)} />
            </Checkbox>
            {freightByRule && <small>没有要寄的了，运费随之退回</small>}
          </p>
        )}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={toConfirm}>
          <Form.Item
            name="reason"
            label="退款原因（顾客可见）"
            rules={[{ required: true, whitespace: true, message: "请填写退款原因" }]}
          >
            <Input maxLength={60} placeholder="例如：与顾客协商，补偿破损一件" />
          </Form.Item>
        </Form>
        <Total fen={amount} empty={asked.length === 0} />
      </Modal>
      <ConfirmMoney
        open={confirming}
        title="确认退款"
        amountFen={amount ?? 0}
        actionText="退款"
        busy={refund.isPending}
        failure={refusal}
        changes={changesOf(order, amount ?? 0)}
        onCancel={() => setConfirming(false)}
        onConfirm={(typed) => refund.mutate(typed)}
      >
        <p className="by-confirm-note">原路退回顾客的微信，退出后不能撤回。</p>
      </ConfirmMoney>
    </>
  );
}
