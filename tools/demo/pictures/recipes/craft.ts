import { linen, moonWindow, planks, plaster, table } from "../backdrop.ts";
import { darken, lighten } from "../colour.ts";
import { lying, shadow, standing, steam } from "../light.ts";
import { blossom } from "../motifs/blossom.ts";
import { blackPot, carving, lattice } from "../motifs/carving.ts";
import { bowlAbove, fatSpots, herbs } from "../motifs/kitchenware.ts";
import { porcini } from "../motifs/mushroom.ts";
import { bangle, ginkgo, hoop, mountainStud, silverCup, silverPot } from "../motifs/silver.ts";
import { strands } from "../motifs/tea.ts";
import { CATALPA, figure, WALNUT } from "../motifs/timberwork.ts";
import { BREW, cup, cupAbove } from "../motifs/vessel.ts";
import { leafPath, scatter } from "../path.ts";
import { DUSK, RAIN } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

/** Silver, black pottery and carving: hero, set, close and scene of each. */
export const craftPictures: Record<string, Draw> = {
  "silver-bangle-hero": (s) => {
    plaster(s, "#31424f");
    s.at(375, 370, () => bangle(s, 230, "hammered"));
  },
  "silver-bangle-set": (s) => {
    linen(s, "#b9a38a");
    for (const [x, y, kind] of [
      [240, 240, "hammered"],
      [520, 330, "vine"],
      [270, 560, "twist"],
    ] as const)
      s.at(x, y, () => bangle(s, 132, kind));
  },
  "silver-bangle-close": (s) => {
    plaster(s, "#5a2f33");
    s.at(330, 560, () => bangle(s, 430, "vine"));
  },
  "silver-bangle-scene": (s) => {
    planks(s, "#4e3728", 4, 14);
    s.at(300, 320, () => bangle(s, 170, "twist"));
    s.at(560, 560, () => anvil(s));
    for (const [x, y] of [
      [130, 600],
      [200, 660],
    ] as const)
      s.at(x, y, () => bangle(s, 60, "hammered"));
  },
  "silver-earrings-hero": (s) => {
    plaster(s, "#d9bfae");
    s.at(205, 150, () => ginkgo(s, 236), 1, -5);
    s.at(530, 330, () => ginkgo(s, 236), 1, 7);
  },
  "silver-earrings-set": (s) => {
    linen(s, "#c3ccc8");
    s.at(150, 130, () => ginkgo(s, 130));
    s.at(380, 150, () => ginkgo(s, 130, true));
    s.at(580, 220, () => mountainStud(s, 70));
    s.at(600, 340, () => mountainStud(s, 70));
    s.at(230, 540, () => hoop(s, 110));
    s.at(470, 560, () => hoop(s, 110));
  },
  "silver-earrings-close": (s) => {
    plaster(s, "#3d4a45");
    s.at(375, 330, () => hoop(s, 250));
    s.at(600, 590, () => mountainStud(s, 90));
  },
  "silver-earrings-scene": (s) => {
    moonWindow(s, "#d3c6b4", "#6b4d3a", DUSK, 0.5, 0.38, 0.3, 0.8);
    s.at(225, 220, () => ginkgo(s, 176));
    s.at(520, 220, () => ginkgo(s, 176, true));
    s.line("M80 216H670", "#4a3020", 12);
  },
  "silver-cup-hero": (s) => {
    table(s, { wall: "#4c4644", top: "#2d211b", horizon: 0.68, light: "window" });
    s.zoomed(3, 372, 694, () => s.at(370, 676, () => silverCup(s, BREW.red)));
  },
  "silver-cup-set": (s) => {
    table(s, { wall: "#c2b7a6", top: "#5c4232", horizon: 0.66, light: "leaves" });
    s.zoomed(1.4, 375, 700, () => {
      s.at(280, 650, () => silverPot(s));
      s.at(490, 670, () => silverCup(s, BREW.raw), 0.9);
      s.at(590, 690, () => silverCup(s, BREW.raw), 0.8);
    });
  },
  "silver-cup-close": (s) => {
    plaster(s, "#3a2f2b");
    s.zoomed(4.4, 375, 600, () => s.at(370, 626, () => silverCup(s, BREW.raw)));
  },
  "silver-cup-scene": (s) => {
    moonWindow(s, "#8a8d8c", "#3a2a20", RAIN, 0.34, 0.33, 0.25, 0.66);
    s.zoomed(1.5, 375, 700, () => {
      s.at(440, 660, () => silverPot(s), 0.86);
      s.at(260, 690, () => silverCup(s, BREW.raw), 0.8);
      steam(s, 258, 600, 90, 0.7);
    });
  },
  "nixi-pot-hero": (s) => {
    table(s, { wall: "#cfa472", top: "#5a3826", horizon: 0.66, light: "window" });
    s.zoomed(1.75, 375, 700, () => s.at(375, 668, () => blackPot(s)));
  },
  "nixi-pot-set": (s) => {
    table(s, { wall: "#b9b39c", top: "#6a4a34", horizon: 0.64, light: "leaves" });
    s.zoomed(1.25, 375, 705, () => {
      s.at(230, 640, () => blackPot(s), 1.1);
      s.at(490, 660, () => blackPot(s, false), 0.86);
      s.at(630, 690, () => blackPot(s, true), 0.56);
    });
  },
  "nixi-pot-close": (s) => {
    plaster(s, "#a98a66");
    s.zoomed(3.2, 375, 520, () => s.at(350, 600, () => blackPot(s)));
  },
  "nixi-pot-scene": (s) => {
    planks(s, "#7d5a3e", 4, 0);
    s.at(370, 370, () =>
      bowlAbove(s, 290, "#2d2927", "#d9b060", () => {
        fatSpots(s, 220);
        for (const [x, y] of scatter(s.random, 6, 130, 130, 0.2)) chicken(s, x, y);
        for (const [x, y, t] of [
          [-120, 90, -40],
          [110, 130, 60],
          [80, -60, 150],
        ] as const)
          s.at(x, y, () => porcini(s, 110), 1, t);
        herbs(s, 200, 18);
      }),
    );
  },
  "jianchuan-box-hero": (s) => {
    plaster(s, "#93ab98");
    s.at(350, 350, () => box(s, 460, 460, WALNUT, "flower"), 1, -8);
    s.at(620, 640, () => strands(s, "raw", 80, 60, 46, 46, 0.17));
  },
  "jianchuan-box-set": (s) => {
    plaster(s, "#6f8377");
    s.at(230, 240, () => box(s, 270, 270, WALNUT, "flower"), 1, -6);
    s.at(520, 300, () => box(s, 290, 230, "#8a5f3a", "cloud"), 1, 6);
    s.at(320, 560, () => box(s, 330, 230, WALNUT, "cloud"), 1, 2);
  },
  "jianchuan-box-close": (s) => {
    s.cover(WALNUT);
    s.at(375, 375, () => figure(s, 900, 900, WALNUT, 60));
    s.at(390, 380, () => carving(s, 330, "#8f5f3c"));
  },
  "jianchuan-box-scene": (s) => {
    planks(s, "#b08a60", 4, 10);
    s.at(260, 310, () => box(s, 320, 320, WALNUT, "flower"), 1, 6);
    s.at(560, 330, () => cupAbove(s, 104, "#e9dfc9", BREW.raw));
    s.at(480, 610, () => chisel(s), 1, -24);
    s.at(230, 600, () => shavings(s));
  },
  "carved-coaster-hero": (s) => {
    plaster(s, "#d8b98a");
    for (let at = 0; at < 6; at += 1)
      s.at(210 + (at % 2) * 330, 150 + Math.floor(at / 2) * 225, () =>
        lattice(s, 104, at % 2 ? WALNUT : "#9a6a40", at),
      );
  },
  "carved-coaster-set": (s) => {
    table(s, { wall: "#cfd3c0", top: "#7a563b", horizon: 0.68, light: "leaves" });
    s.zoomed(1.5, 375, 705, () => {
      standing(s, 330, 690, 110, 160);
      for (let at = 0; at < 6; at += 1)
        s.squeezed(250 + at * 30, 600 - at * 4, 0.4, 1, () => lattice(s, 88, at % 2 ? CATALPA : WALNUT, at));
      s.rect(200, 680, 260, 22, { fill: "#5a3624", rx: 4 });
      s.at(550, 690, () => cup(s, "#f1ede0", BREW.red));
    });
  },
  "carved-coaster-close": (s) => {
    plaster(s, "#a8845c");
    s.at(390, 390, () => lattice(s, 310, WALNUT, 5));
  },
  "carved-coaster-scene": (s) => {
    linen(s, "#dcd2ba");
    for (const [x, y, kind, tea] of [
      [230, 240, 2, BREW.red],
      [530, 270, 3, BREW.raw],
      [350, 550, 1, BREW.ripe],
    ] as const)
      s.at(x, y, () => {
        lattice(s, 150, kind === 3 ? CATALPA : WALNUT, kind);
        s.at(6, 4, () => cupAbove(s, 80, "#f1ede0", tea));
      });
    s.at(640, 620, () => blossom(s, 40, "#fdf8ee"));
  },
};

