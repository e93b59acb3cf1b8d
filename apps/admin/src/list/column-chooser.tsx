import { Button, Checkbox, Popover, Segmented } from "antd";
import type { ReactElement } from "react";
import { Icon } from "../design/icon.tsx";
import type { ListColumn } from "./definition.ts";
import type { ListMemory } from "./memory.ts";

export function isShown<Row>(column: ListColumn<Row>, memory: ListMemory): boolean {
  if (column.locked) return true;
  return column.optional ? memory.shown.includes(column.key) : !memory.hidden.includes(column.key);
}

function toggled(keys: readonly string[], key: string, present: boolean): string[] {
  const others = keys.filter((other) => other !== key);
  return present ? [...others, key] : others;
}

/** Which columns show and how tight rows stand. */
export function ColumnChooser<Row>({
  columns,
  memory,
  remember,
}: {
  columns: readonly ListColumn<Row>[];
  memory: ListMemory;
  remember: (change: Partial<ListMemory>) => void;
}): ReactElement {
  const choose = (column: ListColumn<Row>, checked: boolean) => {
    if (column.optional) remember({ shown: toggled(memory.shown, column.key, checked) });
    else remember({ hidden: toggled(memory.hidden, column.key, !checked) });
  };
  const panel = (
    <div className="by-columns">
      <Segmented
        block
        value={memory.dense ? "dense" : "airy"}
        options={[
          { value: "airy", label: "宽松" },
          { value: "dense", label: "紧凑" },
        ]}
        onChange={(value) => remember({ dense: value === "dense" })}
      />
      {columns
        .filter((column) => column.title !== "")
        .map((column) => (
          <Checkbox
            key={column.key}
            checked={isShown(column, memory)}
            disabled={column.locked === true}
            onChange={(event) => choose(column, event.target.checked)}
          >
            {column.title}
          </Checkbox>
        ))}
    </div>
  );
  return (
    <Popover content={panel} trigger="click" placement="bottomRight" arrow={false}>
      <Button icon={<Icon name="columns" size={16} />}>列</Button>
    </Popover>
  );
}
