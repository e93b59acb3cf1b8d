import { bamboo, linen, moonWindow, planks, plaster, table } from "../backdrop.ts";
import { steam } from "../light.ts";
import { bag, rose, rosePetal } from "../motifs/blossom.ts";
import { caddy } from "../motifs/caddy.ts";
import { teaHills, teaTree } from "../motifs/country.ts";
import { disc, pick } from "../motifs/pressed.ts";
import { cake, chunk, heap, plate, sprig, strands, wrapped } from "../motifs/tea.ts";
import { BREW, cup, cupAbove, gaiwan, glassCup, jug, teapot } from "../motifs/vessel.ts";
import { DAWN, MORNING, mist, mountains, RAIN } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** Red, white and green teas: hero, set, close and scene of each. */
export const dianhongPictures: Record<string, Draw> = {
  "golden-needle-hero": (s) => {
    plaster(s, "#8f2f23");
    s.at(330, 360, () => plate(s, 250, "#f6ecd8", () => heap(s, 186, 176, "gold", 50)));
    s.at(612, 596, () => cupAbove(s, 112, "#f6ecd8", BREW.red));
    s.at(640, 150, () => strands(s, "gold", 60, 60, 14, 44, 0.16));
  },
  "golden-needle-set": (s) => {
    moonWindow(s, "#efd9ae", "#8a4b2a", DAWN, 0.62, 0.36, 0.26, 0.7);
    s.zoomed(1.3, 375, 705, () => {
      s.at(290, 640, () => caddy(s, "#8f2f23", "#e9c980", 190, 260));
      s.at(500, 668, () => caddy(s, "#c98a2e", "#f6ecd8", 140, 170));
      s.at(390, 706, () => cup(s, "#f6ecd8", BREW.red));
    });
  },
  "golden-needle-close": (s) => {
    plaster(s, "#5a3410");
    s.at(375, 375, () => strands(s, "gold", 520, 520, 620, 100, 0.19));
  },
  "golden-needle-scene": (s) => {
    table(s, { wall: "#e6b98a", top: "#7c4a2c", horizon: 0.62, light: "leaves" });
    s.zoomed(1.35, 375, 700, () => {
      s.at(300, 640, () => gaiwan(s, "#f3ece0", true, BREW.red));
      s.at(540, 650, () => jug(s, BREW.red), 0.9);
      steam(s, 292, 492, 150, 0.7);
    });
  },
  "sun-red-cake-hero": (s) => {
    table(s, { wall: "#e8a56b", top: "#6d3a22", horizon: 0.7, light: "leaves" });
    s.zoomed(1.42, 375, 705, () => {
      s.at(470, 640, () => disc(s, 142, () => wrapped(s, 142, "#f3dcc0", "#b3471f", "tree")));
      s.at(290, 676, () => disc(s, 152, () => cake(s, 152, "red")));
    });
  },
  "sun-red-cake-set": (s) => {
    linen(s, "#e2c5a0");
    for (const [x, y, emblem] of [
      [210, 210, "tree"],
      [540, 230, "hills"],
      [380, 520, "moon"],
    ] as const)
      s.at(x, y, () => wrapped(s, 168, "#f3dcc0", "#b3471f", emblem));
    s.at(120, 690, () => sprig(s, 220), 1, -20);
  },
  "sun-red-cake-close": (s) => {
    plaster(s, "#2d150c");
    s.at(480, 250, () => cake(s, 520, "red"));
    s.at(170, 640, () => chunk(s, 110, "red"));
  },
  "sun-red-cake-scene": (s) => {
    bamboo(s, "#d9b878");
    s.at(330, 330, () => cake(s, 230, "red"));
    s.at(620, 610, () => cupAbove(s, 104, "#7d3b26", BREW.red));
    s.at(60, 640, () => pick(s, 330), 1, -12);
  },
  "moonlight-white-hero": (s) => {
    plaster(s, "#3c4b57");
    s.at(390, 350, () => plate(s, 256, "#dfe5e2", () => heap(s, 196, 188, "white", 58)));
    s.at(136, 620, () => cupAbove(s, 98, "#e9eeea", BREW.white));
    s.at(640, 690, () => sprig(s, 210, "#7d8f78"), 1, 12);
  },
  "moonlight-white-set": (s) => {
    table(s, { wall: "#c9d2d0", top: "#6f5a48", horizon: 0.68 });
    s.zoomed(1.38, 375, 705, () => {
      s.at(300, 640, () => disc(s, 136, () => wrapped(s, 136, "#eef0e8", "#30475a", "moon")));
      s.at(480, 676, () => disc(s, 116, () => cake(s, 116, "white")));
    });
  },
  "moonlight-white-close": (s) => {
    plaster(s, "#2c3328");
    s.at(375, 375, () => strands(s, "white", 520, 520, 560, 120, 0.19));
  },
  "moonlight-white-scene": (s) => {
    table(s, { wall: "#b7cbd0", top: "#8b7a66", horizon: 0.6, light: "leaves" });
    s.zoomed(1.5, 375, 705, () => {
      s.at(330, 660, () => jug(s, BREW.white), 1.15);
      s.at(510, 690, () => glassCup(s, BREW.white), 1.1);
      s.at(180, 690, () => sprig(s, 120, "#7d8f78"), 1, -64);
    });
  },
  "gantong-green-hero": (s) => {
    moonWindow(s, "#cfd9b8", "#a7804f", MORNING, 0.48, 0.36, 0.3, 0.72);
    s.zoomed(1.7, 390, 712, () => {
      s.at(300, 668, () => tallGlass(s));
      s.at(500, 690, () => caddy(s, "#4f7a4c", "#eef0d8", 150, 190));
    });
  },
  "gantong-green-set": (s) => {
    linen(s, "#d5dcc0");
    s.at(270, 290, () => plate(s, 196, "#f4f3e6", () => heap(s, 146, 138, "green", 44)));
    s.at(560, 510, () => plate(s, 150, "#6d8a5a", () => heap(s, 106, 100, "green", 40)));
    s.at(210, 630, () => cupAbove(s, 92, "#f4f3e6", BREW.green));
    s.at(660, 250, () => sprig(s, 220), 1, 12);
  },
  "gantong-green-close": (s) => {
    plaster(s, "#39461f");
    s.at(375, 375, () => strands(s, "green", 520, 520, 620, 92, 0.19));
    s.at(420, 640, () => sprig(s, 430), 1, 14);
  },
  "gantong-green-scene": (s) => {
    mountains(s, MORNING, 170, 470, 6);
    mist(s, 380, "#f2f5ea", 0.8);
    teaHills(s, 450, "#4c8a4a", 2);
  },
  "rose-dianhong-hero": (s) => {
    plaster(s, "#efb9ae");
    s.at(340, 350, () => cupAbove(s, 178, "#fbf3ea", "#b8452f", "#fbf3ea"));
    s.at(590, 570, () => rose(s, 112, "#cf4866"));
    s.at(150, 620, () => bag(s, 150, "#c0562c"), 1, -16);
    for (const [x, y, t] of [
      [600, 170, 20],
      [660, 330, 70],
      [380, 660, 120],
      [110, 130, 200],
    ] as const)
      s.at(x, y, () => rosePetal(s, 48, "#d9607a"), 1, t);
  },
  "rose-dianhong-set": (s) => {
    table(s, { wall: "#f2cfc4", top: "#b5765a", horizon: 0.68 });
    s.zoomed(1.36, 375, 705, () => {
      s.at(270, 640, () => caddy(s, "#c24a63", "#fbe6dc", 190, 230));
      s.at(470, 676, () => bag(s, 110, "#c0562c"), 1, 8);
      s.at(570, 690, () => rose(s, 56, "#cf4866"));
      s.at(400, 716, () => rose(s, 44, "#e07f94"));
    });
  },
  "rose-dianhong-close": (s) => {
    linen(s, "#f0dcd2");
    s.at(360, 370, () => heap(s, 270, 260, "red", 62));
    for (const [x, y, r] of [
      [250, 280, 74],
      [470, 260, 60],
      [400, 470, 84],
      [560, 460, 50],
      [200, 480, 56],
    ] as const)
      s.at(x, y, () => rose(s, r, "#c8405e"));
  },
  "rose-dianhong-scene": (s) => {
    table(s, { wall: "#e9b7a6", top: "#8d5138", horizon: 0.6, light: "leaves" });
    s.zoomed(1.4, 375, 705, () => {
      s.at(330, 660, () => teapot(s, "#fbf0e6", "#c8405e", 0.9));
      s.at(580, 690, () => cup(s, "#fbf0e6", "#b8452f"), 1.2);
      s.at(150, 700, () => rose(s, 46, "#cf4866"));
      steam(s, 580, 620, 110, 0.7);
    });
  },
  "baohong-green-hero": (s) => {
    planks(s, "#b98f5d", 5, 14);
    s.at(400, 360, () => plate(s, 230, "#44533a", () => heap(s, 172, 164, "green", 60)));
    s.at(140, 600, () => cupAbove(s, 102, "#eef0dc", BREW.green));
    s.at(650, 650, () => sprig(s, 220), 1, 30);
  },
  "baohong-green-set": (s) => {
    table(s, { wall: "#e7e3c6", top: "#8c6a44", horizon: 0.68, light: "leaves" });
    s.zoomed(1.36, 375, 705, () => {
      s.at(280, 650, () => caddy(s, "#2f5d43", "#dfe3b4", 160, 230));
      s.at(460, 670, () => caddy(s, "#2f5d43", "#dfe3b4", 160, 230));
    });
  },
  "baohong-green-close": (s) => {
    plaster(s, "#46521f");
    s.at(375, 375, () => strands(s, "green", 520, 520, 480, 150, 0.15));
  },
  "baohong-green-scene": (s) => {
    mountains(s, RAIN, 180, 500, 6);
    teaTree(s, 180, 600, 360, "#4a7448");
    mist(s, 430, "#e9efe4", 0.8);
    teaHills(s, 520, "#497d45", 2);
  },
};

/** A straight glass in which the leaves stand: how green tea is drunk here. */
function tallGlass(s: Parameters<Draw>[0]): void {
  s.at(0, 0, () => jugless(s));
  for (const [x, h] of [
    [-34, 70],
    [-12, 96],
    [10, 80],
    [30, 60],
    [-24, 40],
    [20, 44],
  ] as const)
    s.at(x, -16, () => sprig(s, h, "#7fa04e"), 1, x * 0.3);
}

function jugless(s: Parameters<Draw>[0]): void {
  s.squeezed(0, 0, 1.15, 1.9, () => glassCup(s, BREW.green));
}
