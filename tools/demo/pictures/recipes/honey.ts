import { linen, moonWindow, planks, plaster, slate, table } from "../backdrop.ts";
import { bees, cheese, flowers, frame, giftBox, hive, stick } from "../motifs/apiary.ts";
import { comb, dipper, HONEY, honeyJar, puddle } from "../motifs/bee.ts";
import { sachet } from "../motifs/coffee-pack.ts";
import { rapeField } from "../motifs/country.ts";
import { pineForest } from "../motifs/forest.ts";
import { board } from "../motifs/kitchenware.ts";
import { walnutHalf } from "../motifs/nut.ts";
import { plate } from "../motifs/tea.ts";
import { BREW, cupAbove, glassCup } from "../motifs/vessel.ts";
import { MORNING, mountains } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** Honey: hero, set, close and scene of each. */
export const honeyPictures: Record<string, Draw> = {
  "wild-flower-honey-hero": (s) => {
    moonWindow(s, "#f0c15a", "#8a5528", MORNING, 0.5, 0.36, 0.31, 0.72);
    s.zoomed(1.6, 375, 712, () => s.at(365, 690, () => honeyJar(s, HONEY.wild, "#c9502f")));
    bees(s, [
      [130, 210, 44, -10],
      [640, 330, 36, 20],
    ]);
    flowers(
      s,
      [
        [600, 660, 40],
        [660, 700, 30],
        [120, 690, 36],
      ],
      "#d98fb0",
    );
  },
  "wild-flower-honey-set": (s) => {
    table(s, { wall: "#ead8a6", top: "#9a6a3c", horizon: 0.68, light: "leaves" });
    s.zoomed(1.3, 375, 712, () => {
      for (const [x, y, k] of [
        [190, 680, 0.76],
        [360, 690, 1],
        [560, 690, 1.22],
      ] as const)
        s.at(x, y, () => honeyJar(s, HONEY.wild, "#c9502f"), k);
    });
  },
  "wild-flower-honey-close": (s) => {
    plaster(s, "#7a3f12");
    s.at(375, 700, () => puddle(s, 420, 130));
    s.at(360, 250, () => dipper(s, 190, HONEY.wild, 420));
  },
  "wild-flower-honey-scene": (s) => {
    pineForest(s, 560, "#4d6a45", "#eef0d0");
    s.rect(0, 560, 750, 190, {
      fill: s.linear([0, "#7d9a4c", 1, "#4f6d30"]),
    });
    for (const [x, y, k] of [
      [190, 640, 1],
      [420, 660, 1.2],
      [620, 640, 0.9],
    ] as const)
      s.at(x, y, () => hive(s), k);
    flowers(
      s,
      [
        [80, 690, 22],
        [310, 710, 24],
        [540, 720, 22],
        [700, 690, 26],
      ],
      "#e6a5c0",
    );
    bees(s, [
      [300, 470, 24, 0],
      [520, 420, 20, 14],
    ]);
  },
  "vetch-honey-hero": (s) => {
    plaster(s, "#f6dc7a");
    s.at(330, 340, () =>
      plate(s, 236, "#fbf6e6", () => {
        s.at(0, 0, () => puddle(s, 150, 136, HONEY.pale));
        s.at(20, -20, () => dipper(s, 76, HONEY.pale, 20));
      }),
    );
    flowers(
      s,
      [
        [620, 180, 64],
        [670, 300, 48],
        [590, 620, 70],
        [490, 690, 50],
        [120, 640, 58],
        [690, 560, 44],
      ],
      "#f2c21f",
    );
  },
  "vetch-honey-set": (s) => {
    table(s, { wall: "#cfdcc0", top: "#a07a4c", horizon: 0.68 });
    s.zoomed(1.42, 375, 712, () => {
      s.at(270, 690, () => honeyJar(s, HONEY.pale, "#e0a92f"));
      s.at(480, 690, () => honeyJar(s, HONEY.vetch, "#7a6aa8"));
    });
  },
  "vetch-honey-close": (s) => {
    linen(s, "#ead9a8");
    s.at(375, 400, () => puddle(s, 310, 280, HONEY.vetch));
    s.at(400, 330, () => dipper(s, 120, HONEY.vetch, 60));
  },
  "vetch-honey-scene": (s) => {
    mountains(s, MORNING, 170, 380, 5);
    rapeField(s, 390);
    bees(s, [
      [230, 420, 26, 8],
      [500, 500, 32, -8],
    ]);
  },
  "coffee-flower-honey-hero": (s) => {
    slate(s, "#43504a");
    s.zoomed(1.5, 375, 700, () => s.at(330, 640, () => honeyJar(s, HONEY.coffee, "#e9dcc4")));
    flowers(
      s,
      [
        [600, 560, 66],
        [660, 640, 54],
        [560, 670, 50],
        [640, 180, 44],
        [110, 660, 58],
        [90, 180, 40],
      ],
      "#fdf8ee",
      "#e9d9a4",
    );
  },
  "coffee-flower-honey-set": (s) => {
    linen(s, "#d9cbb2");
    s.at(375, 350, () => giftBox(s), 1.18, -5);
    flowers(
      s,
      [
        [640, 640, 60],
        [560, 690, 44],
        [110, 670, 50],
      ],
      "#fdf8ee",
      "#e9d9a4",
    );
  },
  "coffee-flower-honey-close": (s) => {
    plaster(s, "#4a3021");
    flowers(
      s,
      [
        [200, 220, 150],
        [520, 200, 120],
        [360, 470, 170],
        [620, 540, 110],
        [130, 580, 120],
      ],
      "#fdf8ee",
      "#e9d9a4",
    );
  },
  "coffee-flower-honey-scene": (s) => {
    planks(s, "#9a7048", 4, 10);
    s.at(300, 320, () => cupAbove(s, 150, "#f1e9dc", BREW.coffee, "#f1e9dc"));
    s.at(580, 560, () => plate(s, 130, "#fbf6e6", () => puddle(s, 84, 76, HONEY.coffee)));
    flowers(
      s,
      [
        [620, 180, 56],
        [160, 630, 50],
        [240, 690, 40],
      ],
      "#fdf8ee",
      "#e9d9a4",
    );
  },
  "comb-honey-hero": (s) => {
    plaster(s, "#e79a2f");
    s.at(370, 370, () =>
      plate(s, 290, "#fbf3e0", () => {
        s.at(20, 60, () => puddle(s, 190, 150));
        s.at(-6, -10, () => comb(s, 310, 250, 25));
      }),
    );
    bees(s, [
      [640, 120, 46, 24],
      [100, 640, 40, -20],
    ]);
  },
  "comb-honey-set": (s) => {
    planks(s, "#7a5233", 4, 0);
    s.at(375, 360, () => frame(s));
  },
  "comb-honey-close": (s) => {
    plaster(s, "#b3671a");
    s.at(375, 375, () => comb(s, 900, 900, 56));
  },
  "comb-honey-scene": (s) => {
    linen(s, "#e3d6b8");
    s.at(360, 360, () => board(s, 560, 420, "#8a5a38"));
    s.at(260, 330, () => comb(s, 220, 180, 20));
    for (const [x, y, t] of [
      [470, 270, 10],
      [540, 350, 80],
      [460, 430, 140],
      [560, 450, 30],
    ] as const)
      s.at(x, y, () => walnutHalf(s, 44), 1, t);
    for (const [x, y] of [
      [300, 500],
      [400, 500],
    ] as const)
      cheese(s, x, y);
  },
  "honey-sticks-hero": (s) => {
    plaster(s, "#b9d3c6");
    for (const [at, c] of ["#d98a1f", "#e9c23a", "#b9a1d6", "#8a5a2c", "#d98a1f", "#e9c23a"].entries())
      s.at(120 + at * 92, 330 + (at % 2) * 26, () => stick(s, c), 1, -8 + at * 3);
    s.at(560, 620, () => puddle(s, 110, 60));
    bees(s, [[140, 640, 40, -8]]);
  },
  "honey-sticks-set": (s) => {
    table(s, { wall: "#f0dda6", top: "#a9763f", horizon: 0.68 });
    s.zoomed(1.4, 375, 712, () => {
      s.rect(210, 470, 320, 220, {
        fill: s.linear([0, "#e9a92c", 1, "#b8761a"], 0, 0, 1, 1),
        rx: 8,
      });
      s.rect(230, 380, 280, 130, { fill: "#6b3d12" });
      for (const [at, c] of [
        "#d98a1f",
        "#e9c23a",
        "#b9a1d6",
        "#8a5a2c",
        "#d98a1f",
        "#e9c23a",
        "#b9a1d6",
      ].entries())
        s.at(254 + at * 38, 440, () => stick(s, c), 0.55);
      s.rect(210, 500, 320, 190, {
        fill: s.linear([0, "#f3bc46", 1, "#c98820"], 0, 0, 1, 1),
        rx: 8,
      });
      s.at(370, 596, () => comb(s, 110, 90, 14));
    });
  },
  "honey-sticks-close": (s) => {
    linen(s, "#f0e2bc");
    for (const [at, c] of ["#d98a1f", "#e9c23a", "#b9a1d6", "#8a5a2c"].entries())
      s.at(140 + at * 158, 360, () => stick(s, c), 1.5, 6 - at * 4);
  },
  "honey-sticks-scene": (s) => {
    table(s, { wall: "#c9dcd8", top: "#96714c", horizon: 0.62, light: "leaves" });
    s.zoomed(1.5, 375, 710, () => {
      s.at(350, 680, () => glassCup(s, "#edc967"), 2.1);
      s.at(540, 690, () => stick(s, "#d98a1f"), 0.5, 70);
      s.at(200, 700, () => sachet(s, 60, 80, "#d98a1f"), 1, -12);
    });
  },
};
