export default definePageConfig({
  navigationBarTitleText: "我的",
  navigationBarBackgroundColor: "#e8f3ee",
  enablePullDownRefresh: true,
});
