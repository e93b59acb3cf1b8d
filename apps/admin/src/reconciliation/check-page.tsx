import type { BookRun } from "@banyan/contract";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactElement } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeTextFull } from "../design/time.ts";
import { LedgerHead } from "../ledger/ledger-head.tsx";
import { MoreRows } from "../list/more-rows.tsx";
import "../ledger/ledger.css";

const AT_ONCE = 10;

function RunTag({ run }: { run: BookRun }): ReactElement {
  return run.ok ? (
    <StateTag tone="green">全部成立</StateTag>
  ) : (
    <StateTag tone="red">{run.failed} 条不成立</StateTag>
  );
}

/** Every sentence that the books must fulfil, with whoever breaks it. Broken ones stand first. */
function Results({ id }: { id: string }): ReactElement {
  const run = useQuery(api.console.reconciliation.get.queryOptions({ input: { run_id: id } }));
  if (run.isPending) return <RowsSkeleton rows={6} />;
  if (run.isError) return <ErrorState error={run.error} retry={() => void run.refetch()} />;
  const results = [...run.data.results].sort((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <ul className="by-checks">
      {results.map((result) => (
        <li key={result.name} className={result.ok ? "" : "is-broken"}>
          <Icon name={result.ok ? "check" : "warning"} size={17} />
          <div>
            <b>{result.name}</b>
            {!result.ok && (
              <>
                <p className="num">{result.count} 处不成立</p>
                <ul className="by-mono">
                  {result.examples.map((example) => (
                    <li key={example}>{example}</li>
                  ))}
                </ul>
              </>
            )}
          </div>
          <span>{result.ok ? "成立" : "不成立"}</span>
        </li>
      ))}
    </ul>
  );
}

function Run({ run, latest }: { run: BookRun; latest: boolean }): ReactElement {
  return (
    <Card
      title={latest ? "最近一次检查" : "这次检查"}
      note={
        <span className="num">
          {timeTextFull(run.run_at)}，{run.staff_name ?? "自动"}，{run.total} 条，用时 {run.took_ms} 毫秒
        </span>
      }
      extra={<RunTag run={run} />}
    >
      <Results id={run.id} />
    </Card>
  );
}

function RunRow({ run, shown }: { run: BookRun; shown: boolean }): ReactElement {
  return (
    <tr key={run.id} className={shown ? "is-shown" : ""}>
      <td className="num">
        <Link className="by-link" to={`?run=${run.id}`}>
          {timeTextFull(run.run_at)}
        </Link>
      </td>
      <td>{run.staff_name ?? "自动"}</td>
      <td>
        <RunTag run={run} />
      </td>
    </tr>
  );
}

/** Whether the books hold: the latest run in full, the runs before it, and a run at once. */
export function CheckPage(): ReactElement {
  const [params] = useSearchParams();
  const go = useNavigate();
  const queries = useQueryClient();
  const runs = useInfiniteQuery(
    api.console.reconciliation.runs.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: AT_ONCE, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next_cursor ?? undefined,
    }),
  );
  const run = useWrite({
    call: () => client.console.reconciliation.run(),
    success: (after) => (after.ok ? `${after.total} 条全部成立` : `${after.failed} 条不成立，请查看`),
    done: (after) => {
      queries.setQueryData(api.console.reconciliation.get.queryKey({ input: { run_id: after.id } }), after);
      void queries.invalidateQueries({ queryKey: api.console.reconciliation.runs.key() });
      void queries.invalidateQueries({ queryKey: api.console.ledger.key() });
      void go("/ledger/checks");
    },
  });
  const all = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = all.find((candidate) => candidate.id === params.get("run")) ?? all[0];
  return (
    <>
      <LedgerHead
        place="/ledger/checks"
        extra={
          <Button
            type="primary"
            icon={<Icon name="refresh" size={16} />}
            loading={run.isPending}
            onClick={() => run.mutate(undefined)}
          >
            现在检查
          </Button>
        }
      />
      <div className="by-pair by-check-pair">
        {shown ? (
          <Run key={shown.id} run={shown} latest={shown.id === all[0]?.id} />
        ) : (
          <Card title="最近一次检查">
            {runs.isPending && <RowsSkeleton rows={6} />}
            {runs.isError && <ErrorState error={runs.error} retry={() => void runs.refetch()} />}
            {runs.data && <Empty text="还没有检查过" />}
          </Card>
        )}
        <Card title="检查记录" flush>
          <MoreRows
            query={runs}
            head={["时间", "发起", "结果"]}
            emptyText="还没有检查记录"
            row={(row) => <RunRow key={row.id} run={row} shown={row.id === shown?.id} />}
          />
        </Card>
      </div>
    </>
  );
}
