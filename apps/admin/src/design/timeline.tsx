import type { TimelineEvent } from "@banyan/contract";
import type { ReactElement } from "react";
import "./parts.css";
import { timeText } from "./time.ts";

/** What happened, newest first: the same events that the customer reads. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }): ReactElement {
  const newestFirst = [...events].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return (
    <ol className="by-timeline">
      {newestFirst.map((event) => (
        <li key={`${event.kind} ${event.at} ${event.title}`}>
          <strong>{event.title}</strong>
          <time className="num">{timeText(event.at)}</time>
          {event.note && <p>{event.note}</p>}
        </li>
      ))}
    </ol>
  );
}
