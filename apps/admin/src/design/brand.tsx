import type { ReactElement } from "react";

/** The mark: a banyan's crown over its hanging roots, inside a seal. The same drawing as public/banyan.svg. */
export function BrandMark({
  size = 32,
  tone = "seal",
}: {
  size?: number;
  tone?: "seal" | "line";
}): ReactElement {
  const stroke = tone === "seal" ? "#FFFFFF" : "currentColor";
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" role="img" aria-label="榕">
      {tone === "seal" && <rect width="48" height="48" rx="12" fill="#0E7C5A" />}
      <g fill="none" stroke={stroke} strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M9 25.5c-1.8-6.5 2.6-11 7.2-10.6C17.4 10.6 20.6 9 24 9s6.6 1.6 7.8 5.9c4.6-.4 9 4.1 7.2 10.6Z" />
        <path d="M24 25.5V39M18.8 25.5c0 5.5-1 9.5-4.3 13.5M29.2 25.5c0 5.5 1 9.5 4.3 13.5" />
        <path d="M12.8 25.5v6M35.2 25.5v6" />
      </g>
    </svg>
  );
}

/** A quiet grove at the foot of the navigation and on the sign-in page; decoration only. */
export function Grove({ className }: { className?: string }): ReactElement {
  return (
    <svg className={className} viewBox="0 0 360 260" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round">
        <path d="M36 138c-14-48 18-84 54-80 12-34 44-48 90-48s78 14 90 48c36-4 68 32 54 80Z" />
        <path d="M62 138c-8-30 14-56 40-52 10-26 38-40 78-40s68 14 78 40c26-4 48 22 40 52" />
        <path d="M96 138c-2-18 12-32 30-30 8-18 28-28 54-28s46 10 54 28c18-2 32 12 30 30" />
        <path d="M170 138c2 44-4 84-26 122M190 138c-2 44 4 84 26 122M180 138v122" />
        <path d="M148 138c2 40-8 82-36 122M212 138c-2 40 8 82 36 122" />
        <path d="M124 138c0 30-4 58-18 88M236 138c0 30 4 58 18 88M100 138c0 24-2 42-8 62M260 138c0 24 2 42 8 62" />
        <path d="M76 138v36M284 138v36M54 138v18M306 138v18" />
        <path d="M0 259.4h360" />
      </g>
    </svg>
  );
}
