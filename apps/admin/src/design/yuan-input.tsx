import { Input } from "antd";
import { type ReactElement, useEffect, useState } from "react";
import { parseYuan, yuanInput } from "./money.tsx";

/** A form control whose value is fen. What cannot be read as an amount counts as empty, so "required" rules catch it. */
export function YuanInput({
  value = null,
  onChange,
  id,
  placeholder,
  width,
  label,
}: {
  value?: number | null;
  onChange?: (fen: number | null) => void;
  id?: string;
  placeholder?: string;
  width?: number;
  /** For those who do not see the label beside it. */
  label?: string;
}): ReactElement {
  const [typed, setTyped] = useState(value === null ? "" : yuanInput(value));
  useEffect(() => {
    setTyped((before) => (parseYuan(before) === value ? before : value === null ? "" : yuanInput(value)));
  }, [value]);
  return (
    <Input
      {...(id ? { id } : {})}
      className="num"
      style={{ width: width ?? "100%" }}
      prefix="¥"
      inputMode="decimal"
      maxLength={12}
      placeholder={placeholder}
      aria-label={label}
      value={typed}
      status={typed !== "" && parseYuan(typed) === null ? "error" : ""}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange?.(parseYuan(event.target.value));
      }}
      onBlur={() => {
        if (parseYuan(typed) === null && typed !== "") setTyped("");
      }}
    />
  );
}
