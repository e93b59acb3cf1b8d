import { type ConsolePlanHead, MOST_CANDIDATES, SIMULATION_DAYS } from "@banyan/contract";
import { lastDays, refusePeriod } from "@banyan/domain";
import { businessDate } from "@banyan/kernel";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, DatePicker, Form, Segmented, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactElement, useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import type { Failure } from "../api/failure.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Note } from "../design/note.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { STATE_TEXT as PLAN_STATE_TEXT } from "../plan/words.ts";
import "./simulation.css";

const DAY = "YYYY-MM-DD";
const OWN = "own";
const DEFAULT_DAYS = 30;
const PERIODS = [
  ...SIMULATION_DAYS.map((days) => ({ value: days, label: `近 ${days} 天` })),
  { value: OWN, label: "自选" },
];
const PERIOD_PROBLEMS = {
  period_backwards: "结束日期不能早于开始日期",
  period_too_long: "一次最多试算三年的订单",
};

type Choice = (typeof SIMULATION_DAYS)[number] | typeof OWN;

function candidatesIn(params: URLSearchParams, plans: readonly ConsolePlanHead[]): number[] {
  const asked = params.getAll("candidate").map(Number);
  return plans
    .filter(({ version, state }) => asked.includes(version) && state !== "active")
    .map(({ version }) => version)
    .slice(0, MOST_CANDIDATES);
}

function PeriodField({
  choice,
  choose,
  days,
  setDays,
  problem,
}: {
  choice: Choice;
  choose: (choice: Choice) => void;
  days: [Dayjs, Dayjs];
  setDays: (days: [Dayjs, Dayjs]) => void;
  problem: string | null;
}): ReactElement {
  return (
    <Form.Item
      label="付款日期"
      {...(problem ? { validateStatus: "error" as const, help: problem } : {})}
      extra="按付款那天计算，两端都含；已退款的订单也算，退款的部分分开列出"
    >
      <div className="by-sim-period-field">
        <Segmented<Choice>
          options={PERIODS as { value: Choice; label: string }[]}
          value={choice}
          onChange={choose}
        />
        <DatePicker.RangePicker
          value={days}
          allowClear={false}
          order={false}
          aria-label="付款日期"
          onChange={(picked) => {
            if (!picked?.[0] || !picked[1]) return;
            setDays([picked[0], picked[1]]);
            choose(OWN);
          }}
        />
      </div>
    </Form.Item>
  );
}

function CandidateField({
  plans,
  chosen,
  choose,
  problem,
}: {
  plans: readonly ConsolePlanHead[];
  chosen: number[];
  choose: (versions: number[]) => void;
  problem: string | null;
}): ReactElement {
  const options = plans
    .filter(({ state }) => state !== "active")
    .map(({ version, name, state }) => ({
      value: version,
      label: `第 ${version} 版 ${name}（${PLAN_STATE_TEXT[state]}）`,
    }));
  return (
    <Form.Item
      label="候选方案"
      {...(problem ? { validateStatus: "error" as const, help: problem } : {})}
      extra={
        options.length === 0
          ? "还没有草稿或旧版本。不选候选，就只看当前方案用在这些订单上的结果"
          : `草稿、待启用、已停用的版本，最多 ${MOST_CANDIDATES} 个；不选就只看当前方案`
      }
    >
      <Select
        mode="multiple"
        maxCount={MOST_CANDIDATES}
        showSearch={{ optionFilterProp: "label" }}
        placeholder="搜索版本号或名称"
        aria-label="候选方案"
        notFoundContent="没有这样的版本"
        value={chosen}
        options={options}
        onChange={choose}
      />
    </Form.Item>
  );
}

function periodAsked(params: URLSearchParams, today: string): [string, string] {
  const { from, to } = lastDays(DEFAULT_DAYS, today);
  return [params.get("from") ?? from, params.get("to") ?? to];
}

