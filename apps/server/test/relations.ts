/** Promoters, shares and relations over HTTP, for tests that are about them. */
import type { ConsolePromoter, PromoterEntry, Share } from "@banyan/contract";
import { type Caller, newKey, type Answer as Reply, type Shop } from "./open-shop.ts";

export type Refused = { code: string; field?: string; message: string };
type Extra = Record<string, unknown>;

export interface Relations {
  shop: Shop;
  operator: Caller;
  /** Writes over the settings `promoter` or `referral`. */
  set(key: "promoter" | "referral", extra: Extra): Promise<void>;
  /** A customer of that name. */
  person(nickname?: string): Promise<Caller>;
  apply(who: Caller, extra?: Extra): Promise<Reply<PromoterEntry & Refused>>;
  /** The one application that waits. */
  waiting(who: Caller): Promise<string>;
  decide(who: Caller, extra: Extra, by?: Caller): Promise<Reply<Refused>>;
  /** A customer who applied and was approved. */
  promoter(nickname?: string, inviteCode?: string): Promise<Caller>;
  share(who: Caller, extra?: Extra): Promise<Reply<Share & Refused>>;
  /** Code of a share of the shop. */
  code(who: Caller, channel?: string): Promise<string>;
  touch(who: Caller, code: string, visitorKey?: string): Promise<string>;
  freeze(who: Caller, frozen?: boolean): Promise<Reply<ConsolePromoter & Refused>>;
  entry(who: Caller): Promise<PromoterEntry>;
  /** Relations of a customer, oldest first: "promoter id, how it ended". */
  bindings(who: Caller): Promise<string[]>;
}

export async function openRelations(shop: Shop): Promise<Relations> {
  const operator = await shop.staff("operator");
  const relations: Relations = {
    shop,
    operator,
    set: async (key, extra) => {
      const value = { ...(await shop.services.settings.get(key)), ...extra };
      await shop.sql(
        `INSERT INTO setting (key, value, version) VALUES ($1, $2, 1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = setting.version + 1`,
        [key, JSON.stringify(value)],
      );
      await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'setting'");
      await shop.services.versions.refresh();
    },
    person: async (nickname = "山里人") => {
      const who = await shop.customer();
      await shop.sql("UPDATE customer_profile SET nickname = $2 WHERE customer_id = $1", [who.id, nickname]);
      return who;
    },
    apply: (who, extra = {}) =>
      who.call("POST", "/promoter/applications", {
        request_key: newKey(),
        agreement_version: 1,
        ...extra,
      }),
    waiting: async (who) => {
      const [row] = await shop.sql<{ id: string }>(
        "SELECT id FROM promoter_application WHERE owner_id = $1 AND state = 'requested'",
        [who.id],
      );
      return String(row?.id);
    },
    decide: async (who, extra, by = operator) =>
      by.call(
        "POST",
        `/console/promoter-applications/${who.id}/${extra["application_id"] ?? (await relations.waiting(who))}/decide`,
        { approve: true, ...extra },
      ),
    promoter: async (nickname, inviteCode) => {
      const who = await relations.person(nickname);
      await relations.apply(who, inviteCode === undefined ? {} : { invite_code: inviteCode });
      const { status, body } = await relations.decide(who, {});
      if (status !== 200) throw new Error(`not approved: ${body.code}`);
      return who;
    },
    share: (who, extra = {}) => who.call("POST", "/shares", { channel: "card", ...extra }),
    code: async (who, channel = "card") => (await relations.share(who, { channel })).body.code,
    touch: async (who, code, visitorKey = newKey()) => {
      const { body } = await who.call<{ result: string }>("POST", `/shares/${code}/touch`, {
        visitor_key: visitorKey,
      });
      return body.result;
    },
    freeze: (who, frozen = true) =>
      operator.call("POST", `/console/promoters/${who.id}/freeze`, { frozen, reason: "核实投诉" }),
    entry: async (who) => (await who.call<PromoterEntry>("GET", "/promoter/entry")).body,
    bindings: async (who) => {
      const rows = await shop.sql<{ promoter_id: string; end_reason: string | null }>(
        "SELECT promoter_id, end_reason FROM binding WHERE customer_id = $1 ORDER BY id",
        [who.id],
      );
      return rows.map((row) => `${row.promoter_id} ${row.end_reason ?? "stands"}`);
    },
  };
  return relations;
}
