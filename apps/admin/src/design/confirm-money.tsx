import { Input, Modal } from "antd";
import { type ReactElement, type ReactNode, useEffect, useState } from "react";
import { Changes, type MoneyChange } from "./changes.tsx";
import { Money, parseYuan, yuanInput } from "./money.tsx";
import "./confirm-money.css";

/**
 * Asks for a money action to be confirmed by typing its amount. Shows every figure that changes as before → after.
 * The button stays off until the typed amount equals `amountFen`; the server compares it once more.
 */
export function ConfirmMoney({
  open,
  title,
  amountFen,
  changes,
  actionText,
  busy,
  failure,
  onConfirm,
  onCancel,
  children,
}: {
  open: boolean;
  title: string;
  amountFen: number;
  changes: readonly MoneyChange[];
  actionText: string;
  busy: boolean;
  /** The server's sentence when it refused. */
  failure?: string | undefined;
  onConfirm: (typedFen: number) => void;
  onCancel: () => void;
  children?: ReactNode;
}): ReactElement {
  const [typed, setTyped] = useState("");
  useEffect(() => {
    if (open) setTyped("");
  }, [open]);
  const typedFen = parseYuan(typed);
  const matches = typedFen === amountFen;
  const wrong =
    typed !== "" && typedFen === null
      ? "金额最多两位小数"
      : typedFen !== null && !matches
        ? "与上面的金额不一致"
        : undefined;
  const confirm = () => {
    if (matches && !busy) onConfirm(amountFen);
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={actionText}
      cancelText="取消"
      okButtonProps={{ danger: true, disabled: !matches }}
      confirmLoading={busy}
      onOk={confirm}
      onCancel={onCancel}
      width={480}
      destroyOnHidden
    >
      <div className="by-confirm-amount">
        <Money fen={amountFen} size={30} tone="price" />
      </div>
      {changes.length > 0 && <Changes changes={changes} />}
      {children}
      <label className="by-confirm-field" htmlFor="confirm-amount">
        <span>请输入 {yuanInput(amountFen)} 以确认</span>
        <Input
          id="confirm-amount"
          size="large"
          prefix="¥"
          inputMode="decimal"
          autoComplete="off"
          maxLength={14}
          value={typed}
          status={wrong || failure ? "error" : ""}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={confirm}
        />
      </label>
      <p className="by-confirm-error" role="alert">
        {wrong ?? failure}
      </p>
    </Modal>
  );
}
