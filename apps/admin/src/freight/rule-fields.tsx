import type { FreightUnit } from "@banyan/domain";
import { Form, Input, InputNumber } from "antd";
import { type ReactElement, useEffect, useState } from "react";
import { YuanInput } from "../design/yuan-input.tsx";
import { kilograms, parseKilograms } from "./draft.ts";

type Path = (string | number)[];

/** A size whose value is pieces or grams; a weight is typed in kilograms. */
function SizeInput({
  value = null,
  onChange,
  id,
  unit,
}: {
  value?: number | null;
  onChange?: (size: number | null) => void;
  id?: string;
  unit: FreightUnit;
}): ReactElement {
  const shown = (size: number | null) =>
    size === null ? "" : unit === "piece" ? String(size) : kilograms(size);
  const read = (text: string) =>
    unit === "weight" ? parseKilograms(text) : /^\d{1,7}$/.test(text.trim()) ? Number(text) : null;
  const [typed, setTyped] = useState(shown(value));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is being typed stays as it is typed
  useEffect(() => {
    if (read(typed) !== value) setTyped(shown(value));
  }, [value, unit]);
  return (
    <Input
      {...(id ? { id } : {})}
      className="num"
      suffix={unit === "piece" ? "件" : "kg"}
      inputMode="decimal"
      value={typed}
      status={typed !== "" && read(typed) === null ? "error" : ""}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange?.(read(event.target.value));
      }}
    />
  );
}

/** First and further, and what waives it. @param at where the rule stands in the form */
export function RuleFields({ at, unit }: { at: Path; unit: FreightUnit }): ReactElement {
  const [first, further] = unit === "piece" ? ["首件", "续件"] : ["首重", "续重"];
  const needed = (message: string) => [{ required: true, message }];
  return (
    <div className="by-freight-rule">
      <Form.Item name={[...at, "first"]} label={first} rules={needed(`请填写${first}`)}>
        <SizeInput unit={unit} />
      </Form.Item>
      <Form.Item name={[...at, "first_fen"]} label="首费" rules={needed("请填写首费")}>
        <YuanInput />
      </Form.Item>
      <Form.Item name={[...at, "further"]} label={`每${further}`} rules={needed(`请填写${further}`)}>
        <SizeInput unit={unit} />
      </Form.Item>
      <Form.Item name={[...at, "further_fen"]} label="续费" rules={needed("请填写续费")}>
        <YuanInput />
      </Form.Item>
      <Form.Item name={[...at, "free_over_fen"]} label="满额包邮">
        <YuanInput placeholder="不包邮" />
      </Form.Item>
      <Form.Item name={[...at, "free_over_pieces"]} label="或满件包邮">
        <InputNumber
          min={1}
          max={9999}
          precision={0}
          suffix="件"
          placeholder="不包邮"
          style={{ width: "100%" }}
        />
      </Form.Item>
    </div>
  );
}
