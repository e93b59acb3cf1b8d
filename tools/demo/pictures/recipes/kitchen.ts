import { bamboo, linen, planks, plaster, slate, table } from "../backdrop.ts";
import { steam } from "../light.ts";
import { bowlAbove, chili, fatSpots, herbs } from "../motifs/kitchenware.ts";
import { thinSlice } from "../motifs/meat.ts";
import { noodles } from "../motifs/noodle.ts";
import { bundle, egg, flatPack, pack, sheaf, side, stirFry } from "../motifs/rice-noodle.ts";
import { plate } from "../motifs/tea.ts";
import { dryingRack } from "../motifs/village.ts";
import type { Draw } from "./recipe.ts";

/** Rice noodles: hero, set, close and scene of each. */
export const kitchenPictures: Record<string, Draw> = {
  "crossing-bridge-hero": (s) => {
    plaster(s, "#c9502f");
    s.at(340, 360, () =>
      bowlAbove(s, 250, "#f4ecda", "#e9cf84", () => {
        noodles(s, 150, "#fbf4e0");
        fatSpots(s, 210);
        s.at(60, -60, () => thinSlice(s, 70), 1, 20);
        s.at(-90, 60, () => thinSlice(s, 64), 1, -30);
        egg(s, 70, 90);
        herbs(s, 190, 18);
      }),
    );
    for (const [x, y, kind] of [
      [640, 150, 0],
      [660, 340, 1],
      [620, 530, 2],
      [470, 660, 3],
      [250, 670, 4],
    ] as const)
      s.at(x, y, () => side(s, 82, kind));
  },
  "crossing-bridge-set": (s) => {
    linen(s, "#e0d0ae");
    for (const [x, y, kind] of [
      [150, 160, 0],
      [370, 140, 1],
      [600, 170, 2],
      [130, 380, 3],
      [620, 390, 4],
      [190, 610, 2],
      [570, 620, 0],
    ] as const)
      s.at(x, y, () => side(s, 98, kind));
    s.at(375, 400, () =>
      bowlAbove(s, 150, "#2f4a4f", "#e9cf84", () => {
        fatSpots(s, 120);
        herbs(s, 110, 12);
      }),
    );
  },
  "crossing-bridge-close": (s) => {
    slate(s, "#3f4442");
    s.at(375, 375, () =>
      bowlAbove(s, 350, "#f4ecda", "#e9cf84", () => {
        noodles(s, 290, "#fbf4e0");
        fatSpots(s, 300);
        for (const [x, y, t] of [
          [110, -100, 20],
          [-140, 90, -30],
          [60, 170, 60],
        ] as const)
          s.at(x, y, () => thinSlice(s, 96), 1, t);
        egg(s, -110, -110);
        herbs(s, 270, 26);
      }),
    );
  },
  "crossing-bridge-scene": (s) => {
    bamboo(s, "#cfae6d");
    for (const [x, y] of [
      [210, 220],
      [540, 230],
      [370, 520],
    ] as const)
      s.at(x, y, () =>
        bowlAbove(s, 150, "#3d6b7d", "#e9cf84", () => {
          noodles(s, 124, "#fbf4e0");
          fatSpots(s, 120);
          egg(s, 40, 40);
          herbs(s, 110, 12);
        }),
      );
    s.at(640, 560, () => side(s, 80, 1));
    s.at(120, 560, () => side(s, 80, 4));
  },
  "dried-mixian-hero": (s) => {
    plaster(s, "#8fa8b0");
    for (const [x, y, t] of [
      [230, 200, -8],
      [400, 370, 6],
      [270, 540, -4],
    ] as const)
      s.at(x, y, () => bundle(s, 620), 1, t);
    s.at(620, 620, () => chili(s, 120), 1, 60);
  },
  "dried-mixian-set": (s) => {
    table(s, { wall: "#e6dcc0", top: "#9c7048", horizon: 0.7 });
    s.zoomed(1.3, 375, 712, () => {
      for (const [x, c] of [
        [220, "#2f6b6b"],
        [400, "#c9502f"],
      ] as const)
        s.at(x, 700, () => pack(s, c));
      s.at(590, 690, () => sheaf(s));
    });
  },
  "dried-mixian-close": (s) => {
    planks(s, "#7f5d40", 4, 0);
    s.at(375, 240, () => bundle(s, 760), 1, -6);
    s.at(375, 520, () => bundle(s, 760), 1, 5);
  },
  "dried-mixian-scene": (s) => dryingRack(s),
  "tengchong-ersi-hero": (s) => {
    linen(s, "#d6cdaf");
    s.at(370, 370, () => plate(s, 290, "#37474a", () => stirFry(s, 240)));
  },
  "tengchong-ersi-set": (s) => {
    plaster(s, "#d98a5a");
    for (const [x, y, t, c] of [
      [220, 240, -6, "#3d6b5a"],
      [510, 250, 6, "#c94a2f"],
    ] as const)
      s.at(x, y, () => flatPack(s, c), 1, t);
    s.at(370, 580, () => plate(s, 130, "#fbf6ea", () => noodles(s, 100, "#fdf9ec", 0.07)));
  },
  "tengchong-ersi-close": (s) => {
    planks(s, "#b08558", 4, 10);
    s.at(375, 375, () => noodles(s, 480, "#fdf9ec", 0.05));
  },
  "tengchong-ersi-scene": (s) => {
    table(s, { wall: "#cdb48e", top: "#5a3b28", horizon: 0.5 });
    s.squeezed(375, 520, 1.1, 0.7, () => plate(s, 290, "#37474a", () => stirFry(s, 240)));
    steam(s, 370, 430, 220, 0.6);
  },
};
