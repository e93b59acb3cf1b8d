import { darken, lighten } from "../colour.ts";
import { lying } from "../light.ts";
import { onEllipse, round } from "../path.ts";
import type { Sheet } from "../sheet.ts";

/** A round woven tray (簸箕) from above; `fill` draws what lies in it. */
export function rattan(sheet: Sheet, r: number, fill: () => void, colour = "#c79a5b"): void {
  lying(sheet, 0, 0, r, 0.08, 0.6);
  sheet.circle(0, 0, r, {
    fill: sheet.linear([0, lighten(colour, 0.3), 1, darken(colour, 0.4)], 0, 0, 1, 1),
  });
  let rim = "";
  for (let at = 0; at < 72; at += 1) {
    const [x1, y1] = onEllipse(0, 0, r * 0.995, r * 0.995, (at / 72) * Math.PI * 2);
    const [x2, y2] = onEllipse(0, 0, r * 0.9, r * 0.9, ((at + 1.4) / 72) * Math.PI * 2);
    rim += `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`;
  }
  sheet.line(rim, darken(colour, 0.5), r * 0.014, 0.6);
  sheet.circle(0, 0, r * 0.9, {
    fill: sheet.linear([0, darken(colour, 0.3), 0.6, colour, 1, lighten(colour, 0.2)], 0, 0, 1, 1),
  });
  const inner = r * 0.88;
  sheet.clipped(
    `M${-inner} 0a${inner} ${inner} 0 1 1 ${inner * 2} 0a${inner} ${inner} 0 1 1 ${-inner * 2} 0Z`,
    () => {
      let over = "";
      let under = "";
      const step = r * 0.085;
      for (let row = -12; row <= 12; row += 1) {
        for (let column = -12; column <= 12; column += 1) {
          const [x, y] = [column * step, row * step];
          if (x * x + y * y > r * r) continue;
          if ((row + column) % 2 === 0)
            over += `M${round(x - step * 0.46)} ${round(y)}h${round(step * 0.92)}`;
          else under += `M${round(x)} ${round(y - step * 0.46)}v${round(step * 0.92)}`;
        }
      }
      sheet.line(over, lighten(colour, 0.22), step * 0.62, 0.75, { "stroke-linecap": "butt" });
      sheet.line(under, darken(colour, 0.24), step * 0.62, 0.6, { "stroke-linecap": "butt" });
    },
  );
  fill();
}
