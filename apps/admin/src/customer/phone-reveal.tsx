import { Button, Form, Input, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { CopyText } from "../design/copy-text.tsx";
import { useMay } from "../session/session.tsx";

/** A phone number: masked, until somebody says why they need it. The full one is gone on leaving the page. */
export function PhoneReveal({ customer }: { customer: { id: string; phone: string | null } }): ReactElement {
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState<string | null>(null);
  const [form] = Form.useForm<{ reason: string }>();
  const reveal = useWrite({
    call: (fields: { reason: string }) =>
      client.console.customer.reveal({ customer_id: customer.id, reason: fields.reason }),
    form,
    done: ({ phone }) => {
      setFull(phone);
      setAsking(false);
    },
  });
  if (customer.phone === null) return <>—</>;
  if (full !== null) return <CopyText text={full} />;
  return (
    <>
      <span className="num">{customer.phone}</span>
      {may("customer.reveal") && (
        <Button type="link" size="small" onClick={() => setAsking(true)}>
          查看完整
        </Button>
      )}
      <Modal
        open={asking}
        title="查看完整手机号"
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
            <Input maxLength={60} placeholder="例如：核对身份" autoFocus />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
