import type { ConsoleOrder } from "@banyan/contract";
import { Button, Form, Input, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { CopyText } from "../design/copy-text.tsx";
import { Icon } from "../design/icon.tsx";
import { Card, Facts } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";

type Contact = NonNullable<ConsoleOrder["contact"]>;

/** Who receives it: masked, until somebody says why they need it. The full text stays in this card only and is gone on leaving. */
export function ContactCard({ order }: { order: ConsoleOrder }): ReactElement | null {
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState<Contact | null>(null);
  const [form] = Form.useForm<{ reason: string }>();
  const reveal = useWrite({
    call: (fields: { reason: string }) =>
      client.console.order.reveal({ no: order.no, reason: fields.reason }),
    form,
    done: (contact) => {
      setFull(contact);
      setAsking(false);
    },
  });
  const contact = full ?? order.contact;
  if (!contact) return null;
  return (
    <Card
      title="收件信息"
      extra={
        !full &&
        may("order.reveal") && (
          <Button
            size="small"
            type="text"
            icon={<Icon name="eye" size={15} />}
            onClick={() => setAsking(true)}
          >
            查看完整
          </Button>
        )
      }
    >
      <Facts
        rows={[
          ["收件人", contact.recipient],
          [
            "电话",
            <span key="phone" className="num">
              {contact.phone}
            </span>,
          ],
          ["地址", contact.address],
        ]}
      />
      {full && (
        <p className="by-reveal-copy">
          <CopyText text={`${full.recipient} ${full.phone} ${full.address}`} shown="复制收件信息" />
        </p>
      )}
      <Modal
        open={asking}
        title="查看完整收件信息"
        okText="查看"
        cancelText="取消"
        confirmLoading={reveal.isPending}
        onOk={form.submit}
        onCancel={() => setAsking(false)}
        width={420}
        destroyOnHidden
      >
        <p className="by-confirm-note">谁在什么时候为什么查看，会记入操作日志。</p>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => reveal.mutate(fields)}>
          <Form.Item
            name="reason"
            label="查看原因"
            rules={[{ required: true, whitespace: true, message: "请填写查看原因" }]}
          >
            <Input maxLength={60} placeholder="例如：核对地址" autoFocus />
          </Form.Item>
        </Form>
      </Modal>
    </Card>
  );
}
