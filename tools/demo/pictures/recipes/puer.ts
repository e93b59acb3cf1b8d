import { bamboo, linen, moonWindow, planks, plaster, slate, table, tableTop } from "../backdrop.ts";
import { shadow, steam } from "../light.ts";
import { caddy } from "../motifs/caddy.ts";
import { teaHills, teaTree } from "../motifs/country.ts";
import { bambooStack, brick, citrus, disc, pick, tuo } from "../motifs/pressed.ts";
import { cake, chunk, heap, openPaper, plate, sprig, strands, wrapped } from "../motifs/tea.ts";
import { BREW, branch, cup, cupAbove, gaiwan, jug, teapot } from "../motifs/vessel.ts";
import { DAWN, DUSK, MORNING, mist, mountains } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** Pressed teas: hero, set, close and scene of each. */
export const puerPictures: Record<string, Draw> = {
  "yiwu-cake-hero": (s) => {
    moonWindow(s, "#c9653f", "#5a3623", DAWN, 0.52, 0.36, 0.31, 0.72);
    s.at(470, 590, () => disc(s, 172, () => wrapped(s, 172, "#efe3c8", "#a8371f", "hills")));
    s.at(270, 660, () => disc(s, 182, () => cake(s, 182, "raw")));
    s.at(610, 700, () => sprig(s, 190), 1, 24);
  },
  "yiwu-cake-set": (s) => {
    table(s, { wall: "#d9c3a0", top: "#6b4630", horizon: 0.7, light: "leaves" });
    s.zoomed(1.24, 375, 705, () => {
      s.at(290, 650, () => bambooStack(s, 170, 7));
      s.at(560, 668, () => disc(s, 128, () => wrapped(s, 128, "#efe3c8", "#a8371f", "hills")));
    });
  },
  "yiwu-cake-close": (s) => {
    plaster(s, "#2b2a1c");
    s.at(430, 470, () => cake(s, 520, "raw"));
    s.at(70, 190, () => pick(s, 420), 1, 36);
  },
  "yiwu-cake-scene": (s) => {
    mountains(s, DAWN, 250, 520, 5);
    mist(s, 470, "#f6e3cc");
    teaTree(s, 210, 610, 400);
    tableTop(s, "#6b4630", 610);
    s.at(500, 712, () => gaiwan(s, "#e9e4d6", true, BREW.raw));
    steam(s, 490, 556, 170, 0.6);
    s.at(170, 716, () => cup(s, "#e9e4d6", BREW.raw), 1.1);
  },
  "jingmai-cake-hero": (s) => {
    plaster(s, "#7f9a6f");
    s.at(360, 380, () => openPaper(s, 230, "#f2ead4", 9));
    s.at(356, 376, () => cake(s, 232, "raw"));
    s.at(650, 190, () => sprig(s, 250), 1, 16);
    s.at(96, 690, () => sprig(s, 240), 1, -18);
    s.at(636, 632, () => cupAbove(s, 82, "#f1ede0", BREW.raw));
  },
  "jingmai-cake-set": (s) => {
    table(s, { wall: "#dfe4cf", top: "#a5794b", horizon: 0.64, light: "window" });
    s.zoomed(1.34, 375, 705, () => {
      s.at(250, 600, () => disc(s, 168, () => wrapped(s, 168, "#e9e6cf", "#2f6b45", "sprig")));
      s.at(500, 650, () => disc(s, 150, () => wrapped(s, 150, "#dfe8cf", "#2f6b45", "moon")));
    });
  },
  "jingmai-cake-close": (s) => {
    linen(s, "#d8d0b4");
    s.at(250, 300, () => cake(s, 360, "raw"));
    s.at(590, 620, () => chunk(s, 96, "raw"));
    s.at(640, 400, () => chunk(s, 46, "raw"));
    s.at(430, 680, () => chunk(s, 38, "raw"));
  },
  "jingmai-cake-scene": (s) => {
    mountains(s, MORNING, 190, 520, 6);
    mist(s, 400, "#f2f5ea", 0.8);
    teaTree(s, 560, 560, 470);
    teaHills(s, 500, "#3f7a45");
    s.at(120, 740, () => sprig(s, 250), 1, -14);
  },
  "bulang-ripe-hero": (s) => {
    planks(s, "#4a2f20", 4, -12);
    s.at(410, 350, () => cake(s, 255, "ripe"));
    s.at(190, 600, () => cupAbove(s, 96, "#d9c9ae", BREW.ripe, "#3a2a22"));
    s.at(600, 640, () => chunk(s, 62, "ripe"));
    s.at(690, 560, () => chunk(s, 30, "ripe"));
    s.at(60, 120, () => pick(s, 300), 1, 62);
  },
  "bulang-ripe-set": (s) => {
    table(s, { wall: "#8e5b3d", top: "#3d2619", horizon: 0.66, light: "leaves" });
    s.zoomed(1.3, 375, 705, () => {
      s.at(200, 610, () => disc(s, 140, () => wrapped(s, 140, "#e6d3b0", "#5b1f12", "hills")));
      s.at(400, 640, () => disc(s, 150, () => wrapped(s, 150, "#e6d3b0", "#5b1f12", "tree")));
      s.at(590, 668, () => disc(s, 126, () => cake(s, 126, "ripe")));
    });
  },
  "bulang-ripe-close": (s) => {
    plaster(s, "#21130c");
    s.at(240, 520, () => cake(s, 540, "ripe"));
  },
  "bulang-ripe-scene": (s) => {
    table(s, { wall: "#a97a58", top: "#4a2e1f", horizon: 0.6 });
    s.zoomed(1.22, 375, 705, () => {
      s.at(270, 640, () => teapot(s, "#5b3223"), 1.15);
      s.at(560, 650, () => jug(s, BREW.ripe), 0.95);
      s.at(480, 712, () => cup(s, "#d9c9ae", BREW.ripe), 0.95);
      steam(s, 474, 630, 130);
    });
  },
  "mini-tuo-hero": (s) => {
    plaster(s, "#d98a5c");
    s.at(375, 372, () =>
      plate(s, 262, "#f3ead6", () => tuoRing(s, 8, 158, ["#f6efe0", "#e7c3a6", "#dfe3c4"])),
    );
    s.at(375, 372, () => tuo(s, 66, null));
    s.at(660, 660, () => tuo(s, 58, "#e7c3a6"), 1, 20);
    s.at(110, 668, () => sprig(s, 170), 1, -20);
  },
  "mini-tuo-set": (s) => {
    table(s, { wall: "#ead6b8", top: "#b98657", horizon: 0.66 });
    s.zoomed(1.35, 375, 705, () => {
      s.at(250, 610, () => caddy(s, "#7e2f22", "#f0dfbe", 196, 270));
      for (const [x, y, tint] of [
        [440, 640, "#f6efe0"],
        [540, 600, "#e3a7a0"],
        [610, 670, "#dfe3c4"],
        [500, 700, null],
        [390, 706, "#e3a7a0"],
      ] as const) {
        s.at(x, y, () => tuo(s, 50, tint));
      }
    });
  },
  "mini-tuo-close": (s) => {
    linen(s, "#eed9d2");
    s.at(270, 300, () => tuo(s, 168, null));
    s.at(530, 500, () => tuo(s, 150, "#e9b3ab"), 1, 24);
    s.at(160, 620, () => tuo(s, 110, "#f6efe0"), 1, -14);
  },
  "mini-tuo-scene": (s) => {
    table(s, { wall: "#b9c9b4", top: "#8a5e3c", horizon: 0.58, light: "leaves" });
    s.zoomed(1.25, 375, 705, () => {
      s.at(380, 660, () => jug(s, BREW.ripe), 1.45);
      s.at(590, 690, () => tuo(s, 50, "#f6efe0"));
      s.at(150, 690, () => cup(s, "#f1ede0", BREW.ripe), 1.25);
    });
  },
  "citrus-puer-hero": (s) => {
    plaster(s, "#e8c34f");
    for (const [x, y, r, open] of [
      [250, 250, 122, true],
      [505, 232, 112, false],
      [380, 470, 132, true],
      [150, 520, 96, false],
      [610, 500, 112, true],
    ] as const) {
      s.at(x, y, () => citrus(s, r, open));
    }
    s.at(110, 160, () => sprig(s, 150, "#3f7d3a"), 1, -60);
    s.at(690, 330, () => sprig(s, 160, "#3f7d3a"), 1, 54);
  },
  "citrus-puer-set": (s) => {
    table(s, { wall: "#f0dca4", top: "#a8733f", horizon: 0.66 });
    s.zoomed(1.35, 375, 705, () => {
      s.at(250, 610, () => caddy(s, "#41572b", "#f0c95a", 186, 260));
      for (const [x, y, r] of [
        [440, 600, 66],
        [560, 626, 72],
        [470, 680, 62],
        [640, 690, 56],
      ] as const) {
        shadow(s, x + 20, y + r * 0.86, r * 1.5, r * 0.4, 0.5);
        s.at(x, y, () => citrus(s, r, false));
      }
    });
  },
  "citrus-puer-close": (s) => {
    slate(s, "#3f463c");
    s.at(370, 370, () => citrus(s, 290, true));
    s.at(650, 660, () => citrus(s, 120, false));
  },
  "citrus-puer-scene": (s) => {
    bamboo(s);
    s.at(300, 320, () => cupAbove(s, 176, "#f4efe2", BREW.ripe, "#e9e2cf"));
    s.at(590, 540, () => citrus(s, 108, true));
    s.at(180, 640, () => citrus(s, 84, false));
    s.at(640, 210, () => sprig(s, 190, "#4a8640"), 1, 20);
  },
  "old-head-brick-hero": (s) => {
    linen(s, "#d8b183");
    s.at(370, 350, () => brick(s, 430, 300, "ripe"), 1, -8);
    s.at(150, 640, () => chunk(s, 66, "ripe"));
    s.at(300, 680, () => chunk(s, 44, "ripe"));
    s.at(620, 620, () => cupAbove(s, 92, "#b9825a", BREW.ripe));
  },
  "old-head-brick-set": (s) => {
    table(s, { wall: "#c4a583", top: "#4f3424", horizon: 0.62 });
    s.zoomed(1.15, 375, 705, () => {
      s.at(360, 520, () => brick(s, 380, 250, "ripe", "#d8b98a"), 1, -4);
      for (const [x, y, r] of [
        [190, 680, 40],
        [300, 700, 30],
        [520, 690, 44],
        [610, 660, 28],
      ] as const)
        s.at(x, y, () => chunk(s, r, "ripe"));
    });
  },
  "old-head-brick-close": (s) => {
    plaster(s, "#2a1a11");
    for (const [x, y, r] of [
      [200, 220, 170],
      [520, 200, 150],
      [350, 470, 200],
      [630, 560, 130],
      [120, 600, 140],
      [430, 720, 110],
    ] as const)
      s.at(x, y, () => chunk(s, r, "ripe"));
  },
  "old-head-brick-scene": (s) => {
    table(s, { wall: "#5d4436", top: "#33211a", horizon: 0.6, light: "plain" });
    s.circle(380, 520, 330, {
      fill: s.radial([0, "#ff9a3c/0.55", 1, "#ff9a3c/0"]),
    });
    for (const [x, w] of [
      [380, 250],
      [380, 190],
      [380, 120],
    ] as const)
      s.ellipse(x, 640, w, w * 0.2, { fill: w > 200 ? "#1f1511" : w > 150 ? "#b3421c" : "#ffb04a" });
    s.at(380, 624, () => teapot(s, "#46322a"), 1.25);
    steam(s, 380, 380, 190, 0.6);
  },
  "aged-loose-hero": (s) => {
    plaster(s, "#a4573f");
    s.at(360, 350, () => plate(s, 236, "#efe3cc", () => heap(s, 190, 180, "ripe", 50)));
    s.at(600, 610, () => cupAbove(s, 90, "#efe6d2", BREW.ripe));
    s.at(130, 640, () => strands(s, "ripe", 80, 50, 22, 44, 0.16));
  },
  "aged-loose-set": (s) => {
    table(s, { wall: "#d0b694", top: "#5d3c28", horizon: 0.66, light: "leaves" });
    s.zoomed(1.3, 375, 705, () => {
      s.at(270, 630, () => caddy(s, "#8a5a3c", "#5a3524", 220, 250, "#d9bd8d"));
      s.squeezed(540, 664, 1, 0.42, () => plate(s, 150, "#e8dcc2", () => heap(s, 116, 116, "ripe", 42)));
    });
  },
  "aged-loose-close": (s) => {
    plaster(s, "#23150d");
    s.at(375, 375, () => strands(s, "ripe", 520, 520, 620, 92, 0.17));
    s.at(330, 340, () => strands(s, "gold", 400, 400, 60, 60, 0.1));
  },
  "aged-loose-scene": (s) => {
    moonWindow(s, "#8b6f57", "#3d281c", DUSK, 0.34, 0.34, 0.25, 0.66);
    s.zoomed(1.2, 375, 705, () => {
      s.at(500, 660, () => gaiwan(s, "#3f4a48", false), 1.05);
      s.at(250, 690, () => cup(s, "#3f4a48", BREW.ripe), 1.2);
      s.at(140, 664, () => cup(s, "#3f4a48", BREW.ripe), 1);
      steam(s, 250, 600, 140);
      branch(s, 560, 160, 170, "#6b2f24");
    });
  },
};

function tuoRing(s: Parameters<Draw>[0], count: number, radius: number, tints: string[]): void {
  for (let at = 0; at < count; at += 1) {
    const angle = (at / count) * Math.PI * 2;
    s.at(
      Math.cos(angle) * radius,
      Math.sin(angle) * radius,
      () => tuo(s, 58, tints[at % tints.length] ?? "#f6efe0"),
      1,
      at * 37,
    );
  }
}
