export default definePageConfig({
  navigationBarTitleText: "专题",
  enablePullDownRefresh: process.env.TARO_ENV === "weapp",
});
