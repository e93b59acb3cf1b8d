import type { DemoCategory } from "./shapes.ts";

/** Top category: key, name, then its leaves as [key, name]. Ten of them fill two rows of five on the home page. */
const TREE: [string, string, [string, string][]][] = [
  [
    "tea",
    "云南茶",
    [
      ["puer", "普洱与古树茶"],
      ["dianhong", "滇红与绿茶"],
      ["teaware", "茶具"],
    ],
  ],
  [
    "coffee",
    "小粒咖啡",
    [
      ["coffee-beans", "咖啡豆"],
      ["coffee-ready", "挂耳与冻干"],
    ],
  ],
  [
    "mushroom",
    "野生菌",
    [
      ["mushroom-dried", "干菌汤料"],
      ["mushroom-fresh", "当季鲜菌"],
      ["mushroom-ready", "菌油菌酱"],
    ],
  ],
  [
    "pastry",
    "鲜花饼",
    [
      ["flower-cake", "鲜花饼"],
      ["old-pastry", "传统点心"],
    ],
  ],
  [
    "honey",
    "蜂蜜",
    [
      ["honey-jar", "山花原蜜"],
      ["honey-comb", "巢蜜与便携装"],
    ],
  ],
  [
    "larder",
    "火腿坚果",
    [
      ["ham", "火腿与腊味"],
      ["nuts", "坚果干货"],
    ],
  ],
  [
    "kitchen",
    "米线调味",
    [
      ["noodles", "米线饵丝"],
      ["condiments", "蘸水与酱"],
    ],
  ],
  [
    "crafts",
    "手作工艺",
    [
      ["tie-dye", "扎染"],
      ["silver", "银器"],
      ["pottery-wood", "黑陶木雕"],
      ["paper", "东巴纸"],
    ],
  ],
  [
    "study",
    "茶山研学",
    [
      ["study-open", "散客开班"],
      ["study-group", "亲子与团队"],
    ],
  ],
  [
    "timber",
    "整木定制",
    [
      ["timber-piece", "桌与单件"],
      ["timber-room", "整屋与茶室"],
    ],
  ],
];

export const demoCategories: DemoCategory[] = TREE.flatMap(([key, name, leaves], at) => [
  { key, parent: null, name, icon: `icon-${key}`, sort: (at + 1) * 10 },
  ...leaves.map(([leaf, leafName], leafAt) => ({
    key: leaf,
    parent: key,
    name: leafName,
    icon: `icon-${leaf}`,
    sort: (leafAt + 1) * 10,
  })),
]);
