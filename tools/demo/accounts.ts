/** Whom one can be in the demo and what to open first, for the starter to print. */
import { sharePath } from "@banyan/domain";
import type pg from "pg";
import { KNOWN_INVITE, KNOWN_SHARE, KNOWN_SHARER } from "./seed/relations.ts";
import { DEMO_PASSWORD, DEMO_STAFF } from "./seed/shop.ts";

/** How to sign in as somebody, or what to open. */
export interface DemoAccount {
  kind: string;
  name: string;
  how: string;
}

/** A shop that was seeded before there were promoters has nobody to be and no shares to open. */
export async function demoAccounts(client: pg.ClientBase, publicUrl: string): Promise<DemoAccount[]> {
  return [
    ...DEMO_STAFF.map(({ name, title }) => ({
      kind: title,
      name,
      how: `后台登录页「演示账号」一键进入（密码 ${DEMO_PASSWORD}，另需动态码）`,
    })),
    {
      kind: "顾客",
      name: "林晓棠 等 6 位",
      how: "打开商城，在「微信模拟」里选一位微信用户（何小满是第一次来的新客）",
    },
    ...(await promotersToBe(client, publicUrl)),
  ];
}

async function promotersToBe(client: pg.ClientBase, publicUrl: string): Promise<DemoAccount[]> {
  const shares = await sharesToOpen(client, publicUrl);
  if (shares.length === 0) return [];
  const promoters = {
    kind: "分销员",
    name: "林晓棠（推广员）、苏以沫（经销商）、周牧（代理商）",
    how: "在「我的」进入推广中心；林晓棠有一笔提现待确认收款，阿依是她的客户",
  };
  return [promoters, ...shares];
}

async function sharesToOpen(client: pg.ClientBase, publicUrl: string): Promise<DemoAccount[]> {
  const result = await client.query<{ code: string; channel: "link" | "invite"; product_id: string | null }>(
    "SELECT code, channel, product_id FROM share WHERE code = ANY ($1) ORDER BY channel DESC",
    [[KNOWN_SHARE.code, KNOWN_INVITE]],
  );
  return result.rows.map(({ code, channel, product_id }) => {
    const productId = product_id === null ? null : BigInt(product_id);
    const url = publicUrl + sharePath({ channel, productId, pageId: null }, code);
    return channel === "invite"
      ? { kind: "邀请卡", name: KNOWN_SHARER, how: `用何小满打开，申请成为分销员 ${url}` }
      : { kind: "分享", name: KNOWN_SHARER, how: `用何小满打开，下单后佣金归林晓棠 ${url}` };
  });
}
