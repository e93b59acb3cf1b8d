import type { ConsolePlan } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactElement } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api } from "../api/client.ts";
import { DetailSkeleton, Empty, ErrorState } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Note } from "../design/note.tsx";
import { Card, Facts, PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { summaryOf } from "./draft.ts";
import { examplesOf } from "./example.ts";
import { usePlanNames } from "./names.ts";
import "./plan.css";

function Versions({ plans, shown }: { plans: readonly ConsolePlan[]; shown: number }): ReactElement {
  return (
    <Card title="版本" note={`共 ${plans.length} 版`}>
      <ul className="by-versions">
        {plans.map((plan) => (
          <li key={plan.version}>
            <Link to={`?version=${plan.version}`} aria-current={plan.version === shown}>
              <span>
                <b className="num">第 {plan.version} 版</b>
                {plan.state === "active" && <StateTag tone="green">使用中</StateTag>}
              </span>
              <span className="by-ellipsis">{plan.name}</span>
              <small className="num">
                {timeText(plan.activated_at)} 起 · {plan.order_count} 单
              </small>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Rules({ plan }: { plan: ConsolePlan }): ReactElement {
  return (
    <Card title="规则" note={`${plan.body.rules.length} 条，范围小的优先`}>
      {plan.sentences.length === 0 ? (
        <p className="by-secondary">没有规则，所有订单都不计佣金</p>
      ) : (
        <ol className="by-sentences">
          {plan.sentences.map((sentence, index) => (
            <li key={plan.body.rules[index]?.id ?? sentence}>{sentence}</li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Examples({ plan }: { plan: ConsolePlan }): ReactElement {
  const names = usePlanNames();
  return (
    <Card title="举例" note="与计佣用同一套算法">
      <ul className="by-examples num">
        {examplesOf(plan.body, names).map((example) => (
          <li key={example.key}>{example.text}</li>
        ))}
      </ul>
    </Card>
  );
}

const PROMOTION_TEXT = { none: "不计佣", share: "计佣，自购除外", share_and_self: "照常计佣" } as const;

function Head({ plan, legalNotice }: { plan: ConsolePlan; legalNotice: string }): ReactElement {
  const { promotions } = plan.body;
  return (
    <Card
      title={`第 ${plan.version} 版 · ${plan.name}`}
      extra={
        plan.state === "active" ? (
          <StateTag tone="green">使用中</StateTag>
        ) : (
          <StateTag tone="grey">已停用</StateTag>
        )
      }
    >
      <Facts
        columns={2}
        rows={[
          ...summaryOf(plan.body),
          ["秒杀商品", PROMOTION_TEXT[promotions.flash_sale] ?? "其他"],
          ["拼团商品", PROMOTION_TEXT[promotions.group_buy] ?? "其他"],
          ["启用人", plan.staff_name ?? "系统"],
          [
            "使用期",
            <span key="t" className="num">
              {timeText(plan.activated_at)} 至 {plan.retired_at ? timeText(plan.retired_at) : "现在"}
            </span>,
          ],
        ]}
      />
      {plan.body.depth > 1 && legalNotice && !plan.acknowledged && (
        <div className="by-plan-legal">
          <Note tone="amber" icon="warning">
            {legalNotice}
          </Note>
        </div>
      )}
      {plan.acknowledged && (
        <div className="by-plan-legal">
          <Note icon="check">
            {plan.acknowledged.by} 于 {timeText(plan.acknowledged.at)} 确认：{plan.acknowledged.text}
          </Note>
        </div>
      )}
    </Card>
  );
}

/** Every version of the commission plan, each rule as a sentence and told on examples. */
export function PlanPage(): ReactElement {
  const may = useMay();
  const go = useNavigate();
  const [params] = useSearchParams();
  const plans = useQuery(api.console.plan.list.queryOptions());
  const all = plans.data?.plans ?? [];
  const wanted = Number(params.get("version"));
  const shown =
    all.find((plan) => plan.version === wanted) ?? all.find((plan) => plan.state === "active") ?? all[0];
  return (
    <>
      <PageHead
        title="佣金方案"
        extra={
          may("plan.write") &&
          plans.data && (
            <Button
              type="primary"
              icon={<Icon name="edit" size={16} />}
              onClick={() => void go("/plans/new")}
            >
              调整方案
            </Button>
          )
        }
      >
        新版本只对之后提交的订单生效，已有订单按下单时的版本计算
      </PageHead>
      {plans.isPending && <DetailSkeleton />}
      {plans.isError && (
        <Card>
          <ErrorState error={plans.error} retry={() => void plans.refetch()} />
        </Card>
      )}
      {plans.data && !shown && (
        <Card>
          <Empty text="还没有佣金方案，启用第一版后才会计佣" />
        </Card>
      )}
      {plans.data && shown && (
        <div className="by-pair">
          <div className="by-stack">
            <Head plan={shown} legalNotice={plans.data.legal_notice} />
            <Rules plan={shown} />
            <Examples plan={shown} />
          </div>
          <Versions plans={all} shown={shown.version} />
        </div>
      )}
    </>
  );
}
