import { darken, lighten, mix } from "../colour.ts";
import { lying, standing } from "../light.ts";
import { blob, onEllipse, type Point, round, scatter, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";

/** The stem every standing mushroom has: thick at the foot, lit from the left. */
function stem(sheet: Sheet, top: number, width: number, foot: number, height: number, colour: string): void {
  const d = smooth(
    [
      [-width / 2, top],
      [-width * 0.52, top + height * 0.4],
      [-foot / 2, top + height * 0.86],
      [0, top + height],
      [foot / 2, top + height * 0.86],
      [width * 0.56, top + height * 0.4],
      [width / 2, top],
    ],
    true,
    0.9,
  );
  sheet.path(d, {
    fill: sheet.linear(
      [0, darken(colour, 0.1), 0.25, lighten(colour, 0.3), 0.6, colour, 1, darken(colour, 0.4)],
      0,
      0,
      1,
      0,
    ),
  });
  sheet.clipped(d, () => {
    let fibres = "";
    for (let at = 0; at < 9; at += 1) {
      const x = sheet.random.between(-0.4, 0.4) * width;
      fibres += `M${round(x)} ${round(top + height * 0.1)}q${round(sheet.random.between(-6, 6))} ${round(height * 0.4)} ${round(x * 0.4)} ${round(height * sheet.random.between(0.6, 0.85))}`;
    }
    sheet.line(fibres, darken(colour, 0.4), width * 0.025, 0.3);
    sheet.rect(-foot, top, foot * 2, height * 0.2, {
      fill: sheet.linear([0, "#2a170c/0.5", 1, "#2a170c/0"]),
    });
  });
}

/** Scales or fibres sprinkled over a cap, within the clip that is in force. */
function flecks(
  sheet: Sheet,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  colour: string,
  count: number,
  length: number,
): void {
  const { random } = sheet;
  let d = "";
  for (const [x, y] of scatter(random, count, rx, ry, 0.3)) {
    d += `M${round(cx + x)} ${round(cy + y)}q${round(length * 0.5)} ${round(-length * 0.16)} ${round(length * random.between(0.7, 1.2))} ${round(length * 0.2 * Math.sign(x))}`;
  }
  sheet.line(d, colour, length * 0.28, 0.5);
}

/** 松茸: stout, cream, with brown scales on cap and stem; `open` spreads the cap. */
export function matsutake(sheet: Sheet, size: number, open = 0.4): void {
  standing(sheet, 0, 0, size * 0.17, size * 0.7);
  stem(sheet, -size * 0.72, size * 0.26, size * 0.3, size * 0.74, "#e9d6b6");
  sheet.clipped(`M${-size * 0.2} ${-size * 0.66}H${size * 0.2}V${-size * 0.04}H${-size * 0.2}Z`, () =>
    flecks(sheet, 0, -size * 0.34, size * 0.13, size * 0.28, "#9a6a3c", 26, size * 0.06),
  );
  const w = size * (0.24 + open * 0.22);
  const cap = `M${round(-w)} ${round(-size * 0.66)}C${round(-w * 1.06)} ${round(-size * 0.98)} ${round(-w * 0.5)} ${round(-size * 1.06)} 0 ${round(-size * 1.06)}C${round(w * 0.5)} ${round(-size * 1.06)} ${round(w * 1.06)} ${round(-size * 0.98)} ${round(w)} ${round(-size * 0.66)}Q${round(w * 0.5)} ${round(-size * 0.6)} 0 ${round(-size * 0.61)}Q${round(-w * 0.5)} ${round(-size * 0.6)} ${round(-w)} ${round(-size * 0.66)}Z`;
  sheet.path(cap, {
    fill: sheet.radial([0, "#f0d9b0", 0.5, "#c99a62", 1, "#6e4526"], 0.36, 0.24, 0.86),
  });
  sheet.clipped(cap, () => flecks(sheet, 0, -size * 0.84, w * 0.86, size * 0.2, "#5e3a1e", 46, size * 0.08));
  sheet.line(
    `M${round(-w * 0.96)} ${round(-size * 0.66)}Q0 ${round(-size * 0.57)} ${round(w * 0.96)} ${round(-size * 0.66)}`,
    "#f6e9cf",
    size * 0.018,
    0.9,
  );
}

/** 牛肝菌: a bun of a cap on a swollen stem. */
export function porcini(sheet: Sheet, size: number, cap = "#9a5a2a"): void {
  standing(sheet, 0, 0, size * 0.24, size * 0.7);
  stem(sheet, -size * 0.6, size * 0.28, size * 0.46, size * 0.62, "#ead29a");
  const w = size * 0.48;
  const under = `M${round(-w)} ${round(-size * 0.6)}Q0 ${round(-size * 0.44)} ${round(w)} ${round(-size * 0.6)}Q0 ${round(-size * 0.7)} ${round(-w)} ${round(-size * 0.6)}Z`;
  sheet.path(under, {
    fill: sheet.linear([0, "#a98a3f", 1, "#e0c26a"]),
  });
  const top = `M${round(-w)} ${round(-size * 0.6)}C${round(-w * 1.1)} ${round(-size * 0.98)} ${round(-w * 0.4)} ${round(-size * 1.06)} 0 ${round(-size * 1.06)}C${round(w * 0.4)} ${round(-size * 1.06)} ${round(w * 1.1)} ${round(-size * 0.98)} ${round(w)} ${round(-size * 0.6)}Q0 ${round(-size * 0.5)} ${round(-w)} ${round(-size * 0.6)}Z`;
  sheet.path(top, {
    fill: sheet.radial([0, lighten(cap, 0.5), 0.45, cap, 1, darken(cap, 0.55)], 0.34, 0.22, 0.86),
  });
  sheet.ellipse(-w * 0.36, -size * 0.92, w * 0.3, size * 0.06, { fill: "#fff4de", opacity: 0.4 });
}

/** 鸡枞: a pointed hat on a long slender stem. */
export function termite(sheet: Sheet, size: number, spread = 0.5): void {
  standing(sheet, 0, 0, size * 0.09, size * 0.8);
  stem(sheet, -size * 0.84, size * 0.11, size * 0.17, size * 0.86, "#efe6d2");
  const w = size * (0.16 + spread * 0.22);
  const top = -size * 1.12;
  const rim = -size * (0.78 - spread * 0.02);
  const cap = `M${round(-w)} ${round(rim)}C${round(-w * 0.7)} ${round(rim - size * 0.14)} ${round(-w * 0.3)} ${round(top + size * 0.06)} 0 ${round(top)}C${round(w * 0.3)} ${round(top + size * 0.06)} ${round(w * 0.7)} ${round(rim - size * 0.14)} ${round(w)} ${round(rim)}Q0 ${round(rim + size * 0.07)} ${round(-w)} ${round(rim)}Z`;
  sheet.path(cap, {
    fill: sheet.linear([0, "#b7a68a", 0.3, "#efe4cc", 0.6, "#bfa98a", 1, "#6d5a44"], 0, 0, 1, 0),
  });
  sheet.clipped(cap, () => {
    sheet.ellipse(0, top, w * 0.7, size * 0.2, {
      fill: sheet.radial([0, "#5c4632/0.9", 1, "#5c4632/0"]),
    });
    for (let at = -3; at <= 3; at += 1)
      sheet.line(`M0 ${round(top)}L${round((at / 3) * w)} ${round(rim + 4)}`, "#6d5a44", size * 0.005, 0.5);
  });
}

/** 羊肚菌: a honeycombed cone on a pale stem. */
export function morel(sheet: Sheet, size: number): void {
  standing(sheet, 0, 0, size * 0.14, size * 0.7);
  stem(sheet, -size * 0.4, size * 0.22, size * 0.28, size * 0.42, "#ecdcb8");
  const cap = smooth(
    [
      [-size * 0.1, -size * 0.34],
      [-size * 0.25, -size * 0.44],
      [-size * 0.26, -size * 0.68],
      [-size * 0.16, -size * 0.92],
      [0, -size * 1.06],
      [size * 0.16, -size * 0.93],
      [size * 0.27, -size * 0.68],
      [size * 0.25, -size * 0.44],
      [size * 0.1, -size * 0.34],
    ],
    true,
    0.9,
  );
  sheet.path(cap, {
    fill: sheet.linear([0, "#a07a48", 0.3, "#d8b478", 0.65, "#a57c48", 1, "#5d4022"], 0, 0, 1, 0),
  });
  sheet.clipped(cap, () => {
    for (let row = 0; row < 9; row += 1) {
      for (let column = -3; column <= 3; column += 1) {
        const y = -size * (0.38 + row * 0.08);
        const x = (column + (row % 2) * 0.5) * size * 0.09 * (1 - row * 0.03);
        sheet.path(blob(sheet.random, x, y, size * 0.036, size * 0.044, 0.22, 6), {
          fill: mix("#3a2412", "#7a5428", Math.max(0, -x / size + 0.3)),
          opacity: 0.85,
        });
      }
    }
  });
}

/** 竹荪: a dark thimble of a cap, a white stem and the lace skirt. */
export function laceSkirt(sheet: Sheet, size: number): void {
  standing(sheet, 0, 0, size * 0.16, size * 0.7);
  stem(sheet, -size * 0.9, size * 0.15, size * 0.2, size * 0.92, "#f6f0e2");
  const skirt = `M${round(-size * 0.1)} ${round(-size * 0.88)}C${round(-size * 0.22)} ${round(-size * 0.66)} ${round(-size * 0.36)} ${round(-size * 0.4)} ${round(-size * 0.4)} ${round(-size * 0.2)}Q${round(-size * 0.2)} ${round(-size * 0.1)} 0 ${round(-size * 0.12)}Q${round(size * 0.2)} ${round(-size * 0.1)} ${round(size * 0.4)} ${round(-size * 0.2)}C${round(size * 0.36)} ${round(-size * 0.4)} ${round(size * 0.22)} ${round(-size * 0.66)} ${round(size * 0.1)} ${round(-size * 0.88)}Z`;
  sheet.path(skirt, { fill: "#fffaf0", opacity: 0.42 });
  sheet.clipped(skirt, () => {
    let net = "";
    for (let row = 0; row < 11; row += 1) {
      const y = -size * (0.86 - row * 0.07);
      const reach = size * (0.09 + row * 0.032);
      for (let column = -4; column <= 4; column += 1) {
        const x = ((column + (row % 2) * 0.5) / 4) * reach;
        const r = reach * 0.15;
        net += `M${round(x - r)} ${round(y)}a${round(r)} ${round(size * 0.042)} 0 1 0 ${round(r * 2)} 0a${round(r)} ${round(size * 0.042)} 0 1 0 ${round(-r * 2)} 0`;
      }
    }
    sheet.line(net, "#fffdf6", size * 0.014, 0.95);
    sheet.line(net, "#b9a683", size * 0.005, 0.5, { transform: "translate(1.5 2)" });
  });
  const cap = `M${round(-size * 0.13)} ${round(-size * 0.86)}C${round(-size * 0.13)} ${round(-size * 1.02)} ${round(-size * 0.05)} ${round(-size * 1.08)} 0 ${round(-size * 1.08)}C${round(size * 0.05)} ${round(-size * 1.08)} ${round(size * 0.13)} ${round(-size * 1.02)} ${round(size * 0.13)} ${round(-size * 0.86)}Q0 ${round(-size * 0.8)} ${round(-size * 0.13)} ${round(-size * 0.86)}Z`;
  sheet.path(cap, {
    fill: sheet.linear([0, "#8b8a63", 0.4, "#6c6b48", 1, "#3a3a26"], 0, 0, 1, 0),
  });
}

/** A dried slice lying flat, in the outline of the mushroom it was cut from. */
export function slice(sheet: Sheet, size: number, kind: "matsutake" | "porcini"): void {
  const { random } = sheet;
  const flesh = kind === "matsutake" ? "#ecd9b4" : "#dcc08a";
  const skin = kind === "matsutake" ? "#9a6a3c" : "#7a4520";
  const w = size * (kind === "matsutake" ? 0.34 : 0.46);
  const j = (value: number): number => value + random.between(-0.03, 0.03) * size;
  const points: Point[] = [
    [0, -size * 0.5],
    [-w * 0.7, -size * 0.42],
    [-w, -size * 0.14],
    [-w * 0.86, -size * 0.04],
    [-size * 0.15, -size * 0.02],
    [-size * 0.17, size * 0.3],
    [-size * 0.1, size * 0.5],
    [size * 0.1, size * 0.5],
    [size * 0.17, size * 0.3],
    [size * 0.15, -size * 0.02],
    [w * 0.86, -size * 0.04],
    [w, -size * 0.14],
    [w * 0.7, -size * 0.42],
  ];
  const d = smooth(
    points.map(([x, y]): Point => [j(x), j(y)]),
    true,
    0.8,
  );
  lying(sheet, 0, 0, size * 0.44, 0.12, 0.4);
  sheet.path(d, {
    fill: sheet.linear([0, lighten(flesh, 0.3), 0.6, flesh, 1, darken(flesh, 0.24)], 0, 0, 1, 1),
    stroke: skin,
    "stroke-width": size * 0.026,
  });
  sheet.clipped(d, () => {
    sheet.path(
      `M${round(-w)} ${round(-size * 0.1)}Q0 ${round(-size * 0.2)} ${round(w)} ${round(-size * 0.1)}L${round(w)} ${round(size * 0.01)}Q0 ${round(-size * 0.06)} ${round(-w)} ${round(size * 0.01)}Z`,
      { fill: kind === "porcini" ? "#a98a3f" : "#c9a878", opacity: 0.75 },
    );
    let fibres = "";
    for (let at = 0; at < 8; at += 1)
      fibres += `M${round(random.between(-0.1, 0.1) * size)} ${round(-size * 0.02)}q${round(random.between(-6, 6))} ${round(size * 0.2)} ${round(random.between(-4, 4))} ${round(size * 0.44)}`;
    sheet.line(fibres, darken(flesh, 0.4), size * 0.012, 0.3);
  });
}

/** 姬松茸, 茶树菇 and the like: small brown caps with thin stems, lying in a bundle. */
export function slim(sheet: Sheet, length: number, cap: string): void {
  const { random } = sheet;
  for (let at = 0; at < 7; at += 1) {
    sheet.at(
      at * length * 0.1 - length * 0.3,
      random.between(-6, 6),
      () => {
        sheet.line(
          smooth([
            [0, length * 0.5],
            [random.between(-6, 6), 0],
            [0, -length * 0.36],
          ]),
          "#d8c092",
          length * 0.06,
        );
        sheet.line(
          smooth([
            [-2, length * 0.46],
            [-3, -length * 0.3],
          ]),
          "#f3e4c0",
          length * 0.014,
          0.8,
        );
        sheet.path(blob(random, 0, -length * 0.42, length * 0.12, length * 0.1, 0.06, 8), {
          fill: sheet.radial([0, lighten(cap, 0.4), 1, darken(cap, 0.4)], 0.34, 0.3, 0.8),
        });
      },
      1,
      random.between(-9, 9),
    );
  }
}

/** 虫草花: a loose nest of orange threads. */
export function threads(sheet: Sheet, r: number, colour = "#dd8a2a"): void {
  const { random } = sheet;
  lying(sheet, 0, 0, r * 0.8, 0.12, 0.3);
  let dark = "";
  let light = "";
  for (const [at, [x, y]] of scatter(random, 54, r * 0.66, r * 0.66, 0.4).entries()) {
    const [dx, dy] = onEllipse(0, 0, r * 0.4, r * 0.4, random.between(0, 6.28));
    const d = `M${round(x - dx)} ${round(y - dy)}q${round(dx + dy * 0.4)} ${round(dy - dx * 0.4)} ${round(dx * 2)} ${round(dy * 2)}`;
    if (at % 2) dark += d;
    else light += d;
  }
  sheet.line(dark, darken(colour, 0.3), r * 0.06);
  sheet.line(light, lighten(colour, 0.14), r * 0.055);
}

/** Forest floor from the front: moss hummocks along the bottom. */
export function moss(sheet: Sheet, y: number, colour = "#4f7336"): void {
  const { width, height, random } = sheet;
  for (const [offset, tone] of [
    [0, darken(colour, 0.35)],
    [26, colour],
    [58, lighten(colour, 0.14)],
  ] as const) {
    const crest: Point[] = [];
    for (let x = -40; x <= width + 40; x += 66) crest.push([x, y + offset + random.between(-20, 16)]);
    sheet.path(`${smooth(crest)}L${width + 60} ${height + 20}L-60 ${height + 20}Z`, {
      fill: sheet.linear([0, lighten(tone, 0.16), 1, darken(tone, 0.3)]),
    });
    let tufts = "";
    for (let at = 0; at < 120; at += 1) {
      const x = random.between(0, width);
      tufts += `M${round(x)} ${round(y + offset + random.between(0, 60))}q${round(random.between(-4, 4))} -8 ${round(random.between(-5, 5))} -15`;
    }
    sheet.line(tufts, lighten(tone, 0.24), 2.2, 0.5);
  }
}
