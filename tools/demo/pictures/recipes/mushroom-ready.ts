import { linen, moonWindow, planks, plaster, table } from "../backdrop.ts";
import { shadow, steam } from "../light.ts";
import { bowlAbove, chili, fatSpots, herbs, jar } from "../motifs/kitchenware.ts";
import { laceSkirt, morel, porcini, termite, threads } from "../motifs/mushroom.ts";
import { dices, kraft, rice, sevenKinds, shreds, slices } from "../motifs/mushroom-dish.ts";
import { noodles } from "../motifs/noodle.ts";
import { plate } from "../motifs/tea.ts";
import { MORNING } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** Mushrooms ready to cook or eat: hero, set, close and scene of each. */
export const mushroomReadyPictures: Record<string, Draw> = {
  "soup-mix-hero": (s) => {
    linen(s, "#d9c7a1");
    s.at(375, 375, () => plate(s, 316, "#6d4a30", () => s.zoomed(1.36, 0, 0, () => sevenKinds(s, 150))));
  },
  "soup-mix-set": (s) => {
    plaster(s, "#9fb089");
    for (const [x, y, turn, c] of [
      [220, 220, -8, "#e9d3a4"],
      [500, 200, 6, "#f0e2c0"],
      [240, 520, 5, "#f0e2c0"],
      [520, 510, -6, "#e9d3a4"],
    ] as const)
      s.at(x, y, () => kraft(s, c), 1, turn);
  },
  "soup-mix-close": (s) => {
    planks(s, "#a98359", 5, 0);
    s.zoomed(1.6, 375, 375, () => s.at(375, 375, () => sevenKinds(s, 175)));
  },
  "soup-mix-scene": (s) => {
    table(s, { wall: "#bd8f66", top: "#4e3422", horizon: 0.62, light: "window" });
    s.squeezed(375, 480, 1.2, 0.8, () =>
      bowlAbove(s, 250, "#2b2522", "#d9b56a", () => {
        fatSpots(s, 180);
        s.at(-60, 10, () => slices(s, "porcini", 5, 80, 90));
        s.at(90, 60, () => morel(s, 120), 1, 60);
        s.at(60, -60, () => threads(s, 60));
        s.at(-20, 130, () => laceSkirt(s, 130), 1, -30);
        herbs(s, 160, 14);
      }),
    );
    steam(s, 360, 350, 260, 0.5);
  },
  "termite-oil-hero": (s) => {
    table(s, { wall: "#e0c07e", top: "#6b4426", horizon: 0.7, light: "leaves" });
    s.zoomed(1.5, 375, 710, () => {
      s.at(310, 690, () => jar(s, 190, 230, "#b06a1e", "#2f2a22", "#f3e4bf", (r) => shreds(s, r, 200)));
      s.at(490, 700, () => termite(s, 210, 0.6), 1, 4);
      s.at(560, 712, () => termite(s, 140, 0.2), 1, 12);
    });
  },
  "termite-oil-set": (s) => {
    moonWindow(s, "#e7d3a4", "#7a4e2c", MORNING, 0.5, 0.32, 0.28, 0.68);
    s.zoomed(1.3, 375, 712, () => {
      for (const [x, y] of [
        [190, 670],
        [320, 690],
        [450, 690],
        [580, 670],
      ] as const)
        s.at(x, y, () => jar(s, 120, 150, "#b06a1e", "#2f2a22", "#f3e4bf", (r) => shreds(s, r, 130)));
    });
  },
  "termite-oil-close": (s) => {
    planks(s, "#5c3b24", 3, 12);
    s.at(375, 375, () =>
      bowlAbove(s, 330, "#e8dfca", "#b5691c", () => {
        s.at(0, 0, () => threads(s, 300, "#8a4f1c"));
        for (const [x, y, t] of [
          [-120, 40, 20],
          [90, -90, 130],
          [110, 110, 210],
        ] as const)
          s.at(x, y, () => chili(s, 110), 1, t);
      }),
    );
  },
  "termite-oil-scene": (s) => {
    linen(s, "#d3d9bd");
    s.at(360, 370, () =>
      bowlAbove(s, 280, "#f2ede0", "#e9d7a8", () => {
        noodles(s, 230, "#f7f0dc");
        s.at(10, -20, () => threads(s, 150, "#8a4f1c"));
        herbs(s, 190, 16);
      }),
    );
  },
  "mushroom-sauce-hero": (s) => {
    plaster(s, "#cf5a3a");
    shadow(s, 400, 690, 380, 50, 0.4);
    s.zoomed(1.5, 375, 700, () => {
      for (const [x, y, lid] of [
        [230, 640, "#2f6b4f"],
        [500, 640, "#d9a032"],
        [366, 682, "#7d2018"],
      ] as const)
        s.at(x, y, () => jar(s, 150, 190, "#6e3216", lid, "#f6e8c9", (r) => dices(s, r, 160)));
    });
  },
  "mushroom-sauce-set": (s) => {
    table(s, { wall: "#e6d5ae", top: "#87583a", horizon: 0.68 });
    s.zoomed(1.5, 375, 710, () => {
      s.at(250, 690, () => jar(s, 150, 190, "#6e3216", "#d9a032", "#f6e8c9", (r) => dices(s, r, 160)));
      s.at(420, 700, () => jar(s, 150, 190, "#6e3216", "#7d2018", "#f6e8c9", (r) => dices(s, r, 160)));
      s.at(560, 712, () => porcini(s, 110));
    });
  },
  "mushroom-sauce-close": (s) => {
    plaster(s, "#caa877");
    s.at(375, 375, () =>
      bowlAbove(s, 320, "#f4ecda", "#8a3c18", () => s.at(0, 240, () => dices(s, 280, 480, 24))),
    );
  },
  "mushroom-sauce-scene": (s) => {
    planks(s, "#b78a5c", 4, -6);
    s.at(360, 380, () =>
      bowlAbove(s, 270, "#5d7d86", "#fbf6ea", () => {
        rice(s, 230);
        s.at(0, 120, () => dices(s, 150, 240, 19));
        herbs(s, 170, 12);
      }),
    );
    s.at(650, 120, () => chili(s, 120), 1, 100);
  },
};
