import type { ReactElement } from "react";

/** The mark: a banyan's crown on its trunk, with two roots hanging down on either side. The same drawing as public/banyan.svg. */
export function BrandMark({ size = 32 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" role="img" aria-label="榕">
      <rect width="48" height="48" rx="12" fill="#0E7C5A" />
      <path
        fill="#fff"
        d="M8.6 27.2c-3-1.9-3.7-5.6-1.8-8.3 1.3-1.8 3.3-2.6 5.3-2.4C13.5 11.8 18.3 8.5 24 8.5s10.5 3.3 11.9 8c2-.2 4 .6 5.3 2.4 1.9 2.7 1.2 6.4-1.8 8.3-2.3 1.4-5 1.1-6.9-.5-1.2.9-2.8 1.2-4.3.9.3 4.7 2 8.6 5.6 11.9H14.2c3.6-3.3 5.3-7.2 5.6-11.9-1.5.3-3.1 0-4.3-.9-1.9 1.6-4.6 1.9-6.9.5Z"
      />
      <path
        d="M11.5 29.5v6.5M36.5 29.5v6.5"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
        fill="none"
      />
      <path d="M24 27.5v12" stroke="#0E7C5A" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}

/** Hanging roots of the drawing below: x, top, bottom. Those that reach the ground have become trunks. */
const ROOTS: readonly (readonly [number, number, number])[] = [
  [84, 214, 286],
  [112, 226, 380],
  [146, 236, 338],
  [172, 240, 380],
  [206, 244, 322],
  [394, 244, 330],
  [430, 240, 380],
  [456, 236, 318],
  [490, 226, 380],
  [518, 214, 300],
];

/** One old banyan, in layers of the same colour; decoration only. */
export function Grove({ className }: { className?: string }): ReactElement {
  return (
    <svg
      className={className}
      viewBox="0 0 600 400"
      preserveAspectRatio="xMidYMax meet"
      fill="currentColor"
      aria-hidden="true"
    >
      <g opacity="0.5">
        <ellipse cx="300" cy="118" rx="148" ry="84" />
        <ellipse cx="182" cy="150" rx="108" ry="66" />
        <ellipse cx="418" cy="150" rx="108" ry="66" />
        <ellipse cx="92" cy="188" rx="78" ry="46" />
        <ellipse cx="508" cy="188" rx="78" ry="46" />
        <ellipse cx="300" cy="184" rx="210" ry="62" />
      </g>
      <g opacity="0.5">
        <ellipse cx="236" cy="158" rx="92" ry="56" />
        <ellipse cx="356" cy="146" rx="98" ry="60" />
        <ellipse cx="146" cy="194" rx="84" ry="46" />
        <ellipse cx="448" cy="194" rx="88" ry="46" />
        <ellipse cx="302" cy="202" rx="142" ry="48" />
      </g>
      <g opacity="0.7">
        <path d="M264 226c8 56-4 110-62 154h196c-58-44-70-98-62-154-10 22-22 26-36 26s-26-4-36-26Z" />
        {ROOTS.map(([x, top, bottom]) => {
          const foot = bottom === 380 ? 5 : 0.6;
          return <path key={x} d={`M${x - 2} ${top}L${x - foot} ${bottom}h${foot * 2}L${x + 2} ${top}Z`} />;
        })}
        <path d="M0 383c120-7 480-7 600 0v17H0Z" />
      </g>
    </svg>
  );
}
