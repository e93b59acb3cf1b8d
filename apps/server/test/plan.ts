/** A shop whose plans a test makes, changes and puts to work. */
import type { ConsolePlan, ConsolePlanHead, Envelope, PlanBody } from "@banyan/contract";
import { type Answer, type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const RULE: PlanBody["rules"][number] = { id: "all-1", scope: "all", position: 1, rate_bps: 1000 };
export const bodyOf = (changes: Partial<PlanBody> = {}): PlanBody => ({
  depth: 1,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [RULE],
  exclude: [],
  promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
  team_bonus: null,
  ...changes,
});

export interface PlanDesk {
  shop: Shop;
  owner: Caller;
  post<T = Envelope>(path: string, body: object, who?: Caller): Promise<Answer<T>>;
  list(): Promise<ConsolePlanHead[]>;
  get(version: number): Promise<Answer<ConsolePlan>>;
  active(): Promise<ConsolePlanHead>;
  /** Blank, or saved with this body. */
  draft(name: string, body?: PlanBody): Promise<ConsolePlan>;
  save(plan: ConsolePlan, changes: object, who?: Caller): Promise<Answer<Envelope>>;
  activate(plan: ConsolePlan, more?: object): Promise<Answer<Envelope>>;
  schedule(plan: ConsolePlan, at: Date, more?: object, who?: Caller): Promise<Answer<Envelope>>;
  /** Business time and so many ms. */
  inFuture(ms: number): Promise<Date>;
}

/** Status, word and sentence of a refusal. */
export const told = (answer: Answer<Envelope>) => [answer.status, answer.body.code, answer.body.message];

export async function openPlanDesk(name: string): Promise<PlanDesk> {
  const shop = await openShop(name);
  const owner = await shop.staff("owner");
  const post: PlanDesk["post"] = (path, body, who = owner) =>
    who.call("POST", `/console/plans${path}`, { request_key: newKey(), ...body });
  const list = async () =>
    (await owner.call<{ plans: ConsolePlanHead[] }>("GET", "/console/plans")).body.plans;
  const active = async () => (await list()).find(({ state }) => state === "active") as ConsolePlanHead;
  const save: PlanDesk["save"] = ({ version, revision, name, body }, changes, who = owner) =>
    who.call("PUT", `/console/plans/${version}`, {
      ...{ request_key: newKey(), revision, name, body },
      ...changes,
    });
  return {
    shop,
    owner,
    post,
    list,
    get: (version) => owner.call<ConsolePlan>("GET", `/console/plans/${version}`),
    active,
    draft: async (title, body) => {
      const { body: made } = await post<ConsolePlan>("/drafts", { name: title });
      return body ? ((await save(made, { body })).body as unknown as ConsolePlan) : made;
    },
    save,
    activate: async ({ version, revision }, more = {}) =>
      post(`/${version}/activate`, { revision, replaces: (await active()).version, ...more }),
    schedule: ({ version, revision }, at, more = {}, who = owner) =>
      post(`/${version}/schedule`, { revision, starts_at: at.toISOString(), ...more }, who),
    inFuture: async (ms) => {
      const [row] = await shop.sql<{ now: Date }>("SELECT business_now() AS now");
      return new Date((row?.now.getTime() ?? 0) + ms);
    },
  };
}
