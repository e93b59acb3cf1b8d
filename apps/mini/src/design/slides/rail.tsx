import { useEffect, useLayoutEffect, useRef } from "react";
import { Icon } from "../icon/icon.tsx";
import { join } from "../join.ts";
import { Tap } from "../tap/tap.tsx";
import type { SlidesProps } from "./slides.tsx";

/** So long nothing scrolled: it has come to rest, ms. */
const REST_MS = 120;

const asks = (query: string) => process.env.TARO_ENV === "h5" && matchMedia(query).matches;
const still = asks("(prefers-reduced-motion: reduce)");
const hovers = asks("(hover: hover) and (pointer: fine)");

/**
 * Slides in a browser: a row that scrolls and comes to rest on a whole one, so that the browser does all the moving. A ring ends in a copy
 * of its first, which gives way to the first unseen. A mouse, which cannot swipe, gets arrows.
 */
export function Rail({ className, slides, current, onTurn, ring = false, stayMs }: SlidesProps) {
  const [first] = slides;
  const loops = ring && slides.length > 1;
  const shown = loops && first !== undefined ? [...slides, { ...first, key: "again" }] : slides;
  const last = shown.length - 1;
  const { row, follow, turn, hold } = useTurning(slides.length, current, onTurn);
  useStaying(row, last < 1 ? undefined : stayMs, current, () => turn(current === last ? 0 : current + 1));
  return (
    <div className={join("b-slides", className)}>
      <div
        ref={row}
        className="b-slides__row"
        onScroll={follow}
        onTouchStart={hold}
        onTouchEnd={hold}
        onTouchCancel={hold}
      >
        {shown.map(({ key, body }, at) => (
          // The copy is to be seen and nothing else.
          <div key={key} className="b-slides__one" {...(at === slides.length ? { inert: "" } : {})}>
            {body}
          </div>
        ))}
      </div>
      {hovers && slides.length > 1 && (
        <>
          <Tap
            className="b-slides__arrow is-back"
            label="上一张"
            onTap={() => turn(current === 0 ? slides.length - 1 : current - 1)}
          >
            <Icon name="left" size={20} />
          </Tap>
          <Tap
            className="b-slides__arrow"
            label="下一张"
            onTap={() => turn(current === last ? 0 : current + 1)}
          >
            <Icon name="right" size={20} />
          </Tap>
        </>
      )}
    </div>
  );
}

/** Keeps the row and whoever holds it told of each other: which of `count` shows, and which is to show. */
function useTurning(count: number, current: number, onTurn: (to: number) => void) {
  const row = useRef<HTMLDivElement>(null);
  const told = useRef(current);
  /** Where it is being turned to: what passes by on the way is not told. */
  const goal = useRef<number | null>(null);
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const show = (to: number, behavior: ScrollBehavior) =>
    row.current?.scrollTo({ left: to * row.current.clientWidth, behavior });
  const turn = (to: number) => {
    goal.current = to;
    show(to, still ? "instant" : "smooth");
  };
  const tell = (at: number) => {
    if (told.current === at) return;
    told.current = at;
    onTurn(at);
  };
  const follow = () => {
    const box = row.current;
    // A page behind another has no width.
    if (box === null || box.clientWidth === 0) return;
    const at = Math.round(box.scrollLeft / box.clientWidth);
    clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      goal.current = null;
      tell(at % count);
      if (at === count) show(0, "instant");
    }, REST_MS);
    if (goal.current === null || goal.current === at) tell(at % count);
  };
  // A row that begins elsewhere than at its first stands there at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it comes
  useLayoutEffect(() => {
    if (told.current > 0) show(told.current, "instant");
  }, []);
  useEffect(() => {
    if (current === told.current) return;
    told.current = current;
    turn(current);
  });
  useEffect(() => () => clearTimeout(resting.current), []);
  // A finger leads now.
  const hold = () => {
    goal.current = null;
  };
  return { row, follow, turn, hold };
}

/** Turns on when the one that shows has stayed so long; not while it is looked at closely, or not at all. */
function useStaying(
  row: { current: HTMLDivElement | null },
  stayMs: number | undefined,
  current: number,
  onward: () => void,
): void {
  const latest = useRef(onward);
  latest.current = onward;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each one stays its whole time, so it begins anew with it
  useEffect(() => {
    const box = row.current;
    if (stayMs === undefined || still || box === null) return;
    let seen = true;
    const watch = new IntersectionObserver(([entry]) => {
      seen = entry?.isIntersecting ?? true;
    });
    watch.observe(box);
    const timer = setInterval(() => {
      const held = (hovers && box.matches(":hover")) || box.querySelector(":focus-visible") !== null;
      if (seen && !held && !document.hidden) latest.current();
    }, stayMs);
    return () => {
      clearInterval(timer);
      watch.disconnect();
    };
  }, [row, stayMs, current]);
}
