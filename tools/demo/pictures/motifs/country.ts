import { darken, fade, lighten, mix } from "../colour.ts";
import { round, smooth } from "../path.ts";
import { type Air, downwards, mountains, ridge } from "../scenery.ts";
import type { Sheet } from "../sheet.ts";

/** Rows of clipped tea bushes following the hill, from y down to the bottom edge. */
export function teaHills(sheet: Sheet, y: number, leaf: string, hillsides = 2): void {
  const { random, height, width } = sheet;
  for (let side = 0; side < hillsides; side += 1) {
    const top = y + ((height - y) * side * 0.5) / hillsides + side * 40;
    const crest = ridge(sheet, top, 60, 90);
    const tone = side === 0 ? lighten(leaf, 0.16) : leaf;
    const d = downwards(sheet, crest);
    sheet.path(d, {
      fill: sheet.linear([0, lighten(tone, 0.14), 1, darken(tone, 0.3)]),
    });
    sheet.clipped(d, () => {
      for (let row = 0; row < 9; row += 1) {
        const drop = 16 + row * (16 + row * 4.6);
        const thick = 9 + row * 4.2;
        const line = smooth(
          crest.map(([px, py]) => [px, py + drop * (0.82 + 0.26 * Math.sin(px / 170 + side * 2 + 1))]),
        );
        sheet.line(line, darken(tone, 0.42), thick, 0.6, { transform: `translate(0 ${round(thick * 0.4)})` });
        sheet.line(line, mix(tone, "#86b04f", 0.18 + (row % 2) * 0.08), thick, 1);
        sheet.line(line, lighten(tone, 0.34), thick * 0.26, 0.5, {
          transform: `translate(0 ${round(-thick * 0.26)})`,
          "stroke-dasharray": `${round(thick * 0.8)} ${round(thick * 0.7)}`,
        });
      }
    });
  }
  for (let at = 0; at < 2; at += 1)
    sheet.ellipse(random.between(0, width), y + random.between(20, 60), 240, 22, {
      fill: "#f6f3e4",
      opacity: 0.14,
    });
}

/** An old tea tree, many-stemmed and mossy, with small clouds of leaves; stands at (x, y). */
export function teaTree(sheet: Sheet, x: number, y: number, size: number, leaf = "#3f6d3c"): void {
  const { random } = sheet;
  const bark = "#5d4633";
  const tips: [number, number][] = [];
  for (const [lean, reach] of [
    [-0.42, 0.66],
    [-0.16, 0.86],
    [0.12, 0.8],
    [0.4, 0.68],
    [0.02, 0.6],
  ] as const) {
    const topX = x + lean * size * 0.8;
    const topY = y - reach * size;
    const trunk = smooth([
      [x + lean * 20, y + 6],
      [x + lean * size * 0.18, y - size * 0.24],
      [x + lean * size * 0.52 + random.between(-8, 8), y - size * 0.46],
      [topX, topY],
    ]);
    sheet.line(trunk, darken(bark, 0.34), size * 0.062);
    sheet.line(trunk, bark, size * 0.042, 1, { transform: "translate(-3 0)" });
    sheet.line(trunk, lighten(bark, 0.35), size * 0.01, 0.7, {
      transform: `translate(${round(-size * 0.018)} 0)`,
    });
    tips.push([topX, topY], [x + lean * size * 0.55, y - size * 0.52]);
  }
  for (const [tx, ty] of tips)
    sheet.ellipse(tx, ty - size * 0.02, size * 0.2, size * 0.12, {
      fill: sheet.radial([
        0,
        darken(leaf, 0.3),
        0.6,
        fade(darken(leaf, 0.3), 0.8),
        1,
        fade(darken(leaf, 0.3), 0),
      ]),
    });
  for (const shade of [0.42, 0.18, -0.06, -0.3]) {
    const colour = shade > 0 ? darken(leaf, shade) : lighten(leaf, -shade);
    let d = "";
    for (const [tx, ty] of tips) {
      for (let at = 0; at < 22; at += 1) {
        const angle = random.between(0, 6.28);
        const away = Math.sqrt(random.next()) * size * 0.2;
        const px = tx + Math.cos(angle) * away - (0.42 - shade) * size * 0.02;
        const py = ty + Math.sin(angle) * away * 0.62 - (0.42 - shade) * size * 0.05;
        const length = size * random.between(0.045, 0.075);
        const tilt = random.between(-0.9, 0.9);
        const [dx, dy] = [Math.cos(tilt) * length, Math.sin(tilt) * length];
        d += `M${round(px)} ${round(py)}q${round(dx * 0.5 + dy * 0.4)} ${round(dy * 0.5 - dx * 0.4)} ${round(dx)} ${round(dy)}q${round(-dx * 0.5 - dy * 0.4)} ${round(-dy * 0.5 + dx * 0.4)} ${round(-dx)} ${round(-dy)}Z`;
      }
    }
    sheet.path(d, { fill: colour });
  }
}

