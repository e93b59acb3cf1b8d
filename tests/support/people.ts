/** Who acts in a test: buyers who signed in through WeChat, and staff with a console session. */
import { randomBytes } from "node:crypto";
import type { Quote } from "@banyan/contract";
import type { StaffRole } from "@banyan/kernel";
import { hashToken, newToken } from "@banyan/server/session/session.ts";
import { signIn } from "@banyan/server/session/sign-in.ts";
import { insertStaffSession } from "@banyan/server/staff/session-store.ts";
import { totpPlace } from "@banyan/server/staff/sign-in.ts";
import { insertStaff, setTotp } from "@banyan/server/staff/store.ts";
import { newTotpSecret } from "@banyan/server/staff/totp.ts";
import { type Api, createApi, type Exchange } from "./client.ts";
import type { Shop } from "./shop.ts";

/** What people need of a shop. */
export type Place = Pick<Shop, "url" | "services" | "simulator"> & { heard: (exchange: Exchange) => void };

/** Somebody with a session: the typed API, and raw requests for what the API would not send. */
export interface Caller {
  api: Api;
  headers: Record<string, string>;
  raw(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; body: unknown }>;
}

/** What is wanted of one SKU. */
export interface Want {
  sku: string;
  quantity?: number;
}

export interface Ordered {
  no: string;
  payable_fen: number;
}

export interface Buyer extends Caller {
  id: string;
  openid: string;
  /** The default address, made at the first call. */
  address(province?: keyof typeof REGIONS): Promise<string>;
  /** A quote for a purchase at once. */
  quote(wants: readonly Want[], coupon?: string): Promise<Quote>;
  /** Quote and submit. */
  buy(wants: readonly Want[], coupon?: string): Promise<Ordered>;
  /** Starts the payment. @returns the prepay id that the cashier takes */
  prepay(no: string): Promise<string>;
  /** Pays in WeChat, to the end: prepay and the money; the callback is on its way. */
  pay(no: string): Promise<void>;
}

export interface Clerk extends Caller {
  id: string;
  role: StaffRole;
}

/** Yunnan, Tibet (often remote), Taiwan (often not served). */
export const REGIONS = { "53": "530102", "54": "540102", "71": "710101" } as const;

/** Clerks get their session from here and never sign in: a hash that costs nothing and that no password has. */
const NO_PASSWORD = `scrypt$32768$8$1$${"A".repeat(22)}$${"A".repeat(43)}`;

/** A fresh idempotency key. */
export const newKey = (): string => randomBytes(12).toString("hex");

export function createPeople(place: Place): Pick<Shop, "customer" | "crowd" | "staff"> {
  return {
    customer: async (nickname = "山里人") => {
      const { control } = place.simulator;
      const { openid } = await control.addUser({ nickname });
      const visitor = createCaller(place, {});
      const session = await visitor.api.session.signIn({
        provider: "wechat",
        code: await control.login(openid),
        privacy_version: 1,
      });
      return createBuyer(place, { id: session.customer_id, openid, token: session.token });
    },
    crowd: async (count) =>
      Promise.all(
        Array.from({ length: count }, async (_, index) => {
          const { control } = place.simulator;
          const { openid } = await control.addUser({ nickname: `赶集人${index + 1}` });
          const session = await signIn(place.services, {
            code: await control.login(openid),
            privacy_version: 1,
          });
          return createBuyer(place, { id: session.customer_id, openid, token: session.token });
        }),
      ),
    staff: async (role) => {
      const { database, seal } = place.services;
      const name = `${role}-${randomBytes(3).toString("hex")}`;
      const id = await database.transact(async (tx) => {
        const made = await insertStaff(tx, { name, role, passwordHash: NO_PASSWORD, step: 0n });
        if (made === null) throw new Error(`staff ${name} is there already`);
        await setTotp(tx, made, seal.seal(totpPlace(made), newTotpSecret()));
        return made;
      });
      const { token } = newToken();
      await insertStaffSession(database.query, { hash: hashToken(token), staffId: id, ttlSeconds: 3600 });
      return { ...createCaller(place, { cookie: `banyan_staff=${token}` }), id: String(id), role };
    },
  };
}

/** @param headers what makes them who they are; none for a visitor */
export function createCaller(
  place: Pick<Place, "url" | "heard"> & Partial<Place>,
  headers: Record<string, string>,
): Caller {
  const raw: Caller["raw"] = async (method, path, body, extra = {}) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${place.url}/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && !isForm ? { "content-type": "application/json" } : {}),
        ...extra,
      },
      ...(body === undefined
        ? {}
        : { body: isForm || typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    place.heard({ method, path, sent: body, status: response.status, body: answer });
    return { status: response.status, headers: response.headers, body: answer };
  };
  return { api: createApi((route, path, body) => raw(route.method, path, body)), headers, raw };
}

function createBuyer(place: Place, who: { id: string; openid: string; token: string }): Buyer {
  const caller = createCaller(place, { authorization: `Bearer ${who.token}` });
  const { api } = caller;
  const addresses = new Map<string, Promise<string>>();
  const address = (province: keyof typeof REGIONS = "53"): Promise<string> => {
    const known = addresses.get(province);
    if (known) return known;
    const made = api.address
      .create({
        request_key: newKey(),
        recipient: "段茶生",
        phone: "13812345678",
        region_code: REGIONS[province],
        detail: "古树巷 3 号",
      })
      .then((body) => body.id);
    addresses.set(province, made);
    return made;
  };
  const quote: Buyer["quote"] = async (wants, coupon = "none") =>
    api.quote.create({
      source: "buy_now",
      lines: wants.map(({ sku, quantity = 1 }) => ({ sku_id: sku, quantity })),
      address_id: await address(),
      coupon,
    });
  const buyer: Buyer = {
    ...caller,
    id: who.id,
    openid: who.openid,
    address,
    quote,
    buy: async (wants, coupon) => {
      const { id, payable_fen } = await quote(wants, coupon);
      return api.order.submit({ quote_id: id, payable_fen });
    },
    prepay: async (no) => {
      const { params } = await api.payment.start({ no });
      if (!params) throw new Error(`order ${no} needs no payment`);
      return params.package.replace("prepay_id=", "");
    },
    pay: async (no) => {
      const paid = await place.simulator.control.pay({
        prepay_id: await buyer.prepay(no),
        openid: who.openid,
      });
      if (paid.result !== "success") throw new Error(`WeChat refused the payment: ${paid.reason}`);
    },
  };
  return buyer;
}