function Question({ plans }: { plans: readonly ConsolePlanHead[] }): ReactElement {
  const go = useNavigate();
  const queries = useQueryClient();
  const request = useRequestKey();
  const [params] = useSearchParams();
  const today = useMemo(() => businessDate(new Date(businessNow())), []);
  const [choice, setChoice] = useState<Choice>(params.get("from") ? OWN : DEFAULT_DAYS);
  const [days, setDays] = useState<[Dayjs, Dayjs]>(() => {
    const [from, to] = periodAsked(params, today);
    return [dayjs(from), dayjs(to)];
  });
  const [chosen, setChosen] = useState(() => candidatesIn(params, plans));
  const [failure, setFailure] = useState<Failure | null>(null);
  const active = plans.find(({ state }) => state === "active");
  const own = { from: days[0].format(DAY), to: days[1].format(DAY) };
  const backwards = choice === OWN ? refusePeriod(own) : null;
  const start = useWrite({
    call: () => {
      const content = {
        period: choice === OWN ? own : { days: choice },
        candidates: chosen.map((version) => ({ version })),
      };
      return client.console.simulation.start({ ...content, request_key: request.keyFor(content) });
    },
    refused: (refusal) => {
      setFailure(refusal);
      return refusal.field !== undefined;
    },
    done: (row) => {
      request.renew();
      void queries.invalidateQueries({ queryKey: api.console.simulation.list.key() });
      void go(`/simulations/${row.id}`);
    },
  });
  const at = (field: string) => (failure?.field?.startsWith(field) ? failure.message : null);
  const choose = (next: Choice) => {
    setFailure(null);
    setChoice(next);
    if (next === OWN) return;
    const { from, to } = lastDays(next, today);
    setDays([dayjs(from), dayjs(to)]);
  };
  return (
    <Card title="试算什么">
      <Form layout="vertical" requiredMark={false} onFinish={() => start.mutate(undefined)}>
        <PeriodField
          choice={choice}
          choose={choose}
          days={days}
          setDays={setDays}
          problem={backwards ? PERIOD_PROBLEMS[backwards] : at("period")}
        />
        <Form.Item label="当前方案">
          <div className="by-sim-active">
            <Icon name="check" size={16} />
            {active ? `第 ${active.version} 版 ${active.name}` : "还没有启用方案"}
          </div>
        </Form.Item>
        <CandidateField
          plans={plans}
          chosen={chosen}
          choose={(versions) => {
            setFailure(null);
            setChosen(versions);
          }}
          problem={at("candidates")}
        />
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          disabled={backwards !== null}
          loading={start.isPending}
        >
          开始试算
        </Button>
      </Form>
    </Card>
  );
}

function HowItWorks(): ReactElement {
  return (
    <Card title="怎么算">
      <ul className="by-sim-how">
        <li>每一个订单行按下单时的记录重算：价格、分类、邀请关系、等级、是否有效，都不看现在。</li>
        <li>与真正计佣用同一套算法，一分不差；旁边列出当时实际发放的作参考。</li>
        <li>一百万行大约二十秒，在后台低优先级运行，不影响顾客下单，随时可以取消。</li>
        <li>只能回答「同样的订单换一种分法」。方案变了，伙伴的积极性和顾客的选择也会变，这里不猜。</li>
      </ul>
      <Note icon="lock">试算只读不改，不产生佣金，不影响任何人的账户。</Note>
    </Card>
  );
}

/** The question of a simulation: which orders, which plans. */
export function NewSimulationPage(): ReactElement {
  const plans = useQuery(api.console.plan.list.queryOptions());
  return (
    <>
      <PageHead title="新的试算" back={{ to: "/simulations", label: "方案试算" }} />
      {plans.isPending && <DetailSkeleton />}
      {plans.isError && (
        <Card>
          <ErrorState error={plans.error} retry={() => void plans.refetch()} />
        </Card>
      )}
      {plans.data && (
        <div className="by-pair">
          <Question plans={plans.data.plans} />
          <HowItWorks />
        </div>
      )}
    </>
  );
}
