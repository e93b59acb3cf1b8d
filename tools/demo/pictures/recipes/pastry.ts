import { linen, moonWindow, planks, plaster, slate, table } from "../backdrop.ts";
import { shadow, steam } from "../light.ts";
import { rose, rosePetal } from "../motifs/blossom.ts";
import { lakeside } from "../motifs/country.ts";
import { board, jar } from "../motifs/kitchenware.ts";
import { walnutHalf } from "../motifs/nut.ts";
import {
  boxLid,
  CRUST,
  cakeBox,
  cakeStack,
  FILLING,
  flowerCake,
  milkFan,
  openCake,
} from "../motifs/pastry.ts";
import { plate } from "../motifs/tea.ts";
import { BREW, cup, cupAbove, glassCup, teapot } from "../motifs/vessel.ts";
import { scatter } from "../path.ts";
import { DAWN, MORNING } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

/** Flower cakes and old pastries: hero, set, close and scene of each. */
export const pastryPictures: Record<string, Draw> = {
  "rose-cake-hero": (s) => {
    plaster(s, "#f1b9ad");
    s.at(300, 270, () => flowerCake(s, 196));
    s.at(500, 640, () => openCake(s, 196, CRUST.plain, FILLING.rose));
    s.at(620, 200, () => rose(s, 108, "#cf4866"));
    petals(s, [
      [120, 560, 20],
      [210, 660, 110],
      [690, 420, 60],
      [90, 120, 200],
    ]);
  },
  "rose-cake-set": (s) => {
    linen(s, "#ecd3c4");
    s.at(330, 300, () => cakeBox(s, 520, 400, "#b3364f", 3, 2, (r) => flowerCake(s, r)), 1, -6);
    s.at(480, 620, () => boxLid(s, 470, 220, "#c24a63", "#7d1f38"), 1, 5);
  },
  "rose-cake-close": (s) => {
    plaster(s, "#e3a79a");
    s.at(375, 590, () => openCake(s, 330, CRUST.matcha, FILLING.rose));
    petals(s, [
      [120, 160, 30],
      [600, 130, 110],
      [330, 100, 200],
      [660, 640, 10],
    ]);
  },
  "rose-cake-scene": (s) => {
    table(s, { wall: "#f0c9b4", top: "#9a6342", horizon: 0.62, light: "leaves" });
    s.zoomed(1.35, 375, 700, () => {
      s.at(270, 670, () => cakeStack(s, 112, 3, CRUST.plain));
      s.at(520, 650, () => teapot(s, "#fbf0e6", "#c8405e", 0.9), 0.72);
      s.at(440, 706, () => cup(s, "#fbf0e6", BREW.red), 0.9);
      s.at(130, 700, () => rose(s, 46, "#cf4866"));
    });
  },
  "ham-cake-hero": (s) => {
    planks(s, "#6b4129", 4, 12);
    s.at(300, 270, () => flowerCake(s, 190, CRUST.ham, null));
    s.at(480, 630, () => openCake(s, 210, CRUST.ham, FILLING.ham));
    s.at(620, 250, () => flowerCake(s, 110, CRUST.ham, null));
  },
  "ham-cake-set": (s) => {
    plaster(s, "#d9a75a");
    s.at(
      320,
      300,
      () => cakeBox(s, 500, 400, "#7d2a1c", 4, 3, (r) => flowerCake(s, r, CRUST.ham, null)),
      1,
      4,
    );
    s.at(500, 630, () => boxLid(s, 440, 210, "#8f3322", "#4e150d"), 1, -6);
  },
  "ham-cake-close": (s) => {
    slate(s, "#4d4541");
    s.at(375, 600, () => openCake(s, 340, CRUST.ham, FILLING.ham));
  },
  "ham-cake-scene": (s) => {
    moonWindow(s, "#dcb98a", "#5f3b26", DAWN, 0.6, 0.34, 0.28, 0.66);
    s.zoomed(1.3, 375, 706, () => {
      s.at(290, 670, () => cakeStack(s, 120, 3, CRUST.ham, null));
      s.at(520, 690, () => cup(s, "#3f4a48", BREW.ripe), 1.3);
      steam(s, 520, 600, 120, 0.7);
    });
  },
  "buckwheat-cake-hero": (s) => {
    linen(s, "#cfd0a9");
    s.at(360, 350, () => plate(s, 250, "#8a5a3c", () => ring(s, 6, 140, 78, CRUST.buckwheat)));
    s.at(360, 350, () => flowerCake(s, 80, CRUST.buckwheat, null));
    for (const [x, y, t] of [
      [640, 620, 20],
      [560, 690, 80],
      [110, 640, 200],
    ] as const)
      s.at(x, y, () => walnutHalf(s, 58), 1, t);
  },
  "buckwheat-cake-set": (s) => {
    table(s, { wall: "#d6cda0", top: "#7f5c3c", horizon: 0.66 });
    s.zoomed(1.45, 375, 706, () => {
      s.at(270, 670, () => cakeStack(s, 110, 4, CRUST.buckwheat, null));
      s.at(480, 680, () => cakeStack(s, 96, 2, mixWalnut, null));
      for (const [x, y] of [
        [570, 690],
        [400, 708],
      ] as const)
        s.at(x, y, () => walnutHalf(s, 26));
    });
  },
  "buckwheat-cake-close": (s) => {
    planks(s, "#8d6b45", 4, 0);
    s.at(360, 590, () => openCake(s, 320, CRUST.buckwheat, FILLING.buckwheat));
  },
  "buckwheat-cake-scene": (s) => {
    table(s, { wall: "#c4d0c6", top: "#a47b52", horizon: 0.62, light: "window" });
    s.zoomed(1.4, 375, 706, () => {
      s.at(300, 680, () => cakeStack(s, 110, 2, CRUST.buckwheat, null));
      s.at(510, 690, () => glassCup(s, "#f6f0e2"), 1.6);
    });
  },
  "rose-jam-hero": (s) => {
    moonWindow(s, "#f0c3bd", "#8d4f42", MORNING, 0.6, 0.35, 0.28, 0.7);
    s.zoomed(1.45, 375, 710, () => {
      s.at(330, 690, () => jar(s, 190, 230, "#9a1f3c", "#d8b06a", "#fbe9dc", (r) => jam(s, r, 200)));
      s.at(510, 690, () => rose(s, 60, "#cf4866"));
      s.at(150, 700, () => rose(s, 40, "#e07f94"));
    });
  },
  "rose-jam-set": (s) => {
    table(s, { wall: "#f3dccd", top: "#b1785a", horizon: 0.68, light: "leaves" });
    s.zoomed(1.4, 375, 710, () => {
      s.at(260, 680, () => jar(s, 170, 210, "#9a1f3c", "#d8b06a", "#fbe9dc", (r) => jam(s, r, 180)));
      s.at(450, 696, () => jar(s, 170, 210, "#9a1f3c", "#d8b06a", "#fbe9dc", (r) => jam(s, r, 180)));
      s.at(570, 710, () => rose(s, 40, "#cf4866"));
    });
  },
  "rose-jam-close": (s) => {
    plaster(s, "#f3d9cf");
    s.at(375, 375, () =>
      plate(s, 300, "#fbf3ea", () => {
        s.circle(0, 0, 230, {
          fill: s.radial([0, "#c23a58", 0.8, "#8a1733", 1, "#5f0d22"], 0.42, 0.38, 0.62),
        });
        s.at(0, 190, () => jam(s, 200, 380));
        s.line("M-150 -90Q-100 -170 0 -180", "#ffd9d9", 12, 0.5);
      }),
    );
    petals(s, [
      [90, 100, 20],
      [670, 660, 130],
      [660, 90, 70],
    ]);
  },
  "rose-jam-scene": (s) => {
    linen(s, "#e5dcc8");
    s.at(320, 330, () => board(s, 480, 380));
    s.at(290, 330, () => toast(s, 250));
    s.at(610, 610, () => cupAbove(s, 96, "#fbf3ea", BREW.flower));
    s.at(640, 150, () => rose(s, 78, "#cf4866"));
  },
  "milk-fan-crisp-hero": (s) => {
    plaster(s, "#9fc3cf");
    s.at(370, 360, () =>
      plate(s, 276, "#fbf6ea", () => {
        for (const [x, y, t, fill] of [
          [-20, -120, 8, false],
          [30, -40, -10, true],
          [-30, 40, 14, false],
          [20, 130, -6, true],
        ] as const)
          s.at(x, y, () => milkFan(s, 360, fill ? "#a8233f" : undefined), 1, t);
      }),
    );
    s.at(640, 650, () => rose(s, 70, "#cf4866"));
  },
  "milk-fan-crisp-set": (s) => {
    table(s, { wall: "#dfe6dc", top: "#b98d60", horizon: 0.66 });
    s.zoomed(1.35, 375, 706, () => {
      for (const [x, c] of [
        [210, "#3f7f96"],
        [375, "#c24a63"],
        [540, "#4f7a4c"],
      ] as const)
        s.at(x, 680, () => pouch(s, c));
    });
  },
  "milk-fan-crisp-close": (s) => {
    planks(s, "#a87d55", 4, 8);
    for (const [x, y, t] of [
      [360, 170, -8],
      [400, 350, 6],
      [350, 540, -4],
    ] as const)
      s.at(x, y, () => milkFan(s, 640, "#a8233f"), 1, t);
  },
  "milk-fan-crisp-scene": (s) => {
    lakeside(s, MORNING, 430);
    s.squeezed(375, 650, 1, 0.42, () =>
      plate(s, 230, "#fbf6ea", () => {
        for (const [x, y, t] of [
          [-10, -90, 8],
          [20, 0, -8],
          [-20, 90, 10],
        ] as const)
          s.at(x, y, () => milkFan(s, 330), 1, t);
      }),
    );
  },
};

