import { Input } from "antd";
import { type ReactElement, useEffect, useState } from "react";
import { parseYuan, yuanInput } from "./money.tsx";

const WHOLE_BPS = 10_000;

/** Reads "12.5" typed by a person as 1250 bps; null when it is no percentage from 0 to 100 with at most two decimals. */
export function parsePercent(typed: string): number | null {
  const bps = parseYuan(typed);
  return bps === null || bps > WHOLE_BPS ? null : bps;
}

/** "12.5": what an input shows for 1250 bps. */
export function percentInput(bps: number): string {
  return yuanInput(bps).replace(/\.?0+$/, "");
}

/**
 * A form control whose value is basis points, typed as a percentage; null while it cannot be read.
 * @param beyond what is over 100 % is passed on too, for a form that says itself what is wrong with it
 */
export function PercentInput({
  value = null,
  onChange,
  id,
  placeholder,
  width,
  invalid = false,
  beyond = false,
  label,
}: {
  value?: number | null;
  onChange?: (bps: number | null) => void;
  id?: string;
  placeholder?: string;
  width?: number;
  invalid?: boolean;
  beyond?: boolean;
  /** For those who do not see the label beside it. */
  label?: string;
}): ReactElement {
  const read = beyond ? parseYuan : parsePercent;
  const [typed, setTyped] = useState(value === null ? "" : percentInput(value));
  useEffect(() => {
    setTyped((before) => (read(before) === value ? before : value === null ? "" : percentInput(value)));
  }, [value, read]);
  const wrong = typed !== "" && read(typed) === null;
  return (
    <Input
      {...(id ? { id } : {})}
      className="num"
      style={{ width: width ?? "100%" }}
      suffix="%"
      inputMode="decimal"
      maxLength={6}
      placeholder={placeholder}
      aria-label={label}
      value={typed}
      status={wrong || invalid ? "error" : ""}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange?.(read(event.target.value));
      }}
      onBlur={() => {
        if (wrong) setTyped("");
      }}
    />
  );
}
