import type { ReactElement } from "react";

/** Line icons drawn for the console: 24 × 24, stroke 1.6, round ends. One entry is the path data of one icon. */
const PATHS = {
  cockpit: "M4 19V11M9.3 19V5M14.7 19v-6M20 19V8M3 21.2h18",
  goods: "M4.2 8.2 12 4l7.8 4.2v7.6L12 20l-7.8-4.2zM4.2 8.2 12 12.4l7.8-4.2M12 12.4V20M8 6.1l7.8 4.2",
  stock: "M3.5 20V9.5L12 4l8.5 5.5V20M7.5 20v-7h9v7M7.5 16.5h9",
  order: "M6 3.5h12V21l-2.4-1.6L13.2 21l-2.4-1.6L8.4 21 6 19.4zM9 8h6M9 11.5h6M9 15h3.5",
  aftersale: "M4 9.5h11.2a4.8 4.8 0 0 1 0 9.6H8M4 9.5l4-4M4 9.5l4 4",
  customer: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.2c.7-3.6 3.7-5.7 7.5-5.7s6.8 2.1 7.5 5.7",
  coupon: "M3.5 6.5h17v3.6a2 2 0 0 0 0 3.8v3.6h-17v-3.6a2 2 0 0 0 0-3.8zM14.5 9.2v1.2M14.5 13.6v1.2",
  freight:
    "M2.8 6h11.4v10.5H2.8zM14.2 9.5h3.9l3.1 3.6v3.4h-7M7 19a1.9 1.9 0 1 0 0-3.8A1.9 1.9 0 0 0 7 19zM17 19a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z",
  application:
    "M10.5 11.5a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2zM3.8 19.6c.6-3.3 3.3-5.2 6.7-5.2 1 0 2 .2 2.8.5M14.5 18l2.2 2.2 4-4.4",
  promoter:
    "M12 7.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM5.6 20.8a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM18.4 20.8a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM12 7.6v4.2M5.6 15.6c0-2.4 1.6-3.8 3.9-3.8h5c2.3 0 3.9 1.4 3.9 3.8",
  commission:
    "M19 5 5 19M7.3 9.4a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM16.7 19.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  plan: "M5 4h14v16H5zM8.5 9h2M8.5 15h2M13 9h3M13 15h3M8.5 12h7",
  withdrawal: "M4 8.5h16v11H4zM4 8.5 6.5 5h11L20 8.5M12 11v5.5M9.5 14l2.5 2.5 2.5-2.5",
  ledger:
    "M5.5 3.5H18v17H5.5a1.5 1.5 0 0 1-1.5-1.5V5a1.5 1.5 0 0 1 1.5-1.5zM8 3.5v17M11 8h4M11 11.5h4M20.5 7v3M20.5 13.5v3",
  setting:
    "M4 7h8.5M17 7h3M4 17h3M11.5 17H20M14.8 9.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM9.2 19.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  staff: "M12 3.2 19 6v5.2c0 4.5-2.9 7.9-7 9.6-4.1-1.7-7-5.1-7-9.6V6zM9 11.8l2.2 2.2 4-4.2",
  audit: "M6 3.5h8.5L19 8v12.5H6zM14.5 3.5V8H19M9 12.2h7M9 15.8h4.5",
  alarm: "M6.2 16.5V11a5.8 5.8 0 0 1 11.6 0v5.5l1.5 2H4.7zM10 20.8h4M12 3.2v2",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16.2 16.2 20.5 20.5",
  review:
    "M4 4.5h16v11.5h-8.5L7.5 20v-4H4zM12 6.8l1.1 2.3 2.5.3-1.8 1.7.4 2.5-2.2-1.2-2.2 1.2.4-2.5-1.8-1.7 2.5-.3z",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  check: "M5 12.5 10 17.5 19.5 7",
  down: "M6 9.5l6 6 6-6",
  up: "M6 14.5l6-6 6 6",
  left: "M14.5 6l-6 6 6 6",
  right: "M9.5 6l6 6-6 6",
  columns: "M4 5h16v14H4zM9.3 5v14M14.7 5v14",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15",
  upload: "M12 16V5M7.5 9.5 12 5l4.5 4.5M4.5 20h15",
  star: "M12 4l2.5 5.1 5.6.8-4 4 .9 5.6-5-2.7-5 2.7.9-5.6-4-4 5.6-.8z",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  eye: "M2.8 12S6.2 5.8 12 5.8 21.2 12 21.2 12 17.8 18.2 12 18.2 2.8 12 2.8 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l.8 13h8.4L17 7M10.5 11v5M13.5 11v5",
  drag: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  refresh: "M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4h-4",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  exit: "M14 4.5H5v15h9M10.5 12H21M17.5 8.5 21 12l-3.5 3.5",
  picture: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9.5h.01",
  clock: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2",
  money: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8.5 8l3.5 4 3.5-4M12 12v5M9 12.3h6M9 14.8h6",
  note: "M5 4.5h14v10L14 19.5H5zM14 19.5v-5h5M8.5 9h7M8.5 12.5h4",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
  lock: "M5.5 11h13v9.5h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.8v2",
  shop: "M4.5 10v10h15V10M3 9l2-5h14l2 5c0 1.5-1.2 2.5-2.5 2.5S15.8 10.5 15.8 9c0 1.5-1.5 2.5-3.8 2.5S8.2 10.5 8.2 9c0 1.5-1.2 2.5-2.7 2.5S3 10.5 3 9zM10 20v-4.5h4V20",
  warning: "M12 4 21 19.5H3zM12 10v4.5M12 17h.01",
  menu: "M4 6.5h16M4 12h16M4 17.5h16",
  shelf: "M4 4v16M20 4v16M4 9.5h16M4 17h16M8 9.5V6h3.5v3.5M13 17v-4h4v4",
  bell: "M6.2 16.5V11a5.8 5.8 0 0 1 11.6 0v5.5l1.5 2H4.7zM10 20.8h4",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }): ReactElement {
  return (
    <svg
      className="by-icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "drag" || name === "more" ? 2.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