const mixWalnut = "#8f7646";

function petals(s: S, places: [number, number, number][]): void {
  for (const [x, y, turn] of places) s.at(x, y, () => rosePetal(s, 46, "#d9607a"), 1, turn);
}

function ring(s: S, count: number, reach: number, r: number, crust: string): void {
  for (let at = 0; at < count; at += 1)
    s.at(
      Math.cos((at / count) * 6.283) * reach,
      Math.sin((at / count) * 6.283) * reach,
      () => flowerCake(s, r, crust, null),
      1,
      at * 60,
    );
}

/** Petals suspended in syrup, within the clip in force. */
function jam(s: S, r: number, height: number): void {
  for (const [at, [x, y]] of scatter(s.random, 40, r, height * 0.5, 0.5).entries())
    s.at(x, y - height * 0.5, () => rosePetalIn(s, r * 0.24, at % 2 ? "#7d1230" : "#c9405e"), 1, at * 71);
}

function rosePetalIn(s: S, r: number, colour: string): void {
  s.path(
    `M${-r} 0C${-r * 0.6} ${-r * 0.8} ${r * 0.5} ${-r * 0.84} ${r} ${-r * 0.2}C${r * 0.86} ${r * 0.5} ${-r * 0.4} ${r * 0.74} ${-r} 0Z`,
    { fill: colour, opacity: 0.75 },
  );
}

