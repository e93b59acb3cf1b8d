import { darken, lighten } from "../colour.ts";
import { lying } from "../light.ts";
import { blob, round } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { strands } from "./tea.ts";

/** An open rose from above: rings of petals, the inner ones darker and tighter. */
export function rose(sheet: Sheet, r: number, colour: string, leaves = true): void {
  const { random } = sheet;
  if (leaves) {
    for (const turn of [28, 150, 262]) {
      sheet.at(0, 0, () => leafOf(sheet, r * 1.36, "#55824a"), 1, turn + random.between(-14, 14));
    }
  }
  lying(sheet, 0, 0, r * 0.96, 0.1, 0.45);
  const rings: [number, number, number][] = [
    [1, 7, 0.5],
    [0.76, 6, 0.44],
    [0.54, 5, 0.36],
    [0.34, 4, 0.26],
  ];
  for (const [ring, [reach, count, size]] of rings.entries()) {
    const start = random.between(0, 360);
    for (let at = 0; at < count; at += 1) {
      const tone =
        ring === 0
          ? lighten(colour, 0.2)
          : ring === 1
            ? lighten(colour, 0.08)
            : darken(colour, (ring - 1) * 0.12);
      const fill = sheet.radial(
        [0, darken(tone, 0.26), 0.6, tone, 0.92, lighten(tone, 0.26), 1, lighten(tone, 0.42)],
        0.16,
        0.5,
        0.86,
      );
      sheet.at(
        0,
        0,
        () => {
          const out = r * reach;
          const half = r * size;
          sheet.path(
            `M${round(out * 0.16)} 0C${round(out * 0.2)} ${round(-half * 1.1)} ${round(out * 0.86)} ${round(-half * 1.2)} ${round(out)} ${round(-half * 0.3)}Q${round(out * 1.04)} ${round(half * 0.1)} ${round(out * 0.97)} ${round(half * 0.46)}C${round(out * 0.8)} ${round(half * 1.2)} ${round(out * 0.2)} ${round(half)} ${round(out * 0.16)} 0Z`,
            {
              fill,
              stroke: darken(tone, 0.34),
              "stroke-width": r * 0.008,
              "stroke-opacity": 0.5,
            },
          );
        },
        1,
        start + (at * 360) / count + random.between(-7, 7),
      );
    }
  }
  sheet.circle(0, 0, r * 0.17, { fill: darken(colour, 0.3) });
  curl(sheet, r, colour);
}

/** The tight heart of a rose: three small arcs of light. */
function curl(sheet: Sheet, r: number, colour: string): void {
  for (const [k, turn] of [
    [0.14, 0],
    [0.1, 140],
    [0.06, 260],
  ] as const) {
    sheet.at(
      0,
      0,
      () =>
        sheet.line(
          `M${round(-r * k)} 0A${round(r * k)} ${round(r * k)} 0 0 1 ${round(r * k)} ${round(r * k * 0.4)}`,
          lighten(colour, 0.3),
          r * 0.035,
          0.9,
        ),
      1,
      turn,
    );
  }
}

/** A single fallen petal. */
export function rosePetal(sheet: Sheet, r: number, colour: string): void {
  lying(sheet, 0, 0, r * 0.8, 0.14, 0.3);
  sheet.path(
    `M${-r} 0C${-r * 0.6} ${-r * 0.8} ${r * 0.5} ${-r * 0.84} ${r} ${-r * 0.2}C${r * 0.86} ${r * 0.5} ${-r * 0.4} ${r * 0.74} ${-r} 0Z`,
    {
      fill: sheet.radial([0, darken(colour, 0.16), 0.5, colour, 1, lighten(colour, 0.42)], 0.1, 0.5, 0.95),
    },
  );
  sheet.line(`M${-r * 0.8} 0Q0 ${-r * 0.16} ${r * 0.7} ${-r * 0.1}`, darken(colour, 0.3), 1.6, 0.25);
}

function leafOf(sheet: Sheet, length: number, colour: string): void {
  sheet.path(
    `M0 0C${round(length * 0.3)} ${round(-length * 0.3)} ${round(length * 0.8)} ${round(-length * 0.24)} ${round(length)} 0C${round(length * 0.8)} ${round(length * 0.24)} ${round(length * 0.3)} ${round(length * 0.3)} 0 0Z`,
    {
      fill: sheet.linear([
        0,
        lighten(colour, 0.16),
        0.5,
        colour,
        0.52,
        darken(colour, 0.16),
        1,
        darken(colour, 0.24),
      ]),
    },
  );
  sheet.line(`M0 0H${round(length * 0.94)}`, lighten(colour, 0.4), 2, 0.6);
}

/** A small five-petalled blossom: plum, coffee, rape. */
export function blossom(sheet: Sheet, r: number, petal: string, heart = "#e8b437"): void {
  for (let at = 0; at < 5; at += 1) {
    sheet.at(
      0,
      0,
      () =>
        sheet.ellipse(r * 0.6, 0, r * 0.46, r * 0.36, {
          fill: sheet.radial([0, darken(petal, 0.14), 0.6, petal, 1, lighten(petal, 0.5)], 0.1, 0.5, 0.9),
        }),
      1,
      at * 72 + 12,
    );
  }
  sheet.circle(0, 0, r * 0.24, { fill: heart });
  sheet.circle(-r * 0.05, -r * 0.06, r * 0.1, { fill: lighten(heart, 0.5) });
}

/** A pyramid tea bag with its thread and tag. */
export function bag(sheet: Sheet, size: number, tea: string): void {
  const h = size * 0.9;
  lying(sheet, 0, 0, size * 0.6, 0.14, 0.4);
  const body = `M0 ${-h * 0.62}L${size * 0.62} ${h * 0.4}Q0 ${h * 0.62} ${-size * 0.62} ${h * 0.4}Z`;
  sheet.path(body, { fill: "#fff8ec", opacity: 0.75 });
  sheet.clipped(body, () =>
    sheet.at(0, h * 0.34, () => {
      sheet.path(blob(sheet.random, 0, 0, size * 0.5, h * 0.24, 0.06), { fill: darken(tea, 0.4) });
      strands(sheet, "red", size * 0.48, h * 0.22, 46, size * 0.2, 0.17);
      for (let at = 0; at < 5; at += 1)
        sheet.at(
          sheet.random.between(-size * 0.3, size * 0.3),
          sheet.random.between(-12, 12),
          () => rosePetal(sheet, size * 0.1, "#d9607a"),
          1,
          at * 70,
        );
    }),
  );
  sheet.path(body, {
    fill: sheet.linear([0, "#ffffff/0.65", 0.5, "#ffffff/0.12", 1, "#8a6a4a/0.2"], 0, 0, 1, 1),
  });
  sheet.line(`M0 ${-h * 0.62}L${size * 0.08} ${h * 0.5}`, "#ffffff", 2, 0.7);
  sheet.line(
    `M0 ${-h * 0.62}C${size * 0.2} ${-h * 1.1} ${size * 0.6} ${-h * 0.9} ${size * 0.72} ${-h * 0.6}`,
    "#f6efe0",
    2.4,
  );
  sheet.at(
    size * 0.74,
    -h * 0.56,
    () => {
      sheet.rect(-size * 0.13, -size * 0.02, size * 0.26, size * 0.32, { fill: "#b3364f", rx: 4 });
      sheet.path(`M${-size * 0.08} ${size * 0.22}L0 ${size * 0.08}L${size * 0.08} ${size * 0.22}Z`, {
        fill: "#fbe6dc",
      });
    },
    1,
    14,
  );
}
