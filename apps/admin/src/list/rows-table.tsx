import { Table } from "antd";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import type { ListColumn, ListDefinition } from "./definition.ts";

const TOP_BAR_PX = 60;
const SELECT_PX = 44;

/** Clicks on controls inside a row, or the end of selecting text, are not "open this row". */
function opensRow(event: MouseEvent): boolean {
  const target = event.target;
  if (
    target instanceof Element &&
    target.closest("a, button, input, label, textarea, .ant-table-selection-column, .ant-image")
  )
    return false;
  return (window.getSelection()?.toString() ?? "") === "";
}

/** The rows, with arrow keys: ↓ enters the table from anywhere on the page, ↑ ↓ walk, Enter opens, Space selects. */
export function RowsTable<Row extends object>({
  definition,
  columns,
  rows,
  dense,
  fetching,
  selected,
  select,
  empty,
}: {
  definition: ListDefinition<Row>;
  columns: readonly ListColumn<Row>[];
  rows: readonly Row[];
  dense: boolean;
  fetching: boolean;
  selected: readonly string[];
  select: (keys: string[]) => void;
  empty: ReactNode;
}): ReactElement {
  const [active, setActive] = useState(-1);
  const frame = useRef<HTMLDivElement>(null);
  const { open, rowKey } = definition;
  const canSelect = (definition.bulk?.length ?? 0) > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows mean that no row is active
  useEffect(() => setActive(-1), [rows]);
  useEffect(() => {
    const enter = (event: globalThis.KeyboardEvent) => {
      if (event.key === "ArrowDown" && document.activeElement === document.body) {
        event.preventDefault();
        frame.current?.focus({ preventScroll: true });
        setActive(0);
      }
    };
    window.addEventListener("keydown", enter);
    return () => window.removeEventListener("keydown", enter);
  }, []);
  useEffect(() => {
    if (active >= 0) frame.current?.querySelector(".by-row-active")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== frame.current) return;
    const row = rows[active];
    if (event.key === "ArrowDown") setActive((now) => Math.min(now + 1, rows.length - 1));
    else if (event.key === "ArrowUp") setActive((now) => Math.max(now - 1, 0));
    else if (event.key === "Enter" && row) open?.(row);
    else if (event.key === " " && row && canSelect) {
      const key = rowKey(row);
      select(selected.includes(key) ? selected.filter((other) => other !== key) : [...selected, key]);
    } else return;
    event.preventDefault();
  };
  const width = columns.reduce((sum, column) => sum + column.width, canSelect ? SELECT_PX : 0);
  return (
    <section
      ref={frame}
      className={`by-rows ${fetching ? "is-fetching" : ""} ${open ? "is-open" : ""}`}
      aria-label={`${definition.noun}列表`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the rows are walked with arrow keys
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <Table<Row>
        dataSource={[...rows]}
        rowKey={rowKey}
        size={dense ? "small" : "middle"}
        pagination={false}
        sticky={{ offsetHeader: TOP_BAR_PX }}
        scroll={{ x: width }}
        locale={{ emptyText: empty }}
        columns={columns.map((column) => ({
          key: column.key,
          title: column.title,
          width: column.width,
          align: column.align ?? "left",
          ...(column.align === "right" && !column.fixed ? { className: "by-cell-number" } : {}),
          ...(column.fixed ? { fixed: column.fixed } : {}),
          render: (_: unknown, row: Row) => column.render(row),
        }))}
        rowClassName={(_, index) => (index === active ? "by-row-active" : "")}
        {...(canSelect
          ? {
              rowSelection: {
                columnWidth: SELECT_PX,
                selectedRowKeys: [...selected],
                onChange: (keys: React.Key[]) => select(keys.map(String)),
              },
            }
          : {})}
        onRow={(row) => (open ? { onClick: (event) => opensRow(event) && open(row) } : {})}
      />
    </section>
  );
}
