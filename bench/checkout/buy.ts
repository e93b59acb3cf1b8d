/** What a buyer's phone and WeChat do between a full cart and a paid order; nothing of it is measured. */
import type { Buyer } from "@banyan/tests/support/people.ts";
import type { SimulatorControl } from "@banyan/wechat-sim";

interface Line {
  sku_id: string;
  quantity: number;
}

/** @param url of the side that sells @throws Error where anything is answered but yes */
export async function buy(url: string, buyer: Buyer, control: SimulatorControl): Promise<void> {
  const call = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...buyer.headers, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
    return said as Body;
  };
  const cart = await call<{ lines: Line[] }>("GET", "/cart");
  const lines = cart.lines.map(({ sku_id, quantity }) => ({ sku_id, quantity }));
  const quote = await call<{ id: string; payable_fen: number }>("POST", "/quotes", { source: "cart", lines });
  const { no } = await call<{ no: string }>("POST", "/orders", {
    quote_id: quote.id,
    payable_fen: quote.payable_fen,
  });
  const { params } = await call<{ params: { package: string } }>("POST", `/orders/${no}/payment`);
  const paid = await control.pay({
    prepay_id: params.package.replace("prepay_id=", ""),
    openid: buyer.openid,
  });
  if (paid.result !== "success") throw new Error(`WeChat refused the payment: ${paid.reason}`);
}
