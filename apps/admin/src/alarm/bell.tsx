import { useQuery } from "@tanstack/react-query";
import { Popover } from "antd";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { Icon } from "../design/icon.tsx";
import { timeTextShort } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import "./alarm.css";

const BELL_REFRESH_MS = 30_000;
const SHOWN = 6;

/** Open alarms, newest first, one click from the page that handles them. */
export function AlarmBell(): ReactElement | null {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const alarms = useQuery(
    api.console.alarm.list.queryOptions({
      input: { state: "open", limit: 100 },
      enabled: may("alarm.read"),
      refetchInterval: BELL_REFRESH_MS,
    }),
  );
  if (!may("alarm.read")) return null;
  const items = alarms.data?.items ?? [];
  const more = alarms.data?.next_cursor ? "+" : "";
  const list = (
    <div className="by-bell">
      {items.length === 0 && <p className="by-bell-none">没有待处理的告警</p>}
      {items.slice(0, SHOWN).map((alarm) => (
        <Link key={alarm.id} to="/alarms?state=open" onClick={() => setOpen(false)}>
          <b>{alarm.title}</b>
          <small className="num">
            {timeTextShort(alarm.last_at)}
            {alarm.count > 1 && ` · ${alarm.count} 次`}
          </small>
        </Link>
      ))}
      <Link className="by-bell-all" to="/alarms" onClick={() => setOpen(false)}>
        全部告警
      </Link>
    </div>
  );
  return (
    <Popover
      content={list}
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      arrow={false}
    >
      <button type="button" className="by-icon-button" aria-label={`告警 ${items.length} 条`}>
        <Icon name="bell" size={19} />
        {items.length > 0 && <i className="num">{`${items.length}${more}`}</i>}
      </button>
    </Popover>
  );
}
