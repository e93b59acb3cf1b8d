import { darken, lighten, mix } from "../colour.ts";
import { shadow, standing } from "../light.ts";
import { round, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { turned } from "./lathe.ts";

/** A flat bamboo tray from above, with its nodes. */
export function slats(sheet: Sheet, width: number, height: number, colour: string): void {
  const { random } = sheet;
  const [w, h] = [width / 2, height / 2];
  shadow(sheet, w * 0.06, h * 0.14, w * 1.25, h * 1.4, 0.55);
  sheet.rect(-w, -h + 9, width, height, { fill: darken(colour, 0.55), rx: 10 });
  const count = 7;
  for (let at = 0; at < count; at += 1) {
    const y = -h + (height * at) / count;
    const tone = mix(colour, random.chance(0.5) ? "#fff0cc" : "#7a5426", random.between(0.03, 0.15));
    sheet.rect(-w, y, width, height / count - 1, {
      fill: sheet.linear([0, lighten(tone, 0.3), 0.5, tone, 1, darken(tone, 0.22)]),
      rx: 5,
    });
    let fibres = "";
    for (let line = 0; line < 5; line += 1) {
      const fy = y + ((height / count) * (line + 0.5)) / 5;
      fibres += `M${round(-w + random.between(4, width * 0.3))} ${round(fy)}h${round(random.between(width * 0.3, width * 0.66))}`;
    }
    sheet.line(fibres, darken(tone, 0.4), 1.1, 0.24);
    const node = -w + width * random.between(0.12, 0.88);
    sheet.line(`M${round(node)} ${round(y + 3)}v${round(height / count - 8)}`, darken(tone, 0.5), 4, 0.45);
    sheet.line(
      `M${round(node + 4)} ${round(y + 3)}v${round(height / count - 8)}`,
      lighten(tone, 0.5),
      2,
      0.6,
    );
  }
}

/** A squat side-handled pot that nests with its cups. */
export function travelPot(sheet: Sheet, colour: string): void {
  standing(sheet, 10, 2, 96, 130);
  sheet.path("M84 -86L196 -116Q212 -106 202 -92L92 -52Z", {
    fill: sheet.linear([0, lighten(colour, 0.2), 1, darken(colour, 0.4)]),
  });
  sheet.path("M-84 -84C-116 -92 -124 -110 -142 -122L-120 -126C-104 -118 -96 -108 -74 -108Z", {
    fill: darken(colour, 0.12),
  });
  turned(
    sheet,
    [
      [-128, 62],
      [-112, 84],
      [-76, 104],
      [-34, 98],
      [0, 72],
    ],
    { colour, gloss: 0.18, tilt: 0.2 },
  );
  speckle(sheet, 92, -112, -10, darken(colour, 0.5));
  turned(
    sheet,
    [
      [-150, 26],
      [-142, 52],
      [-126, 64],
    ],
    { colour: lighten(colour, 0.1), gloss: 0.15, tilt: 0.2 },
  );
  turned(
    sheet,
    [
      [-172, 12],
      [-164, 15],
      [-150, 11],
    ],
    { colour: "#b98a58", gloss: 0.1, tilt: 0.3 },
  );
}

/** Iron specks in coarse clay. */
export function speckle(sheet: Sheet, halfWidth: number, top: number, bottom: number, colour: string): void {
  const { random } = sheet;
  let d = "";
  for (let at = 0; at < 70; at += 1) {
    const x = random.between(-0.86, 0.86) * halfWidth;
    d += `M${round(x)} ${round(random.between(top, bottom))}h${round(random.between(0.1, 1.6))}`;
  }
  sheet.line(d, colour, 2, 0.5);
}

/** A drawstring pouch of coarse cloth. */
export function wovenBag(sheet: Sheet, colour: string): void {
  standing(sheet, 6, 2, 100, 190);
  const body = smooth(
    [
      [-50, -150],
      [-92, -104],
      [-104, -46],
      [-86, 0],
      [0, 10],
      [86, 0],
      [104, -46],
      [92, -104],
      [50, -150],
      [0, -140],
    ],
    true,
  );
  sheet.path(body, {
    fill: sheet.linear(
      [0, darken(colour, 0.1), 0.22, lighten(colour, 0.26), 0.6, colour, 1, darken(colour, 0.36)],
      0,
      0,
      1,
      0,
    ),
  });
  sheet.clipped(body, () => {
    let weave = "";
    for (let at = -110; at < 110; at += 7) weave += `M${at} -160V20`;
    for (let at = -160; at < 20; at += 7) weave += `M-120 ${at}H120`;
    sheet.line(weave, darken(colour, 0.4), 1.2, 0.18);
    for (const x of [-40, -14, 18, 46])
      sheet.line(
        smooth([
          [x * 0.5, -150],
          [x, -110],
          [x * 1.4, -50],
        ]),
        darken(colour, 0.5),
        4,
        0.2,
      );
  });
  sheet.path(
    smooth(
      [
        [-52, -150],
        [-70, -186],
        [-30, -176],
        [0, -192],
        [34, -176],
        [70, -188],
        [52, -150],
        [0, -142],
      ],
      true,
    ),
    {
      fill: sheet.linear([0, lighten(colour, 0.3), 1, darken(colour, 0.2)]),
    },
  );
  sheet.line("M-54 -148Q0 -134 54 -148", "#2f5d7a", 7);
  sheet.line("M30 -142C60 -120 54 -90 72 -76M34 -142C40 -110 30 -96 40 -70", "#2f5d7a", 4);
}
