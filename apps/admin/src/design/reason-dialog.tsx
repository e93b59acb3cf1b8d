import type { QueryKey } from "@tanstack/react-query";
import { Form, Input, Modal } from "antd";
import { type ReactElement, type ReactNode, useState } from "react";
import type { Failure } from "../api/failure.ts";
import { useWrite } from "../api/write.ts";
import { Changes, type MoneyChange } from "./changes.tsx";

const MOST_LETTERS = 100;

/**
 * Asks for the reason of an action before it happens; who acts and why go to the audit log. `field` is the name under which
 * the contract takes the reason, so that a refusal finds its place.
 */
export function ReasonDialog<Output>({
  title,
  label,
  field,
  extra,
  actionText,
  danger = false,
  changes,
  stale,
  success,
  call,
  ready,
  done,
  refused,
  close,
  children,
}: {
  title: string;
  label: string;
  field: "reason" | "note";
  extra?: string;
  actionText: string;
  danger?: boolean;
  changes?: readonly MoneyChange[];
  stale?: readonly QueryKey[];
  success: string;
  call: (reason: string) => Promise<Output>;
  /** Whether what stands above the reason is filled in; it says itself what is missing. */
  ready?: () => boolean;
  done?: (output: Output) => void;
  /** Looks at a refusal before it is shown here, such as to fetch what somebody else has changed. */
  refused?: (failure: Failure) => void;
  close: () => void;
  children?: ReactNode;
}): ReactElement {
  const [form] = Form.useForm<Record<string, string>>();
  const [refusal, setRefusal] = useState<string>();
  const write = useWrite({
    call: (fields: Record<string, string>) => call((fields[field] ?? "").trim()),
    ...(stale ? { stale } : {}),
    success,
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      refused?.(failure);
      if (failure.field === field) form.setFields([{ name: field, errors: [failure.message] }]);
      else setRefusal(failure.message);
      return true;
    },
    done: (output) => {
      done?.(output);
      close();
    },
  });
  return (
    <Modal
      open
      title={title}
      okText={actionText}
      cancelText="取消"
      okButtonProps={{ danger }}
      confirmLoading={write.isPending}
      onOk={form.submit}
      onCancel={close}
      width={480}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => (ready?.() ?? true) && write.mutate(fields)}
      >
        {changes && changes.length > 0 && <Changes changes={changes} />}
        {children}
        <Form.Item
          name={field}
          label={label}
          extra={extra}
          rules={[{ required: true, whitespace: true, message: `请填写${label}` }]}
        >
          <Input.TextArea
            autoSize={{ minRows: 3, maxRows: 5 }}
            maxLength={MOST_LETTERS}
            showCount
            autoFocus={!children}
          />
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