/** A lidded box from above with its lid carved. */
function box(s: S, width: number, height: number, wood: string, kind: "flower" | "cloud"): void {
  const [w, h] = [width / 2, height / 2];
  shadow(s, w * 0.12, h * 0.18, w * 1.4, h * 1.4, 0.6);
  s.rect(-w, -h + 20, width, height, { fill: darken(wood, 0.55), rx: 16 });
  s.rect(-w, -h, width, height, {
    fill: s.linear([0, lighten(wood, 0.24), 1, darken(wood, 0.2)], 0, 0, 1, 1),
    rx: 16,
  });
  s.clipped(`M${-w} ${-h}H${w}V${h}H${-w}Z`, () => figure(s, width, height, wood, 26));
  s.rect(-w + 26, -h + 26, width - 52, height - 52, { fill: darken(wood, 0.26), rx: 10 });
  s.rect(-w + 32, -h + 34, width - 60, height - 60, {
    fill: s.linear([0, darken(wood, 0.1), 1, lighten(wood, 0.12)], 0, 0, 1, 1),
    rx: 10,
  });
  if (kind === "flower") {
    for (const turn of [30, 150, 270])
      s.at(
        0,
        0,
        () =>
          s.path(leafPath(Math.min(w, h) * 0.86, Math.min(w, h) * 0.34), {
            fill: s.linear([0, lighten(wood, 0.2), 1, darken(wood, 0.2)]),
          }),
        1,
        turn,
      );
    carving(s, Math.min(w, h) * 0.56, wood);
    return;
  }
  for (let at = 0; at < 5; at += 1) {
    const y = -h * 0.5 + at * h * 0.26;
    const d = `M${-w * 0.6} ${y}q${w * 0.16} ${-h * 0.2} ${w * 0.3} 0t${w * 0.3} 0t${w * 0.3} 0t${w * 0.3} 0`;
    s.line(d, darken(wood, 0.5), 9, 0.8);
    s.line(d, lighten(wood, 0.34), 5, 0.8, { transform: "translate(-2 -3)" });
  }
}

