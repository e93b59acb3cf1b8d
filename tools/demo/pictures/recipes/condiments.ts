import { linen, moonWindow, planks, plaster, slate, table } from "../backdrop.ts";
import { shadow, steam } from "../light.ts";
import { rose } from "../motifs/blossom.ts";
import { bowlAbove, chili, herbs, jar, powder } from "../motifs/kitchenware.ts";
import { cane, chopped, crock, cube, potato, shredded } from "../motifs/pantry.ts";
import { pack } from "../motifs/rice-noodle.ts";
import { plate } from "../motifs/tea.ts";
import { glassCup } from "../motifs/vessel.ts";
import { courtyard } from "../motifs/village.ts";
import { scatter } from "../path.ts";
import { MORNING } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** Dips, pastes and sugar: hero, set, close and scene of each. */
export const condimentPictures: Record<string, Draw> = {
  "danshan-dip-hero": (s) => {
    plaster(s, "#e9d9b4");
    s.at(360, 360, () => plate(s, 240, "#4a2c22", () => powder(s, 190, "#b8321c", "#f0c98a", 320)));
    for (const [x, y, l, t] of [
      [560, 130, 150, 30],
      [600, 600, 160, -20],
      [90, 160, 140, 60],
      [60, 620, 170, -10],
      [420, 660, 140, 8],
    ] as const)
      s.at(x, y, () => chili(s, l, "#9a1c14"), 1, t);
  },
  "danshan-dip-set": (s) => {
    table(s, { wall: "#e0b184", top: "#6f432b", horizon: 0.68 });
    s.zoomed(1.4, 375, 712, () => {
      for (const [x, food] of [
        [200, "#c9582f"],
        [375, "#b8321c"],
        [550, "#8a1c12"],
      ] as const)
        s.at(x, 690, () =>
          jar(s, 150, 180, food, "#2f2a26", "#f6e8c9", (r) =>
            s.at(0, -80, () => powder(s, r * 1.3, food, "#f0c98a", 160)),
          ),
        );
    });
  },
  "danshan-dip-close": (s) => {
    plaster(s, "#7a1c10");
    s.at(375, 375, () => powder(s, 560, "#a82a18", "#f0c98a", 700));
    for (const [x, y, t] of [
      [120, 200, 20],
      [400, 540, -30],
    ] as const)
      s.at(x, y, () => chili(s, 260, "#8a140e"), 1, t);
  },
  "danshan-dip-scene": (s) => {
    slate(s, "#4a4b46");
    s.at(280, 290, () =>
      plate(s, 200, "#e9dcc0", () => {
        for (const [at, [x, y]] of scatter(s.random, 10, 110, 110, 0.2).entries())
          s.at(x, y, () => potato(s), 1, at * 61);
      }),
    );
    s.at(570, 540, () =>
      bowlAbove(s, 130, "#8a3a2a", "#9a2a18", () => {
        powder(s, 80, "#b8321c", "#f0c98a", 120);
        herbs(s, 90, 14);
      }),
    );
    s.at(560, 160, () => chili(s, 120), 1, 40);
  },
  "zhaotong-paste-hero": (s) => {
    moonWindow(s, "#dfc08a", "#6b452b", MORNING, 0.62, 0.36, 0.28, 0.7);
    s.zoomed(1.45, 375, 712, () => {
      s.at(290, 690, () => crock(s, "#4a2c22"));
      s.at(520, 690, () => jar(s, 130, 160, "#5f2614", "#c9a04a", "#f6e8c9"));
    });
  },
  "zhaotong-paste-set": (s) => {
    table(s, { wall: "#d9cdae", top: "#7d5538", horizon: 0.68, light: "leaves" });
    s.zoomed(1.4, 375, 712, () => {
      for (const x of [200, 375, 550]) s.at(x, 690, () => jar(s, 150, 190, "#5f2614", "#c9a04a", "#f6e8c9"));
    });
  },
  "zhaotong-paste-close": (s) => {
    planks(s, "#a17950", 4, -8);
    s.at(375, 375, () =>
      bowlAbove(s, 320, "#e9dcc0", "#5f2614", () => {
        s.at(0, 0, () => powder(s, 240, "#5f2614", "#c98a4a", 150));
        for (const [x, y] of scatter(s.random, 26, 230, 230, 0.4))
          s.ellipse(x, y, 26, 17, {
            fill: s.radial([0, "#c9884a", 1, "#7a3a1a"], 0.34, 0.3, 0.8),
          });
        s.line("M-190 -110Q-110 -210 30 -210", "#ffe0b0", 12, 0.35);
      }),
    );
  },
  "zhaotong-paste-scene": (s) => {
    courtyard(s, MORNING);
    for (const [x, y, k] of [
      [120, 600, 0.8],
      [300, 610, 0.8],
      [480, 600, 0.8],
      [200, 700, 1.05],
      [410, 710, 1.05],
      [630, 690, 1.05],
    ] as const)
      s.at(x, y, () => crock(s, "#5a3626"), k);
  },
  "pickled-chili-hero": (s) => {
    plaster(s, "#4f8a5a");
    shadow(s, 400, 690, 300, 40, 0.4);
    s.zoomed(1.7, 375, 700, () =>
      s.at(350, 680, () => jar(s, 190, 250, "#d9502a", "#3f7a4a", "#f6efdc", (r) => chopped(s, r, 230))),
    );
    for (const [x, y, l, t] of [
      [560, 620, 150, -30],
      [40, 640, 150, 10],
      [600, 190, 120, 50],
    ] as const)
      s.at(x, y, () => chili(s, l, "#d4301c"), 1, t);
  },
  "pickled-chili-set": (s) => {
    table(s, { wall: "#d6dcb4", top: "#94683f", horizon: 0.68 });
    s.zoomed(1.3, 375, 712, () => {
      for (const x of [170, 310, 450, 590])
        s.at(x, 690, () => jar(s, 124, 170, "#d9502a", "#3f7a4a", "#f6efdc", (r) => chopped(s, r, 160)));
    });
  },
  "pickled-chili-close": (s) => {
    linen(s, "#cfd9bc");
    s.at(375, 375, () =>
      bowlAbove(s, 320, "#f4ecda", "#c9401f", () => s.at(0, 260, () => chopped(s, 270, 520, 30))),
    );
  },
  "pickled-chili-scene": (s) => {
    planks(s, "#a5794f", 4, 0);
    s.at(370, 370, () =>
      plate(s, 290, "#fbf6ea", () => {
        shredded(s, 200);
        s.at(0, 110, () => chopped(s, 150, 220, 14));
        herbs(s, 160, 12);
      }),
    );
  },
  "brown-sugar-hero": (s) => {
    plaster(s, "#e6a9a0");
    s.at(370, 360, () =>
      plate(s, 260, "#fbf3ea", () => {
        for (const [x, y] of [
          [-100, -90],
          [20, -120],
          [120, -50],
          [-120, 40],
          [-10, 10],
          [100, 90],
          [-40, 130],
        ] as const)
          s.at(x, y, () => cube(s, 92, "#6b3016"), 1, (x % 9) * 2);
      }),
    );
    s.at(620, 620, () => rose(s, 86, "#cf4866"));
    s.at(120, 640, () => cane(s), 1, -20);
  },
  "brown-sugar-set": (s) => {
    table(s, { wall: "#f0d2b8", top: "#93603d", horizon: 0.68 });
    s.zoomed(1.35, 375, 712, () => {
      for (const [x, c] of [
        [190, "#6b3016"],
        [375, "#c24a63"],
        [560, "#d99a2f"],
      ] as const)
        s.at(x, 700, () => pack(s, c));
    });
  },
  "brown-sugar-close": (s) => {
    planks(s, "#c09a6d", 4, 8);
    s.at(270, 290, () => cube(s, 300, "#6b3016"), 1, -10);
    s.at(540, 500, () => cube(s, 260, "#7d2f3a"), 1, 14);
    s.at(190, 620, () => cube(s, 170, "#8a5a1c"), 1, 6);
  },
  "brown-sugar-scene": (s) => {
    table(s, { wall: "#cbb6a2", top: "#6a452f", horizon: 0.62, light: "leaves" });
    s.zoomed(1.5, 375, 712, () => {
      s.at(330, 690, () => glassCup(s, "#8a3a16"), 2.1);
      s.at(520, 690, () => cube(s, 64, "#6b3016"), 1, 8);
      s.at(570, 704, () => cube(s, 56, "#7d2f3a"), 1, -12);
      steam(s, 325, 540, 110, 0.7);
    });
  },
};
