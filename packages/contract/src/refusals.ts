/**
 * Every named refusal (拒绝) of the product: its word, its HTTP status and the one Chinese sentence a person reads.
 * Domain and stores speak the words; this table maps them to HTTP once. Additive only.
 */
export const REFUSALS = {
  // The request itself
  invalid_input: { status: 400, message: "填写的内容不正确" },
  bad_json: { status: 400, message: "请求内容无法读取" },
  unsupported_media_type: { status: 415, message: "请求格式不支持" },
  too_large: { status: 413, message: "内容太大了" },
  not_found: { status: 404, message: "没有找到" },
  too_many_requests: { status: 429, message: "操作太快了，请稍后再试" },
  request_key_reused: { status: 409, message: "这个请求编号已用于别的内容" },
  client_too_old: { status: 426, message: "小程序版本过旧，请重启后再试" },
  internal: { status: 500, message: "系统开小差了，请稍后再试" },
  busy: { status: 503, message: "正在忙，请稍后再试" },
  // Who is asking
  not_signed_in: { status: 401, message: "请先登录" },
  session_expired: { status: 401, message: "登录已过期，请重新登录" },
  not_allowed: { status: 403, message: "您没有这个权限" },
  wrong_origin: { status: 403, message: "请求来源不正确" },
  wechat_code_invalid: { status: 400, message: "微信登录已失效，请重试" },
  wechat_busy: { status: 503, message: "微信繁忙，请稍后再试" },
  wechat_blocked: { status: 403, message: "微信限制了此账号登录" },
  privacy_consent_needed: { status: 403, message: "请先阅读并同意隐私政策" },
  sign_in_failed: { status: 401, message: "账号、密码或动态码不正确" },
  sign_in_locked: { status: 429, message: "尝试次数过多，请 15 分钟后再试" },
  link_expired: { status: 410, message: "链接已失效，请让店主重新生成" },
  totp_wrong: { status: 400, message: "动态码不正确" },
  weak_password: { status: 400, message: "密码至少 10 位，且包含字母和数字" },
  // Goods
  product_gone: { status: 404, message: "商品已下架" },
  out_of_stock: { status: 409, message: "库存不足" },
  stock_below_zero: { status: 409, message: "库存不能减到已占用数量以下" },
  duplicate_code: { status: 409, message: "编码已被使用" },
  cart_full: { status: 409, message: "购物车已满，请先清理" },
  // Quote and order
  nothing_to_buy: { status: 409, message: "没有可以购买的商品" },
  quote_changed: { status: 409, message: "价格或库存有变化，请确认后再提交" },
  quote_expired: { status: 409, message: "停留太久了，请重新确认订单" },
  quote_used: { status: 409, message: "订单已提交，请勿重复提交" },
  address_needed: { status: 409, message: "请选择收货地址" },
  address_not_served: { status: 409, message: "该地区暂不配送" },
  address_limit: { status: 409, message: "最多保存 30 个地址" },
  coupon_unusable: { status: 409, message: "优惠券不可用" },
  coupon_claimed: { status: 409, message: "已达领取上限" },
  coupon_exhausted: { status: 409, message: "优惠券已领完" },
  coupon_ended: { status: 409, message: "优惠券活动已结束" },
  order_closed: { status: 409, message: "订单已关闭" },
  order_paid: { status: 409, message: "订单已支付" },
  order_not_payable: { status: 409, message: "订单当前不能支付" },
  order_not_shippable: { status: 409, message: "订单当前不能发货" },
  order_not_receivable: { status: 409, message: "订单当前不能确认收货" },
  order_not_cancellable: { status: 409, message: "订单当前不能取消" },
  aftersale_open: { status: 409, message: "有售后正在处理，请等处理完成" },
  payment_unknown: { status: 503, message: "微信支付暂无应答，请稍后再试" },
  payment_refused: { status: 409, message: "微信支付拒绝了这笔支付" },
  // After-sale
  refund_exceeds: { status: 409, message: "退款金额超过可退金额" },
  refund_short: { status: 409, message: "还没有发货，退掉的件数请按全额退款" },
  refund_nothing: { status: 409, message: "没有可退的商品" },
  aftersale_too_late: { status: 409, message: "已超过售后期限" },
  already_decided: { status: 409, message: "这笔售后已经处理过了" },
  // Files
  not_a_picture: { status: 400, message: "请上传 JPG、PNG 或 WebP 图片" },
  picture_too_large: { status: 413, message: "图片不能超过 8 MB" },
  // Console
  already_changed: { status: 409, message: "内容已被别人修改，请刷新后再试" },
  last_owner: { status: 409, message: "至少保留一位店主" },
  amount_mismatch: { status: 409, message: "输入的金额不一致" },
  // Promoting
  promoter_needed: { status: 403, message: "成为分销员后才能使用" },
  already_promoter: { status: 409, message: "您已经是分销员了" },
  already_applied: { status: 409, message: "申请正在审核，请等待结果" },
  application_closed: { status: 409, message: "店铺暂未开放申请" },
  application_decided: { status: 409, message: "这份申请已经处理过了" },
  agreement_outdated: { status: 409, message: "协议已更新，请重新阅读并同意" },
  promoter_frozen: { status: 409, message: "您的推广资格已被冻结，请联系商家" },
  promoter_closed: { status: 409, message: "推广资格已关闭" },
  invite_invalid: { status: 409, message: "邀请已失效，请向邀请人索取新的邀请卡" },
  own_share: { status: 409, message: "不能使用自己的分享或邀请" },
  share_expired: { status: 410, message: "分享已过期" },
  no_relation: { status: 409, message: "没有可以解除的推荐关系" },
  not_a_promoter: { status: 409, message: "对方不是有效的分销员" },
  promoter_has_no_binding: { status: 409, message: "分销员没有客户关系" },
  // Tiers
  tier_limit: { status: 409, message: "最多 10 个等级" },
  tier_last: { status: 409, message: "至少保留一个等级" },
  tier_name_taken: { status: 409, message: "已经有同名的等级" },
  tier_retired: { status: 409, message: "这个等级已停用" },
  tier_in_use: { status: 409, message: "还有分销员在这个等级，请选择把他们转到哪个等级" },
  tier_in_plan: { status: 409, message: "佣金方案还在使用这个等级，请先在方案里去掉" },
  tier_rule_refused: { status: 409, message: "等级规则不能保存" },
  tier_until_past: { status: 409, message: "截止时间已经过去" },
  tier_fallback_same: { status: 409, message: "到期后转入的等级不能是同一个等级" },
  tier_no_invite: { status: 403, message: "您的等级还不能邀请伙伴" },
  tier_above_maximum: { status: 409, message: "超过您的等级单笔提现上限" },
  tier_day_maximum: { status: 409, message: "超过您的等级单日提现上限" },
  // Commission
  already_held: { status: 409, message: "这笔佣金已经冻结" },
  not_held: { status: 409, message: "这笔佣金没有冻结" },
  nothing_to_hold: { status: 409, message: "这笔佣金没有可冻结的金额" },
  plan_refused: { status: 409, message: "佣金方案不能保存" },
  plan_not_draft: { status: 409, message: "这个方案已不是草稿，不能再修改" },
  plan_not_scheduled: { status: 409, message: "这个方案没有定时启用" },
  schedule_in_past: { status: 409, message: "启用时间已经过去，请选以后的时间" },
  schedule_taken: { status: 409, message: "这一分钟已有另一个方案定时启用，请换一个时间" },
  too_many_drafts: { status: 409, message: "草稿太多了，请先删除不用的草稿" },
  sheet_empty: { status: 409, message: "表格里没有规则" },
  sheet_header: { status: 409, message: "表格的第一行缺少标题" },
  acknowledgement_needed: { status: 409, message: "需要店主阅读并确认合规提示" },
  // Withdrawal
  exceeds_available: { status: 409, message: "金额超过可提现余额" },
  below_minimum: { status: 409, message: "低于最低提现金额" },
  above_maximum: { status: 409, message: "超过单笔最高提现金额" },
  day_limit_reached: { status: 409, message: "今天的提现次数已用完，请明天再试" },
  has_debt: { status: 409, message: "有欠款未还清，还清后才能提现" },
  withdrawal_closed: { status: 409, message: "店铺暂未开放提现" },
  withdrawal_not_cancellable: { status: 409, message: "这笔提现现在不能取消" },
  withdrawal_decided: { status: 409, message: "这笔提现已经处理过了" },
  second_person_needed: { status: 409, message: "需要另一位同事复核" },
  own_matter: { status: 403, message: "与自己有关的事，请交给同事处理" },
  payout_not_in_trouble: { status: 409, message: "微信还能查到这笔打款，以微信的结果为准" },
  bill_mismatch: { status: 409, message: "微信单号与这笔打款不符" },
  bill_used: { status: 409, message: "这个微信单号已经用于另一笔提现" },
  settlement_too_early: { status: 409, message: "最后一次提交后三天内微信还可能打款，现在不能认定未打款" },
  settlement_waits: { status: 409, message: "已有一份人工核对等待复核" },
  own_withdrawal: { status: 403, message: "不能审核自己的提现" },
  // Adjustment
  above_adjustment_limit: { status: 409, message: "超过单笔调整上限" },
  above_adjustment_day: { status: 409, message: "超过今天的调整总额" },
  exceeds_debt: { status: 409, message: "金额超过欠款" },
  adjustment_decided: { status: 409, message: "这张调整单已经处理过了" },
  not_requester: { status: 403, message: "只有申请人可以撤回" },
  sheet_refused: { status: 409, message: "表格里有不能处理的行，请改好后再提交" },
  // Simulation
  period_backwards: { status: 409, message: "结束日期不能早于开始日期" },
  period_too_long: { status: 409, message: "一次最多试算三年的订单" },
  unknown_candidate: { status: 409, message: "没有这一版方案" },
  candidate_is_active: { status: 409, message: "这一版就是当前方案，无需另选" },
  candidate_twice: { status: 409, message: "两个候选方案是同一版" },
  simulations_waiting: { status: 409, message: "已有 5 个试算在等待，请稍后再试" },
  simulation_over: { status: 409, message: "试算已经结束" },
  // Callbacks of WeChat
  callback_mismatch: { status: 400, message: "回调内容与订单不符" },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** The one shape of every failure. */
export interface Envelope {
  code: string;
  message: string;
  field?: string;
  data?: unknown;
  request_id: string;
}
