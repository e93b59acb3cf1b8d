import type { ConsolePlan, PlanBody } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { DetailSkeleton, Empty, ErrorState } from "../design/empty.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";
import { CheckCard } from "./check-card.tsx";
import { bodyOf, type Draft, draftOf, unfinished } from "./draft.ts";
import { FrameCard } from "./frame-card.tsx";
import { usePlanNames } from "./names.ts";
import { PublishDialog } from "./publish-dialog.tsx";
import { RulesCard } from "./rules-card.tsx";
import { problemsByPlace, usePlanCheck } from "./use-check.ts";
import "./plan.css";

const BACK = { to: "/plans", label: "佣金方案" };
const START: PlanBody = {
  depth: 1,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [],
  exclude: [],
  promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
  team_bonus: null,
};

function Editor({ active, legalNotice }: { active: ConsolePlan | null; legalNotice: string }): ReactElement {
  const before = active?.body ?? START;
  const [draft, setDraft] = useState<Draft>(() => draftOf(before));
  const [products, setProducts] = useState<ReadonlyMap<string, string>>(new Map());
  const [publishing, setPublishing] = useState(false);
  const names = usePlanNames(products);
  const body = useMemo(() => bodyOf(draft), [draft]);
  const missing = unfinished(draft);
  const check = usePlanCheck(body, missing === null);
  const problems = useMemo(
    () => problemsByPlace(check.result?.refusals ?? [], draft, check.body ?? body),
    [check.result, check.body, draft, body],
  );
  const change = (changes: Partial<Draft>) => setDraft((now) => ({ ...now, ...changes }));
  const unchanged = JSON.stringify(body) === JSON.stringify(bodyOf(draftOf(before)));
  const waits = unchanged
    ? "还没有修改"
    : (missing ??
      (!check.fresh || !check.result
        ? "正在检查"
        : check.result.refusals.length > 0
          ? "请先改正标红的地方"
          : null));
  return (
    <>
      <PageHead
        back={BACK}
        title="调整佣金方案"
        extra={
          <>
            {!unchanged && <Button onClick={() => setDraft(draftOf(before))}>放弃修改</Button>}
            <Tooltip title={waits}>
              <Button type="primary" disabled={waits !== null} onClick={() => setPublishing(true)}>
                预览并启用
              </Button>
            </Tooltip>
          </>
        }
      >
        {active ? `在第 ${active.version} 版的基础上修改，启用后成为新版本` : "第一版佣金方案"}
      </PageHead>
      <div className="by-pair by-plan-editor">
        <div className="by-stack">
          <FrameCard draft={draft} change={change} problems={problems} />
          <RulesCard
            draft={draft}
            change={change}
            problems={problems}
            named={(id, name) => setProducts((known) => new Map(known).set(id, name))}
          />
        </div>
        <CheckCard body={body} missing={missing} check={check} names={names} legalNotice={legalNotice} />
      </div>
      {publishing && check.result && (
        <PublishDialog
          before={active}
          beforeBody={before}
          body={body}
          check={check.result}
          names={names}
          legalNotice={legalNotice}
          close={() => setPublishing(false)}
        />
      )}
    </>
  );
}

/** A new version of the plan: rates and rules with what they do in words, checked while typing. */
export function PlanEditorPage(): ReactElement {
  const may = useMay();
  const plans = useQuery(api.console.plan.list.queryOptions({ refetchOnWindowFocus: false, staleTime: 0 }));
  if (!may("plan.write"))
    return (
      <Empty
        text="只有店主可以调整佣金方案"
        action={
          <Link className="by-link" to="/plans">
            查看现在的方案
          </Link>
        }
      />
    );
  if (plans.data) {
    const active = plans.data.plans.find((plan) => plan.state === "active") ?? null;
    return <Editor key={active?.version ?? 0} active={active} legalNotice={plans.data.legal_notice} />;
  }
  return (
    <>
      <PageHead back={BACK} title="调整佣金方案" />
      {plans.isError ? (
        <Card>
          <ErrorState error={plans.error} retry={() => void plans.refetch()} />
        </Card>
      ) : (
        <DetailSkeleton />
      )}
    </>
  );
}
