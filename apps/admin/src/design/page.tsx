import { type ReactElement, type ReactNode, useEffect } from "react";
import { Link } from "react-router";
import { Icon } from "./icon.tsx";
import "./page.css";

/** Head of a page: where one comes from, what this is, what one may do. */
export function PageHead({
  title,
  back,
  extra,
  children,
}: {
  title: ReactNode;
  back?: { to: string; label: string };
  extra?: ReactNode;
  children?: ReactNode;
}): ReactElement {
  const tab = typeof title === "string" ? title : `${back?.label ?? ""}详情`;
  useEffect(() => {
    document.title = `${tab} · 榕`;
  }, [tab]);
  return (
    <header className="by-head">
      <div className="by-head-main">
        {back && (
          <Link className="by-head-back" to={back.to}>
            <Icon name="left" size={15} />
            {back.label}
          </Link>
        )}
        <h1>{title}</h1>
        {children && <div className="by-head-note">{children}</div>}
      </div>
      {extra && <div className="by-head-extra">{extra}</div>}
    </header>
  );
}

export function Card({
  title,
  note,
  extra,
  flush = false,
  className = "",
  children,
}: {
  title?: ReactNode;
  note?: ReactNode;
  extra?: ReactNode;
  /** Without inner padding, for tables that touch the edge. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}): ReactElement {
  return (
    <section className={`by-card ${flush ? "is-flush" : ""} ${className}`}>
      {(title || extra) && (
        <div className="by-card-head">
          <h2>{title}</h2>
          {note && <span className="by-card-note">{note}</span>}
          {extra && <div className="by-card-extra">{extra}</div>}
        </div>
      )}
      <div className="by-card-body">{children}</div>
    </section>
  );
}

/** Label and value pairs, in columns that fill the width. */
export function Facts({
  rows,
  columns = 1,
}: {
  rows: readonly (readonly [string, ReactNode])[];
  columns?: 1 | 2 | 3;
}): ReactElement {
  return (
    <dl className={`by-facts by-facts-${columns}`}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
