/**
 * How fast the shop is on a slow phone: Chromium with its main thread slowed down four times. What is counted (bytes, requests, elements)
 * is the same on every machine; times are not, and the thread's own CPU time lies less than the clock where others work beside it.
 */
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { Screen } from "./browser.ts";

/** So many times slower than this machine: about a phone of some years ago. */
const SLOW = 4;
/** Only what names the tasks: more categories are more work on the thread that is measured. */
const TRACED = ["toplevel"];

const NOTES = fileURLToPath(new URL("speed-notes.js", import.meta.url));

export interface Arrival {
  /** The first product's name is painted, ms after the address was opened. */
  contentMs: number;
  largestPaintMs: number;
  /** The main thread's CPU time until the largest picture is painted, slowed down as it is, ms. */
  cpuMs: number;
  /** Scripts that were there before the content, bytes before compression. */
  scriptBytes: number;
  /** Scripts, styles and answers of the API that were asked for before the content; pictures are not waited for. */
  requests: number;
  /** Answers of the API that were asked for more than once. */
  askedTwice: string[];
  /** Answers that index.html had asked for and nobody took. */
  leftOver: string[];
  /** Sum of the layout shifts until now; 0.1 is what browsers call good. */
  shift: number;
  elements: number;
}

export interface Scroll {
  /** Cards on the page at the end. */
  cards: number;
  /** The most cards that came into the page at once. */
  cardsAtOnce: number;
  /** The longest tasks of the main thread, longest first: CPU time and the clock's, ms. */
  cpuMs: number[];
  wallMs: number[];
}

/** Slows the phone down and lets it take notes of every page it opens. */
export async function slowDown(screen: Screen): Promise<void> {
  await screen.context.addInitScript({ path: NOTES });
  const session = await screen.context.newCDPSession(screen.page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW });
}

/** Opens a page and waits until its first content and largest picture are painted. */
export async function arrive({ page }: Screen, path: string): Promise<Arrival> {
  const tasks = await traced(page, async () => {
    await page.goto(path);
    // Not waitForFunction: it evaluates text in the page again and again, which the shop's pages do not allow.
    await page.evaluate("notes.stands(30_000)");
  });
  const found = await page.evaluate<Omit<Arrival, "cpuMs">>("notes.arrival()");
  return { ...found, cpuMs: sum(tasks.map(({ cpuMs }) => cpuMs)) };
}

/** Scrolls on until so many cards stand, or `most` turns of the wheel are done. */
export async function scrollThrough({ page }: Screen, cards: number, most = 40): Promise<Scroll> {
  await page.evaluate("notes.cardsAtOnce = 0");
  const tasks = await traced(page, async () => {
    for (let turn = 0; turn < most && (await countCards(page)) < cards; turn += 1) {
      await page.mouse.wheel(0, TURN_PX);
      await page.evaluate(TWO_FRAMES);
    }
  });
  const longest = (times: number[]) => times.sort((a, b) => b - a).slice(0, 5);
  return {
    cards: await countCards(page),
    cardsAtOnce: await page.evaluate<number>("notes.cardsAtOnce"),
    cpuMs: longest(tasks.map(({ cpuMs }) => cpuMs)),
    wallMs: longest(tasks.map(({ wallMs }) => wallMs)),
  };
}

/** As far as a quick thumb moves a page in a frame or two. */
const TURN_PX = 500;

/** By the page's own means: what a locator brings along would be the longest task on its thread. */
const countCards = (page: Page) => page.evaluate<number>("document.querySelectorAll('.b-product').length");
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

/** Until what the wheel has moved is painted. */
const TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ph: string;
  /** Microseconds: by the clock, and of the thread's CPU. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** The tasks of the page's main thread while `work` went on. */
async function traced(page: Page, work: () => Promise<void>): Promise<{ cpuMs: number; wallMs: number }[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("a page without a browser cannot be traced");
  await browser.startTracing(page, { categories: TRACED });
  await work();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  const isTask = ({ name, ph }: TraceEvent) => ph === "X" && /RunTask$/.test(name);
  const threads = traceEvents
    .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
    .map(({ pid, tid }) => traceEvents.filter((one) => one.pid === pid && one.tid === tid && isTask(one)));
  // Chromium keeps a renderer in reserve; the page's is the busy one.
  const cpuOf = (tasks: TraceEvent[]) => sum(tasks.map(({ tdur = 0 }) => tdur));
  const busiest = threads.sort((a, b) => cpuOf(b) - cpuOf(a))[0] ?? [];
  return busiest.map(({ dur = 0, tdur = 0 }) => ({ cpuMs: tdur / 1000, wallMs: dur / 1000 }));
}
