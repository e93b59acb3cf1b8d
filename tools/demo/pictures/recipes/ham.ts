import { linen, moonWindow, planks, plaster, slate, table } from "../backdrop.ts";
import { steam } from "../light.ts";
import { melon, pack, pouch, rosette } from "../motifs/charcuterie.ts";
import { board, bowlAbove, chili, fatSpots, herbs } from "../motifs/kitchenware.ts";
import { coin, cut, jerky, leg, sausage, thinSlice } from "../motifs/meat.ts";
import { rafters } from "../motifs/room.ts";
import { plate } from "../motifs/tea.ts";
import { scatter } from "../path.ts";
import { DUSK } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** Ham, sausage and dried beef: hero, set, close and scene of each. */
export const hamPictures: Record<string, Draw> = {
  "xuanwei-ham-hero": (s) => {
    slate(s, "#46423e");
    s.at(380, 370, () => board(s, 620, 470, "#a8733f"), 1, -6);
    s.at(330, 340, () => cut(s, 215, 165));
    for (const [x, y, t] of [
      [560, 480, 30],
      [590, 330, 80],
    ] as const)
      s.at(x, y, () => thinSlice(s, 76), 1, t);
    s.at(90, 660, () => chili(s, 130), 1, -20);
  },
  "xuanwei-ham-set": (s) => {
    plaster(s, "#c9a06a");
    for (const [x, y, t] of [
      [230, 230, -10],
      [520, 280, 8],
      [340, 540, 4],
    ] as const)
      s.at(x, y, () => cut(s, 160, 120), 1, t);
    s.at(610, 600, () => thinSlice(s, 82), 1, 40);
  },
  "xuanwei-ham-close": (s) => {
    plaster(s, "#5a2a20");
    s.at(330, 400, () => cut(s, 440, 340));
  },
  "xuanwei-ham-scene": (s) => {
    planks(s, "#7a573a", 4, 0);
    s.at(370, 365, () =>
      bowlAbove(s, 286, "#2f2a27", "#e9d29a", () => {
        fatSpots(s, 210);
        for (const [at, [x, y]] of scatter(s.random, 8, 150, 150, 0.2).entries())
          s.at(x, y, () => thinSlice(s, 78), 1, at * 64);
        for (const [x, y] of scatter(s.random, 26, 190, 190, 0.4))
          s.circle(x, y, 12, {
            fill: s.radial([0, "#b7d97a", 1, "#5f8f34"], 0.34, 0.3, 0.8),
          });
      }),
    );
    steam(s, 370, 300, 160, 0.25);
  },
  "nuodeng-slices-hero": (s) => {
    plaster(s, "#7f9a94");
    s.at(370, 360, () => plate(s, 286, "#f6f0e2", () => rosette(s)));
  },
  "nuodeng-slices-set": (s) => {
    linen(s, "#d9cbb0");
    for (const [x, y, t] of [
      [220, 240, -8],
      [510, 230, 6],
      [370, 530, -3],
    ] as const)
      s.at(x, y, () => pack(s), 1, t);
  },
  "nuodeng-slices-close": (s) => {
    planks(s, "#b98a5c", 4, 8);
    for (const [x, y, r, t] of [
      [250, 220, 230, -14],
      [520, 340, 240, 12],
      [270, 530, 250, -6],
    ] as const)
      s.at(x, y, () => thinSlice(s, r), 1, t);
  },
  "nuodeng-slices-scene": (s) => {
    linen(s, "#cfd8c6");
    s.at(370, 370, () => board(s, 600, 420, "#8f5f3a"), 1, 5);
    for (const [x, y, t] of [
      [230, 300, 10],
      [340, 380, -20],
      [260, 470, 30],
    ] as const)
      s.at(x, y, () => thinSlice(s, 104), 1, t);
    for (const [x, y, t] of [
      [500, 270, 20],
      [560, 360, 10],
      [510, 450, 24],
    ] as const)
      s.at(x, y, () => melon(s), 1, t);
  },
  "whole-leg-hero": (s) => {
    moonWindow(s, "#8f3a2a", "#4a2a1c", DUSK, 0.5, 0.42, 0.36, 0.86);
    s.at(360, 70, () => leg(s, 640), 1, 6);
  },
  "whole-leg-set": (s) => {
    plaster(s, "#b3241f");
    s.rect(70, 150, 610, 460, { fill: "#1f0d08", opacity: 0.4, rx: 14, transform: "translate(16 20)" });
    s.rect(70, 150, 610, 460, {
      fill: s.linear([0, "#d6a860", 1, "#9a6a2c"], 0, 0, 1, 1),
      rx: 14,
    });
    s.rect(94, 174, 562, 412, { fill: "#5f3a1c", rx: 6 });
    for (let at = 0; at < 60; at += 1)
      s.line(
        `M${110 + s.random.between(0, 530)} ${190 + s.random.between(0, 380)}q30 ${s.random.between(-30, 30)} 50 0`,
        "#e6cc94",
        3,
        0.5,
      );
    s.at(150, 420, () => leg(s, 470), 1, -78);
  },
  "whole-leg-close": (s) => {
    table(s, { wall: "#c9a07a", top: "#5a3624", horizon: 0.56 });
    s.squeezed(380, 590, 1, 0.62, () => board(s, 640, 300, "#a8733f"));
    s.at(310, 540, () => cut(s, 210, 160));
    for (const [x, y, t] of [
      [560, 580, 10],
      [520, 640, -20],
    ] as const)
      s.at(x, y, () => thinSlice(s, 84), 1, t);
  },
  "whole-leg-scene": (s) => {
    rafters(s);
    for (const [x, y, size, turn] of [
      [120, 90, 380, 3],
      [280, 70, 430, -4],
      [450, 80, 460, 2],
      [620, 92, 390, -3],
    ] as const)
      s.at(x, y, () => leg(s, size), 1, turn);
  },
  "yunnan-sausage-hero": (s) => {
    planks(s, "#5f3f2b", 4, 14);
    for (const [x, y, l, t] of [
      [110, 130, 430, 14],
      [150, 250, 430, 8],
      [120, 380, 440, 12],
    ] as const)
      s.at(x, y, () => sausage(s, l), 1, t);
    for (const [x, y] of [
      [480, 590],
      [560, 540],
      [600, 630],
      [400, 640],
      [500, 680],
    ] as const)
      s.at(x, y, () => coin(s, 54));
    s.at(90, 640, () => chili(s, 150), 1, -12);
  },
  "yunnan-sausage-set": (s) => {
    table(s, { wall: "#d6b98f", top: "#6b4027", horizon: 0.86, light: "leaves" });
    s.line("M-20 90H770", "#8a5f38", 22);
    s.line("M-20 84H770", "#c9a06a", 6, 0.6);
    for (const [at, x] of [90, 200, 320, 440, 560, 670].entries()) {
      s.line(`M${x} 90V130`, "#e6cf9c", 5);
      s.at(
        x,
        130,
        () => sausage(s, 360 + (at % 2) * 50, at % 2 ? "#a8492a" : "#8f2f1e", 0.05),
        1,
        90 + (at % 3) - 1,
      );
    }
  },
  "yunnan-sausage-close": (s) => {
    plaster(s, "#cf8f5a");
    for (const [x, y, r] of [
      [230, 230, 160],
      [520, 220, 150],
      [370, 490, 180],
      [650, 500, 130],
      [110, 560, 130],
    ] as const)
      s.at(x, y, () => coin(s, r));
  },
  "yunnan-sausage-scene": (s) => {
    linen(s, "#e0d3b6");
    s.at(370, 370, () =>
      bowlAbove(s, 280, "#9a3a2a", "#fbf6ea", () => {
        for (const [x, y] of scatter(s.random, 300, 250, 250, 0.5))
          s.at(
            x,
            y,
            () => s.ellipse(0, 0, 12, 5, { fill: "#fffdf6", stroke: "#d8c9a8", "stroke-width": 1 }),
            1,
            s.random.between(0, 180),
          );
        for (const [x, y] of scatter(s.random, 11, 150, 150, 0.2)) s.at(x, y, () => coin(s, 52));
        herbs(s, 190, 18);
      }),
    );
  },
  "beef-jerky-hero": (s) => {
    plaster(s, "#d98a3d");
    s.at(370, 370, () =>
      plate(s, 280, "#f4ecda", () => {
        for (const [at, [x, y]] of scatter(s.random, 12, 170, 170, 0.2).entries())
          s.at(x, y, () => jerky(s, 200), 1, at * 47);
        for (const [x, y, t] of [
          [-120, -90, 30],
          [100, 110, 200],
          [120, -110, 120],
        ] as const)
          s.at(x, y, () => chili(s, 90), 1, t);
      }),
    );
  },
  "beef-jerky-set": (s) => {
    linen(s, "#d8c8a6");
    s.at(220, 250, () => pouch(s, "#8a2c1a"), 1, -8);
    s.at(510, 230, () => pouch(s, "#3f5a44"), 1, 6);
    for (const [x, y, t] of [
      [200, 590, 10],
      [380, 560, -14],
      [560, 600, 20],
      [330, 670, 4],
    ] as const)
      s.at(x, y, () => jerky(s, 190), 1, t);
  },
  "beef-jerky-close": (s) => {
    planks(s, "#6d4c34", 4, 0);
    for (const [x, y, l, t] of [
      [300, 150, 460, -8],
      [430, 310, 520, 10],
      [320, 480, 500, -4],
      [450, 630, 480, 12],
    ] as const)
      s.at(x, y, () => jerky(s, l), 1, t);
  },
  "beef-jerky-scene": (s) => {
    slate(s, "#4a4f4c");
    s.at(375, 360, () =>
      bowlAbove(s, 270, "#d9cdb4", "#8a3a1c", () => {
        for (const [at, [x, y]] of scatter(s.random, 11, 160, 160, 0.2).entries())
          s.at(x, y, () => jerky(s, 160, "#7a3a22"), 1, at * 53);
        for (const [at, [x, y]] of scatter(s.random, 9, 180, 180, 0.3).entries())
          s.at(x, y, () => chili(s, 84, "#7d1f16"), 1, at * 77);
        herbs(s, 180, 10);
      }),
    );
  },
};
