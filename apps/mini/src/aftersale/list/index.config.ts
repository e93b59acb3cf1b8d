export default definePageConfig({ navigationBarTitleText: "退款售后", enablePullDownRefresh: true });
