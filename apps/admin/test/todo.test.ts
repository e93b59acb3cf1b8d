import { cockpit } from "@banyan/contract";
import { describe, expect, it } from "vitest";
import { NAVIGATION } from "../src/design/navigation.ts";
import { TODO_ITEMS } from "../src/report/todo-items.ts";

const pages = NAVIGATION.flatMap((group) => group.items);

describe("what waits", () => {
  it("is all on the cockpit's card, each number once", () => {
    expect(TODO_ITEMS.map((item) => item.key).sort()).toEqual(Object.keys(cockpit.shape.todo.shape).sort());
  });

  it.each(TODO_ITEMS)("$key leads to a page that whoever sees it may open", ({ to, needs }) => {
    const page = pages.find((item) => item.to === to.split("?")[0]);
    expect(page?.needs).toBe(needs);
  });

  it.each(pages.filter((page) => page.badge))("the badge of $to is the card's number for it", (page) => {
    const item = TODO_ITEMS.find(({ key }) => key === page.badge);
    expect(item?.to.split("?")[0]).toBe(page.to);
  });

  it("stands beside orders, after-sales, stock, reviews, applications, withdrawals, adjustments, alarms and tasks set aside", () => {
    expect(pages.flatMap((page) => page.badge ?? [])).toEqual([
      "to_ship",
      "aftersales",
      "low_stock",
      "reviews",
      "applications",
      "withdrawals",
      "adjustments",
      "alarms",
      "set_aside",
    ]);
  });
});
