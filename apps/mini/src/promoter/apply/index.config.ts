export default definePageConfig({ navigationBarTitleText: "推广合作", enablePullDownRefresh: true });
