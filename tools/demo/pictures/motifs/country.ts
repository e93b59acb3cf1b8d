import { darken, lighten, mix } from "../colour.ts";
import { round, smooth } from "../path.ts";
import { downwards, ridge } from "../scenery.ts";
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
      fill: sheet.linear([
        [0, lighten(tone, 0.14)],
        [1, darken(tone, 0.3)],
      ]),
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
        [0, darken(leaf, 0.3)],
        [0.6, darken(leaf, 0.3), 0.8],
        [1, darken(leaf, 0.3), 0],
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
