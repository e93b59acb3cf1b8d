/** A coupon as it is being typed, and what it says: the same words and the same arithmetic as in the shop. */
import type { ConsoleCoupon, CouponInput } from "@banyan/contract";
import { applyCoupons, couponTitle, foldOf } from "@banyan/domain";
import dayjs, { type Dayjs } from "dayjs";
import { businessNow } from "../api/clock.ts";
import { countText, shortFen } from "../design/money.tsx";

export interface Target {
  id: string;
  name: string;
}

export interface Draft {
  name?: string;
  way: ConsoleCoupon["way"];
  kind: ConsoleCoupon["kind"];
  threshold_fen: number | null;
  discount_fen: number | null;
  /** What is paid, in tenths: 8.5 折. */
  fold: number | null;
  ceiling_fen: number | null;
  scope: ConsoleCoupon["scope"];
  targets: Target[];
  excluded: Target[];
  new_customer: boolean;
  stackable: boolean;
  total: number | null;
  per_customer: number | null;
  validity: "days" | "period";
  valid_days: number | null;
  usable: [Dayjs, Dayjs] | null;
  period: [Dayjs, Dayjs] | null;
  returns: boolean;
  returned_days: number | null;
  gift_from_fen: number | null;
  gift_when: "paid" | "received";
  gift_taken_back: boolean;
  code?: string | null;
}

export function emptyDraft(): Draft {
  const now = dayjs(businessNow());
  return {
    way: "public",
    kind: "threshold",
    threshold_fen: null,
    discount_fen: null,
    fold: null,
    ceiling_fen: null,
    scope: "all",
    targets: [],
    excluded: [],
    new_customer: false,
    stackable: false,
    total: 1000,
    per_customer: 1,
    validity: "days",
    valid_days: 7,
    usable: null,
    period: [now, now.add(30, "day").endOf("day")],
    returns: true,
    returned_days: 3,
    gift_from_fen: null,
    gift_when: "paid",
    gift_taken_back: true,
    code: null,
  };
}

/** @param copied the copy of a coupon is a new one: its name says so, and its times begin now */
export function draftOf(coupon: ConsoleCoupon, copied: boolean): Draft {
  const fresh = emptyDraft();
  return {
    name: copied ? `${coupon.name} 副本`.slice(0, 20) : coupon.name,
    way: coupon.way,
    kind: coupon.kind,
    threshold_fen: coupon.threshold_fen,
    discount_fen: coupon.kind === "threshold" ? coupon.discount_fen : null,
    fold: coupon.kind === "percent" ? (100 - coupon.percent_off) / 10 : null,
    ceiling_fen: coupon.ceiling_fen,
    scope: coupon.scope,
    targets: coupon.targets,
    excluded: coupon.excluded,
    new_customer: coupon.new_customer,
    stackable: coupon.stackable,
    total: coupon.total,
    per_customer: coupon.per_customer,
    validity: coupon.usable_until === null ? "days" : "period",
    valid_days: coupon.valid_days,
    usable:
      coupon.usable_from && coupon.usable_until
        ? [dayjs(coupon.usable_from), dayjs(coupon.usable_until)]
        : null,
    period: copied ? fresh.period : [dayjs(coupon.starts_at), dayjs(coupon.ends_at)],
    returns: coupon.returned_days !== null,
    returned_days: coupon.returned_days ?? fresh.returned_days,
    gift_from_fen: coupon.gift_from_fen,
    gift_when: coupon.gift_when ?? fresh.gift_when,
    gift_taken_back: coupon.gift_taken_back,
    code: copied ? null : coupon.code,
  };
}

