import { Input, InputNumber, Segmented, Switch } from "antd";
import { type ReactElement, type ReactNode, useId } from "react";

/** A setting with its name above and what is wrong with it below. */
export function Row({
  label,
  error,
  note,
  children,
}: {
  label: string;
  error?: string | undefined;
  note?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <div className={`by-set-row ${error ? "is-wrong" : ""}`}>
      <span className="by-set-label">{label}</span>
      {children}
      {error ? <span role="alert">{error}</span> : note && <small>{note}</small>}
    </div>
  );
}

export function Choice<V extends string | number>({
  label,
  value,
  options,
  change,
  note,
}: {
  label: string;
  value: V;
  options: readonly (readonly [V, string])[];
  change: (value: V) => void;
  note?: ReactNode;
}): ReactElement {
  return (
    <Row label={label} note={note}>
      <Segmented
        block
        aria-label={label}
        value={value}
        options={options.map(([key, text]) => ({ value: key, label: text }))}
        onChange={(next) => change(next as V)}
      />
    </Row>
  );
}

export function Words({
  label,
  value,
  max,
  change,
  error,
  placeholder,
  lines = 1,
}: {
  label: string;
  value: string;
  max: number;
  change: (value: string) => void;
  error?: string | undefined;
  placeholder?: string;
  lines?: number;
}): ReactElement {
  const id = useId();
  const shared = {
    id,
    value,
    maxLength: max,
    showCount: true,
    "aria-label": label,
    ...(error ? { status: "error" as const } : {}),
    ...(placeholder === undefined ? {} : { placeholder }),
  };
  return (
    <Row label={label} error={error}>
      {lines === 1 ? (
        <Input {...shared} onChange={(event) => change(event.target.value)} />
      ) : (
        <Input.TextArea
          {...shared}
          autoSize={{ minRows: lines, maxRows: 8 }}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </Row>
  );
}

export function Amount({
  label,
  value,
  min,
  max,
  unit,
  change,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  unit: string;
  change: (value: number) => void;
}): ReactElement {
  return (
    <Row label={label}>
      <InputNumber
        aria-label={label}
        min={min}
        max={max}
        precision={0}
        value={value}
        suffix={unit}
        style={{ width: "100%" }}
        onChange={(next) => next !== null && change(next)}
      />
    </Row>
  );
}

export function Toggle({
  label,
  value,
  change,
  note,
}: {
  label: string;
  value: boolean;
  change: (value: boolean) => void;
  note?: string;
}): ReactElement {
  return (
    <div className="by-set-toggle">
      <span>
        {label}
        {note && <small>{note}</small>}
      </span>
      <Switch checked={value} aria-label={label} onChange={change} />
    </div>
  );
}
