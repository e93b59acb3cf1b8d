import type { ReactElement } from "react";
import "./review.css";

const MOST = 5;
const STAR = "M12 2.9l2.8 5.8 6.3.9-4.6 4.4 1.1 6.3L12 17.3l-5.6 3 1.1-6.3L2.9 9.6l6.3-.9z";

/** How many of five; said in words to whoever does not see them. */
export function Stars({ rating, size = 15 }: { rating: number; size?: number }): ReactElement {
  return (
    <span className="by-stars" role="img" aria-label={`${rating} 星`}>
      {Array.from({ length: MOST }, (_, at) => (
        <svg
          // biome-ignore lint/suspicious/noArrayIndexKey: five stars in their order are all there ever is
          key={at}
          viewBox="0 0 24 24"
          width={size}
          height={size}
          className={at < rating ? "is-on" : ""}
          aria-hidden="true"
        >
          <path d={STAR} />
        </svg>
      ))}
    </span>
  );
}
