import type { ConsolePlan, ConsolePlanHead } from "@banyan/contract";
import { checkPlan, describeTarget, PROMOTION_WORDS, percent, tellWarnings } from "@banyan/domain";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
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
import { type Known, knownOf } from "./names.ts";
import { NewDraftDialog } from "./new-draft-dialog.tsx";
import { PlanActions } from "./plan-actions.tsx";
import { RuleSentences } from "./rule-sentences.tsx";
import { STATE_TEXT, STATE_TONE, sinceText } from "./words.ts";
import { WorkDialog } from "./work-dialog.tsx";
import "./plan.css";

function Versions({ plans, shown }: { plans: readonly ConsolePlanHead[]; shown: number }): ReactElement {
  return (
    <Card title="版本" note={`共 ${plans.length} 版`}>
      <ul className="by-versions">
        {plans.map((plan) => (
          <li key={plan.version}>
            <Link to={`/plans?version=${plan.version}`} aria-current={plan.version === shown}>
              <span>
                <b className="num">第 {plan.version} 版</b>
                <StateTag tone={STATE_TONE[plan.state]}>{STATE_TEXT[plan.state]}</StateTag>
              </span>
              <span className="by-ellipsis">{plan.name}</span>
              <small className="num">{sinceText(plan)}</small>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Examples({ plan, known }: { plan: ConsolePlan; known: Known }): ReactElement {
  const examples = useMemo(() => examplesOf(plan.body, known), [plan, known]);
  return (
    <Card title="举例" note="与计佣用同一套算法">
      <ul className="by-examples num">
        {examples.map((example) => (
          <li key={example.key}>{example.text}</li>
        ))}
      </ul>
    </Card>
  );
}

function lifeOf(plan: ConsolePlan): [string, ReactElement | string][] {
  const num = (text: string) => <span className="num">{text}</span>;
  if (plan.state === "draft")
    return [
      ["起草人", plan.staff_name ?? "系统"],
      ["最后修改", num(timeText(plan.changed_at))],
    ];
  if (plan.state === "scheduled")
    return [
      ["定时人", plan.scheduled_by ?? "系统"],
      ["启用时间", num(timeText(plan.starts_at))],
    ];
  const until = plan.retired_at ? timeText(plan.retired_at) : "现在";
  return [
    ["启用人", plan.staff_name ?? "系统"],
    ["使用期", num(`${timeText(plan.activated_at)} 至 ${until}`)],
  ];
}

function Head({
  plan,
  known,
  legalNotice,
  actions,
}: {
  plan: ConsolePlan;
  known: Known;
  legalNotice: string;
  actions: ReactElement;
}): ReactElement {
  const { promotions, exclude, team_bonus } = plan.body;
  const bonus = Object.entries(team_bonus?.rates ?? {});
  return (
    <Card
      title={
        <span className="by-plan-title">
          第 {plan.version} 版 · {plan.name}
          <StateTag tone={STATE_TONE[plan.state]}>{STATE_TEXT[plan.state]}</StateTag>
        </span>
      }
      extra={actions}
    >
      <Facts
        columns={2}
        rows={[
          ...summaryOf(plan.body),
          ["秒杀商品", PROMOTION_WORDS[promotions.flash_sale] ?? "其他"],
          ["拼团商品", PROMOTION_WORDS[promotions.group_buy] ?? "其他"],
          ...lifeOf(plan),
        ]}
      />
      {exclude.length > 0 && (
        <p className="by-plan-more">
          不参与分佣：{exclude.map((one) => describeTarget(one, known)).join("、")}
        </p>
      )}
      {bonus.length > 0 && (
        <p className="by-plan-more num">
          团队奖：{bonus.map(([tier, bps]) => `${known.tier(tier)} ${percent(bps)}`).join("、")}
        </p>
      )}
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

function Version({
  plan,
  plans,
  legalNotice,
  copy,
}: {
  plan: ConsolePlan;
  plans: readonly ConsolePlanHead[];
  legalNotice: string;
  copy: () => void;
}): ReactElement {
  const [working, setWorking] = useState(false);
  const known = useMemo(() => knownOf(plan.names), [plan]);
  const active = plans.find(({ state }) => state === "active");
  return (
    <div className="by-stack">
      <Head
        plan={plan}
        known={known}
        legalNotice={legalNotice}
        actions={<PlanActions plan={plan} active={active} copy={copy} work={() => setWorking(true)} />}
      />
      <RuleSentences key={plan.version} sentences={plan.sentences} />
      <Examples plan={plan} known={known} />
      {working && (
        <WorkDialog
          plan={plan}
          warnings={tellWarnings(checkPlan(plan.body, known).warnings, known)}
          legalNotice={legalNotice}
          close={() => setWorking(false)}
        />
      )}
    </div>
  );
}

/** Every version of the commission plan with its state; one of them in full, each rule as a sentence and told on examples. */
export function PlanPage(): ReactElement {
  const may = useMay();
  const go = useNavigate();
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const [copying, setCopying] = useState<number | null>(null);
  const plans = useQuery(api.console.plan.list.queryOptions());
  const all = plans.data?.plans ?? [];
  const active = all.find(({ state }) => state === "active");
  const wanted = Number(params.get("version"));
  const head = all.find(({ version }) => version === wanted) ?? active ?? all[0];
  const plan = useQuery(
    api.console.plan.get.queryOptions({
      input: { version: head?.version ?? 0 },
      enabled: head !== undefined,
      placeholderData: (before) => before,
    }),
  );
  const isNew = pathname.endsWith("/plans/new");
  const failed = plans.isError ? plans : plan.isError ? plan : null;
  return (
    <>
      <PageHead
        title="佣金方案"
        extra={
          may("plan.draft") && (
            <Button
              type="primary"
              icon={<Icon name="edit" size={16} />}
              onClick={() => setCopying(active?.version ?? 0)}
            >
              调整方案
            </Button>
          )
        }
      >
        新版本只对之后提交的订单生效，已有订单按下单时的版本计算
      </PageHead>
      {failed && (
        <Card>
          <ErrorState error={failed.error} retry={() => void failed.refetch()} />
        </Card>
      )}
      {!failed && (plans.isPending || (head && !plan.data)) && <DetailSkeleton />}
      {plans.data && !head && (
        <Card>
          <Empty text="还没有佣金方案，启用第一版后才会计佣" />
        </Card>
      )}
      {plans.data && plan.data && head && !failed && (
        <div className="by-pair">
          <Version
            plan={plan.data}
            plans={all}
            legalNotice={plans.data.legal_notice}
            copy={() => setCopying(plan.data.version)}
          />
          <Versions plans={all} shown={head.version} />
        </div>
      )}
      {plans.data && may("plan.draft") && (copying !== null || isNew) && (
        <NewDraftDialog
          plans={all}
          from={all.find(({ version }) => version === copying) ?? active}
          close={() => {
            setCopying(null);
            if (isNew) void go("/plans");
          }}
        />
      )}
    </>
  );
}
