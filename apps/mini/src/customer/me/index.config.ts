export default definePageConfig({
  navigationBarTitleText: "我的",
  navigationBarBackgroundColor: "#e2f0e9",
  enablePullDownRefresh: true,
});
