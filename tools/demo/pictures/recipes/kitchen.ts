import { bamboo, linen, moonWindow, planks, plaster, slate, table } from "../backdrop.ts";
import { shadow, standing, steam } from "../light.ts";
import { blossom, rose } from "../motifs/blossom.ts";
import { bowlAbove, chili, fatSpots, herbs, jar, powder } from "../motifs/kitchenware.ts";
import { turned } from "../motifs/lathe.ts";
import { thinSlice } from "../motifs/meat.ts";
import { noodles } from "../motifs/noodle.ts";
import { plate } from "../motifs/tea.ts";
import { glassCup, hills } from "../motifs/vessel.ts";
import { courtyard, dryingRack } from "../motifs/village.ts";
import { scatter, smooth } from "../path.ts";
import { MORNING } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

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
      s.at(x, y, () => bundle(s, 560), 1, t);
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

function egg(s: S, x: number, y: number): void {
  s.ellipse(x, y, 44, 40, { fill: "#fffdf6", stroke: "#e6dcc0", "stroke-width": 2 });
  s.circle(x + 4, y - 2, 20, {
    fill: s.radial([0, "#ffd76a", 1, "#ef9a24"], 0.36, 0.32, 0.8),
  });
}

/** One of the small dishes that go into the broth. */
function side(s: S, r: number, kind: number): void {
  plate(s, r, "#fbf6ea", () => {
    if (kind === 0) for (const t of [0, 70, 150]) s.at(0, 0, () => thinSlice(s, r * 0.5), 1, t);
    if (kind === 1)
      for (const [at, [x, y]] of scatter(s.random, 8, r * 0.5, r * 0.5).entries())
        s.at(x, y, () => blossom(s, r * 0.2, "#f7d24a", "#c98a1f"), 1, at * 40);
    if (kind === 2) herbs(s, r * 0.6, 22);
    if (kind === 3) noodles(s, r * 0.66, "#fdf9ec", 0.07);
    if (kind === 4) s.at(0, 0, () => powder(s, r * 0.6, "#b8321c", "#f0c98a", 90));
  });
}

function bundle(s: S, length: number): void {
  const h = length * 0.2;
  shadow(s, 10, h * 0.2, length * 0.6, h * 0.9, 0.45);
  for (let at = 0; at < 26; at += 1) {
    const y = (at / 25 - 0.5) * h;
    const tone = s.random.pick(["#fbf4df", "#f1e6c8", "#e3d4ac", "#fffaf0"]);
    s.line(
      smooth([
        [-length / 2 + s.random.between(-12, 12), y],
        [0, y + s.random.between(-2, 2)],
        [length / 2 + s.random.between(-12, 12), y],
      ]),
      tone,
      h * 0.055,
    );
  }
  s.rect(-length * 0.06, -h * 0.56, length * 0.12, h * 1.12, {
    fill: s.linear([0, "#d9502f", 0.5, "#c0392b", 1, "#7a1f16"]),
    rx: 4,
  });
}

function pack(s: S, colour: string): void {
  standing(s, 4, 0, 70, 220);
  s.path("M-72 -230Q-76 -100 -70 -4Q0 6 70 -4Q76 -100 72 -230Z", {
    fill: s.linear([0, "#d9c9a4", 0.25, "#fffaf0", 1, "#bda983"], 0, 0, 1, 0),
  });
  s.path("M-72 -230V-196H72V-230Z", { fill: colour });
  s.clipped("M-60 -150H60V-30H-60Z", () => {
    s.rect(-60, -150, 120, 120, { fill: colour, opacity: 0.16 });
    s.at(0, -84, () => hills(s, 60, 0, colour));
  });
}

function sheaf(s: S): void {
  standing(s, 0, 0, 60, 200);
  for (let at = -9; at <= 9; at += 1)
    s.line(`M${at * 4} 0Q${at * 2.2} -100 ${at * 6} -230`, at % 2 ? "#f1e6c8" : "#fffaf0", 5);
  s.rect(-34, -110, 68, 26, { fill: "#c0392b", rx: 4 });
}

function flatPack(s: S, colour: string): void {
  shadow(s, 12, 18, 150, 170, 0.45);
  s.rect(-112, -140, 224, 280, {
    fill: s.linear([0, "#fffaf0", 1, "#e0d3b4"], 0, 0, 1, 1),
    rx: 8,
  });
  s.at(0, 40, () => noodles(s, 76, "#fdf9ec", 0.08));
  s.rect(-112, -140, 224, 76, { fill: colour, rx: 8 });
}

