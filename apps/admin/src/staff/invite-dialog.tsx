import { STAFF_ROLES, type StaffRole } from "@banyan/kernel";
import { Form, Input, Modal, Radio } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { CopyText } from "../design/copy-text.tsx";
import { timeText } from "../design/time.ts";
import { ROLE_TEXT } from "../session/session.tsx";
import { ROLE_NOTE } from "./role-table.tsx";

interface Fields {
  role: StaffRole;
  name?: string;
}

/** A one-time link for a new member of staff; it is shown once and works once. */
export function InviteDialog({ close }: { close: () => void }): ReactElement {
  const [form] = Form.useForm<Fields>();
  const [link, setLink] = useState<{ url: string; expires_at: string } | null>(null);
  const invite = useWrite({
    call: (fields: Fields) =>
      client.console.staff.invite({
        role: fields.role,
        ...(fields.name?.trim() ? { name: fields.name.trim() } : {}),
      }),
    form,
    stale: [api.console.staff.list.key()],
    done: setLink,
  });
  if (link) {
    const url = new URL(link.url, location.origin).href;
    return (
      <Modal
        open
        title="邀请链接"
        onCancel={close}
        onOk={close}
        okText="好的"
        cancelButtonProps={{ hidden: true }}
        width={520}
      >
        <p className="by-confirm-note">
          把链接发给本人。只能用一次，{timeText(link.expires_at)} 前有效，关闭后不再显示。
        </p>
        <p className="by-invite-link">
          <CopyText text={url} />
        </p>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title="邀请员工"
      okText="生成链接"
      cancelText="取消"
      confirmLoading={invite.isPending}
      onOk={form.submit}
      onCancel={close}
      width={520}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: "service" }}
        onFinish={(fields) => invite.mutate(fields)}
      >
        <Form.Item name="role" label="角色">
          <Radio.Group className="by-roles">
            {STAFF_ROLES.map((role) => (
              <Radio key={role} value={role}>
                <b>{ROLE_TEXT[role]}</b>
                <small>{ROLE_NOTE[role]}</small>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="name" label="账号（可不填，由本人填写）">
          <Input maxLength={20} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
