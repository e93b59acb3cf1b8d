import type { Database } from "../database.ts";

/**
 * What a merchant agrees with WeChat in 商户平台 产品中心 商家转账. Amounts in fen; the defaults are those of a new
 * merchant (docs/WECHAT.md 3.10).
 */
export interface TransferRules {
  /** Shown to the payee. */
  merchant_name: string;
  single_max: number;
  /** To one person a day. */
  user_day_max: number;
  /** To everybody a day. */
  merchant_day_max: number;
  /** Scenes the merchant may use. */
  scenes: string[];
}

const DEFAULTS: TransferRules = {
  merchant_name: "云岭山货",
  single_max: 20_000,
  user_day_max: 200_000,
  merchant_day_max: 5_000_000,
  scenes: ["1005"],
};

/** A scene: its name, the report rows it wants, and what the payee may be told the money is (docs/WECHAT.md 3.2). */
export interface Scene {
  name: string;
  rows: readonly string[];
  perceptions: readonly string[];
}

/** The scenes whose rows are published. */
export const SCENES: Readonly<Record<string, Scene>> = {
  "1000": { name: "现金营销", rows: ["活动名称", "奖励说明"], perceptions: ["现金奖励", "活动奖励"] },
  "1002": { name: "行政补贴", rows: ["补贴类型"], perceptions: ["行政补贴", "行政奖励"] },
  "1005": {
    name: "佣金报酬",
    rows: ["岗位类型", "报酬说明"],
    perceptions: ["劳务报酬", "报销款", "企业补贴", "开工利是"],
  },
  "1011": { name: "企业赔付", rows: ["赔付原因"], perceptions: ["退款", "商家赔付"] },
};

/** The rules in force. */
export function transferRules(database: Database): TransferRules {
  const row = database.row<{ value: string }>("select value from setting where name = 'transfer_rules'");
  return { ...DEFAULTS, ...(row === undefined ? {} : (JSON.parse(row.value) as Partial<TransferRules>)) };
}

/**
 * Changes some of the rules and returns all of them.
 * @throws RangeError for an unknown rule, an amount that is not whole fen from 10, a scene that does not exist
 */
export function setTransferRules(database: Database, change: Partial<TransferRules>): TransferRules {
  for (const [name, value] of Object.entries(change)) checkRule(name, value);
  const rules = { ...transferRules(database), ...change };
  database.run(
    "insert into setting values ('transfer_rules', ?) on conflict (name) do update set value = excluded.value",
    JSON.stringify(rules),
  );
  return rules;
}

function checkRule(name: string, value: unknown): void {
  const good =
    name === "merchant_name"
      ? typeof value === "string" && value !== ""
      : name === "scenes"
        ? Array.isArray(value) && value.every((scene) => Object.hasOwn(SCENES, String(scene)))
        : Object.hasOwn(DEFAULTS, name) && Number.isSafeInteger(value) && Number(value) >= 10;
  if (!good) throw new RangeError(`no transfer rule ${name} = ${JSON.stringify(value)}`);
}
