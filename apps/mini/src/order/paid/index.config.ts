export default definePageConfig({
  navigationBarTitleText: "支付结果",
  navigationBarBackgroundColor: "#ffffff",
});
