import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactElement, ReactNode } from "react";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import type { ListPageOf } from "./definition.ts";

/** A table inside a detail page, which grows by a button: no filters, no place in the address. */
export function MoreRows<Row>({
  query,
  head,
  row,
  emptyText,
}: {
  query: UseInfiniteQueryResult<InfiniteData<ListPageOf<Row>>>;
  head: readonly string[];
  row: (row: Row) => ReactNode;
  emptyText: string;
}): ReactElement {
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {query.isPending && <RowsSkeleton rows={3} />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && <Empty text={emptyText} />}
      {rows.length > 0 && (
        <div className="by-scroll">
          <table className="by-table">
            <thead>
              <tr>
                {head.map((title) => (
                  <th key={title}>{title}</th>
                ))}
              </tr>
            </thead>
            <tbody>{rows.map(row)}</tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <div className="by-more">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            更多
          </Button>
        </div>
      )}
    </>
  );
}
