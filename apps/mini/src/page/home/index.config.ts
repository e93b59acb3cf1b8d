export default definePageConfig({
  navigationBarTitleText: "云岭山货",
  navigationBarBackgroundColor: "#e8f3ee",
  enablePullDownRefresh: process.env.TARO_ENV === "weapp",
});
