import type { ReactElement, ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "./icon.tsx";
import "./parts.css";

/** One number with its comparisons; the whole card leads to the list behind the number. */
export function StatCard({
  label,
  value,
  to,
  linkText,
  children,
}: {
  label: string;
  value: ReactNode;
  to: string;
  linkText: string;
  children?: ReactNode;
}): ReactElement {
  return (
    <Link className="by-stat" to={to} aria-label={`${label}，${linkText}`}>
      <span className="by-stat-label">
        {label}
        <Icon name="right" size={14} />
      </span>
      <span className="by-stat-value num">{value}</span>
      <span className="by-stat-foot">{children}</span>
    </Link>
  );
}
