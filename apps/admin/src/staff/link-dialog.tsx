import type { ConsoleCustomerRow, Staff } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Form, Modal, Select } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Face } from "../customer/face.tsx";
import { timeText } from "../design/time.ts";
import { nameOf } from "../promoter/person.tsx";

const FOUND_AT_ONCE = 20;

/** Nicknames repeat: the number and the last order tell people apart. */
function Found({ customer }: { customer: ConsoleCustomerRow }): ReactElement {
  return (
    <div className="by-found">
      <Face customer={customer} size={30} />
      <span>
        <b className="by-ellipsis">{nameOf(customer)}</b>
        <small className="num">
          编号 {customer.id} ·{" "}
          {customer.last_order_at ? `最近下单 ${timeText(customer.last_order_at)}` : "还没有下过单"}
        </small>
      </span>
    </div>
  );
}

function CustomerSelect({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (id: string) => void;
}): ReactElement {
  const [words, setWords] = useState("");
  const found = useQuery(
    api.console.customer.list.queryOptions({
      input: { limit: FOUND_AT_ONCE, ...(words ? { q: words } : {}) },
      placeholderData: (before) => before,
    }),
  );
  const rows = found.data?.items ?? [];
  return (
    <Select
      id="link-customer"
      showSearch={{ filterOption: false, onSearch: (typed) => setWords(typed.trim().slice(0, 40)) }}
      placeholder="按昵称或编号查找"
      value={value}
      loading={found.isFetching}
      notFoundContent={found.isPending ? "正在查找…" : "没有找到，请先让本人用微信登录一次小程序"}
      listHeight={300}
      options={rows.map((row) => ({ value: row.id, label: `${nameOf(row)}（编号 ${row.id}）`, row }))}
      optionRender={(option) => <Found customer={option.data.row} />}
      onChange={(id: string) => onChange(id)}
    />
  );
}

/** Names the customer a member of staff is, so that nobody decides about their own money. */
export function LinkDialog({
  staff,
  isSelf,
  close,
}: {
  staff: Staff;
  isSelf: boolean;
  close: () => void;
}): ReactElement {
  const [customerId, setCustomerId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const link = useWrite({
    call: (id: string) => client.console.staff.link({ staff_id: staff.id, customer_id: id }),
    stale: [api.console.staff.list.key(), api.console.withdrawal.key()],
    success: `已关联 ${staff.name} 的微信身份`,
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      setProblem(failure.message);
      return true;
    },
    done: close,
  });
  const submit = () => (customerId === null ? setProblem("请选择一位顾客") : link.mutate(customerId));
  return (
    <Modal
      open
      title={`关联 ${staff.name} 的微信身份`}
      okText="关联"
      cancelText="取消"
      confirmLoading={link.isPending}
      onOk={submit}
      onCancel={close}
      width={520}
    >
      <p className="by-confirm-note">
        自己的提现不能自己审核。关联以后，系统知道 {staff.name} 在小程序里是谁：这个微信身份申请的提现，
        {staff.name} 不能通过也不能拒绝；同一个人的两个员工账号，不能一个初审、一个复核。
        {isSelf && "自己的关联自己以后不能更改，需要另一位店主操作。"}
      </p>
      <Form layout="vertical" requiredMark={false}>
        <Form.Item
          label="小程序里的顾客"
          htmlFor="link-customer"
          {...(problem ? { validateStatus: "error", help: problem } : {})}
        >
          <CustomerSelect
            value={customerId}
            onChange={(id) => {
              setCustomerId(id);
              setProblem(undefined);
            }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
