import { describeFreightRule } from "@banyan/domain";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Card } from "../design/page.tsx";
import { templateOf } from "./draft.ts";
import "./freight.css";

/** Freight was a setting once: whoever looks for it here is told where it is now, and what is charged. */
export function FreightSection(): ReactElement {
  const templates = useQuery(api.console.freight.list.queryOptions());
  const first = templates.data?.templates.find((one) => one.is_default);
  return (
    <Card title="运费" note="按运费模板收，服务类商品不收运费">
      {templates.isPending && <DetailSkeleton />}
      {templates.isError && <ErrorState error={templates.error} retry={() => void templates.refetch()} />}
      {first && (
        <p className="by-freight-words num">
          默认模板“{first.name}”：{describeFreightRule(templateOf(first).elsewhere, first.unit)}
        </p>
      )}
      <p>
        <Link to="/freight">去运费模板</Link>
      </p>
    </Card>
  );
}