function anvil(s: S): void {
  lying(s, 0, 0, 110, 0.12, 0.5);
  s.rect(-96, -70, 192, 140, {
    fill: s.linear([0, "#8a8f92", 0.5, "#5a6063", 1, "#33383b"], 0, 0, 1, 1),
    rx: 14,
  });
  s.rect(-60, 20, 250, 34, {
    fill: s.linear([0, "#b9855a", 1, "#6b4427"]),
    rx: 14,
    transform: "rotate(-24)",
  });
  s.rect(-84, 0, 74, 74, {
    fill: s.linear([0, "#a9afb2", 1, "#4a5054"], 0, 0, 1, 1),
    rx: 8,
    transform: "rotate(-24)",
  });
}

function chicken(s: S, x: number, y: number): void {
  s.ellipse(x + 4, y + 6, 52, 34, { fill: "#3a2412", opacity: 0.3 });
  s.ellipse(x, y, 52, 34, {
    fill: s.radial([0, "#fff0c4", 0.6, "#ecc67a", 1, "#b3803a"], 0.36, 0.3, 0.75),
    transform: `rotate(${Math.round(x)} ${x} ${y})`,
  });
}

function chisel(s: S): void {
  shadow(s, 10, 12, 200, 26, 0.4);
  s.rect(-180, -20, 170, 40, {
    fill: s.linear([0, "#dcae74", 0.5, "#b47e46", 1, "#6b4424"]),
    rx: 18,
  });
  s.path("M-10 -12H120L170 -20V20L120 12H-10Z", {
    fill: s.linear([0, "#f4f2ec", 0.5, "#a5a6a2", 1, "#5c5d5b"]),
  });
}

function shavings(s: S): void {
  for (let at = 0; at < 9; at += 1) {
    s.at(
      s.random.between(-90, 90),
      s.random.between(-60, 60),
      () => {
        s.line("M-24 0C-20 -34 26 -34 24 0C22 24 -10 22 -8 0C-6 -12 10 -12 8 0", "#d8b07a", 9);
        s.line("M-24 -2C-20 -36 26 -36 24 -2", "#fbe6bf", 3, 0.7);
      },
      1,
      at * 67,
    );
  }
}
