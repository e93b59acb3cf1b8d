import { PROMOTION_WORDS, SELF_PURCHASE_WORDS } from "@banyan/domain";
import { Form, Segmented, Select } from "antd";
import { memo, type ReactElement } from "react";
import { Card } from "../design/page.tsx";
import { PercentInput } from "../design/percent-input.tsx";
import { type BaseKey, type Draft, type Position, shownPositions } from "./draft.ts";
import type { ProblemsByPlace } from "./problems.ts";

const BASE_LABEL: Record<BaseKey, string> = {
  self: "自购比例",
  "1": "第 1 位（分享的人）",
  "2": "第 2 位（邀请人）",
  "3": "第 3 位（邀请人的邀请人）",
};

const SELF_NOTE: Record<Draft["self_purchase"], string> = {
  none: "分销员自己买，佣金归邀请人，与普通顾客一样",
  rebate: "分销员自己买，收货并过售后期后返佣金",
  discount: "分销员自己买，下单时直接便宜",
};

const DEPTH_NOTE: Record<Draft["depth"], string> = {
  1: "只有分享的人得佣金",
  2: "分享的人和邀请人得佣金",
  3: "再加上邀请人的邀请人，需要店主确认合规提示",
};

/** Changes of one key that follow each other are taken back together. */
export type Change = (changes: Partial<Draft>, key?: string) => void;

const PROMOTIONS = (["none", "share", "share_and_self"] as const).map((value) => ({
  value,
  label: PROMOTION_WORDS[value],
}));

function problemAt(problems: ProblemsByPlace, place: string) {
  const help = problems.get(place);
  return help ? ({ validateStatus: "error", help } as const) : {};
}

function BaseRate({
  position,
  draft,
  change,
  problems,
}: {
  position: Position;
  draft: Draft;
  change: Change;
  problems: ProblemsByPlace;
}): ReactElement {
  const key = String(position) as BaseKey;
  return (
    <Form.Item label={BASE_LABEL[key]} {...problemAt(problems, `base ${key}`)}>
      <PercentInput
        beyond
        label={BASE_LABEL[key]}
        placeholder="不给佣金"
        value={draft.base[key]}
        onChange={(bps) => change({ base: { ...draft.base, [key]: bps } }, `base ${key}`)}
      />
    </Form.Item>
  );
}

interface Props {
  draft: Draft;
  change: Change;
  problems: ProblemsByPlace;
}

/** Whether the fields that a card shows are the same: rules are edited letter by letter beside it. */
export function sameFields<P extends { draft: Draft }>(...fields: readonly (keyof Draft)[]) {
  return (before: P, after: P): boolean =>
    fields.every((field) => before.draft[field] === after.draft[field]) &&
    (Object.keys(after) as (keyof P)[]).every((key) => key === "draft" || before[key] === after[key]);
}

/** Who may earn at all, how much a line may give away, and the rates for everything. */
export const FrameCard = memo(
  function FrameCard({ draft, change, problems }: Props): ReactElement {
    return (
      <Card title="基本规则" note="对全部商品、全部等级">
        <Form layout="vertical" requiredMark={false}>
          <div className="by-plan-frame">
            <Form.Item label="分佣层数" extra={DEPTH_NOTE[draft.depth]} {...problemAt(problems, "plan")}>
              <Segmented
                block
                value={draft.depth}
                options={([1, 2, 3] as const).map((depth) => ({ value: depth, label: `${depth} 层` }))}
                onChange={(depth) => change({ depth })}
              />
            </Form.Item>
            <Form.Item label="自购" extra={SELF_NOTE[draft.self_purchase]}>
              <Segmented
                block
                value={draft.self_purchase}
                options={(["none", "rebate", "discount"] as const).map((mode) => ({
                  value: mode,
                  label: SELF_PURCHASE_WORDS[mode],
                }))}
                onChange={(mode) => change({ self_purchase: mode })}
              />
            </Form.Item>
            <Form.Item
              label="单行上限"
              extra="每一行商品最多让出的比例，超出时从远到近削减"
              {...problemAt(problems, "cap")}
            >
              <PercentInput
                beyond
                label="单行上限"
                placeholder="30"
                value={draft.cap_bps}
                onChange={(cap_bps) => change({ cap_bps }, "cap")}
              />
            </Form.Item>
            {shownPositions(draft).map((position) => (
              <BaseRate
                key={position}
                position={position}
                draft={draft}
                change={change}
                problems={problems}
              />
            ))}
            {(["flash_sale", "group_buy"] as const).map((kind) => (
              <Form.Item key={kind} label={kind === "flash_sale" ? "秒杀商品" : "拼团商品"}>
                <Select
                  aria-label={kind === "flash_sale" ? "秒杀商品" : "拼团商品"}
                  value={draft.promotions[kind]}
                  options={PROMOTIONS}
                  onChange={(setting) => change({ promotions: { ...draft.promotions, [kind]: setting } })}
                />
              </Form.Item>
            ))}
          </div>
        </Form>
      </Card>
    );
  },
  sameFields("depth", "self_purchase", "cap_bps", "base", "promotions"),
);
