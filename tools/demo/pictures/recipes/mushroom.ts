import { bamboo, linen, moonWindow, planks, plaster, slate, table } from "../backdrop.ts";
import { steam } from "../light.ts";
import { rattan } from "../motifs/basket.ts";
import { bambooGrove, fern, pineForest, pineTwig } from "../motifs/forest.ts";
import { bowlAbove, fatSpots, herbs, jar } from "../motifs/kitchenware.ts";
import { laceSkirt, matsutake, morel, moss, porcini, slice } from "../motifs/mushroom.ts";
import { rice, sliceStack, slices } from "../motifs/mushroom-dish.ts";
import { plate } from "../motifs/tea.ts";
import { scatter } from "../path.ts";
import { RAIN } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** Mushrooms dried and fresh: hero, set, close and scene of each. */
export const mushroomPictures: Record<string, Draw> = {
  "matsutake-dried-hero": (s) => {
    slate(s, "#54594f");
    s.at(360, 340, () => plate(s, 250, "#e9dfc8", () => slices(s, "matsutake", 13, 170, 118)));
    s.at(600, 640, () => slice(s, 128, "matsutake"), 1, 40);
    s.at(30, 660, () => pineTwig(s, 240), 1, -14);
  },
  "matsutake-dried-set": (s) => {
    moonWindow(s, "#c9b58a", "#5c3f2a", RAIN, 0.64, 0.34, 0.26, 0.7);
    s.zoomed(1.32, 375, 710, () => {
      s.at(260, 680, () => jar(s, 150, 210, "#e3cfa4", "#4a3020", "#f0e4c8", (r) => sliceStack(s, r, 210)));
      s.at(430, 690, () => jar(s, 150, 210, "#e3cfa4", "#4a3020", "#f0e4c8", (r) => sliceStack(s, r, 210)));
      s.at(560, 706, () => matsutake(s, 130, 0.3));
    });
  },
  "matsutake-dried-close": (s) => {
    linen(s, "#d9cba8");
    s.at(375, 375, () => slices(s, "matsutake", 16, 330, 260));
  },
  "matsutake-dried-scene": (s) => {
    planks(s, "#6d4a33", 4, 0);
    s.at(370, 360, () =>
      bowlAbove(s, 270, "#3b332e", "#e6c882", () => {
        fatSpots(s, 200);
        s.at(0, 10, () => slices(s, "matsutake", 9, 150, 150));
        herbs(s, 190, 12);
      }),
    );
    steam(s, 360, 300, 170, 0.3);
  },
  "matsutake-fresh-hero": (s) => {
    pineForest(s, 560, "#41523a", "#e3e8c8");
    moss(s, 560);
    for (const [x, y, size, open] of [
      [250, 640, 330, 0.3],
      [470, 660, 390, 0.6],
      [630, 690, 210, 0.15],
      [110, 700, 190, 0.2],
    ] as const)
      s.at(x, y, () => matsutake(s, size, open), 1, (x % 13) - 6);
    s.at(-10, 720, () => fern(s, 240), 1, -34);
  },
  "matsutake-fresh-set": (s) => {
    planks(s, "#a5794f", 5, 8);
    s.at(375, 380, () =>
      rattan(s, 310, () => {
        for (const [x, y, size, turn] of [
          [-150, 120, 240, -34],
          [-40, 150, 270, -10],
          [80, 150, 260, 14],
          [170, 100, 220, 40],
          [0, -10, 210, 4],
        ] as const)
          s.at(x, y, () => matsutake(s, size, 0.3), 1, turn);
      }),
    );
  },
  "matsutake-fresh-close": (s) => {
    linen(s, "#cfd6b8");
    s.at(250, 690, () => matsutake(s, 600, 0.4), 1, -6);
    s.at(560, 730, () => matsutake(s, 460, 0.2), 1, 10);
  },
  "matsutake-fresh-scene": (s) => {
    pineForest(s, 600, "#2f4232", "#d6e0c4");
    moss(s, 600, "#4a6b34");
    s.at(180, 690, () => matsutake(s, 130, 0.3));
    s.at(270, 710, () => matsutake(s, 90, 0.1));
    s.at(760, 640, () => fern(s, 260), 1, 206);
  },
  "porcini-dried-hero": (s) => {
    planks(s, "#c09a68", 4, -10);
    s.at(380, 350, () => rattan(s, 270, () => slices(s, "porcini", 17, 165, 116)));
    s.at(130, 650, () => slice(s, 140, "porcini"), 1, -30);
    s.at(640, 660, () => slice(s, 120, "porcini"), 1, 50);
  },
  "porcini-dried-set": (s) => {
    table(s, { wall: "#d3c49a", top: "#6b4a30", horizon: 0.7, light: "leaves" });
    s.zoomed(1.4, 375, 715, () => {
      s.at(270, 690, () => jar(s, 180, 250, "#c9a364", "#3f2a1c", "#efe2c0", (r) => sliceStack(s, r, 250)));
      s.at(460, 700, () => porcini(s, 160));
      s.at(560, 712, () => porcini(s, 110, "#7d4420"));
    });
  },
  "porcini-dried-close": (s) => {
    plaster(s, "#7a5a34");
    s.at(375, 375, () => slices(s, "porcini", 18, 340, 250));
  },
  "porcini-dried-scene": (s) => {
    linen(s, "#e2d5b8");
    s.at(375, 360, () =>
      plate(s, 286, "#3f4a45", () => {
        rice(s, 210);
        s.at(0, 0, () => slices(s, "porcini", 10, 150, 128));
        herbs(s, 170, 14);
      }),
    );
  },
  "morel-hero": (s) => {
    table(s, { wall: "#b9c4a3", top: "#6f5138", horizon: 0.7, light: "leaves" });
    for (const [x, y, size, turn] of [
      [230, 650, 380, -5],
      [430, 680, 450, 3],
      [610, 680, 320, 8],
    ] as const)
      s.at(x, y, () => morel(s, size), 1, turn);
  },
  "morel-set": (s) => {
    plaster(s, "#e4c99a");
    s.at(370, 370, () =>
      rattan(s, 290, () => {
        for (const [at, [x, y]] of scatter(s.random, 17, 180, 180, 0.2).entries())
          s.at(x, y + 50, () => morel(s, 128), 1, at * 83);
      }),
    );
  },
  "morel-close": (s) => {
    plaster(s, "#5a4a34");
    s.at(270, 900, () => morel(s, 880), 1, -3);
    s.at(620, 880, () => morel(s, 700), 1, 8);
  },
  "morel-scene": (s) => {
    bamboo(s, "#d3bb84");
    s.at(370, 370, () =>
      bowlAbove(s, 280, "#eee7d6", "#e3c67c", () => {
        fatSpots(s, 210);
        for (const [x, y, t] of [
          [-90, 40, -50],
          [50, -10, 20],
          [120, 110, 70],
          [-40, 150, -20],
          [20, -90, 140],
        ] as const)
          s.at(x, y, () => morel(s, 200), 1, t);
        herbs(s, 200, 12);
      }),
    );
  },
  "bamboo-fungus-hero": (s) => {
    bambooGrove(s, 600);
    moss(s, 600, "#5f7f3a");
    for (const [x, y, size] of [
      [230, 670, 400],
      [480, 690, 500],
      [650, 700, 300],
    ] as const)
      s.at(x, y, () => laceSkirt(s, size), 1, (x % 9) - 4);
  },
  "bamboo-fungus-set": (s) => {
    table(s, { wall: "#cfd9bd", top: "#7a5c3e", horizon: 0.7 });
    s.zoomed(1.3, 375, 710, () => {
      s.at(250, 684, () =>
        jar(s, 170, 240, "#f0e6c9", "#47613a", "#f6f0dc", (r) => {
          for (let at = 0; at < 5; at += 1) s.at(-r * 0.6 + at * r * 0.3, -20, () => laceSkirt(s, 160));
        }),
      );
      s.at(470, 700, () => laceSkirt(s, 230));
      s.at(590, 710, () => laceSkirt(s, 160));
    });
  },
  "bamboo-fungus-close": (s) => {
    plaster(s, "#46583c");
    s.at(375, 900, () => laceSkirt(s, 900));
  },
  "bamboo-fungus-scene": (s) => {
    planks(s, "#8a6a48", 4, 6);
    s.at(370, 370, () =>
      bowlAbove(s, 276, "#8fae9c", "#efe0a8", () => {
        for (const [x, y, t] of [
          [-70, 90, -30],
          [60, 40, 20],
          [110, 130, 60],
          [-20, -10, 170],
        ] as const)
          s.at(x, y, () => laceSkirt(s, 250), 1, t);
        herbs(s, 190, 14);
        for (const [x, y] of [
          [-110, -70],
          [40, -120],
          [130, -30],
        ] as const)
          s.circle(x, y, 17, { fill: "#b3261c" });
      }),
    );
  },
};
