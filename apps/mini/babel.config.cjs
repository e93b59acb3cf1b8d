/**
 * Two audiences: WeChat's engines (old iOS and Android, no polyfills shipped) and today's mobile browsers.
 * useBuiltIns stays off: nothing here needs a polyfill, and core-js would weigh more than the shop.
 */
const WEAPP_TARGETS = { ios: "10.3", android: "6" };
const H5_TARGETS = { chrome: "80", safari: "13.1", ios: "13.4" };

module.exports = {
  presets: [
    [
      "taro",
      {
        framework: "react",
        ts: true,
        compiler: "webpack5",
        useBuiltIns: false,
        targets: process.env.TARO_ENV === "h5" ? H5_TARGETS : WEAPP_TARGETS,
      },
    ],
  ],
};
