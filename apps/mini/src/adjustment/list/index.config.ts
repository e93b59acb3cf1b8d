export default definePageConfig({ navigationBarTitleText: "奖励与调整", enablePullDownRefresh: true });
