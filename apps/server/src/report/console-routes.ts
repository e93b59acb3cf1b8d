import type { Cockpit, Figures } from "@banyan/contract";
import { toWire } from "@banyan/kernel";
import { api } from "../http/context.ts";
import { type FigureRow, readFigures, readTodo, readTopProducts, readTrend } from "./cockpit-store.ts";

const TOP = 8;
const NOTHING: Figures = { paid_fen: 0, paid_orders: 0, refunded_fen: 0, new_customers: 0, buyers: 0 };

export const reportConsoleRoutes = {
  cockpit: api.console.report.cockpit.handler(async ({ input, context }): Promise<Cockpit> => {
    const { query } = context.services.database;
    const { low_stock } = await context.services.settings.get("order");
    const [figures, trend, todo, top] = await Promise.all([
      readFigures(query, input.days),
      readTrend(query, input.days),
      readTodo(query, low_stock),
      readTopProducts(query, input.days, TOP),
    ]);
    const slot = (name: FigureRow["slot"]): Figures => {
      const row = figures.find((figure) => figure.slot === name);
      if (!row) return NOTHING;
      return {
        paid_fen: toWire(row.paid_fen),
        paid_orders: row.paid_orders,
        refunded_fen: toWire(row.refunded_fen),
        new_customers: row.new_customers,
        buyers: row.buyers,
      };
    };
    const { as_of, ...counts } = todo;
    return {
      as_of: as_of.toISOString(),
      today: slot("today"),
      yesterday: slot("yesterday"),
      last_week: slot("last_week"),
      period: { days: input.days, now: slot("now"), before: slot("before") },
      trend: trend.map((row) => ({
        ...row,
        paid_fen: toWire(row.paid_fen),
        refunded_fen: toWire(row.refunded_fen),
      })),
      todo: counts,
      top_products: top.map((row) => ({
        ...row,
        product_id: String(row.product_id),
        paid_fen: toWire(row.paid_fen),
      })),
    };
  }),
};
