import { Form, Switch } from "antd";
import type { ReactElement, ReactNode } from "react";
import type { Draft } from "./draft.ts";

/** A switch with what it means beside it. */
export function SwitchRow({
  name,
  label,
  note,
  disabled = false,
}: {
  name: keyof Draft;
  label: ReactNode;
  note: string;
  disabled?: boolean;
}): ReactElement {
  return (
    <div className="by-coupon-switch">
      <span>
        {label}
        <small>{note}</small>
      </span>
      <Form.Item name={name} valuePropName="checked" noStyle>
        <Switch disabled={disabled} aria-label={typeof label === "string" ? label : undefined} />
      </Form.Item>
    </div>
  );
}
