import { Button, Skeleton } from "antd";
import type { ReactElement, ReactNode } from "react";
import { failureOf } from "../api/failure.ts";
import { CopyText } from "./copy-text.tsx";
import "./parts.css";

/** A basket under a branch: the drawing of "nothing here yet". */
function EmptyDrawing(): ReactElement {
  return (
    <svg width="132" height="92" viewBox="0 0 132 92" fill="none" aria-hidden="true">
      <ellipse cx="66" cy="82" rx="50" ry="5" fill="#EEF1EC" />
      <path
        d="M38 48h56l-6 30a4 4 0 0 1-4 3H48a4 4 0 0 1-4-3z"
        fill="#fff"
        stroke="#C9D3CB"
        strokeWidth="1.6"
      />
      <path
        d="M34 48h64M42 58h48M45 69h42M56 49l4 31M76 49l-4 31"
        stroke="#C9D3CB"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      <path d="M48 47c2-18 8-28 18-28s16 10 18 28" stroke="#C9D3CB" strokeWidth="1.6" strokeLinecap="round" />
      <path
        d="M88 14c10-8 22-6 26 2-9 7-20 7-26-2zM88 14c7 1 13 2 20 1"
        fill="#E8F3EE"
        stroke="#8FBFAC"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path
        d="M84 8c0-6 4-8 9-7 0 6-4 9-9 7zM76 22c4-5 8-8 12-8"
        fill="#E8F3EE"
        stroke="#8FBFAC"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function Empty({ text, action }: { text: string; action?: ReactNode }): ReactElement {
  return (
    <div className="by-empty">
      <EmptyDrawing />
      <p>{text}</p>
      {action}
    </div>
  );
}

/** What went wrong, what one can do, and the number that support asks for. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }): ReactElement {
  const failure = failureOf(error);
  // Asking again finds no more: the address names nothing, or nothing that this person may see.
  if (failure.status === 404 || failure.code === "invalid_input")
    return <Empty text="没有找到，可能已经删除，或地址不完整" />;
  return (
    <div className="by-empty" role="alert">
      <EmptyDrawing />
      <p>{failure.message}</p>
      {failure.request_id && (
        <p className="by-empty-id">
          请求编号 <CopyText text={failure.request_id} />
        </p>
      )}
      {retry && <Button onClick={retry}>重试</Button>}
    </div>
  );
}

/** Skeleton of a detail page: two columns of cards. */
export function DetailSkeleton(): ReactElement {
  return (
    <div className="by-pair" aria-busy="true">
      <div className="by-stack">
        <div className="by-card by-card-body">
          <Skeleton active paragraph={{ rows: 5 }} />
        </div>
        <div className="by-card by-card-body">
          <Skeleton active paragraph={{ rows: 4 }} />
        </div>
      </div>
      <div className="by-card by-card-body">
        <Skeleton active paragraph={{ rows: 6 }} />
      </div>
    </div>
  );
}

/** Skeleton of a table body. */
export function RowsSkeleton({ rows = 8 }: { rows?: number }): ReactElement {
  return (
    <div className="by-rows-skeleton" aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={String(row)}>
          <i style={{ width: "26%" }} />
          <i style={{ width: "18%" }} />
          <i style={{ width: "12%" }} />
          <i style={{ width: "20%" }} />
          <i style={{ width: "8%" }} />
        </div>
      ))}
    </div>
  );
}
