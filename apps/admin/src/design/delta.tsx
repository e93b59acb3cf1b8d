import type { ReactElement } from "react";
import "./money.css";

/** Change in tenths of a per cent, rounded half away from zero; null when the earlier period was empty. */
export function changePermille(now: number, before: number): number | null {
  if (before === 0) return null;
  return Math.round(((now - before) * 1000) / Math.abs(before));
}

function changeText(now: number, before: number): string {
  const permille = changePermille(now, before);
  if (permille === null) return now === 0 ? "持平" : "新增";
  if (permille === 0) return "持平";
  const abs = Math.abs(permille);
  return `${(abs - (abs % 10)) / 10}.${abs % 10}%`;
}

/** One line of comparison: 较昨日 ▲ 12.5 %. `goodWhen` says which direction deserves green. */
export function Delta({
  label,
  now,
  before,
  goodWhen = "up",
}: {
  label: string;
  now: number;
  before: number;
  goodWhen?: "up" | "down";
}): ReactElement {
  const up = now > before;
  const same = now === before;
  const tone = same ? "" : up === (goodWhen === "up") ? "is-good" : "is-bad";
  return (
    <span className={`by-delta num ${tone}`}>
      {label}
      <b>
        {same ? "" : up ? "▲ " : "▼ "}
        {changeText(now, before)}
      </b>
    </span>
  );
}
