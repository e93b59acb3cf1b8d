import type { StockLogRow } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Drawer, Select } from "antd";
import { type ReactElement, useState } from "react";
import { api } from "../api/client.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { timeText } from "../design/time.ts";
import { kindText } from "./words.ts";
import "./stock.css";

const AT_ONCE = 30;

function Row({ row }: { row: StockLogRow }): ReactElement {
  return (
    <li>
      <span className={`by-log-delta num ${row.delta > 0 ? "is-more" : "is-less"}`}>
        {row.delta > 0 ? `+${row.delta}` : row.delta}
      </span>
      <span className="by-log-what">
        <b>
          {row.reason_text}
          {row.spec.length > 0 && <small>{specText(row.spec)}</small>}
        </b>
        <small className="num">
          {[timeText(row.created_at), row.staff, row.ref, row.note].filter(Boolean).join(" · ")}
        </small>
      </span>
      <span className="by-log-after num">余 {row.on_hand_after}</span>
    </li>
  );
}

/** Every movement of a product's stock, newest first. */
export function StockLogDrawer({
  productId,
  skus,
  close,
}: {
  productId: string;
  skus: readonly { id: string; spec: readonly string[] }[];
  close: () => void;
}): ReactElement {
  const [sku, setSku] = useState<string>();
  const log = useInfiniteQuery(
    api.console.stock.log.infiniteOptions({
      input: (cursor: string | undefined) => ({
        product_id: productId,
        limit: AT_ONCE,
        ...(sku ? { sku_id: sku } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next_cursor ?? undefined,
    }),
  );
  const rows = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer open title="库存流水" size={520} onClose={close}>
      {skus.length > 1 && (
        <Select
          style={{ width: "100%", marginBottom: 14 }}
          allowClear
          placeholder="全部规格"
          value={sku ?? null}
          options={skus.map((option) => ({ value: option.id, label: kindText(option.spec) }))}
          onChange={(value: string | null | undefined) => setSku(value ?? undefined)}
        />
      )}
      {log.isPending && <RowsSkeleton rows={6} />}
      {log.isError && <ErrorState error={log.error} retry={() => void log.refetch()} />}
      {log.data && rows.length === 0 && <Empty text="还没有库存变动" />}
      <ul className="by-log">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button block loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          更早的
        </Button>
      )}
    </Drawer>
  );
}
