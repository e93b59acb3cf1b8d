export default definePageConfig({ navigationBarTitleText: "怎么算的", enablePullDownRefresh: true });
