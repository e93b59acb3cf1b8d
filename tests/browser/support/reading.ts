/** What stands on a page, for eyes and for assertions. */
import { setTimeout } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** How long a person would wait for something to appear. */
const PATIENCE_MS = 10_000;
/** Between two looks. */
const LOOK_MS = 80;

/** The first one of these that can be seen. */
export function seen(found: Locator): Locator {
  return found.filter({ visible: true }).first();
}

/** Everything that can be read, without white space: prices are set in parts. */
export async function readText(place: Page | Locator): Promise<string> {
  const whole = "goto" in place ? place.locator("body") : place;
  // biome-ignore lint/performance/useDomNodeTextContent: only what can be seen counts
  return (await whole.innerText()).replace(/\s+/g, "");
}

/** Waits until the page says so; each text without white space. */
export async function says(place: Page | Locator, ...texts: readonly (string | RegExp)[]): Promise<void> {
  for (const text of texts) {
    const so = typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text);
    await expect.poll(() => readText(place), { timeout: PATIENCE_MS, interval: LOOK_MS }).toEqual(so);
  }
}

/** Whether it comes into sight within so long. */
export async function appears(found: Locator, ms = 2_500): Promise<boolean> {
  return found.waitFor({ timeout: ms }).then(
    () => true,
    () => false,
  );
}

/** Waits until a fact outside the page is so: a row, a message. */
export async function becomes<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  await expect.poll(read, { timeout: PATIENCE_MS, interval: LOOK_MS }).toEqual(wanted);
}

/** Waits until the page says so, loading it again as a person would: what comes by itself is not always on the page that waits for it. */
export async function saysInTime(page: Page, ...texts: (string | RegExp)[]): Promise<void> {
  await becomes(async () => {
    await page.reload();
    return missingOnceLoaded(page, texts);
  }, []);
}

/** What the page does not say when it has loaded all it asks for; looks meanwhile, and has seen enough when all of it stands. */
async function missingOnceLoaded(page: Page, texts: readonly (string | RegExp)[]): Promise<string[]> {
  let loaded = false;
  const settle = () => {
    loaded = true;
  };
  page.waitForLoadState("networkidle").then(settle, settle);
  for (;;) {
    const last = loaded;
    const text = await readText(page);
    const missing = texts.filter((wanted) =>
      typeof wanted === "string" ? !text.includes(wanted) : !wanted.test(text),
    );
    if (missing.length === 0 || last) return missing.map(String);
    await setTimeout(LOOK_MS);
  }
}

/** 5700 → "57.00". */
export function yuan(fen: number | string): string {
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
}
