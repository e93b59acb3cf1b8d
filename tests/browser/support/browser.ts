/** Chromium as people use it: a phone for the shop and a desk for the console, both watched for everything that goes wrong. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium } from "@banyan/tools/test-run/chromium.ts";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const SCREENS = fileURLToPath(new URL("../../../test-results/screens/", import.meta.url));

/** Playwright's own patience is half a minute; what a person waits for comes sooner. */
const PATIENCE_MS = 10_000;

let running: Promise<Browser> | undefined;

/**
 * The run's one Chromium, which all files share: every person has a profile of their own in it, and to start it anew for each file cost
 * half a second of CPU. It ends with the process; should it end before, the next file has another.
 */
export function openBrowser(): Promise<Browser> {
  running ??= launch();
  return running;
}

/** Ends what people of a file have left open; the next file begins in an empty Chromium. */
export async function leaveBrowser(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("no Chromium: name one in BANYAN_CHROMIUM");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"];
  const browser = await chromium.launch({ executablePath, args });
  browser.once("disconnected", () => {
    running = undefined;
  });
  return browser;
}

export interface ScreenSize {
  width: number;
  height: number;
  touch: boolean;
  /** The person asked for less motion: what glides for most stands at once. */
  still?: boolean;
}
export const PHONE: ScreenSize = { width: 390, height: 844, touch: true };
export const DESK: ScreenSize = { width: 1440, height: 900, touch: false };

/** Runs in every page: what its Content-Security-Policy forbade is an error of the console, also where a script swallowed it. */
const TELL_FORBIDDEN = `document.addEventListener("securitypolicyviolation", (event) =>
  console.error("forbidden: " + event.effectiveDirective + " " + event.blockedURI + " at " + event.sourceFile + ":" + event.lineNumber))`;

/** One window of one person. */
export interface Screen {
  page: Page;
  context: BrowserContext;
  /** What nobody should ever see: script errors, console errors, requests that failed or were answered badly. */
  faults: string[];
  /** Refusals of the API, "POST /api/v1/orders 409 out_of_stock": part of the game where a test provokes them. */
  refusals: string[];
  /** Keeps a picture as test-results/screens/<width>x<height>/<name>.jpg: to press a PNG takes Chromium three times as long. */
  shot(name: string): Promise<void>;
  /** Another window of the same person. */
  another(): Promise<Screen>;
  close(): Promise<void>;
}

/** A fresh browser profile of this size at this shop. */
export async function openScreen(browser: Browser, url: string, size: ScreenSize): Promise<Screen> {
  const { width, height, touch } = size;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    deviceScaleFactor: touch ? 2 : 1,
    hasTouch: touch,
    isMobile: touch,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    permissions: ["clipboard-read", "clipboard-write"],
    acceptDownloads: true,
    reducedMotion: size.still === true ? "reduce" : "no-preference",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(TELL_FORBIDDEN);
  return screenOf(context, size);
}

async function screenOf(context: BrowserContext, size: ScreenSize): Promise<Screen> {
  const page = await context.newPage();
  const folder = `${SCREENS}${size.width}x${size.height}/`;
  return {
    page,
    context,
    ...watch(page),
    shot: async (name) => {
      const path = `${folder}${name}.jpg`;
      mkdirSync(dirname(path), { recursive: true });
      await page.screenshot({ path, type: "jpeg", quality: 90, animations: "disabled" });
    },
    another: () => screenOf(context, size),
    close: () => context.close(),
  };
}

/** Writes down what goes wrong in a window, for the test to look at. */
function watch(page: Page): Pick<Screen, "faults" | "refusals"> {
  const faults: string[] = [];
  const refusals: string[] = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    // Chromium says this of every answer of 400 and more; the answers themselves are looked at below.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    faults.push(`console: ${message.text()}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // A page that is left gives up what it was still loading.
    if (why !== "net::ERR_ABORTED") faults.push(`request: ${request.method()} ${request.url()} ${why}`);
  });
  page.on("response", async (response) => {
    const path = new URL(response.url()).pathname;
    // How the demo's WeChat says that nobody has been picked yet.
    if (response.status() < 400 || path === "/__wechat/client/login") return;
    const line = `${response.request().method()} ${path} ${response.status()}`;
    if (response.status() >= 500 || !path.startsWith("/api/")) faults.push(`answer: ${line}`);
    else refusals.push(`${line} ${await codeOf(() => response.json())}`);
  });
  return { faults, refusals };
}

/** The word of a refusal; "" where the page was gone before it could be read. */
async function codeOf(read: () => Promise<unknown>): Promise<string> {
  try {
    return ((await read()) as { code: string }).code;
  } catch {
    return "";
  }
}
