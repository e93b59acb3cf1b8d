import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, type InputRef, Select, Tabs } from "antd";
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { ColumnChooser, isShown } from "./column-chooser.tsx";
import { type ListDefinition, type ListTabs, queryKeysOf } from "./definition.ts";
import { ExportButton } from "./export-button.tsx";
import { Filters } from "./filters.tsx";
import { useListMemory } from "./memory.ts";
import { type ListPlace, PAGE_SIZES, useListPlace } from "./place.ts";
import { RowsTable } from "./rows-table.tsx";
import { SavedViews } from "./saved-views.tsx";
import "./list.css";

/** "/" puts the cursor into the search box, unless somebody is typing elsewhere. */
function useSlashKey(box: React.RefObject<InputRef | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      box.current?.focus({ cursor: "all" });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [box]);
}

function Pager({
  place,
  nextCursor,
  count,
}: {
  place: ListPlace;
  nextCursor: string | null;
  count: number;
}): ReactElement {
  return (
    <div className="by-pager">
      <span className="num by-secondary">
        第 {place.pageIndex + 1} 页 · 本页 {count} 条
      </span>
      <Select
        size="small"
        value={place.limit}
        aria-label="每页条数"
        options={PAGE_SIZES.map((size) => ({ value: size, label: `每页 ${size} 条` }))}
        onChange={(size: number) => place.resize(size)}
      />
      <Button
        size="small"
        icon={<Icon name="left" size={14} />}
        disabled={!place.canGoBack}
        onClick={place.previous}
      >
        上一页
      </Button>
      <Button
        size="small"
        disabled={nextCursor === null}
        onClick={() => nextCursor && place.next(nextCursor)}
      >
        下一页
        <Icon name="right" size={14} />
      </Button>
    </div>
  );
}

function ListTabsBar({ tabs, place }: { tabs: ListTabs; place: ListPlace }): ReactElement {
  // A word in the address that names no tab asks for what the first one shows.
  const asked = place.query[tabs.key] ?? "";
  return (
    <Tabs
      className="by-list-tabs"
      activeKey={tabs.items.some(({ value }) => value === asked) ? asked : (tabs.items[0]?.value ?? "")}
      items={tabs.items.map((tab) => ({
        key: tab.value,
        label: (
          <>
            {tab.label}
            {tab.count !== undefined && <span className="by-tab-count num">{tab.count}</span>}
          </>
        ),
      }))}
      onChange={(value) => place.ask({ [tabs.key]: value })}
    />
  );
}

/** The one list of the console: question in the address, saved views, columns, bulk actions, export, keys, all its states. */
export function ListPage<Row extends object>({
  definition,
}: {
  definition: ListDefinition<Row>;
}): ReactElement {
  const keys = useMemo(() => queryKeysOf(definition), [definition]);
  const place = useListPlace(keys);
  const [memory, remember] = useListMemory(definition.id);
  const [selected, setSelected] = useState<string[]>([]);
  const box = useRef<InputRef>(null);
  const queries = useQueryClient();
  useSlashKey(box);
  const page = useQuery({
    queryKey: [...definition.queryKey, "list", place.query, place.cursor ?? "", place.limit],
    queryFn: ({ signal }) =>
      definition.fetchPage(
        place.query,
        place.cursor ? { cursor: place.cursor, limit: place.limit } : { limit: place.limit },
        signal,
      ),
    placeholderData: keepPreviousData,
    refetchInterval: definition.refreshMs ?? false,
  });
  const rows = useMemo(() => page.data?.items ?? [], [page.data]);
  const columns = definition.columns.filter((column) => isShown(column, memory));
  const chosen = rows.filter((row) => selected.includes(definition.rowKey(row)));
  const asked = Object.keys(place.query).length > 0;
  const empty = asked ? (
    <Empty
      text={`没有符合条件的${definition.noun}`}
      action={<Button onClick={() => place.replaceAll("")}>清空筛选</Button>}
    />
  ) : (
    <Empty text={definition.emptyText} action={definition.emptyAction} />
  );
  return (
    <section className="by-card by-list">
      {definition.tabs && <ListTabsBar tabs={definition.tabs} place={place} />}
      <div className="by-list-bar">
        {chosen.length > 0 && definition.bulk ? (
          <BulkBar
            actions={definition.bulk}
            rows={chosen}
            clear={() => setSelected([])}
            done={() => {
              setSelected([]);
              void queries.invalidateQueries({ queryKey: definition.queryKey });
            }}
          />
        ) : (
          <div className="by-list-filters">
            <Filters
              filters={definition.filters}
              query={place.query}
              ask={place.ask}
              searchPlaceholder={definition.searchPlaceholder}
              box={box}
            />
          </div>
        )}
        <div className="by-list-tools">
          <SavedViews
            memory={memory}
            remember={remember}
            search={new URLSearchParams(place.query).toString()}
            open={place.replaceAll}
          />
          <ColumnChooser columns={definition.columns} memory={memory} remember={remember} />
          <ExportButton definition={definition} query={place.query} />
        </div>
      </div>
      {page.isPending ? (
        <RowsSkeleton />
      ) : page.isError && !page.data ? (
        <ErrorState error={page.error} retry={() => void page.refetch()} />
      ) : (
        <>
          <RowsTable
            definition={definition}
            columns={columns}
            rows={rows}
            dense={memory.dense}
            fetching={page.isPlaceholderData}
            selected={selected}
            select={setSelected}
            empty={empty}
          />
          {(rows.length > 0 || place.canGoBack) && (
            <Pager place={place} nextCursor={page.data?.next_cursor ?? null} count={rows.length} />
          )}
        </>
      )}
    </section>
  );
}
