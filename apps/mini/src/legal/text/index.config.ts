export default definePageConfig({
  navigationBarTitleText: "协议与说明",
  navigationBarBackgroundColor: "#ffffff",
});
