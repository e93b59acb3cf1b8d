const PAGES: Record<string, (id: string, part: string) => string> = {
  order: (id) => `/orders/${id}`,
  aftersale: (id) => `/aftersales/${id}`,
  product: (id) => `/products/${id}`,
  customer: (id) => `/customers/${id}`,
  promoter: (id) => `/promoters/${id}`,
  commission: (id, key) => `/commissions/${id}/${key}`,
  withdrawal: (id) => `/withdrawals/${id}`,
  plan: (id) => `/plans?version=${id}`,
  coupon: (id) => (id === "" ? "/coupons" : `/coupons/${id}`),
  review: (id) => (id === "" ? "/reviews" : `/reviews?review=${id}`),
  category: () => "/categories",
  staff: () => "/staff",
  freight: (id) => (id === "" ? "/freight" : `/freight/${id}`),
  setting: (id) => `/settings?part=${id}`,
  alarm: () => "/alarms",
};

/** Where the thing that an audit row names can be seen ("order:D26…"); null when it has no page. */
export function pageOfTarget(target: string): string | null {
  const [noun = "", id = "", part = ""] = target.split(":");
  return PAGES[noun]?.(id, part) ?? null;
}
