import type { Cockpit } from "@banyan/contract";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Icon } from "../design/icon.tsx";
import { Card } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";
import { TODO_ITEMS } from "./todo-items.ts";

/** What waits for somebody, each with the list where it is done. */
export function TodoCard({ todo }: { todo: Cockpit["todo"] }): ReactElement {
  const may = useMay();
  const items = TODO_ITEMS.filter((item) => may(item.needs));
  return (
    <Card title="待办" className="by-todo">
      <ul>
        {items.map((item) => {
          const count = todo[item.key];
          return (
            <li key={item.key}>
              <Link to={item.to} className={count === 0 ? "is-done" : item.urgent ? "is-urgent" : ""}>
                <span className="by-todo-icon">
                  <Icon name={item.icon} size={19} />
                </span>
                <span>
                  <b>{item.label}</b>
                  <small>{item.note}</small>
                </span>
                <strong className="num">{count}</strong>
                <Icon name="right" size={14} />
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
