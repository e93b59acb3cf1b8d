export default definePageConfig({ navigationBarTitleText: "推广协议与退出" });
