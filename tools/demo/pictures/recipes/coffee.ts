import { linen, moonWindow, planks, plaster, slate, table } from "../backdrop.ts";
import { steam } from "../light.ts";
import { rose, rosePetal } from "../motifs/blossom.ts";
import { bean, beans, cherries, coffeeAbove, dripBag, dripper, grounds, ROAST } from "../motifs/coffee.ts";
import { bagOf, sachet, thimble } from "../motifs/coffee-pack.ts";
import { dryingBeds } from "../motifs/country.ts";
import { plate } from "../motifs/tea.ts";
import { glassCup } from "../motifs/vessel.ts";
import { DAWN, DUSK, MORNING, mountains } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** Coffee: hero, set, close and scene of each. */
export const coffeePictures: Record<string, Draw> = {
  "baoshan-washed-hero": (s) => {
    moonWindow(s, "#e2b36b", "#6b4129", MORNING, 0.66, 0.34, 0.26, 0.74);
    s.zoomed(1.3, 375, 715, () => {
      s.at(330, 690, () => bagOf(s, "#2f6b5a", "#2f6b5a"));
      s.squeezed(530, 700, 1, 0.55, () => beans(s, 90, 60, 15, ROAST.medium, 46));
    });
  },
  "baoshan-washed-set": (s) => {
    table(s, { wall: "#d9c8a6", top: "#7b5236", horizon: 0.7, light: "leaves" });
    s.zoomed(1.22, 375, 715, () => {
      s.at(230, 680, () => bagOf(s, "#2f6b5a", "#2f6b5a"));
      s.at(500, 690, () => bagOf(s, "#4a2c20", "#8a4a2a"), 0.92);
    });
  },
  "baoshan-washed-close": (s) => {
    plaster(s, "#3a2114");
    s.at(375, 375, () => beans(s, 540, 540, 58, ROAST.medium, 190));
  },
  "baoshan-washed-scene": (s) => {
    table(s, { wall: "#cdbb9d", top: "#6b452e", horizon: 0.64, light: "window" });
    s.zoomed(1.4, 375, 705, () => {
      s.at(300, 680, () => dripper(s, "#f2ece0"));
      s.at(520, 700, () => glassCup(s, "#4a2412"));
    });
  },
  "menglian-honey-hero": (s) => {
    planks(s, "#7a4a32", 4, 10);
    s.at(330, 330, () => plate(s, 230, "#e9dcc6", () => beans(s, 160, 160, 24, ROAST.light, 92)));
    s.at(430, 640, () => cherries(s, 280), 1, -16);
    s.at(650, 190, () => coffeeAbove(s, 74, "#b8452f"));
  },
  "menglian-honey-set": (s) => {
    table(s, { wall: "#efc7a0", top: "#8a4f30", horizon: 0.7 });
    s.zoomed(1.24, 375, 715, () => {
      s.at(250, 680, () => bagOf(s, "#b3402e", "#b3402e"));
      s.at(490, 690, () => bagOf(s, "#b3402e", "#b3402e"), 0.7);
      s.at(420, 712, () => cherries(s, 130), 1, -6);
    });
  },
  "menglian-honey-close": (s) => {
    linen(s, "#e6d2b4");
    s.at(40, 420, () => cherries(s, 660), 1, -18);
  },
  "menglian-honey-scene": (s) => {
    mountains(s, DAWN, 190, 430, 5);
    dryingBeds(s, 440, "#b5522f");
  },
  "natural-sundried-hero": (s) => {
    table(s, { wall: "#8fb0a8", top: "#8a5a3a", horizon: 0.72, light: "leaves" });
    s.zoomed(1.3, 375, 715, () => {
      s.at(300, 694, () => bagOf(s, "#e0a03c", "#a85a1f"));
      s.at(500, 706, () => glassCup(s, "#8a3a1c"), 1.3);
    });
  },
  "natural-sundried-set": (s) => {
    plaster(s, "#f0c987");
    s.at(240, 260, () => plate(s, 180, "#fbf1de", () => beans(s, 122, 122, 22, ROAST.light, 70)));
    s.at(540, 470, () => plate(s, 160, "#fbf1de", () => beans(s, 106, 106, 22, ROAST.medium, 56)));
    s.at(90, 620, () => cherries(s, 300), 1, 8);
  },
  "natural-sundried-close": (s) => {
    plaster(s, "#5a3018");
    s.at(375, 375, () => beans(s, 540, 540, 64, ROAST.light, 190));
    s.at(80, 690, () => cherries(s, 420), 1, -30);
  },
  "natural-sundried-scene": (s) => {
    mountains(s, DUSK, 200, 450, 5);
    dryingBeds(s, 460, "#6b3320");
  },
  "espresso-blend-hero": (s) => {
    slate(s, "#46403d");
    s.at(370, 350, () => coffeeAbove(s, 176, "#f1e9dc", true));
    for (const [x, y, r, t] of [
      [90, 620, 26, 20],
      [150, 670, 24, 100],
      [660, 640, 26, 60],
      [610, 690, 24, 150],
      [680, 110, 25, 40],
    ] as const)
      s.at(x, y, () => bean(s, r, ROAST.dark, t));
  },
  "espresso-blend-set": (s) => {
    table(s, { wall: "#b8a08a", top: "#4f3323", horizon: 0.72 });
    s.zoomed(1.24, 375, 715, () => {
      s.at(270, 690, () => bagOf(s, "#2b2422", "#c9803a", "#e6d3b0"), 1.08);
      s.squeezed(520, 696, 1, 0.5, () => beans(s, 100, 70, 17, ROAST.dark, 50));
    });
  },
  "espresso-blend-close": (s) => {
    plaster(s, "#1d100b");
    s.at(375, 375, () => beans(s, 540, 540, 60, ROAST.dark, 190));
  },
  "espresso-blend-scene": (s) => {
    linen(s, "#d8cdb9");
    s.at(230, 250, () => coffeeAbove(s, 116, "#3d5a54", true));
    s.at(530, 480, () => coffeeAbove(s, 116, "#f1e9dc", false));
    s.at(200, 600, () => grounds(s, 96, 76));
  },
  "drip-bags-hero": (s) => {
    plaster(s, "#cfdccb");
    for (const [x, y, c, t] of [
      [170, 200, "#2f7a5c", -12],
      [360, 170, "#c0452f", 4],
      [550, 210, "#e0a53a", 14],
      [180, 470, "#3a2a24", 6],
    ] as const)
      s.at(x, y, () => sachet(s, 168, 210, c), 1, t);
    s.at(500, 520, () => coffeeAbove(s, 124, "#fbf6ec"));
  },
  "drip-bags-set": (s) => {
    linen(s, "#e0d5bd");
    const colours = ["#2f7a5c", "#c0452f", "#e0a53a", "#3a2a24"];
    for (let at = 0; at < 12; at += 1)
      s.at(
        150 + (at % 4) * 150,
        150 + Math.floor(at / 4) * 220,
        () => sachet(s, 128, 180, colours[at % 4] ?? "#2f7a5c"),
        1,
        ((at * 37) % 13) - 6,
      );
  },
  "drip-bags-close": (s) => {
    plaster(s, "#c7a67f");
    s.zoomed(2.15, 375, 620, () => s.at(360, 650, () => dripBag(s, "#f4efe4", "#c0452f")));
    steam(s, 350, 170, 150, 0.5);
  },
  "drip-bags-scene": (s) => {
    table(s, { wall: "#bcd0d0", top: "#a37a52", horizon: 0.66, light: "window" });
    s.zoomed(1.4, 375, 705, () => {
      s.at(330, 690, () => dripBag(s, "#f4efe4", "#2f7a5c"));
      s.at(540, 690, () => sachet(s, 90, 120, "#c0452f"), 1, 14);
      steam(s, 320, 430, 110, 0.5);
    });
  },
  "freeze-dried-hero": (s) => {
    table(s, { wall: "#e9c9b0", top: "#a9744e", horizon: 0.64 });
    s.zoomed(2, 370, 716, () => {
      for (const [x, y, c] of [
        [230, 620, "#3a2a26"],
        [370, 612, "#c24a63"],
        [510, 620, "#7a5a2c"],
        [300, 690, "#c24a63"],
        [440, 690, "#3a2a26"],
      ] as const)
        s.at(x, y, () => thimble(s, c), 1.05);
    });
  },
  "freeze-dried-set": (s) => {
    table(s, { wall: "#c9b79c", top: "#5f402c", horizon: 0.66, light: "leaves" });
    s.zoomed(1.5, 375, 705, () => {
      for (const [x, y] of [
        [240, 690],
        [345, 700],
        [450, 690],
      ] as const)
        s.at(x, y, () => thimble(s, "#7a5a2c"), 0.9);
      s.at(540, 660, () => glassCup(s, "#5a2c14"), 1.5);
    });
  },
  "freeze-dried-close": (s) => {
    plaster(s, "#f0cfd0");
    s.zoomed(2.6, 375, 600, () => {
      s.at(330, 590, () => thimble(s, "#c24a63"));
      s.at(450, 640, () => thimble(s, "#e58b9c"));
    });
    s.at(130, 640, () => rose(s, 90, "#cf4866"));
    for (const [x, y, t] of [
      [620, 130, 30],
      [120, 180, 100],
      [680, 300, 200],
    ] as const)
      s.at(x, y, () => rosePetal(s, 44, "#d9607a"), 1, t);
  },
  "freeze-dried-scene": (s) => {
    moonWindow(s, "#d6d9c9", "#7a5a41", MORNING, 0.36, 0.34, 0.27, 0.66);
    s.zoomed(1.4, 375, 705, () => {
      s.at(440, 690, () => glassCup(s, "#5a2c14"), 1.9);
      s.at(260, 700, () => thimble(s, "#3a2a26"), 0.9);
      s.at(180, 690, () => thimble(s, "#c24a63"), 0.9);
    });
  },
};
