import type { Staff } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Tooltip } from "antd";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Face } from "../customer/face.tsx";
import { Icon } from "../design/icon.tsx";
import { nameOf } from "../promoter/person.tsx";
import { useSelf } from "../session/session.tsx";
import { LinkDialog } from "./link-dialog.tsx";

function Linked({ staff, customerId }: { staff: Staff; customerId: string }): ReactElement {
  const { modal } = App.useApp();
  const isSelf = useSelf().id === staff.id;
  const customer = useQuery(
    api.console.customer.get.queryOptions({ input: { customer_id: customerId }, staleTime: 60_000 }),
  );
  const person = customer.data ?? { id: customerId, nickname: `编号 ${customerId}`, avatar: null };
  const unlink = useWrite({
    call: () => client.console.staff.link({ staff_id: staff.id, customer_id: null }),
    stale: [api.console.staff.list.key(), api.console.withdrawal.key()],
    success: "已解除关联",
  });
  const ask = () =>
    modal.confirm({
      title: `解除 ${staff.name} 与“${nameOf(person)}”的关联`,
      content: `解除以后，系统不再知道他们是同一个人，${staff.name} 能审核“${nameOf(person)}”的提现。只在关联错了的时候解除。`,
      okText: "解除关联",
      okButtonProps: { danger: true },
      cancelText: "取消",
      onOk: () => unlink.mutate(undefined),
    });
  return (
    <span className="by-identity">
      <Link className="by-person-chip" to={`/customers/${customerId}`}>
        <Face customer={person} size={22} />
        <span className="by-ellipsis">{nameOf(person)}</span>
      </Link>
      <Tooltip title={isSelf ? "自己的关联需要另一位店主解除" : "解除关联"}>
        <Button
          type="text"
          size="small"
          disabled={isSelf}
          loading={unlink.isPending}
          aria-label={`解除 ${staff.name} 的关联`}
          icon={<Icon name="close" size={14} />}
          onClick={ask}
        />
      </Tooltip>
    </span>
  );
}

/** Who a member of staff is as a customer of the shop, with the way to say it. */
export function Identity({ staff }: { staff: Staff }): ReactElement {
  const isSelf = useSelf().id === staff.id;
  const [linking, setLinking] = useState(false);
  if (staff.customer_id !== null) return <Linked staff={staff} customerId={staff.customer_id} />;
  return (
    <>
      <Button size="small" aria-label={`关联 ${staff.name} 的微信身份`} onClick={() => setLinking(true)}>
        关联
      </Button>
      {linking && <LinkDialog staff={staff} isSelf={isSelf} close={() => setLinking(false)} />}
    </>
  );
}
