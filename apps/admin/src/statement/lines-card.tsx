import type { ConsoleStatementLine } from "@banyan/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { timeText } from "../design/time.ts";
import { pageOfRef } from "../ledger/words.ts";
import { MoreRows } from "../list/more-rows.tsx";

const AT_ONCE = 20;

/** Every transfer of the month, newest first. */
export function LinesCard({ id, month, count }: { id: string; month: string; count: number }): ReactElement {
  const lines = useInfiniteQuery(
    api.console.statement.lines.infiniteOptions({
      input: (cursor: string | undefined) => ({
        promoter_id: id,
        month,
        limit: AT_ONCE,
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor ?? undefined,
    }),
  );
  return (
    <Card title="明细" note={`共 ${count} 笔`} flush>
      <MoreRows
        query={lines}
        head={["时间", "项目", "内容", "单号", "从 → 到", "金额", ""]}
        emptyText="这个月没有变动"
        row={(line) => <Line key={`${line.at} ${line.kind} ${line.ref} ${line.what}`} id={id} line={line} />}
      />
    </Card>
  );
}

function Line({ id, line }: { id: string; line: ConsoleStatementLine }): ReactElement {
  const page = pageOfRef(line.ref);
  return (
    <tr>
      <td className="num">{timeText(line.at)}</td>
      <td>{line.title}</td>
      <td>
        <span className="by-clamp">{line.what}</span>
      </td>
      <td>
        {page ? (
          <Link className="by-link by-mono" to={page}>
            {line.ref}
          </Link>
        ) : (
          <span className="by-mono">{line.ref}</span>
        )}
      </td>
      <td>
        <span className="by-way">
          {line.debit_text}
          <i aria-hidden="true">→</i>
          {line.credit_text}
        </span>
      </td>
      <td>
        <Money fen={line.amount_fen} />
      </td>
      <td>
        {line.commission_key !== null && (
          <Link className="by-link" to={`/commissions/${id}/${line.commission_key}`}>
            怎么算的
          </Link>
        )}
      </td>
    </tr>
  );
}
