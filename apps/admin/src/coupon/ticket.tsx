import type { ReactElement } from "react";

/** The face of a coupon in lists and beside the form. */
export function CouponFace({ title }: { title: string }): ReactElement {
  return <span className={`by-coupon-face num ${title.length > 8 ? "is-long" : ""}`}>{title}</span>;
}
