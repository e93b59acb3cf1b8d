export default definePageConfig({ navigationBarTitleText: "追评" });
