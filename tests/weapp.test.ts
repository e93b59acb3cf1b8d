/**
 * The mini program as WeChat will take it: its templates and styles go through the official compilers, its main package is small, and
 * its scripts load in a JavaScript context that has only what WeChat's has (no fetch, URL, AbortController, BigInt …).
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext, Script } from "node:vm";
import { describe, expect, it } from "vitest";

/** WeChat's own limit is 2 MB for a package; ours leaves room to grow. Bytes. */
const LIMITS = { h5_first_screen_gzip: 160 * 1024, weapp_main_package: 1_200_000 } as const;
const MINI = fileURLToPath(new URL("../apps/mini/", import.meta.url));
const weigh = () =>
  JSON.parse(
    execFileSync(process.execPath, [join(MINI, "scripts/weigh.ts")], { encoding: "utf8" }),
  ) as Record<keyof typeof LIMITS, number | null>;

const WEAPP = fileURLToPath(new URL("../apps/mini/dist/weapp/", import.meta.url));
const compiler = createRequire(import.meta.url)("miniprogram-compiler") as {
  wxmlToJs(root: string): string;
  wxssToJs(root: string): string;
};

interface AppJson {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
  tabBar?: { list: { pagePath: string }[] };
}
const app = () => JSON.parse(readFileSync(join(WEAPP, "app.json"), "utf8")) as AppJson;
const pagesOf = (json: AppJson) => [
  ...json.pages,
  ...(json.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page))),
];
const files = (ending: string) =>
  readdirSync(WEAPP, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(ending));

/** What WeChat's JavaScript engine lacks; a script that reads one of these at load must not crash. */
const ABSENT = [
  "fetch",
  "URL",
  "URLSearchParams",
  "AbortController",
  "structuredClone",
  "TextEncoder",
  "XMLHttpRequest",
  "BigInt",
  "WebAssembly",
];

/** Functions of wx that the package may ask for; here they answer nothing. */
const WX_FUNCTIONS =
  `canIUse chooseAddress chooseImage chooseMedia clearStorage createAnimation createIntersectionObserver
  createSelectorQuery downloadFile getAccountInfoSync getAppBaseInfo getDeviceInfo getEnterOptionsSync getLaunchOptionsSync
  getMenuButtonBoundingClientRect getNetworkType getPrivacySetting getStorage getStorageInfoSync getStorageSync getSystemSetting
  getUpdateManager getWindowInfo hideLoading hideTabBar hideToast login makePhoneCall navigateBack navigateTo nextTick
  offNetworkStatusChange onNeedPrivacyAuthorization onNetworkStatusChange openCustomerServiceChat openPrivacyContract pageScrollTo
  previewImage reLaunch redirectTo removeStorage removeStorageSync removeTabBarBadge request requestPayment requestSubscribeMessage
  setClipboardData setNavigationBarColor setNavigationBarTitle setStorage setStorageSync setTabBarBadge showActionSheet showLoading
  showModal showTabBar showToast stopPullDownRefresh switchTab uploadFile vibrateShort`.split(/\s+/);

/** A bare context with WeChat's own globals; `require` resolves inside the package, as WeChat's does. */
function loadInWechat(): { registered: string[]; errors: string[] } {
  const registered: string[] = [];
  const errors: string[] = [];
  const nothing = () => undefined;
  const wx: Record<string, unknown> = Object.fromEntries(WX_FUNCTIONS.map((name) => [name, nothing]));
  wx["getSystemInfoSync"] = () => ({ windowWidth: 390, pixelRatio: 2, platform: "ios" });
  const context = createContext({
    wx,
    console: { log: nothing, warn: nothing, error: nothing, info: nothing },
    App: () => registered.push("app"),
    Page: () => registered.push("page"),
    Component: () => registered.push("component"),
    Behavior: nothing,
    getApp: () => ({}),
    getCurrentPages: () => [],
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
  });
  for (const name of ABSENT) runInContext(`delete globalThis.${name}`, context);
  const loaded = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(file, module);
    const source = readFileSync(join(WEAPP, file), "utf8");
    const wrapped = new Script(`(function (require, module, exports) {${source}\n})`, { filename: file });
    const require = (path: string) => {
      const target = posix.normalize(posix.join(posix.dirname(file), path));
      return load(target.endsWith(".js") ? target : `${target}.js`);
    };
    (wrapped.runInContext(context) as (...args: unknown[]) => void)(require, module, module.exports);
    return module.exports;
  };
  for (const file of ["app.js", ...pagesOf(app()).map((page) => `${page}.js`)]) {
    try {
      load(file);
    } catch (error) {
      errors.push(`${file}: ${String(error)}`);
    }
  }
  return { registered, errors };
}

describe("the mini program for WeChat", () => {
  it("has every page it names, with tabs in the main package", () => {
    const json = app();
    for (const page of pagesOf(json)) {
      for (const ending of [".js", ".json", ".wxml"])
        expect(existsSync(join(WEAPP, page + ending)), page + ending).toBe(true);
    }
    expect(json.tabBar?.list.length).toBe(4);
    for (const { pagePath } of json.tabBar?.list ?? []) expect(json.pages).toContain(pagePath);
  });

  it("compiles with the official wcc", () => {
    const make = new Function("global", "window", "__wxAppCode__", compiler.wxmlToJs(WEAPP)) as (
      ...globals: object[]
    ) => (file: string) => unknown;
    const generate = make({}, {}, {});
    const templates = files(".wxml");
    expect(templates.length).toBeGreaterThan(pagesOf(app()).length);
    for (const page of pagesOf(app())) expect(typeof generate(`${page}.wxml`), page).toBe("function");
  });

  it("compiles with the official wcsc", () => {
    const compiled = compiler.wxssToJs(WEAPP);
    expect(() => new Function(compiled)).not.toThrow();
    // What only others import (app-origin, common) is inlined where it is imported.
    const own = ["app", ...pagesOf(app())].filter((name) => existsSync(join(WEAPP, `${name}.wxss`)));
    expect(own.length).toBeGreaterThan(0);
    for (const name of own) expect(compiled.includes(`${name}.wxss': `), name).toBe(true);
  });

  it("loads where fetch, URL and the like do not exist", () => {
    const { registered, errors } = loadInWechat();
    expect(errors).toEqual([]);
    expect(registered.filter((kind) => kind !== "app").length).toBeGreaterThanOrEqual(pagesOf(app()).length);
    expect(registered).toContain("app");
  });

  it("is small", () => {
    const weight = weigh();
    const main = weight.weapp_main_package ?? Number.POSITIVE_INFINITY;
    const h5 = weight.h5_first_screen_gzip ?? Number.POSITIVE_INFINITY;
    console.log(
      `主包 ${Math.round(main / 1024)} KB（上限 ${Math.round(LIMITS.weapp_main_package / 1024)} KB），H5 首屏脚本 ${Math.round(h5 / 1024)} KB gzip（上限 ${Math.round(LIMITS.h5_first_screen_gzip / 1024)} KB）`,
    );
    expect(main).toBeLessThan(LIMITS.weapp_main_package);
    expect(h5).toBeLessThan(LIMITS.h5_first_screen_gzip);
    for (const { root } of app().subPackages ?? []) {
      const bytes = files("").filter((file) => file.startsWith(root) && dirname(file) !== ".").length;
      expect(bytes, root).toBeGreaterThan(0);
    }
  });
});
