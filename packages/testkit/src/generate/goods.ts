/** Products that look like those of a large shop, as many as are wanted, the same again for the same seed. */

/** Brands, kinds of goods, what is said of them, specs: by shelf. Kinds "甲/乙" stand in the leaf category 甲. */
const SHELVES: readonly (readonly [
  root: string,
  brands: string,
  leaves: string,
  traits: string,
  specs: string,
])[] = [
  [
    "茶叶",
    "云岭 古道 大益 澜沧 凤宁 七彩 陈升 老同志 斗记 勐库 中茶 八马 滇韵 茶马司 布朗山房",
    "红茶:滇红 滇红金针 古树红茶 晒红 工夫红茶 正山小种|普洱:普洱生茶 普洱熟茶 七子饼茶 小青柑 茶头 普洱沱茶|白茶:月光白 寿眉 白毫银针 白牡丹|绿茶:龙井 碧螺春 毛尖 雀舌 烘青绿茶|花茶:茉莉花茶 玫瑰花茶 菊花茶 桂花乌龙 铁观音 单枞",
    "凤庆 勐海 临沧 易武 景迈 冰岛 老班章 昔归 南糯山 古树 春茶 明前 蜜香 特级 一级 手工 陈年 头采 烟熏 浓香型",
    "50g 100g 250克 357g 500克礼盒 罐装 袋泡 2019年 2021年",
  ],
  [
    "菌菇",
    "山野 云岭 菌王 香格里拉 菇小娘 彩云 林下",
    "干菌:松茸干片 羊肚菌 牛肝菌 鸡油菌 香菇 花菇 黑木耳 银耳 茶树菇|鲜菌:鲜松茸 鲜鸡枞 松露 见手青 竹荪|菌酱:鸡枞油 菌菇酱 牛肝菌酱 菌汤包 香菇酱",
    "野生 香格里拉 楚雄 南华 易门 无硫 去根 特级 农家 脱水 速冻 即食",
    "30g 50克 100克 250g 500g 两瓶装 礼盒",
  ],
  [
    "零食糕点",
    "嘉华 潘祥记 云岭 吉庆祥 三只松鼠 百草味 沃隆 良品 冠生园",
    "糕点:鲜花饼 玫瑰鲜花饼 云腿月饼 绿豆糕 荞饼 桂花糕 蛋黄酥|坚果:夏威夷果 核桃仁 腰果 松子 巴旦木 南瓜子|蜜饯:话梅 雕梅 酸角糕 芒果干 柠檬片 山楂条|饼干:苏打饼干 曲奇饼干 威化饼干 麻薯",
    "现烤 低糖 手工 经典 玫瑰味 抹茶味 原味 椒盐 奶油 酥皮 独立小包装 网红",
    "6枚 10枚装 200g 500克 整箱 大礼包 36小包",
  ],
  [
    "咖啡饮品",
    "后谷 云潞 辛鹿 四叶 炬点 Lavazza illy 雀巢",
    "咖啡豆:云南小粒咖啡豆 意式拼配豆 耶加雪菲 瑰夏 SOE咖啡豆|速溶:冻干咖啡 三合一咖啡 黑咖啡 挂耳咖啡|饮料:椰子水 刺梨汁 苹果醋 气泡水 豆奶|酒:青稞酒 梅子酒 米酒 红酒 鲜啤",
    "保山 普洱 孟连 深烘 中烘 浅烘 日晒 水洗 低因 无蔗糖 冷萃 意式 阿拉比卡",
    "227g 454g 10条 24颗 330ml*6 500ml 1L",
  ],
  [
    "粮油调味",
    "金龙鱼 福临门 云岭 李锦记 海天 千禾 欣和",
    "米面:八宝贡米 遮放贡米 红米 糯米 荞麦面 米线 饵块 饵丝|油:菜籽油 核桃油 山茶油 花生油|调料:单山蘸水 花椒 八角 草果 生抽 老抽 豆瓣酱 腐乳 辣椒面 糊辣子|蜂蜜:土蜂蜜 百花蜜 油菜蜜 蜂巢蜜 红糖 黑糖",
    "有机 农家 石磨 物理压榨 零添加 头道 特产 德宏 丘北 昭通 麻辣 五香",
    "500g 1kg 5kg 2.5L 5升 三瓶装",
  ],
  [
    "肉禽蛋",
    "宣字 老浦家 云岭 诺邓 双汇 正大",
    "火腿:宣威火腿 诺邓火腿 火腿片 火腿月饼馅|腊味:腊肉 腊肠 牛干巴 风吹肝 腊排骨|禽蛋:土鸡蛋 咸鸭蛋 皮蛋 鹌鹑蛋 乌骨鸡 武定鸡",
    "三年 五年 农家 烟熏 原切 真空 散养 林下 去骨 切片",
    "250g 500g 1千克 30枚 整只 礼盒",
  ],
  [
    "家居百货",
    "网易严选 美的 苏泊尔 双立人 炊大皇 宜家 膳魔师 无印",
    "厨具:炒锅 不粘锅 砂锅 菜刀 砧板 汽锅 电饭煲 空气炸锅|收纳:收纳箱 衣架 置物架 垃圾桶 保鲜盒|床品:四件套 蚕丝被 乳胶枕 凉席 毛毯|茶具:盖碗 紫砂壶 建水紫陶 公道杯 茶盘 保温杯",
    "家用 加厚 不锈钢 陶瓷 竹制 便携 大容量 北欧 简约 手工 防滑 抗菌",
    "小号 中号 大号 28cm 32厘米 1.5米床 500ml",
  ],
  [
    "美妆个护",
    "薇诺娜 云南白药 百雀羚 自然堂 欧莱雅 玉兰油 滇虹",
    "护肤:面膜 洗面奶 爽肤水 精华液 防晒霜 面霜|洗护:洗发水 护发素 沐浴露 牙膏 香皂|彩妆:口红 粉底液 眉笔 腮红 散粉",
    "保湿 舒敏 美白 清爽 控油 玫瑰 茶树 氨基酸 温和 持久 修护 补水",
    "30ml 50g 100ml 500ml 5片 两支装",
  ],
  [
    "服饰鞋包",
    "优衣库 海澜之家 李宁 安踏 回力 七匹狼 云绣坊",
    "女装:连衣裙 针织衫 半身裙 羽绒服 民族风外套|男装:衬衫 牛仔裤 夹克 卫衣 休闲裤|鞋:帆布鞋 运动鞋 凉鞋 靴子 布鞋|包:双肩包 斜挎包 钱包 扎染布包 帆布袋",
    "纯棉 宽松 修身 复古 刺绣 扎染 加绒 防水 透气 春秋 夏季 百搭",
    "S M L XL 均码 38码 42码",
  ],
  [
    "数码电器",
    "华为 小米 联想 罗技 飞利浦 倍思 绿联 Anker",
    "配件:数据线 充电器 充电宝 手机壳 鼠标 键盘|影音:蓝牙耳机 音箱 麦克风 投影仪|小电:吹风机 电动牙刷 加湿器 电热水壶 破壁机 扫地机器人",
    "无线 快充 Type-C 静音 迷你 便携 智能 高清 降噪 家用 大功率 LED",
    "1米 2米 20000mAh 65W 1.7L 黑色 白色",
  ],
];