function toast(s: S, size: number): void {
  const h = size / 2;
  shadow(s, 14, 18, h * 1.35, h * 1.35, 0.5);
  s.path(
    `M${-h} ${-h * 0.5}C${-h * 1.2} ${-h * 1.2} ${h * 1.2} ${-h * 1.2} ${h} ${-h * 0.5}V${h * 0.9}Q${h} ${h} ${h * 0.9} ${h}H${-h * 0.9}Q${-h} ${h} ${-h} ${h * 0.9}Z`,
    { fill: "#b9752f" },
  );
  s.path(
    `M${-h * 0.9} ${-h * 0.46}C${-h * 1.04} ${-h * 1.04} ${h * 1.04} ${-h * 1.04} ${h * 0.9} ${-h * 0.46}V${h * 0.84}Q${h * 0.88} ${h * 0.9} ${h * 0.8} ${h * 0.9}H${-h * 0.8}Q${-h * 0.9} ${h * 0.9} ${-h * 0.9} ${h * 0.84}Z`,
    {
      fill: s.linear([0, "#f6dca8", 1, "#e3b872"]),
    },
  );
  s.path(
    `M${-h * 0.6} ${-h * 0.4}C${-h * 0.4} ${-h * 0.8} ${h * 0.6} ${-h * 0.6} ${h * 0.62} ${-h * 0.1}C${h * 0.7} ${h * 0.5} ${-h * 0.2} ${h * 0.8} ${-h * 0.56} ${h * 0.5}C${-h * 0.8} ${h * 0.2} ${-h * 0.7} ${-h * 0.2} ${-h * 0.6} ${-h * 0.4}Z`,
    {
      fill: s.radial([0, "#d0405f", 1, "#8a1733"], 0.4, 0.34, 0.7),
    },
  );
  s.at(0, h * 0.6, () => jam(s, h * 0.42, h));
  s.line(`M${-h * 0.4} ${-h * 0.36}Q0 ${-h * 0.62} ${h * 0.3} ${-h * 0.4}`, "#ffd9d9", 7, 0.6);
}

function pouch(s: S, colour: string): void {
  shadow(s, 12, 4, 90, 24, 0.55);
  s.path("M-72 -196Q-78 -90 -70 -4Q0 8 70 -4Q78 -90 72 -196Z", {
    fill: s.linear([0, colour, 0.2, "#ffffff", 0.22, colour, 1, colour], 0, 0, 1, 0),
  });
  s.path("M-72 -196Q-78 -90 -70 -4Q0 8 70 -4Q78 -90 72 -196Z", {
    fill: s.linear([0, "#ffffff/0.25", 0.5, "#ffffff/0", 1, "#1f130c/0.4"], 0, 0, 1, 0),
  });
  s.rect(-74, -212, 148, 22, { fill: "#f6efe0" });
  s.circle(0, -104, 52, { fill: "#fbf6ea" });
  s.at(0, -112, () => milkFan(s, 84), 1, -12);
  s.at(0, -88, () => milkFan(s, 84), 1, 8);
}
