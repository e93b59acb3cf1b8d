/** One merchant and its mini program. Everything is a value: nothing is read from the environment. */
export interface WechatConfig {
  /** https://api.weixin.qq.com, or the simulator. */
  apiBase: string;
  /** https://api.mch.weixin.qq.com, or the simulator. */
  payBase: string;
  appid: string;
  secret: string;
  mchid: string;
  /** Serial of the merchant API certificate, upper hex. */
  merchantSerial: string;
  merchantPrivateKeyPem: string;
  /** 32 bytes. */
  apiV3Key: string;
  /** PUB_KEY_ID_…, sent with every Pay request so that WeChat answers with that key. */
  publicKeyId: string;
  /**
   * PUB_KEY_ID or platform certificate serial → PEM. While a merchant moves from certificates to the public key,
   * callbacks come signed by either at random (docs/WECHAT.md 2.4), so both stand here.
   */
  publicKeys: Record<string, string>;
  /** How long an answer of Pay is waited for, milliseconds; 8 s where it is left out. */
  patienceMs?: number;
}
