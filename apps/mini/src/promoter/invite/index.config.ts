export default definePageConfig({ navigationBarTitleText: "邀请卡", enableShareAppMessage: true });