/** What is sent. Fields that do not belong to what was chosen are left out of it, whatever was typed there before. */
export function inputOf(draft: Draft): Omit<CouponInput, "request_key"> {
  const percent = draft.kind === "percent";
  const gift = draft.way === "gift";
  const [from, until] = draft.validity === "period" && draft.usable ? draft.usable : [null, null];
  return {
    name: draft.name ?? "",
    way: draft.way,
    kind: draft.kind,
    threshold_fen: draft.threshold_fen ?? 0,
    discount_fen: percent ? 0 : (draft.discount_fen ?? 0),
    percent_off: percent ? percentOff(draft.fold) : 0,
    ceiling_fen: percent ? draft.ceiling_fen : null,
    scope: draft.scope,
    scope_ids: draft.scope === "all" ? [] : draft.targets.map(({ id }) => id),
    excluded_ids: draft.excluded.map(({ id }) => id),
    new_customer: !gift && draft.new_customer,
    stackable: draft.stackable,
    total: draft.total ?? 0,
    per_customer: draft.per_customer ?? 0,
    valid_days: draft.validity === "days" ? draft.valid_days : null,
    usable_from: from?.toISOString() ?? null,
    usable_until: until?.toISOString() ?? null,
    starts_at: draft.period?.[0].toISOString() ?? "",
    ends_at: draft.period?.[1].toISOString() ?? "",
    returned_days: draft.returns ? (draft.returned_days ?? 0) : null,
    gift_from_fen: gift ? (draft.gift_from_fen ?? 0) : null,
    gift_when: gift ? draft.gift_when : null,
    gift_taken_back: gift && draft.gift_taken_back,
    code: draft.way === "code" ? (draft.code ?? "") : null,
  };
}

/** 8.5 → 15. Digits beyond the first decimal are no 折. */
function percentOff(fold: number | null): number {
  return fold === null ? 0 : 100 - Math.round(fold * 10);
}

function rulesOf(draft: Draft) {
  return {
    thresholdFen: BigInt(draft.threshold_fen ?? 0),
    discountFen: draft.kind === "percent" ? 0n : BigInt(draft.discount_fen ?? 0),
    percentOff: draft.kind === "percent" ? percentOff(draft.fold) : 0,
    ceilingFen: draft.kind === "percent" && draft.ceiling_fen ? BigInt(draft.ceiling_fen) : null,
  };
}

/** Whether enough is typed to say what it is. */
function isTold(draft: Draft): boolean {
  return draft.kind === "percent" ? draft.fold !== null && draft.fold > 0 : Boolean(draft.discount_fen);
}

/** What stands on the ticket; null while too little is typed. */
export function titleOf(draft: Draft): string | null {
  return isTold(draft) ? couponTitle(rulesOf(draft), shortFen) : null;
}

/** The coupon read back, a sentence a line. */
export function sentencesOf(draft: Draft): string[] {
  if (!isTold(draft)) return ["填写优惠内容后，这里用一句话把规则读给您听。"];
  return [
    whatText(draft),
    whoText(draft),
    whenText(draft),
    howText(draft),
    backText(draft),
    costText(draft),
  ].filter((text) => text !== "");
}

function namesOf(targets: readonly Target[], unit: string): string {
  const names = targets.slice(0, 3).map(({ name }) => `“${name}”`);
  return targets.length > 3 ? `${names.join("、")}等 ${targets.length} ${unit}` : names.join("、");
}

function whatText(draft: Draft): string {
  const where =
    draft.scope === "all"
      ? "全店商品"
      : draft.targets.length === 0
        ? "（还没选范围）"
        : namesOf(draft.targets, draft.scope === "categories" ? "个分类" : "件商品");
  const but = draft.excluded.length > 0 ? `（${namesOf(draft.excluded, "件商品")}除外）` : "";
  const from = draft.threshold_fen ? `满 ¥${shortFen(draft.threshold_fen)} ` : "";
  const { percentOff: off, ceilingFen } = rulesOf(draft);
  const most = ceilingFen === null ? "，不封顶" : `，最多减 ¥${shortFen(ceilingFen)}`;
  const saves =
    draft.kind === "percent" ? `打 ${foldOf(off)}${most}` : `减 ¥${shortFen(draft.discount_fen ?? 0)}`;
  return `${where}${but}${from}${saves}。`;
}

