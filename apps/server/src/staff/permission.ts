/** Who may do what in the console. Deny by default: what is not listed for a role is refused. */
import type { Permission } from "@banyan/contract";
import type { StaffRole } from "@banyan/kernel";

const OPERATOR: readonly Permission[] = [
  "self",
  "report.read",
  "catalog.read",
  "catalog.write",
  "stock.write",
  "order.read",
  "order.ship",
  "order.note",
  "order.reveal",
  "order.refund",
  "aftersale.decide",
  "customer.read",
  "customer.reveal",
  "coupon.write",
  "setting.read",
  "alarm.read",
  "alarm.handle",
  "promoter.read",
  "promoter.decide",
  "promoter.write",
  "tier.write",
  "commission.read",
  "commission.hold",
  "plan.read",
  "plan.draft",
  "withdrawal.read",
  "adjustment.read",
  "outbox.read",
  "outbox.retry",
  "page.read",
  "page.write",
  "review.read",
  "review.write",
];
const FINANCE: readonly Permission[] = [
  "self",
  "report.read",
  "catalog.read",
  "order.read",
  "order.refund",
  "aftersale.decide",
  "customer.read",
  "setting.read",
  "audit.read",
  "alarm.read",
  "alarm.handle",
  "promoter.read",
  "commission.read",
  "commission.hold",
  "plan.read",
  "withdrawal.read",
  "withdrawal.decide",
  "ledger.read",
  "adjustment.read",
  "adjustment.request",
  "adjustment.decide",
  "outbox.read",
  "outbox.retry",
];
const SERVICE: readonly Permission[] = [
  "review.read",
  "review.write",
  "self",
  "catalog.read",
  "page.read",
  "order.read",
  "order.note",
  "order.reveal",
  "customer.read",
  "customer.reveal",
  "alarm.read",
  "promoter.read",
];
const OWNER_ONLY: readonly Permission[] = ["setting.write", "staff.manage", "plan.write"];

const MATRIX: Record<StaffRole, ReadonlySet<Permission>> = {
  owner: new Set([...OPERATOR, ...FINANCE, ...SERVICE, ...OWNER_ONLY]),
  operator: new Set(OPERATOR),
  finance: new Set(FINANCE),
  service: new Set(SERVICE),
};

export function mayDo(role: StaffRole, permission: Permission): boolean {
  return MATRIX[role].has(permission);
}

export function permissionsOf(role: StaffRole): Permission[] {
  return [...MATRIX[role]];
}
