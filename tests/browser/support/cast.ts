/** Who takes part in the story of the first commission: five screens at a demo shop of their own, because its clock moves. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type Books, openBooks } from "./books.ts";
import { DESK, leaveBrowser, openBrowser, openScreen, PHONE, type Screen } from "./browser.ts";
import { type Demo, openDemo } from "./demo.ts";

/** What the promoter is called, in WeChat and in the shop. */
export const PROMOTER = "何小满";
export const FRIENDS = ["白露", "谷雨"] as const;

export interface Screens {
  promoter: Screen;
  /** The two friends. */
  first: Screen;
  second: Screen;
  /** 小云, who runs the shop. */
  desk: Screen;
  /** 阿算, who sees to the money. */
  money: Screen;
}

export interface Cast extends Screens {
  demo: Demo;
  books: Books;
  browser: Browser;
}

/** The cast of a test file: there from its first test on, gone after its last. What a failed test saw is kept. */
export function useCast(): Cast {
  const cast = {} as Cast;
  beforeAll(async () => void Object.assign(cast, await openCast()));
  afterAll(async () => {
    await leaveBrowser(cast.browser);
    await cast.books.close();
    await cast.demo.close();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    for (const [who, screen] of screensOf(cast)) await screen.shot(`failed-${task.name}-${who}`);
  });
  return cast;
}

export function screensOf({ promoter, first, second, desk, money }: Cast): [string, Screen][] {
  return Object.entries({ promoter, first, second, desk, money });
}

async function openCast(): Promise<Cast> {
  const [demo, browser] = await Promise.all([openDemo(), openBrowser()]);
  const books = await openBooks(demo);
  for (const nickname of FRIENDS) await books.wechat.addUser({ nickname });
  const phone = () => openScreen(browser, demo.url, PHONE);
  const desk = () => openScreen(browser, demo.url, DESK);
  return {
    demo,
    books,
    browser,
    promoter: await phone(),
    first: await phone(),
    second: await phone(),
    desk: await desk(),
    money: await desk(),
  };
}