function whoText(draft: Draft): string {
  const share = draft.per_customer ? `每人最多 ${draft.per_customer} 张` : "";
  const who = {
    public: "谁都可以在领券中心和商品页领取",
    link: "拿到链接的人可以领取",
    code: `输入兑换码 ${draft.code || "…"} 领取`,
    codes: `生成 ${countText(draft.total ?? 0)} 个兑换码，每个只能用一次`,
    gift: `订单实付满 ¥${shortFen(draft.gift_from_fen ?? 0)}，${draft.gift_when === "paid" ? "付款" : "收货"}后自动送给下单的顾客，每笔订单一张`,
    friend: "通过好友分享进店的人可以领取，分享的人不得券",
    hand: "由店员发给指定的顾客",
  }[draft.way];
  const fresh = draft.new_customer && draft.way !== "gift" ? "，仅限没有付过款的新客，下单时再查一次" : "";
  return `${[who + fresh, share].filter(Boolean).join("，")}。`;
}

function whenText(draft: Draft): string {
  if (draft.validity === "days") return draft.valid_days ? `到手后 ${draft.valid_days} 天内有效。` : "";
  if (!draft.usable) return "";
  const [from, until] = draft.usable.map((at) => at.format("M月D日 HH:mm"));
  return `${from} 至 ${until} 可用。`;
}

function howText(draft: Draft): string {
  const other = draft.scope === "all" ? "分类或商品券" : "全店券";
  return draft.stackable
    ? `可以和一张同样允许叠加的${other}同时用：先减分类或商品券，再减全店券。`
    : "不和别的券同时用。";
}

function backText(draft: Draft): string {
  const refund = draft.returns
    ? `订单全额退款后退回给顾客${draft.returned_days ? `，至少还能用 ${draft.returned_days} 天` : "，过期的退回后仍是过期"}；部分退款不退券。`
    : "订单退款后不退回。";
  if (draft.way !== "gift") return refund;
  const gift = draft.gift_taken_back
    ? "赠它的订单全额退款时，没用掉的收回。"
    : "赠它的订单退款时，券仍归顾客。";
  return refund + gift;
}

function costText(draft: Draft): string {
  if (!draft.total) return "";
  const one = draft.kind === "percent" ? draft.ceiling_fen : draft.discount_fen;
  const many = `共 ${countText(draft.total)} 张`;
  if (!one) return `${many}；没有最高优惠，让利取决于顾客买多少。`;
  return `${many}，全部用掉时最多让利 ¥${shortFen(BigInt(one) * BigInt(draft.total))}。`;
}

export interface ExampleLine {
  name: string;
  price: number;
  part: number;
  inScope: boolean;
}
export interface Example {
  lines: ExampleLine[];
  discount: number;
  payable: number;
}

/** A cart that just reaches the coupon: two lines in scope, and one outside where there is a scope. Computed as at checkout. */
export function exampleOf(draft: Draft): Example | null {
  if (!isTold(draft)) return null;
  const least = draft.threshold_fen || Math.max(10_000, (draft.discount_fen ?? 0) * 2);
  const first = Math.ceil((least * 6) / 1000) * 100;
  const second = Math.max(100, Math.ceil((least - first) / 100) * 100);
  const lines = [
    { name: "商品甲", amountFen: BigInt(first), productId: 1n, categories: [] },
    { name: "商品乙", amountFen: BigInt(second), productId: 2n, categories: [] },
    ...(draft.scope === "all"
      ? []
      : [{ name: "范围外的商品", amountFen: 5000n, productId: 3n, categories: [] }]),
  ];
  const now = new Date(businessNow());
  const held = {
    ...{ id: 1n, couponId: 1n, usableFrom: null, expiresAt: new Date(now.getTime() + 1) },
    rule: {
      ...rulesOf(draft),
      scope: {
        kind: draft.scope === "all" ? ("all" as const) : ("products" as const),
        ids: [1n, 2n],
        excluded: [],
      },
      newCustomer: false,
      stackable: false,
    },
  };
  const answer = applyCoupons([held], lines, { now, isNew: true });
  if (answer.kind === "refused") return null;
  const goods = lines.reduce((sum, line) => sum + Number(line.amountFen), 0);
  return {
    lines: lines.map((line, at) => ({
      name: line.name,
      price: Number(line.amountFen),
      part: Number(answer.parts[at] ?? 0n),
      inScope: at < 2,
    })),
    discount: Number(answer.discountFen),
    payable: goods - Number(answer.discountFen),
  };
}
