import type { Statement, StatementFormat } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { type ReactElement, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { api, client } from "../api/client.ts";
import { failureOf } from "../api/failure.ts";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { Card, Facts, PageHead } from "../design/page.tsx";
import { timeText } from "../design/time.ts";
import { saveFile } from "../list/csv.ts";
import { PersonChip } from "../promoter/person.tsx";
import { LinesCard } from "./lines-card.tsx";
import { monthText } from "./words.ts";
import "../ledger/ledger.css";
import "./statement.css";

const backTo = (month: string) => ({ to: `/ledger/statements?month=${month}`, label: "对账单" });

/** The month as a file, from the server: it holds every line. */
function Files({ id, month }: { id: string; month: string }): ReactElement {
  const { message } = App.useApp();
  const [busy, setBusy] = useState<StatementFormat | null>(null);
  const get = async (format: StatementFormat) => {
    setBusy(format);
    try {
      const file = await client.console.statement.file({ promoter_id: id, month, format });
      saveFile(`对账单-${id}-${month}.${format}`, file);
    } catch (error) {
      void message.error(failureOf(error).message);
    } finally {
      setBusy(null);
    }
  };
  const button = (format: StatementFormat, label: string) => (
    <Button loading={busy === format} disabled={busy !== null} onClick={() => void get(format)}>
      {label}
    </Button>
  );
  return (
    <>
      {button("csv", "下载 CSV")}
      {button("xlsx", "下载表格")}
      {button("pdf", "下载 PDF")}
    </>
  );
}

function Accounts({ statement }: { statement: Statement }): ReactElement {
  return (
    <Card title="账户" note="期初 + 增加 − 减少 = 期末" flush>
      <div className="by-scroll">
        <table className="by-table by-sums-table">
          <thead>
            <tr>
              {["账户", "期初", "增加", "减少", "期末"].map((title) => (
                <th key={title}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {statement.accounts.map((one) => (
              <tr key={one.account}>
                <td>{one.title}</td>
                {[one.opening_fen, one.in_fen, one.out_fen].map((fen, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                  <td key={index}>
                    <Money fen={fen} tone={fen === 0 ? "muted" : "ink"} />
                  </td>
                ))}
                <td>
                  <b>
                    <Money fen={one.closing_fen} />
                  </b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="by-statement-check">
        {statement.adds_up ? (
          <Note icon="check">期末加上之后的变动，与账户余额一致。</Note>
        ) : (
          <Note tone="red" icon="warning">
            期末加上之后的变动，与账户余额不一致，请运行对账检查。
          </Note>
        )}
      </div>
    </Card>
  );
}

function Movements({ movements }: Pick<Statement, "movements">): ReactElement {
  return (
    <Card title="变动" flush>
      <div className="by-scroll">
        <table className="by-table by-sums-table is-ways">
          <thead>
            <tr>
              {["项目", "从 → 到", "笔数", "金额"].map((title) => (
                <th key={title}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {movements.map((one) => (
              <tr key={`${one.kind} ${one.debit_text} ${one.credit_text}`}>
                <td>{one.title}</td>
                <td>
                  <span className="by-way">
                    {one.debit_text}
                    <i aria-hidden="true">→</i>
                    {one.credit_text}
                  </span>
                </td>
                <td className="num">{one.count}</td>
                <td>
                  <Money fen={one.amount_fen} />
                </td>
              </tr>
            ))}
            {movements.length === 0 && (
              <tr>
                <td colSpan={4} className="by-secondary">
                  这个月没有变动
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** Goes from month to month of the same promoter. */
function MonthChoice({ id, month }: { id: string; month: string }): ReactElement {
  const go = useNavigate();
  const months = useQuery(api.console.statement.months.queryOptions({ input: { promoter_id: id } }));
  const options = (months.data?.months ?? []).map((one) => ({
    value: one.month,
    label: monthText(one.month),
  }));
  return (
    <Select
      value={month}
      aria-label="月份"
      style={{ width: 148 }}
      options={options.length > 0 ? options : [{ value: month, label: monthText(month) }]}
      onChange={(chosen: string) => void go(`/ledger/statements/${id}/${chosen}`)}
    />
  );
}

function Body({ id, statement }: { id: string; statement: Statement }): ReactElement {
  const { month, current, from, to, read_at } = statement;
  return (
    <>
      <div className="by-pair">
        <div className="by-stack">
          <Accounts statement={statement} />
          <Movements movements={statement.movements} />
        </div>
        <Card title="这张对账单">
          <Facts
            rows={[
              ["分销员", <PersonChip key="person" person={{ id, nickname: statement.nickname }} />],
              [
                "期间",
                <span key="span" className="num">
                  {current ? `${from} 起，月份还没有结束` : `${from} 至 ${to}`}
                </span>,
              ],
              [
                current ? "截至" : "读取时间",
                <span key="at" className="num">
                  {timeText(read_at)}
                </span>,
              ],
              [
                "结算订单",
                <span key="orders" className="num">
                  {statement.settled_orders} 单
                </span>,
              ],
              ["结算销售", <Money key="sales" fen={statement.settled_sales_fen} />],
            ]}
          />
          <p className="by-secondary by-statement-late">
            退款等事情按发生的日期归入月份，之后才知道的也一样，所以同一个月晚些读取可能不同。
          </p>
        </Card>
      </div>
      <LinesCard id={id} month={month} count={statement.lines} />
    </>
  );
}

/** One promoter's month: what stood before, what moved, what stands after, and every transfer. */
export function StatementPage(): ReactElement {
  const { promoter: id = "", month = "" } = useParams();
  const statement = useQuery(api.console.statement.get.queryOptions({ input: { promoter_id: id, month } }));
  const { data, isError, error, refetch } = statement;
  return (
    <>
      <PageHead
        back={backTo(month)}
        title={`${monthText(month)} 对账单`}
        extra={
          data && (
            <>
              <MonthChoice id={id} month={month} />
              <Files id={id} month={month} />
            </>
          )
        }
      >
        {data?.nickname}
      </PageHead>
      {data ? (
        <div className="by-stack">
          <Body id={id} statement={data} />
        </div>
      ) : isError ? (
        <Card>
          <ErrorState error={error} retry={() => void refetch()} />
        </Card>
      ) : (
        <DetailSkeleton />
      )}
    </>
  );
}
