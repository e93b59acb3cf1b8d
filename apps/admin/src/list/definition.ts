import type { QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** What the address bar holds of a list: search word, filters and tab, all text. */
export type ListQuery = Readonly<Record<string, string>>;

export interface ListColumn<Row> {
  key: string;
  title: string;
  width: number;
  align?: "left" | "right" | "center";
  render: (row: Row) => ReactNode;
  /** The cell as text in an exported file; null keeps the column out of files. */
  csv: ((row: Row) => string) | null;
  /** Hidden until somebody chooses it. */
  optional?: boolean;
  /** Cannot be hidden: without it a row means nothing. */
  locked?: boolean;
  fixed?: "left" | "right";
}

export type ListFilter =
  | {
      kind: "choice";
      key: string;
      label: string;
      options: readonly { value: string; label: string }[];
      search?: boolean;
    }
  /** Two business dates, both inclusive. */
  | { kind: "days"; from: string; to: string; label: string }
  | { kind: "text"; key: string; label: string }
  /** Comes with a link from another page; shows as a removable mark. */
  | {
      kind: "given";
      key: string;
      label: string;
      /** What the mark shows instead of the value, such as a name for an id. */
      shown?: string | undefined;
    };

export interface ListTabs {
  key: string;
  items: readonly { value: string; label: string; count?: number | undefined }[];
}

export interface BulkAction<Row> {
  key: string;
  label: string;
  danger?: boolean;
  /** Sentence asked before it happens; without one it happens at once. */
  confirm?: (rows: readonly Row[]) => string;
  /** Why it cannot be done with these rows; null when it can. */
  refuses?: (rows: readonly Row[]) => string | null;
  /** What happens; an action that asks for more has a dialog instead. */
  run?: (rows: readonly Row[]) => Promise<unknown>;
  Dialog?: (props: BulkDialogProps<Row>) => ReactNode;
}

export interface BulkDialogProps<Row> {
  rows: readonly Row[];
  close: () => void;
  /** The rows have changed: they are fetched again, and no row is chosen any more. */
  done: () => void;
}

export interface ListPageOf<Row> {
  items: Row[];
  next_cursor: string | null;
}

export interface ListDefinition<Row> {
  /** Names saved views and columns in this browser. */
  id: string;
  /** "订单": how sentences name a row. */
  noun: string;
  queryKey: QueryKey;
  fetchPage: (
    query: ListQuery,
    place: { cursor?: string; limit: number },
    signal?: AbortSignal,
  ) => Promise<ListPageOf<Row>>;
  rowKey: (row: Row) => string;
  columns: readonly ListColumn<Row>[];
  filters: readonly ListFilter[];
  /** Without one the list has no search box. */
  searchPlaceholder?: string;
  tabs?: ListTabs;
  bulk?: readonly BulkAction<Row>[];
  open?: (row: Row) => void;
  emptyText: string;
  emptyAction?: ReactNode;
  /** Where rows change by themselves. */
  refreshMs?: number;
}

/** Every key of the address bar that belongs to this list's question. */
export function queryKeysOf(
  definition: Pick<ListDefinition<never>, "filters" | "tabs" | "searchPlaceholder">,
): string[] {
  const keys = definition.filters.flatMap((filter) =>
    filter.kind === "days" ? [filter.from, filter.to] : [filter.key],
  );
  if (definition.searchPlaceholder) keys.push("q");
  if (definition.tabs) keys.push(definition.tabs.key);
  return keys;
}
