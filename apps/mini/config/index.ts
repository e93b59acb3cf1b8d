import path from "node:path";
import { defineConfig } from "@tarojs/cli";
import { NormalModuleReplacementPlugin } from "webpack";
import { FirstScreen } from "./first-screen";

const ROOT = path.resolve(__dirname, "..");
const PACKAGES = path.resolve(ROOT, "../../packages");
const isH5 = process.env.TARO_ENV === "h5";
const VERSION = "0.1.0";

/**
 * One source, two targets. Sizes are px on both (no rpx, no rem): layouts stretch from 320 to 430 and text keeps its
 * size, as native apps do; a scaled-down 320 screen would drop below a readable 12 px.
 */
export default defineConfig({
  projectName: "banyan-mini",
  date: "2026-11-24",
  designWidth: 390,
  deviceRatio: { 390: 1 },
  sourceRoot: "src",
  outputRoot: `dist/${process.env.TARO_ENV}`,
  framework: "react",
  compiler: { type: "webpack5", prebundle: { enable: false } },
  cache: { enable: false },
  plugins: [
    "@tarojs/plugin-framework-react",
    isH5 ? "@tarojs/plugin-platform-h5" : "@tarojs/plugin-platform-weapp",
  ],
  alias: { "@": path.resolve(ROOT, "src") },
  defineConstants: {
    // H5 talks to the origin that served it; the mini program to an address fixed at build time.
    API_BASE: JSON.stringify(
      isH5 ? "/api/v1" : (process.env.TARO_APP_API ?? "https://shop.example.com/api/v1"),
    ),
    CLIENT_VERSION: JSON.stringify(VERSION),
  },
  sass: { data: `@use "${path.resolve(ROOT, "src/design/style/tokens")}" as *;` },
  // esbuild would build H5 in 20 s of processor time instead of 27, and weigh a tenth more on the first screen.
  jsMinimizer: "terser",
  mini: {
    // Rooms of the workspace export TypeScript; their real paths lie outside src.
    compile: { include: [path.join(PACKAGES, "contract/src"), path.join(PACKAGES, "kernel/src")] },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true } },
    optimizeMainPackage: { enable: true },
    miniCssExtractPluginOption: { ignoreOrder: true },
  },
  h5: {
    publicPath: "/",
    staticDirectory: "static",
    compile: { include: [path.join(PACKAGES, "contract/src"), path.join(PACKAGES, "kernel/src")] },
    router: { mode: "browser", basename: "" },
    webpackChain: (chain) => {
      chain.plugin("firstScreen").use(FirstScreen, [VERSION]);
      // The tab bar is our own part (design/bars): Taro's, which the router would bring along, is a tenth of the entry.
      chain.plugin("noTabBar").use(NormalModuleReplacementPlugin, [
        /^@tarojs\/components\/dist\/components$/,
        (module: { request: string; contextInfo: { issuer: string } }) => {
          if (!/[\\/]router[\\/]/.test(module.contextInfo.issuer)) return;
          module.request = path.join(ROOT, "config/no-tab-bar.js");
        },
      ]);
      // Pages are chunks of their own; what every page uses is loaded once and kept by the browser.
      chain.optimization.splitChunks({
        chunks: "all",
        minSize: 20_000,
        cacheGroups: {
          default: false,
          defaultVendors: false,
          frame: {
            name: "frame",
            test: /[\\/]src[\\/](design|http|session|shop)[\\/]/,
            minChunks: 2,
            priority: 30,
          },
          several: { minChunks: 2, reuseExistingChunk: true, priority: 10 },
        },
      });
    },
    // Plain React elements instead of web components: lighter, and styles reach them.
    useHtmlComponents: true,
    output: {
      filename: "assets/[name].[contenthash:8].js",
      chunkFilename: "assets/[name].[contenthash:8].js",
    },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: "assets/[name].[contenthash:8].css",
      chunkFilename: "assets/[name].[contenthash:8].css",
    },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true } },
  },
});
