export default definePageConfig({
  navigationBarTitleText: "推广中心",
  navigationBarBackgroundColor: "#e2f0e9",
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});
