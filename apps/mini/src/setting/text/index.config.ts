export default definePageConfig({ navigationBarTitleText: "", navigationBarBackgroundColor: "#ffffff" });
