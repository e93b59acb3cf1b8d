/**
 * The bridge to WeChat. In the mini program WeChat itself (wx.login, wx.requestPayment …); on H5 in demo mode the
 * simulator's pages, at the address the shop names in `wechat_bridge`.
 */
import type { PayParams } from "@banyan/contract";
import Taro from "@tarojs/taro";
import { localRefusal, Refusal } from "../http/refusal.ts";
import { shopInfo } from "../shop/shop-info.ts";

const isH5 = process.env.TARO_ENV === "h5";

/** Where this page is, to come back to. */
function here(): string {
  return location.pathname + location.search;
}

/** Leaves for another page; what awaits this never goes on. */
function leave(address: string): Promise<never> {
  location.href = address;
  return new Promise(() => undefined);
}

async function bridge(): Promise<string> {
  const { wechat_bridge } = await shopInfo();
  if (wechat_bridge !== null) return wechat_bridge;
  throw new Refusal(0, { code: "not_allowed", message: "请在微信小程序里打开", request_id: "" });
}

async function askBridge(
  path: string,
  data: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const url = (await bridge()) + path;
  try {
    const { statusCode, data: body } = await Taro.request({
      url,
      method: "POST",
      header: { "content-type": "application/json" },
      data: JSON.stringify(data),
    });
    return { status: statusCode, body: body as Record<string, unknown> };
  } catch {
    throw localRefusal("offline");
  }
}

/** A code for code2Session: single use, five minutes (docs/WECHAT.md 1.1). On H5 it may leave to ask who this is. */
export async function loginCode(): Promise<string> {
  if (!isH5) return (await Taro.login()).code;
  const code = await loginCodeHere();
  return code ?? leave(`${await bridge()}/who?back=${encodeURIComponent(here())}`);
}

/** The same on H5 without leaving: null where the demo's WeChat does not know who this is. */
export async function loginCodeHere(): Promise<string | null> {
  const { status, body } = await askBridge("/client/login", {});
  if (status === 401) return null;
  if (typeof body["code"] !== "string") throw localRefusal("unreadable");
  return body["code"];
}

/** Whether the demo's page asks for the number: in the mini program it is WeChat's own button (open-type getPhoneNumber). */
export const asksPhoneByPage = isH5;

/** Leaves for the demo's page that asks for the number; it comes back to `back` with ?phone=<code, or "cancel">. */
export async function askPhone(back: string): Promise<never> {
  return leave(`${await bridge()}/phone?back=${encodeURIComponent(back)}`);
}

export type PayOutcome = "success" | "cancel" | "fail";

/**
 * Opens WeChat's cashier. The outcome is what the phone says and never proof: the page that follows asks the server
 * (docs/WECHAT.md 2.8). On H5 it leaves for the demo's cashier, which comes back to `back` with ?pay=<outcome>.
 */
export async function openCashier(params: PayParams, back: string): Promise<PayOutcome> {
  if (isH5) {
    const pairs = Object.entries({ ...params, back }).map(
      ([key, value]) => `${key}=${encodeURIComponent(value)}`,
    );
    return leave(`${await bridge()}/cashier?${pairs.join("&")}`);
  }
  const { timeStamp, nonceStr, package: pack, signType, paySign } = params;
  try {
    await Taro.requestPayment({ timeStamp, nonceStr, package: pack, signType, paySign });
    return "success";
  } catch (thrown) {
    return String((thrown as { errMsg?: string }).errMsg).includes("cancel") ? "cancel" : "fail";
  }
}

/** What wx.requestMerchantTransfer takes; mchId and appId must be those of the bill (docs/WECHAT.md 3.9). */
export interface TransferParams {
  mchId: string;
  appId: string;
  package: string;
}

/** Not in Taro: WeChat's own function, without a promise, from base library 3.3.0 on. */
declare const wx: {
  canIUse: (name: string) => boolean;
  requestMerchantTransfer: (
    options: TransferParams & {
      success: (answer: { result?: string }) => void;
      fail: (error: unknown) => void;
    },
  ) => void;
};

/**
 * Opens WeChat's page where the payee confirms a transfer. The outcome only says that the page was shown, and is never
 * proof: ask the server. On H5 it leaves for the demo's page, which comes back to `back` with ?transfer=<outcome>.
 * Throws Refusal where this WeChat is too old for it.
 */
export async function openTransfer(params: TransferParams, back: string): Promise<PayOutcome> {
  if (isH5) {
    const pairs = Object.entries({ ...params, back }).map(
      ([key, value]) => `${key}=${encodeURIComponent(value)}`,
    );
    return leave(`${await bridge()}/transfer?${pairs.join("&")}`);
  }
  if (!wx.canIUse("requestMerchantTransfer")) {
    throw new Refusal(0, {
      code: "client_too_old",
      message: "当前微信版本不支持收款，请更新微信后再试",
      request_id: "",
    });
  }
  return new Promise((resolve) => {
    wx.requestMerchantTransfer({
      ...params,
      success: ({ result }) => resolve(result === "cancel" ? "cancel" : "success"),
      fail: (error) =>
        resolve(String((error as { errMsg?: string } | null)?.errMsg).includes("cancel") ? "cancel" : "fail"),
    });
  });
}

/** wx.requestSubscribeMessage takes at most this many (docs/WECHAT.md 5.3). */
const MAX_TEMPLATES = 5;

/**
 * Asks to be allowed one message of each template; call it straight from a tap. Answers the accepted ones, which the
 * caller reports by notice.consent. A refusal by the person is an empty list, not a failure.
 */
export async function askToNotify(templateIds: readonly string[]): Promise<string[]> {
  const tmplIds = templateIds.slice(0, MAX_TEMPLATES);
  if (tmplIds.length === 0) return [];
  try {
    const answers = isH5
      ? (await askBridge("/client/subscribe", { tmplIds })).body
      : ((await Taro.requestSubscribeMessage({ tmplIds, entityIds: [] })) as unknown as Record<
          string,
          unknown
        >);
    return tmplIds.filter((id) => answers[id] === "accept");
  } catch {
    return [];
  }
}

export interface WechatAddress {
  recipient: string;
  phone: string;
  /** 省 市 区 names. */
  region: string[];
  /** Six digits of the district by GB/T 2260; "" where WeChat does not tell. */
  code: string;
  detail: string;
}

/** Whether the person's WeChat addresses can be offered here. */
export const hasWechatAddress = !isH5;

/**
 * One of the person's WeChat addresses. "closed": they closed the list; "refused": they, or their privacy settings, did not allow it,
 * which WeChat does not ask about again by itself.
 */
export async function chooseWechatAddress(): Promise<WechatAddress | "closed" | "refused"> {
  try {
    const chosen = await Taro.chooseAddress();
    const { userName, telNumber, provinceName, cityName, countyName, detailInfo, nationalCode } = chosen;
    return {
      recipient: userName,
      phone: telNumber,
      region: [provinceName, cityName, countyName],
      code: nationalCode ?? "",
      detail: detailInfo,
    };
  } catch (thrown) {
    return String((thrown as { errMsg?: string } | null)?.errMsg).includes("cancel") ? "closed" : "refused";
  }
}
