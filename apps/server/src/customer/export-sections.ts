/** What an export holds, part by part, and what each column is called for people. */
export type Kind = "text" | "fen" | "count" | "time";
export type Row = Readonly<Record<string, unknown>>;

export interface Section {
  /** In data.json. */
  key: string;
  /** Name of the sheet. */
  title: string;
  columns: readonly (readonly [key: string, title: string, kind?: Kind])[];
}

const AT = ["at", "时间", "time"] as const;
const STATE = ["state", "状态"] as const;
const NO = ["order_no", "订单号"] as const;

/** In the order of the sheets. Each has its statement in export-rows-store.ts. */
export const SECTIONS = [
  {
    key: "profile",
    title: "个人资料",
    columns: [
      ["id", "顾客编号"],
      ["nickname", "昵称"],
      ["avatar", "头像"],
      ["phone", "手机号"],
      ["created_at", "首次来店", "time"],
      ["privacy_version", "已同意的隐私政策版本"],
      ["footprints", "记录足迹"],
    ],
  },
  {
    key: "identities",
    title: "登录标识与设备",
    columns: [["kind", "类别"], ["what", "内容"], AT],
  },
  { key: "consents", title: "隐私授权", columns: [["version", "版本"], ["kind", "操作"], AT] },
  {
    key: "addresses",
    title: "收货地址",
    columns: [
      ["recipient", "收件人"],
      ["phone", "电话"],
      ["region", "地区"],
      ["detail", "详细地址"],
      ["is_default", "默认"],
    ],
  },
  {
    key: "orders",
    title: "订单",
    columns: [
      NO,
      STATE,
      ["goods_fen", "商品金额", "fen"],
      ["discount_fen", "优惠", "fen"],
      ["self_discount_fen", "自购省", "fen"],
      ["freight_fen", "运费", "fen"],
      ["payable_fen", "应付", "fen"],
      ["refunded_fen", "已退", "fen"],
      ["remark", "备注"],
      ["recipient", "收件人"],
      ["phone", "电话"],
      ["address", "地址"],
      ["created_at", "下单时间", "time"],
      ["paid_at", "付款时间", "time"],
      ["shipped_at", "发货时间", "time"],
      ["received_at", "收货时间", "time"],
      ["closed_at", "关闭时间", "time"],
      ["close_reason", "关闭原因"],
    ],
  },
  {
    key: "order_lines",
    title: "订单商品",
    columns: [
      NO,
      ["name", "商品"],
      ["spec", "规格"],
      ["price_fen", "单价", "fen"],
      ["quantity", "数量", "count"],
      ["discount_fen", "优惠", "fen"],
      ["base_fen", "实付", "fen"],
      ["refunded_fen", "已退", "fen"],
    ],
  },
  {
    key: "payments",
    title: "支付",
    columns: [
      ["no", "支付单号"],
      NO,
      ["amount_fen", "金额", "fen"],
      STATE,
      ["transaction_id", "微信支付单号"],
      ["paid_at", "支付时间", "time"],
    ],
  },
  {
    key: "shipments",
    title: "发货",
    columns: [NO, ["carrier", "快递公司"], ["tracking_no", "快递单号"], ["shipped_at", "发货时间", "time"]],
  },
  {
    key: "aftersales",
    title: "售后",
    columns: [
      ["no", "售后单号"],
      NO,
      STATE,
      ["reason", "原因"],
      ["note", "说明"],
      ["pictures", "图片"],
      ["amount_fen", "退款金额", "fen"],
      ["decision_note", "商家说明"],
      ["created_at", "申请时间", "time"],
      ["decided_at", "处理时间", "time"],
    ],
  },
  {
    key: "reviews",
    title: "评价",
    columns: [
      NO,
      ["name", "商品"],
      ["rating", "星级", "count"],
      ["text", "评价"],
      ["pictures", "图片"],
      ["anonymous", "匿名"],
      STATE,
      ["hidden", "未展示的原因"],
      ["appended_text", "追评"],
      ["appended_pictures", "追评图片"],
      ["appended_at", "追评时间", "time"],
      ["reply_text", "商家回复"],
      AT,
    ],
  },
  {
    key: "refunds",
    title: "退款",
    columns: [
      ["no", "退款单号"],
      NO,
      ["amount_fen", "金额", "fen"],
      STATE,
      ["succeeded_at", "到账时间", "time"],
    ],
  },
  {
    key: "coupons",
    title: "优惠券",
    columns: [
      ["name", "名称"],
      STATE,
      NO,
      ["claimed_at", "领取时间", "time"],
      ["expires_at", "到期时间", "time"],
    ],
  },
  {
    key: "cart",
    title: "购物车",
    columns: [
      ["name", "商品"],
      ["spec", "规格"],
      ["quantity", "数量", "count"],
      ["added_at", "加入时间", "time"],
    ],
  },
  {
    key: "favourites",
    title: "收藏",
    columns: [
      ["name", "商品"],
      ["price_fen", "收藏时的价格", "fen"],
      ["added_at", "收藏时间", "time"],
    ],
  },
  {
    key: "footprints",
    title: "足迹",
    columns: [
      ["name", "商品"],
      ["viewed_at", "浏览时间", "time"],
    ],
  },
  {
    key: "notices",
    title: "消息",
    columns: [
      ["title", "标题"],
      ["body", "内容"],
      ["created_at", "时间", "time"],
      ["read_at", "已读时间", "time"],
    ],
  },
  {
    key: "relations",
    title: "推荐关系",
    columns: [
      ["bound_at", "开始", "time"],
      ["expires_at", "有效至", "time"],
      ["ended_at", "结束", "time"],
      ["end_reason", "结束原因"],
    ],
  },
  {
    key: "promoter",
    title: "推广资格",
    columns: [["what", "事项"], STATE, ["note", "说明"], AT],
  },
  {
    key: "shares",
    title: "分享",
    columns: [["code", "分享码"], ["channel", "方式"], ["product", "商品"], AT],
  },
  {
    key: "commissions",
    title: "佣金",
    columns: [
      NO,
      ["line_no", "行", "count"],
      ["position", "分佣位置"],
      ["kind", "类型"],
      ["fen", "佣金", "fen"],
      ["kept_fen", "退款后", "fen"],
      STATE,
      ["event_at", "产生时间", "time"],
      ["settled_at", "结算时间", "time"],
    ],
  },
  {
    key: "ledger",
    title: "资金流水",
    columns: [
      ["kind", "项目"],
      ["debit", "从"],
      ["credit", "到"],
      ["amount_fen", "金额", "fen"],
      ["ref", "单号"],
      ["event_at", "时间", "time"],
    ],
  },
  {
    key: "withdrawals",
    title: "提现",
    columns: [
      ["no", "提现单号"],
      STATE,
      ["amount_fen", "金额", "fen"],
      ["fee_fen", "手续费", "fen"],
      ["net_fen", "到账", "fen"],
      ["note", "说明"],
      ["requested_at", "申请时间", "time"],
      ["finished_at", "完成时间", "time"],
    ],
  },
  {
    key: "adjustments",
    title: "奖励与调整",
    columns: [
      ["no", "单号"],
      ["kind", "类型"],
      ["amount_fen", "金额", "fen"],
      ["reason", "事由"],
      ["decided_at", "时间", "time"],
    ],
  },
] as const satisfies readonly Section[];

export type SectionKey = (typeof SECTIONS)[number]["key"];
