import type { DemoBanner, DemoCoupon, DemoShop, DemoTopic } from "./shapes.ts";

/** Every number and licence here is a placeholder that says so: a real shop must replace it before it opens. */
export const demoShop: DemoShop = {
  name: "云岭山货",
  slogan: "把云南的山，慢慢寄给你",
  service_phone: "0872-000-0000",
  service_hours: "每天 9:00–21:00",
  address: { province: "云南省", city: "大理白族自治州", district: "大理市", street: "喜洲镇演示路 1 号" },
  licences: [
    { name: "营业执照", text: "演示：统一社会信用代码 915329000000000000，上线前请换成真实证照" },
    { name: "食品经营许可证", text: "演示：JY00000000000000，上线前请换成真实证照" },
    { name: "旅游与研学服务资质", text: "演示：上线前请上传合作旅行社的资质" },
  ],
  notices: [
    "演示店铺：商品、评价与案例均为示例内容，不会真实发货",
    "鲜菌与鲜米线走冷链，偏远地区下单前请先咨询",
  ],
};

export const demoBanners: DemoBanner[] = [
  {
    key: "spring-tea",
    picture: "banner-tea",
    title: "山里的春天到了",
    subtitle: "古树春茶，石磨压饼",
    words: "light",
    space: "left",
    target: { kind: "topic", key: "first-puer" },
  },
  {
    key: "rose-season",
    picture: "banner-rose",
    title: "一口是花瓣",
    subtitle: "安宁玫瑰，当日现烤",
    words: "dark",
    space: "left",
    target: { kind: "product", key: "rose-cake" },
  },
  {
    key: "mushroom-season",
    picture: "banner-mushroom",
    title: "雨后进山",
    subtitle: "松茸、牛肝菌、羊肚菌",
    words: "light",
    space: "right",
    target: { kind: "category", key: "mushroom" },
  },
  {
    key: "tea-mountain",
    picture: "banner-study",
    title: "去茶山住两天",
    subtitle: "采一筐茶，压一块自己的饼",
    words: "dark",
    space: "left",
    target: { kind: "category", key: "study" },
  },
  {
    key: "timber",
    picture: "banner-timber",
    title: "一棵树的第二生",
    subtitle: "剑川匠人，整木定制",
    words: "light",
    space: "left",
    target: { kind: "topic", key: "wood-home" },
  },
];

export const demoTopics: DemoTopic[] = [
  {
    key: "first-puer",
    title: "头一次喝普洱，从这几款开始",
    summary: "生茶清扬，熟茶温厚。先小份尝，再决定要不要存一提。",
    picture: "topic-puer",
    products: ["mini-tuo", "jingmai-cake", "bulang-ripe", "citrus-puer", "celadon-gaiwan"],
  },
  {
    key: "wild-kitchen",
    title: "一锅菌子汤的全部",
    summary: "七样干菌、一只土锅、一碟蘸水，照着步骤做不会错。",
    picture: "topic-soup",
    products: ["soup-mix", "nixi-pot", "xuanwei-ham", "danshan-dip", "porcini-dried"],
  },
  {
    key: "afternoon",
    title: "下午三点的云南",
    summary: "鲜花饼配滇红，蜂巢蜜配咖啡，慢慢坐一会儿。",
    picture: "topic-afternoon",
    products: ["rose-cake", "golden-needle", "comb-honey", "baoshan-washed", "carved-plum"],
  },
  {
    key: "wood-home",
    title: "木头进了家以后",
    summary: "五个客户案例：一张桌、一面墙、一间茶室，到一整个家。",
    picture: "topic-wood",
    products: ["slab-table", "dining-table", "bookshelf-wall", "tea-room", "whole-house"],
  },
];

export const demoCoupons: DemoCoupon[] = [
  {
    key: "welcome",
    name: "新客见面礼",
    threshold_fen: 5900,
    off_fen: 1000,
    categories: null,
    total: 5000,
    per_customer: 1,
    valid_days: 30,
  },
  {
    key: "tea-season",
    name: "茶季满减券",
    threshold_fen: 19900,
    off_fen: 3000,
    categories: ["tea"],
    total: 1200,
    per_customer: 2,
    valid_days: 15,
  },
  {
    key: "kitchen-table",
    name: "厨房囤货券",
    threshold_fen: 9900,
    off_fen: 1500,
    categories: ["mushroom", "larder", "kitchen"],
    total: 2000,
    per_customer: 2,
    valid_days: 20,
  },
  {
    key: "sweet",
    name: "甜点时间券",
    threshold_fen: 3900,
    off_fen: 500,
    categories: ["pastry", "honey", "coffee"],
    total: 3000,
    per_customer: 3,
    valid_days: 14,
  },
  {
    key: "timber-survey",
    name: "整木量尺抵用券",
    threshold_fen: 300000,
    off_fen: 30000,
    categories: ["timber"],
    total: 60,
    per_customer: 1,
    valid_days: 60,
  },
];
