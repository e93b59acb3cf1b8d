/** Chinese of audited actions. */
const ACTION: Record<string, string> = {
  "staff.invite": "邀请员工",
  "staff.update": "修改员工",
  "staff.link": "关联员工的微信身份",
  "order.ship": "发货",
  "order.note": "添加备注",
  "order.refund": "主动退款",
  "order.reveal": "查看收件信息",
  "aftersale.approve": "同意退款",
  "aftersale.reject": "拒绝退款",
  "alarm.handle": "处理告警",
  "product.create": "新建商品",
  "product.update": "修改商品",
  "product.state": "商品上下架",
  "category.save": "修改分类",
  "stock.adjust": "调整库存",
  "coupon.create": "新建优惠券",
  "coupon.stop": "优惠券停发或恢复",
  "promoter.approve": "通过分销员申请",
  "promoter.refuse": "拒绝分销员申请",
  "promoter.freeze": "冻结分销员",
  "promoter.unfreeze": "解除冻结",
  "promoter.tier": "调整等级",
  "referral.move": "调整客户关系",
  "withdrawal.approve": "通过提现",
  "withdrawal.refuse": "拒绝提现",
  "withdrawal.cancel": "撤销打款",
  "withdrawal.ask": "向微信查询打款",
  "setting.put": "修改设置",
  "setting.wechat": "修改微信支付参数",
  "commission.hold": "冻结佣金",
  "commission.release": "解冻佣金",
  "plan.publish": "启用佣金方案",
};

/** An action this table does not know shows as it is named. */
export function actionText(action: string): string {
  return ACTION[action] ?? action;
}
