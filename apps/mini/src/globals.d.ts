/// <reference types="@tarojs/taro" />

declare const API_BASE: string;
declare const CLIENT_VERSION: string;

declare module "*.scss";
declare module "*.png" {
  const address: string;
  export default address;
}
