/** Who promotes the demo shop, who would like to, and who came through whom. Nicknames of `customers.ts` and of WeChat's demo users. */

export interface DemoPromoter {
  nickname: string;
  tier: "推广员" | "经销商" | "代理商";
  inviter: string | null;
  /** How the inviter got them: by an invite card, or because they were that promoter's customer. */
  by: "card" | "binding" | null;
  approvedDaysAgo: number;
  /** How many customers come by their shares, next to the others who promote at the time. */
  weight: number;
  /** What they wrote into their application. */
  reason: string;
  frozen?: { daysAgo: number; reason: string };
  /** Left by themselves. */
  left?: { daysAgo: number };
}

/** In order of approval: an inviter stands before whom they invite. */
export const demoPromoters: readonly DemoPromoter[] = [
  {
    nickname: "周牧",
    tier: "代理商",
    inviter: null,
    by: null,
    approvedDaysAgo: 78,
    weight: 9,
    reason: "在昆明开茶空间，店里一直用你们的茶",
  },
  {
    nickname: "大理的风",
    tier: "代理商",
    inviter: null,
    by: null,
    approvedDaysAgo: 76,
    weight: 13,
    reason: "大理本地民宿，客人常问伴手礼在哪里买",
  },
  {
    nickname: "苏以沫",
    tier: "经销商",
    inviter: "周牧",
    by: "card",
    approvedDaysAgo: 70,
    weight: 11,
    reason: "有两个插花和茶的社群，大家喜欢云南的花饼",
  },
  {
    nickname: "林晓棠",
    tier: "推广员",
    inviter: "周牧",
    by: "card",
    approvedDaysAgo: 66,
    weight: 20,
    reason: "自己买了半年，想分享给同事",
  },
  {
    nickname: "老周爱喝茶",
    tier: "经销商",
    inviter: "大理的风",
    by: "binding",
    approvedDaysAgo: 64,
    weight: 9,
    reason: "厦门茶友会的，普洱回购很多次了",
  },
  {
    nickname: "野生菌爱好者",
    tier: "经销商",
    inviter: "大理的风",
    by: "card",
    approvedDaysAgo: 60,
    weight: 9,
    reason: "写菌子的公众号，读者想买干菌",
  },
  {
    nickname: "阿茶",
    tier: "推广员",
    inviter: "苏以沫",
    by: "card",
    approvedDaysAgo: 52,
    weight: 8,
    reason: "福州茶馆小店，想多一份云南红茶",
  },
  {
    nickname: "洱海月",
    tier: "推广员",
    inviter: "苏以沫",
    by: "binding",
    approvedDaysAgo: 47,
    weight: 8,
    reason: "在古城做手作，扎染的客人会问",
  },
  {
    nickname: "小院子",
    tier: "推广员",
    inviter: "林晓棠",
    by: "card",
    approvedDaysAgo: 45,
    weight: 7,
    reason: "玉溪的院子民宿，早餐用你们的蜂蜜",
  },
  {
    nickname: "阿禾",
    tier: "推广员",
    inviter: null,
    by: null,
    approvedDaysAgo: 44,
    weight: 10,
    reason: "朋友圈常发云南",
    frozen: { daysAgo: 9, reason: "多位顾客反映收到骚扰信息，核实期间暂停推广" },
  },
  {
    nickname: "墨白",
    tier: "推广员",
    inviter: "老周爱喝茶",
    by: "card",
    approvedDaysAgo: 43,
    weight: 0,
    reason: "书法班的同学都爱喝茶",
  },
  {
    nickname: "竹里馆",
    tier: "推广员",
    inviter: "野生菌爱好者",
    by: "card",
    approvedDaysAgo: 36,
    weight: 14,
    reason: "做素食的，菌油菌酱用得多",
  },
  {
    nickname: "一米阳光",
    tier: "推广员",
    inviter: "小院子",
    by: "card",
    approvedDaysAgo: 28,
    weight: 14,
    reason: "丽江客栈，想给客人推荐真东西",
    left: { daysAgo: 4 },
  },
  {
    nickname: "胖丁妈妈",
    tier: "推广员",
    inviter: null,
    by: null,
    approvedDaysAgo: 20,
    weight: 16,
    reason: "宝妈群里常拼零食，花饼大家都说好吃",
  },
];

export interface DemoApplication {
  nickname: string;
  state: "requested" | "refused" | "cancelled";
  hoursAgo: number;
  /** Whose invite card they came by. */
  inviteOf: string | null;
  reason: string;
  note: string;
}

export const demoApplications: readonly DemoApplication[] = [
  {
    nickname: "春野",
    state: "requested",
    hoursAgo: 5,
    inviteOf: "林晓棠",
    reason: "晓棠推荐的，花饼和蜂蜜都回购了",
    note: "",
  },
  {
    nickname: "柚子茶",
    state: "requested",
    hoursAgo: 22,
    inviteOf: null,
    reason: "泉州开茶叶店，想试试卖云南茶",
    note: "",
  },
  { nickname: "拿铁不加糖", state: "requested", hoursAgo: 47, inviteOf: null, reason: "", note: "" },
  {
    nickname: "北方的狼",
    state: "refused",
    hoursAgo: 24 * 11,
    inviteOf: null,
    reason: "我有很多群可以发",
    note: "申请说明里的推广方式会打扰他人，欢迎调整后再来",
  },
  {
    nickname: "团子",
    state: "cancelled",
    hoursAgo: 24 * 18,
    inviteOf: null,
    reason: "想先了解一下",
    note: "",
  },
];

export interface DemoRelation {
  customer: string;
  promoter: string;
  daysAgo: number;
}

/** Relations the rest of the past needs; all others are thrown by dice. */
export const demoRelations: readonly DemoRelation[] = [
  { customer: "阿依", promoter: "林晓棠", daysAgo: 12 },
  { customer: "豆豆爸", promoter: "林晓棠", daysAgo: 26 },
  { customer: "糖炒栗子", promoter: "林晓棠", daysAgo: 19 },
  { customer: "半日闲", promoter: "林晓棠", daysAgo: 8 },
  { customer: "春野", promoter: "林晓棠", daysAgo: 3 },
  { customer: "柚子茶", promoter: "野生菌爱好者", daysAgo: 6 },
  { customer: "江边钓客", promoter: "墨白", daysAgo: 40 },
  { customer: "小城故事", promoter: "大理的风", daysAgo: 36 },
];

/** They never come by a share: one has asked to promote on their own, the others are there to be seen without a relation. */
export const demoUnbound: readonly string[] = ["陈大山", "拿铁不加糖", "北方的狼", "团子"];
