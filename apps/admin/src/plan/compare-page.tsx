import type { ConsolePlanHead } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type ReactElement, useMemo } from "react";
import { useSearchParams } from "react-router";
import { api } from "../api/client.ts";
import { DetailSkeleton, Empty, ErrorState } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { Difference } from "./difference.tsx";
import { knownOf, withNames } from "./names.ts";
import { STATE_TEXT } from "./words.ts";
import "./plan.css";

type Side = "before" | "after";

function useVersion(version: number) {
  return useQuery(
    api.console.plan.get.queryOptions({
      input: { version },
      enabled: Number.isSafeInteger(version) && version > 0,
    }),
  );
}

function Choose({
  plans,
  label,
  value,
  change,
}: {
  plans: readonly ConsolePlanHead[];
  label: string;
  value: number;
  change: (version: number) => void;
}): ReactElement {
  return (
    <Select
      className="by-compare-choice"
      aria-label={label}
      placeholder={label}
      value={value > 0 ? value : null}
      options={plans.map((plan) => ({
        value: plan.version,
        label: `第 ${plan.version} 版 ${plan.name}（${STATE_TEXT[plan.state]}）`,
      }))}
      onChange={change}
    />
  );
}

/** Two versions side by side: what the second says differently. */
export function PlanComparePage(): ReactElement {
  const [params, setParams] = useSearchParams();
  const plans = useQuery(api.console.plan.list.queryOptions());
  const versions = { before: Number(params.get("before")), after: Number(params.get("after")) };
  const before = useVersion(versions.before);
  const after = useVersion(versions.after);
  const failed = [plans, before, after].find(({ isError }) => isError);
  const known = useMemo(
    () => (before.data && after.data ? knownOf(withNames(before.data.names, after.data.names)) : null),
    [before.data, after.data],
  );
  const choose = (side: Side) => (version: number) =>
    setParams(
      (now) => {
        now.set(side, String(version));
        return now;
      },
      { replace: true },
    );
  const all = plans.data?.plans ?? [];
  return (
    <>
      <PageHead back={{ to: "/plans", label: "佣金方案" }} title="对比方案">
        规则按范围、位置、等级对应，先后顺序不算不同
      </PageHead>
      <Card>
        <div className="by-compare-bar">
          <Choose plans={all} label="原方案" value={versions.before} change={choose("before")} />
          <Icon name="right" size={16} />
          <Choose plans={all} label="新方案" value={versions.after} change={choose("after")} />
        </div>
        {failed ? (
          <ErrorState error={failed.error} retry={() => void failed.refetch()} />
        ) : before.data && after.data && known ? (
          <Difference
            key={`${versions.before} ${versions.after}`}
            before={before.data.body}
            after={after.data.body}
            known={known}
            titles={{ before: `第 ${versions.before} 版`, after: `第 ${versions.after} 版` }}
          />
        ) : versions.before > 0 && versions.after > 0 ? (
          <DetailSkeleton />
        ) : (
          <Empty text="选两个方案来对比" />
        )}
      </Card>
    </>
  );
}
