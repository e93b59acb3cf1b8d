import type { DemoCustomer } from "./shapes.ts";

const PEOPLE = `
阿禾|云南|昆明;小满|四川|成都;陈一舟|广东|广州;麦田守望|北京|朝阳;青柠不酸|上海|浦东;老周爱喝茶|福建|厦门;
苏打水|浙江|杭州;大理的风|云南|大理;一只橘猫|江苏|南京;林间鹿|湖北|武汉;阿布|云南|普洱;雨后初晴|重庆|渝中;
胖丁妈妈|广东|深圳;慢慢来|湖南|长沙;山谷回声|陕西|西安;木木|河南|郑州;糖炒栗子|山东|青岛;江边钓客|江西|南昌;
半日闲|江苏|苏州;阿茶|福建|福州;豆豆爸|广东|佛山;南风过境|广西|南宁;云上|贵州|贵阳;拾光|浙江|宁波;
小鱼干|辽宁|大连;千里|天津|和平;橙子味|四川|绵阳;荔枝湾|广东|东莞;墨白|安徽|合肥;晚风|海南|海口;
老杨同志|云南|曲靖;安安|上海|徐汇;一叶知秋|北京|海淀;乌龙少冰|浙江|温州;团子|湖北|宜昌;竹里馆|江苏|无锡;
旅行的意义|广东|珠海;十三姨|四川|乐山;热爱生活|河北|石家庄;西瓜皮|山西|太原;小院子|云南|玉溪;柚子茶|福建|泉州;
阿勒泰的云|新疆|乌鲁木齐;北方的狼|黑龙江|哈尔滨;长安旧事|陕西|西安;七月流火|甘肃|兰州;阿楠|云南|临沧;木棉花开|广东|中山;
春野|湖南|株洲;一米阳光|云南|丽江;大胖小福|北京|丰台;静水深流|江苏|常州;拿铁不加糖|上海|静安;小城故事|浙江|嘉兴;
阿珍|广西|桂林;面包树|重庆|江北;海边的卡夫|山东|烟台;顺其自然|吉林|长春;洱海月|云南|大理;野生菌爱好者|云南|楚雄
`;

/** Of WeChat's demo users who have been to the shop before, in their order. */
export const demoUserAvatars: readonly string[] = [
  "avatar-61",
  "avatar-62",
  "avatar-63",
  "avatar-64",
  "avatar-65",
];

/** Sixty people of the generated order history: nicknames only, nobody real. */
export const demoCustomers: DemoCustomer[] = PEOPLE.trim()
  .split(/;\s*/)
  .map((line, at) => {
    const [nickname = "", province = "", city = ""] = line.split("|");
    const number = String(at + 1).padStart(2, "0");
    return { key: `customer-${number}`, nickname, province, city, avatar: `avatar-${number}` };
  });
