import { useQueryClient } from "@tanstack/react-query";
import { Dropdown } from "antd";
import type { ReactElement } from "react";
import { client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { ROLE_TEXT, SELF_KEY, useSelf } from "./session.tsx";
import "./session.css";

/** Who is signed in, and the way out. Signing out forgets everything that was fetched. */
export function StaffMenu(): ReactElement {
  const self = useSelf();
  const queries = useQueryClient();
  const signOut = useWrite({
    call: () => client.console.staff.signOut(),
    done: () => {
      queries.setQueryData(SELF_KEY, null);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SELF_KEY[0] });
    },
  });
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        items: [
          { key: "who", type: "group", label: `${self.name} · ${ROLE_TEXT[self.role]}` },
          {
            key: "out",
            label: "退出登录",
            icon: <Icon name="exit" size={16} />,
            onClick: () => signOut.mutate(undefined),
          },
        ],
      }}
    >
      <button type="button" className="by-staff-button">
        <span className="by-avatar">{self.name.slice(0, 1)}</span>
        <span className="by-staff-name">
          <b>{self.name}</b>
          <small>{ROLE_TEXT[self.role]}</small>
        </span>
        <Icon name="down" size={14} />
      </button>
    </Dropdown>
  );
}