function stirFry(s: S, r: number): void {
  noodles(s, r, "#f6e6bd", 0.06);
  for (const [at, [x, y]] of scatter(s.random, 6, r * 0.7, r * 0.7, 0.2).entries())
    s.at(x, y, () => thinSlice(s, r * 0.24), 1, at * 67);
  for (const [x, y] of scatter(s.random, 7, r * 0.8, r * 0.8, 0.4))
    s.ellipse(x, y, r * 0.11, r * 0.08, {
      fill: s.radial([0, "#ffe08a", 1, "#e9b13a"]),
    });
  for (const [x, y] of scatter(s.random, 6, r * 0.7, r * 0.7, 0.5))
    s.ellipse(x, y, r * 0.09, r * 0.07, { fill: "#d8432c" });
  herbs(s, r * 0.9, 20);
}

function potato(s: S): void {
  s.ellipse(3, 5, 58, 38, { fill: "#1f130c", opacity: 0.25 });
  s.ellipse(0, 0, 58, 38, {
    fill: s.radial([0, "#ffe9a8", 0.6, "#e9be5c", 1, "#a8742c"], 0.36, 0.3, 0.75),
  });
  s.line("M-30 -14Q0 -26 30 -12", "#8a5a1c", 3, 0.3);
}

function crock(s: S, colour: string): void {
  standing(s, 0, 2, 100, 200);
  turned(
    s,
    [
      [-190, 62],
      [-176, 70],
      [-140, 108],
      [-80, 118],
      [-26, 96],
      [0, 76],
    ],
    { colour, gloss: 0.55, tilt: 0.2 },
  );
  turned(
    s,
    [
      [-226, 30],
      [-216, 66],
      [-196, 78],
      [-186, 74],
    ],
    { colour: "#6b3f2a", gloss: 0.4, tilt: 0.2 },
  );
  s.line("M-108 -96Q0 -70 108 -96", "#e0b47a", 4, 0.3);
}

function chopped(s: S, r: number, height: number, size = r * 0.12): void {
  for (let at = 0; at < 90; at += 1) {
    const tone = s.random.pick(["#e0401f", "#c4280f", "#f07a35", "#f7d79a", "#8fae3a", "#ff9a5a"]);
    s.at(
      s.random.between(-0.92, 0.92) * r,
      -height * s.random.between(0.02, 0.98),
      () =>
        s.path(`M${-size} 0Q0 ${-size} ${size} ${-size * 0.2}Q${size * 0.4} ${size * 0.8} ${-size} 0Z`, {
          fill: tone,
        }),
      1,
      s.random.between(0, 360),
    );
  }
}

function shredded(s: S, r: number): void {
  for (const [at, [x, y]] of scatter(s.random, 120, r, r, 0.4).entries())
    s.at(
      x,
      y,
      () => s.line(`M-34 0Q0 ${at % 2 ? -12 : 12} 34 0`, at % 3 ? "#f6e2a0" : "#e3c46a", 7),
      1,
      at * 47,
    );
}

function cube(s: S, size: number, colour: string): void {
  const h = size / 2;
  shadow(s, size * 0.1, size * 0.16, size * 0.8, size * 0.76, 0.5);
  s.rect(-h, -h + size * 0.12, size, size * 0.94, { fill: "#2a0f06", rx: size * 0.08 });
  s.rect(-h, -h, size, size * 0.92, {
    fill: s.linear([0, "#d9925a", 0.35, colour, 1, "#35150a"], 0, 0, 1, 1),
    rx: size * 0.08,
  });
  let grains = "";
  for (let at = 0; at < 70; at += 1)
    grains += `M${Math.round(s.random.between(-h * 0.9, h * 0.9))} ${Math.round(s.random.between(-h * 0.9, h * 0.76))}h0.2`;
  s.line(grains, "#f0b98a", size * 0.022, 0.55);
  s.line(`M${-h * 0.8} ${-h * 0.86}H${h * 0.5}`, "#ffd9b0", size * 0.03, 0.5);
}

function cane(s: S): void {
  for (const dy of [-24, 14]) {
    s.rect(-90, dy, 200, 34, {
      fill: s.linear([0, "#c9b85a", 0.4, "#8a7a2c", 1, "#4a4416"]),
      rx: 8,
    });
    for (const x of [-30, 40]) s.rect(x, dy - 1, 8, 36, { fill: "#5f3a2a" });
    s.ellipse(110, dy + 17, 9, 17, { fill: "#f3e6b0" });
  }
}
