/** Whether a page fits its window. */
import type { Page } from "playwright-core";

/**
 * Runs in the page, in its own language: what of text and fields stands outside of the window without a frame that clips or scrolls it. What is
 * as wide and half as high as the window is the page itself and no frame. Half a pixel is rounding. A table measures itself for some
 * drawings after its window was resized, so it is looked at when the page's width stays.
 */
const FIND = `async (width) => {
  const draw = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  await draw();
  for (let before = -1, tries = 0; before !== document.documentElement.scrollWidth && tries < 30; tries += 1) {
    before = document.documentElement.scrollWidth;
    await draw();
  }
  const fits = ({ left, right }) => left >= -0.5 && right <= width + 0.5;
  const framed = (element) => {
    for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      if (getComputedStyle(at).overflowX === "visible" || !fits(box)) continue;
      if (box.width < width - 1 || box.height < innerHeight / 2) return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    const bare = element.textContent.trim() === "" && element.tagName !== "INPUT";
    if (bare || box.width === 0 || box.height === 0 || fits(box) || framed(element)) return false;
    return getComputedStyle(element).visibility !== "hidden";
  });
  const whole = document.documentElement.scrollWidth;
  return [
    ...(whole > width ? ["the page is " + whole + " px wide"] : []),
    ...out.map((element) => element.tagName.toLowerCase() + " " + element.className + " " + element.textContent.slice(0, 20)),
  ];
}`;

/**
 * What makes the page itself wider than its window, or stands outside of it.
 * @returns one line for each, at most five
 */
export async function sticksOut(page: Page, width: number): Promise<string[]> {
  const found = await page.evaluate<string[]>(`(${FIND})(${width})`);
  return found.slice(0, 5);
}
