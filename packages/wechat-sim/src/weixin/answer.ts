import { randomBytes } from "node:crypto";

/** A body of api.weixin.qq.com: HTTP status is 200 even when the business says no (docs/WECHAT.md 1). */
export type WeixinAnswer = Record<string, unknown>;

/** What a call answers with that gives a picture. */
export class WeixinPicture {
  readonly png: Buffer;

  constructor(png: Buffer) {
    this.png = png;
  }
}

/** A refusal; WeChat ends every errmsg with the id of the request. */
export function refuse(errcode: number, message: string): WeixinAnswer {
  const rid = `${randomBytes(4).toString("hex")}-${randomBytes(4).toString("hex")}-${randomBytes(4).toString("hex")}`;
  return { errcode, errmsg: `${message} rid: ${rid}` };
}
