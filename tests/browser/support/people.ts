/** People who are not on a screen: the typed API as staff or customer, to prepare what a test begins with. */
import { type Caller, createCaller } from "../../support/people.ts";
import type { Books } from "./books.ts";
import type { Screen } from "./browser.ts";
import type { DemoAddress } from "./demo.ts";

const unheard = () => undefined;

/** One of the demo's staff. */
export async function staffCaller(demo: DemoAddress, name: string): Promise<Caller> {
  const answer = await fetch(`${demo.url}/api/v1/demo/staff-session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: demo.url },
    body: JSON.stringify({ name }),
  });
  const cookie = answer.headers.get("set-cookie")?.split(";", 1)[0];
  if (!cookie) throw new Error(`no session for ${name}: ${answer.status}`);
  return createCaller({ url: demo.url, heard: unheard }, { cookie, origin: demo.url });
}

export interface Shopper extends Caller {
  id: string;
  openid: string;
  nickname: string;
  token: string;
}

/** A WeChat user of this name, new unless the demo has one, signed in as the mini program does. */
export async function customerCaller(demo: DemoAddress, books: Books, nickname: string): Promise<Shopper> {
  const known = (await books.wechat.listUsers()).find((user) => user.nickname === nickname);
  const { openid } = known ?? (await books.wechat.addUser({ nickname }));
  const place = { url: demo.url, heard: unheard };
  const code = await books.wechat.login(openid);
  const session = await createCaller(place, {}).api.session.signIn({
    provider: "wechat",
    code,
    privacy_version: 1,
  });
  const caller = createCaller(place, { authorization: `Bearer ${session.token}` });
  return { ...caller, id: session.customer_id, openid, nickname, token: session.token };
}

/** Makes a phone this customer's: WeChat knows who holds it, and the shop's session is there already. */
export async function handPhoneTo(screen: Screen, demo: DemoAddress, customer: Shopper): Promise<void> {
  await screen.context.addCookies([{ name: "wx_sim_user", value: customer.openid, url: demo.url }]);
  await screen.context.addInitScript(
    `if (!localStorage.getItem("banyan_token")) {
       localStorage.setItem("banyan_token", ${JSON.stringify(JSON.stringify({ data: customer.token }))});
       localStorage.setItem("banyan_privacy_agreed", ${JSON.stringify(JSON.stringify({ data: 1 }))});
     }`,
  );
}
