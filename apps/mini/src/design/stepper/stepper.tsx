import { Input, View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { Icon } from "../icon/icon.tsx";
import { Tap } from "../tap/tap.tsx";
import "./stepper.scss";

export interface StepperProps {
  value: number;
  min?: number;
  max: number;
  /** Called once per step, and on leaving the box after typing, always within min..max. */
  onChange: (value: number) => void;
  /** Called when more than `max` was asked for. */
  onBeyond?: () => void;
}

/** A quantity: − and + with a box to type into. */
export function Stepper({ value, min = 1, max, onChange, onBeyond }: StepperProps) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const settle = () => {
    const wanted = Number.parseInt(typed, 10);
    const next = Number.isNaN(wanted) ? value : Math.min(Math.max(wanted, min), Math.max(max, min));
    if (wanted > max) onBeyond?.();
    setTyped(String(next));
    if (next !== value) onChange(next);
  };
  const step = (by: number) => {
    const next = value + by;
    if (next > max) onBeyond?.();
    else if (next >= min) onChange(next);
  };
  const spoken =
    process.env.TARO_ENV === "h5" ? { "aria-label": "数量", inputMode: "numeric" } : { ariaLabel: "数量" };
  return (
    <View className="b-stepper">
      <Tap className="b-stepper__side" label="减少" stop disabled={value <= min} onTap={() => step(-1)}>
        <Icon name="minus" size={16} />
      </Tap>
      <Input
        className="b-stepper__input"
        type={process.env.TARO_ENV === "h5" ? "text" : "number"}
        maxlength={3}
        value={typed}
        onInput={(event) => setTyped(String(event.detail.value).replace(/\D/g, ""))}
        onBlur={settle}
        onConfirm={settle}
        onClick={(event) => event.stopPropagation()}
        {...spoken}
      />
      <Tap
        className="b-stepper__side"
        label="增加"
        stop
        disabled={value >= max && onBeyond === undefined}
        onTap={() => step(1)}
      >
        <Icon name="plus" size={16} />
      </Tap>
    </View>
  );
}