export interface ShelfOfGoods {
  root: string;
  leaves: string[];
}
export interface Goods {
  name: string;
  subtitle: string;
  origin: string;
  leaf: string;
  root: string;
  tags: string[];
  fulfilment: "parcel" | "service";
  specs: { name: string; values: string[] }[];
  skus: { spec: string[]; code: string; price_fen: number; stock: number; sold: number }[];
  weight: number;
}

const PLACES = "云南 昆明 大理 丽江 普洱 临沧 保山 楚雄 福建 浙江 广东 四川 山东 东北 新疆 内蒙古".split(" ");
const TAGS = "新品 热卖 包邮 有机 礼盒 限量 老字号 产地直发 当季 可定制".split(" ");
const PRAISES =
  "产地直发 当天发货 老味道 送礼体面 入口回甘 家里常备 回购很多 山里人自己吃的 品质稳定 一件也包邮 老师傅手作 不添加防腐剂".split(
    " ",
  );

export const goodsShelves = (): ShelfOfGoods[] =>
  SHELVES.map(([root, , leaves]) => ({
    root,
    leaves: leaves.split("|").map((leaf) => leaf.split(":")[0] ?? ""),
  }));

/** @param random 0 ≤ x < 1, comes again with its seed */
export function drawGoods(random: () => number, number: number): Goods {
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const [root, brands, leaves, traits, specs] = one(SHELVES);
  const [leaf = "", kinds = ""] = one(leaves.split("|")).split(":");
  const [trait, other, spec] = [one(traits.split(" ")), one(traits.split(" ")), one(specs.split(" "))];
  const place = random() < 0.25 ? one(PLACES) : "";
  const name = `${random() < 0.8 ? one(brands.split(" ")) : ""}${place}${trait}${other === trait ? "" : other}${one(kinds.split(" "))} ${spec}`;
  const sizes = specs.split(" ").slice(0, 1 + Math.floor(random() * 4));
  const sold = Math.floor(random() ** 6 * 20_000);
  const price = 500 + Math.floor(random() ** 3 * 90_000);
  return {
    ...{ name, root, leaf, origin: random() < 0.5 ? one(PLACES) : "", weight: random() < 0.02 ? 1 : 0 },
    subtitle: `${one(PRAISES)}，${one(PRAISES)}${random() < 0.5 ? `，${one(traits.split(" "))}` : ""}`,
    tags: random() < 0.6 ? [one(TAGS)] : [],
    fulfilment: random() < 0.02 ? "service" : "parcel",
    specs: [{ name: "规格", values: sizes }],
    skus: sizes.map((size, at) => ({
      spec: [size],
      code: `YL-${String(number).padStart(6, "0")}-${at + 1}`,
      price_fen: price + at * 900,
      stock: random() < 0.06 ? 0 : 1 + Math.floor(random() * 500),
      sold: Math.floor(sold / (at + 1)),
    })),
  };
}