/** Raised drying beds running away into the valley, covered in cherries or beans. */
export function dryingBeds(sheet: Sheet, horizon: number, load: string): void {
  const { width, height, random } = sheet;
  sheet.rect(0, horizon, width, height - horizon, {
    fill: sheet.linear([0, "#8f9a5c", 1, "#66703a"]),
  });
  const vanish = width * 0.56;
  for (const [near, half] of [
    [-0.34, 0.26],
    [0.42, 0.26],
    [1.2, 0.28],
  ] as const) {
    const at = (share: number, offset: number): [number, number] => {
      const depth = share ** 1.7;
      return [
        vanish + (width * (near + offset) - vanish) * depth,
        horizon + 6 + (height + 60 - horizon) * depth,
      ];
    };
    const [a, b, c, d] = [at(0.02, -half), at(0.02, half), at(1, half), at(1, -half)];
    const quad = `M${a.map(round).join(" ")}L${b.map(round).join(" ")}L${c.map(round).join(" ")}L${d.map(round).join(" ")}Z`;
    sheet.path(quad, { fill: "#3a2a1a", transform: "translate(10 22)", opacity: 0.45 });
    sheet.path(quad, {
      fill: sheet.linear([0, lighten(load, 0.3), 1, darken(load, 0.1)]),
    });
    let dark = "";
    let light = "";
    for (let dot = 0; dot < 240; dot += 1) {
      const share = random.between(0.2, 1);
      const [x, y] = at(share, random.between(-half, half) * 0.94);
      if (dot % 2) dark += `M${round(x)} ${round(y)}h0.2`;
      else light += `M${round(x)} ${round(y)}h0.2`;
    }
    sheet.line(dark, darken(load, 0.4), 11, 0.6);
    sheet.line(light, lighten(load, 0.36), 8, 0.7);
    const rail = (from: [number, number], to: [number, number]): void =>
      sheet.line(`M${from.map(round).join(" ")}L${to.map(round).join(" ")}`, "#d8b98a", 9);
    rail(a, d);
    rail(b, c);
  }
}

/** Cangshan over Erhai: the mountain, its reflection, a shore of reeds. */
export function lakeside(sheet: Sheet, air: Air, shore: number): void {
  const { width, height, random } = sheet;
  mountains(sheet, air, shore * 0.36, shore * 0.92, 4);
  const [, low] = air.sky;
  sheet.rect(0, shore, width, height - shore, {
    fill: sheet.linear([
      0,
      mix(low, air.near, 0.3),
      0.4,
      mix(low, "#6fa5b4", 0.5),
      1,
      mix(air.near, "#2f6478", 0.6),
    ]),
  });
  let ripples = "";
  let glints = "";
  for (let at = 0; at < 90; at += 1) {
    const depth = random.next();
    const y = shore + 6 + (height - shore) * depth ** 1.5;
    const x = random.between(-40, width);
    const d = `M${round(x)} ${round(y)}h${round(20 + depth * 90)}`;
    if (at % 3 === 0) glints += d;
    else ripples += d;
  }
  sheet.line(ripples, air.near, 2, 0.22);
  sheet.line(glints, "#fffaf0", 2.4, 0.5);
}

/** The Luoping plain in February: yellow rape to the foot of the hills. */
export function rapeField(sheet: Sheet, horizon: number): void {
  const { width, height, random } = sheet;
  sheet.rect(0, horizon, width, height - horizon, {
    fill: sheet.linear([0, "#d9c93a", 0.3, "#e3b91f", 1, "#a99a1f"]),
  });
  for (let row = 0; row < 16; row += 1) {
    const depth = row / 15;
    const y = horizon + (height - horizon) * depth ** 1.6;
    const size = 3 + depth * 17;
    let stems = "";
    let petals = "";
    for (let x = -20; x < width + 20; x += size * 2.1) {
      const px = x + random.between(-size, size);
      const py = y + random.between(-size, size);
      stems += `M${round(px)} ${round(py)}v${round(size * 1.8)}`;
      petals += `M${round(px)} ${round(py)}h0.2M${round(px + size * 0.6)} ${round(py - size * 0.5)}h0.2`;
    }
    sheet.line(stems, "#6f8a2a", size * 0.24, 0.7);
    sheet.line(petals, row % 2 ? "#f7d82f" : "#ffe86a", size * 1.05, 0.92);
  }
}
