import { linen, moonWindow, planks, plaster, table } from "../backdrop.ts";
import { shadow, standing, steam } from "../light.ts";
import { caddy } from "../motifs/caddy.ts";
import { turned } from "../motifs/lathe.ts";
import { sprig, strands } from "../motifs/tea.ts";
import { slats, travelPot, wovenBag } from "../motifs/tray.ts";
import { BREW, branch, cup, cupAbove, gaiwan, glassCup, jug, teapot } from "../motifs/vessel.ts";
import { DAWN, DUSK, MORNING, RAIN } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

const CELADON = "#9fc4b4";
const ZITAO = "#6b3527";

/** Teaware: hero, set, close and scene of each. */
export const teawarePictures: Record<string, Draw> = {
  "celadon-gaiwan-hero": (s) => {
    table(s, { wall: "#e3e0cc", top: "#a9825a", horizon: 0.66, light: "leaves" });
    s.zoomed(1.95, 375, 690, () => s.at(375, 668, () => gaiwan(s, CELADON)));
  },
  "celadon-gaiwan-set": (s) => {
    moonWindow(s, "#b9cfc2", "#7d5a3e", MORNING, 0.5, 0.34, 0.3, 0.66);
    s.zoomed(1.3, 375, 705, () => {
      s.at(375, 634, () => gaiwan(s, CELADON, false));
      for (const [x, y] of [
        [160, 690],
        [290, 712],
        [450, 712],
        [590, 690],
      ] as const)
        s.at(x, y, () => cup(s, CELADON, BREW.green), 0.86);
    });
  },
  "celadon-gaiwan-close": (s) => {
    plaster(s, "#d8d3c2");
    s.zoomed(3.1, 375, 660, () => s.at(380, 636, () => gaiwan(s, "#eef0ea", true, BREW.red)));
  },
  "celadon-gaiwan-scene": (s) => {
    planks(s, "#8d6a49", 4, -8);
    s.at(310, 320, () => cupAbove(s, 168, CELADON, BREW.green, CELADON));
    for (const [x, y] of [
      [610, 240],
      [620, 500],
      [380, 650],
    ] as const)
      s.at(x, y, () => cupAbove(s, 78, CELADON, BREW.green));
    s.at(90, 690, () => sprig(s, 210), 1, -16);
  },
  "jianshui-pot-hero": (s) => {
    moonWindow(s, "#d9b98c", "#4a2c1d", DUSK, 0.55, 0.36, 0.3, 0.7);
    s.zoomed(1.75, 375, 690, () => s.at(380, 662, () => teapot(s, ZITAO, "#e8c79a", 0.5)));
  },
  "jianshui-pot-set": (s) => {
    table(s, { wall: "#c7b299", top: "#5c3b28", horizon: 0.64, light: "leaves" });
    s.zoomed(1.3, 375, 705, () => {
      s.at(270, 634, () => teapot(s, ZITAO, "#e8c79a", 0.5));
      s.squeezed(530, 676, 0.86, 1.05, () => teapot(s, "#3a2d2a", "#c9a06a", 0.5));
    });
  },
  "jianshui-pot-close": (s) => {
    plaster(s, "#b3906a");
    s.zoomed(3.6, 375, 560, () => s.at(350, 618, () => teapot(s, ZITAO, "#f0d3a4", 0.5)));
  },
  "jianshui-pot-scene": (s) => {
    table(s, { wall: "#8d6f55", top: "#3b2519", horizon: 0.6 });
    s.zoomed(1.3, 375, 705, () => {
      s.at(320, 640, () => teapot(s, ZITAO, "#e8c79a", 0.5), 1.1);
      s.at(560, 676, () => cup(s, ZITAO, BREW.ripe), 1.1);
      s.at(480, 704, () => cup(s, ZITAO, BREW.ripe), 0.95);
      steam(s, 556, 600, 130, 0.7);
    });
  },
  "glass-server-hero": (s) => {
    table(s, { wall: "#bcd0cc", top: "#8f6e4f", horizon: 0.64, light: "window" });
    s.zoomed(1.75, 375, 700, () => {
      s.at(330, 660, () => jug(s, BREW.raw), 1.15);
      s.at(500, 694, () => glassCup(s, BREW.raw), 1.05);
    });
  },
  "glass-server-set": (s) => {
    table(s, { wall: "#e9dcc2", top: "#b18a5f", horizon: 0.6, light: "leaves" });
    s.zoomed(1.45, 375, 705, () => {
      for (const [x, y, tea] of [
        [190, 660, BREW.raw],
        [330, 690, BREW.red],
        [470, 690, BREW.ripe],
        [590, 660, BREW.green],
      ] as const)
        s.at(x, y, () => glassCup(s, tea), 1.15);
    });
  },
  "glass-server-close": (s) => {
    plaster(s, "#c9b48f");
    shadow(s, 470, 640, 420, 200, 0.3);
    s.zoomed(3, 375, 640, () => s.at(360, 650, () => jug(s, BREW.red)));
  },
  "glass-server-scene": (s) => {
    linen(s, "#dcd3bd");
    for (const [x, y, tea] of [
      [230, 240, BREW.raw],
      [520, 220, BREW.red],
      [250, 530, BREW.ripe],
      [540, 520, BREW.green],
    ] as const)
      s.at(x, y, () => cupAbove(s, 112, "#eef3f0", tea));
    s.at(380, 400, () => sprig(s, 120), 1, 10);
  },
  "travel-set-hero": (s) => {
    table(s, { wall: "#c9d4c8", top: "#9a7853", horizon: 0.66, light: "leaves" });
    s.zoomed(1.68, 385, 704, () => {
      s.at(300, 650, () => travelPot(s, "#7d8583"));
      for (const [x, y] of [
        [470, 660],
        [560, 690],
        [440, 704],
      ] as const)
        s.at(x, y, () => cup(s, "#7d8583", BREW.raw, 0.25), 0.95);
    });
  },
  "travel-set-set": (s) => {
    table(s, { wall: "#c2d3d8", top: "#8a6a4d", horizon: 0.64 });
    s.zoomed(1.45, 375, 700, () => {
      s.at(500, 650, () => wovenBag(s, "#e2d6bd"));
      s.at(260, 670, () => travelPot(s, "#4f7d93"));
      s.at(400, 706, () => cup(s, "#4f7d93", BREW.green, 0.25), 0.9);
    });
  },
  "travel-set-close": (s) => {
    plaster(s, "#c4996f");
    s.zoomed(3, 375, 640, () => s.at(370, 652, () => travelPot(s, "#a8613d")));
  },
  "travel-set-scene": (s) => {
    moonWindow(s, "#e6dcc6", "#7a5a3f", DAWN, 0.5, 0.34, 0.36, 0.64);
    s.zoomed(1.3, 375, 705, () => {
      s.at(300, 664, () => travelPot(s, "#7d8583"));
      s.at(470, 690, () => cup(s, "#7d8583", BREW.red, 0.25));
      steam(s, 470, 620, 120, 0.7);
    });
  },
  "bamboo-tray-hero": (s) => {
    plaster(s, "#7c9a8b");
    s.at(375, 350, () => slats(s, 600, 330, "#d9b674"), 1, -7);
    s.at(270, 330, () => cupAbove(s, 118, "#f2ede0", BREW.raw, "#f2ede0"));
    for (const [x, y] of [
      [500, 250],
      [560, 380],
    ] as const)
      s.at(x, y, () => cupAbove(s, 62, "#f2ede0", BREW.raw));
    s.at(640, 690, () => sprig(s, 200), 1, 16);
  },
  "bamboo-tray-set": (s) => {
    plaster(s, "#8fa08c");
    s.at(340, 240, () => slats(s, 540, 250, "#d9b674"), 1, -5);
    s.at(410, 520, () => slats(s, 540, 250, "#7a4e2c"), 1, 4);
  },
  "bamboo-tray-close": (s) => {
    plaster(s, "#8a6a3c");
    s.at(375, 375, () => slats(s, 1100, 900, "#d9b674"), 1, -12);
    s.at(540, 520, () => cupAbove(s, 150, "#5f7f73", BREW.red));
  },
  "bamboo-tray-scene": (s) => {
    moonWindow(s, "#d6cdb2", "#6a4a31", RAIN, 0.6, 0.34, 0.27, 0.62);
    s.squeezed(375, 640, 1, 0.3, () => slats(s, 640, 330, "#d9b674"));
    s.zoomed(1.15, 375, 640, () => {
      s.at(300, 634, () => gaiwan(s, "#efe9da", false, BREW.raw, "#4f6f8f"));
      s.at(490, 640, () => cup(s, "#efe9da", BREW.raw));
      s.at(560, 660, () => cup(s, "#efe9da", BREW.raw));
    });
  },
  "coarse-caddy-hero": (s) => {
    table(s, { wall: "#dba774", top: "#6d4c34", horizon: 0.66, light: "leaves" });
    s.zoomed(1.95, 375, 704, () => s.at(375, 668, () => crock(s, "#77787a")));
  },
  "coarse-caddy-set": (s) => {
    table(s, { wall: "#e4dbc6", top: "#a17a52", horizon: 0.66 });
    s.zoomed(1.3, 375, 705, () => {
      s.at(270, 650, () => crock(s, "#77787a"), 1.1);
      s.at(520, 680, () => crock(s, "#e6dcc6"), 0.82);
    });
  },
  "coarse-caddy-close": (s) => {
    plaster(s, "#b9a887");
    s.zoomed(2.6, 375, 560, () => s.at(375, 640, () => crock(s, "#e6dcc6")));
  },
  "coarse-caddy-scene": (s) => {
    table(s, { wall: "#97a596", top: "#54392a", horizon: 0.62 });
    s.zoomed(1.25, 375, 705, () => {
      s.at(220, 650, () => crock(s, "#77787a"));
      s.at(420, 640, () => caddy(s, "#8a5a3c", "#5a3524", 130, 180, "#d9bd8d"));
      s.squeezed(540, 690, 1, 0.5, () => strands(s, "raw", 90, 60, 70, 40, 0.17));
      s.at(120, 700, () => branch(s, 0, 0, 90, "#6b2f24"));
    });
  },
};

/** A hand-thrown crock with finger marks and a cork. */
function crock(s: Parameters<Draw>[0], colour: string): void {
  standing(s, 0, 2, 112, 220);
  turned(
    s,
    [
      [-240, 66],
      [-226, 62],
      [-206, 84],
      [-160, 116],
      [-90, 124],
      [-30, 108],
      [0, 94],
    ],
    { colour, gloss: 0.16, tilt: 0.2 },
  );
  for (let at = 0; at < 7; at += 1) {
    const y = -196 + at * 28;
    const r = [86, 106, 118, 122, 122, 116, 106][at] ?? 100;
    s.line(`M${-r} ${y}Q0 ${y + r * 0.34} ${r} ${y}`, "#2a1a10", 3, 0.16);
    s.line(`M${-r} ${y + 4}Q0 ${y + 4 + r * 0.34} ${r} ${y + 4}`, "#ffffff", 2, 0.14);
  }
  turned(
    s,
    [
      [-276, 60],
      [-266, 62],
      [-236, 56],
    ],
    { colour: "#b98a58", inside: "#cba271", gloss: 0.1, tilt: 0.2 },
  );
}
