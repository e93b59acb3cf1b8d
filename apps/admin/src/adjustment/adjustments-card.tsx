import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { MoreRows } from "../list/more-rows.tsx";
import type { Person } from "../promoter/person.tsx";
import { useMay } from "../session/session.tsx";
import { AdjustmentDrawer } from "./adjustment-drawer.tsx";
import { RequestDialog } from "./request-dialog.tsx";
import { ADJUSTMENT_WORD, isMoved, takes } from "./words.ts";

const AT_ONCE = 5;

/** What the shop gave, took or forgave this promoter, and what waits for it. */
export function AdjustmentsCard({ promoter }: { promoter: Person }): ReactElement {
  const may = useMay();
  const [open, setOpen] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const adjustments = useInfiniteQuery(
    api.console.adjustment.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        promoter_id: promoter.id,
        limit: AT_ONCE,
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor ?? undefined,
    }),
  );
  return (
    <Card
      title="奖励与调整"
      flush
      extra={
        <>
          {may("adjustment.request") && (
            <Button type="link" size="small" onClick={() => setAsking(true)}>
              申请调整
            </Button>
          )}
          <Link className="by-link" to={`/adjustments?promoter_id=${promoter.id}&state=all`}>
            全部
          </Link>
        </>
      }
    >
      <MoreRows
        query={adjustments}
        head={["类型", "金额", "原因", "状态", "申请时间"]}
        emptyText="没有奖励或调整"
        row={(row) => (
          <tr key={row.no}>
            <td>
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row.no)}>
                {row.kind_text}
              </Button>
            </td>
            <td>
              <Money
                fen={takes(row.kind) ? -row.amount_fen : row.amount_fen}
                signed={isMoved(row.kind)}
                tone={takes(row.kind) ? "price" : "earn"}
              />
            </td>
            <td>
              <span className="by-clamp">{row.reason}</span>
            </td>
            <td>
              <StateTag tone={ADJUSTMENT_WORD[row.state]?.tone ?? "grey"}>{row.state_text}</StateTag>
            </td>
            <td className="num">{timeText(row.requested_at)}</td>
          </tr>
        )}
      />
      {open && <AdjustmentDrawer key={open} no={open} close={() => setOpen(null)} />}
      {asking && <RequestDialog promoter={promoter} close={() => setAsking(false)} />}
    </Card>
  );
}
