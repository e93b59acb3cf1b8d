/**
 * Who may call what, decided in one place before any handler runs. Deny by default: a console route needs a permission in its
 * meta, a shop route needs a signed-in customer unless it is listed here.
 */
import type { Permission } from "@banyan/contract";
import { customerFromRequest } from "../session/session.ts";
import { mayDo } from "../staff/permission.ts";
import { staffFromRequest } from "../staff/session.ts";
import type { Context } from "./context.ts";
import { refuse } from "./refusal.ts";

/** Shop routes that anybody may call; a token, when sent, is still read. */
const PUBLIC_ROUTES = new Set([
  "session.signIn",
  "shop.info",
  "shop.regions",
  "page.home",
  "page.front",
  "page.topic",
  "catalog.categories",
  "catalog.list",
  "catalog.get",
  "catalog.live",
  "review.list",
  "search.start",
  "search.suggest",
  "search.facets",
  "search.near",
  "coupon.offers",
  "coupon.friend",
  "coupon.get",
  "coupon.products",
  "cart.preview",
  "cart.total",
  "share.touch",
]);
const PUBLIC_CONSOLE_ROUTES = new Set([
  "console.staff.signIn",
  "console.staff.joinInfo",
  "console.staff.joinStart",
  "console.staff.joinFinish",
]);
/** Money routes ask the database for the session every time; others may trust the cache for 30 s. */
const FRESH_SESSION_ROUTES = new Set([
  "aftersale.create",
  "order.receive",
  "promoter.apply",
  "promoter.leave",
  "withdrawal.request",
  "withdrawal.cancel",
  "customer.bindPhone",
  "customer.requestExport",
  "customer.exportLink",
  "customer.close",
]);

/** Money routes that everybody goes through who buys: they ask in their own first statement (sessionStands) and save one each. */
const PROVING_ROUTES = new Set(["order.submit", "payment.start"]);

/** Fills context.customer or context.staff, or refuses. */
export async function guard(
  context: Context,
  path: readonly string[],
  meta: { permission?: Permission },
): Promise<void> {
  const name = path.join(".");
  if (path[0] === "console") return guardConsole(context, name, meta);
  context.customer = await customerFromRequest(context, {
    fresh: FRESH_SESSION_ROUTES.has(name),
    proved: PROVING_ROUTES.has(name),
  });
  if (!context.customer && !PUBLIC_ROUTES.has(name)) {
    refuse(context.request.headers.authorization ? "session_expired" : "not_signed_in");
  }
}

async function guardConsole(
  context: Context,
  name: string,
  meta: { permission?: Permission },
): Promise<void> {
  if (context.request.method !== "GET") checkOrigin(context);
  if (PUBLIC_CONSOLE_ROUTES.has(name)) return;
  const staff = (await staffFromRequest(context)) ?? refuse("not_signed_in");
  if (!meta.permission || !mayDo(staff.role, meta.permission)) refuse("not_allowed");
  context.staff = staff;
}

/** A browser always sends Origin with a write; one from another site is refused even though the cookie is SameSite=strict. */
function checkOrigin(context: Context): void {
  const origin = context.request.headers.origin;
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== context.request.headers.host) refuse("wrong_origin");
}
