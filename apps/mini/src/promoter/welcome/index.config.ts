export default definePageConfig({
  navigationBarTitleText: "欢迎",
  navigationBarBackgroundColor: "#ffffff",
});
