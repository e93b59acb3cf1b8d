import type { Settings } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import { api } from "../api/client.ts";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Icon, type IconName } from "../design/icon.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { FreightSection } from "../freight/freight-section.tsx";
import { AdjustmentSection } from "./adjustment-section.tsx";
import { CatalogSection } from "./catalog-section.tsx";
import { NoticeSection } from "./notice-section.tsx";
import { OrderSection } from "./order-section.tsx";
import { PaymentSection } from "./payment-section.tsx";
import { PromoterSection } from "./promoter-section.tsx";
import { ReferralSection } from "./referral-section.tsx";
import { ReviewSection } from "./review-section.tsx";
import { ShopSection } from "./shop-section.tsx";
import { WithdrawalSection } from "./withdrawal-section.tsx";
import "../coupon/coupon.css";
import "./setting.css";

interface Part {
  key: string;
  label: string;
  icon: IconName;
  version: (settings: Settings) => number | undefined;
  Section: (props: { settings: Settings }) => ReactElement;
}

const PARTS: readonly [Part, ...Part[]] = [
  { key: "shop", label: "店铺", icon: "shop", version: (s) => s.versions.shop, Section: ShopSection },
  {
    key: "catalog",
    label: "商品",
    icon: "goods",
    version: (s) => s.versions.catalog,
    Section: CatalogSection,
  },
  { key: "review", label: "评价", icon: "star", version: (s) => s.versions.review, Section: ReviewSection },
  { key: "order", label: "订单", icon: "clock", version: (s) => s.versions.order, Section: OrderSection },
  {
    key: "freight",
    label: "运费",
    icon: "freight",
    version: (s) => s.versions.freight,
    Section: FreightSection,
  },
  { key: "payment", label: "微信支付", icon: "money", version: () => 0, Section: PaymentSection },
  {
    key: "promoter",
    label: "推广",
    icon: "promoter",
    version: (s) => s.versions.promoter,
    Section: PromoterSection,
  },
  {
    key: "referral",
    label: "客户关系",
    icon: "link",
    version: (s) => s.versions.referral,
    Section: ReferralSection,
  },
  {
    key: "withdrawal",
    label: "提现",
    icon: "withdrawal",
    version: (s) => s.versions.withdrawal,
    Section: WithdrawalSection,
  },
  {
    key: "adjustment",
    label: "奖励与调整",
    icon: "note",
    version: (s) => s.versions.adjustment,
    Section: AdjustmentSection,
  },
  {
    key: "notice",
    label: "通知模板",
    icon: "bell",
    version: (s) => s.versions.notice,
    Section: NoticeSection,
  },
];

export function SettingPage(): ReactElement {
  const [params] = useSearchParams();
  const settings = useQuery(api.console.setting.get.queryOptions({ refetchOnWindowFocus: false }));
  const part = PARTS.find((candidate) => candidate.key === params.get("part")) ?? PARTS[0];
  return (
    <>
      <PageHead title="设置" />
      <div className="by-settings">
        <nav aria-label="设置分类">
          {PARTS.map(({ key, label, icon }) => (
            <Link key={key} to={`?part=${key}`} replace aria-current={key === part.key}>
              <Icon name={icon} size={18} />
              {label}
            </Link>
          ))}
        </nav>
        {settings.isPending && <DetailSkeleton />}
        {settings.isError && (
          <Card>
            <ErrorState error={settings.error} retry={() => void settings.refetch()} />
          </Card>
        )}
        {settings.data && (
          <part.Section key={`${part.key} ${part.version(settings.data)}`} settings={settings.data} />
        )}
      </div>
    </>
  );
}
