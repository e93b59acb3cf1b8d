import type { ConsoleOrder } from "@banyan/contract";
import { Button, Form, Input } from "antd";
import type { ReactElement } from "react";
import { client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Card } from "../design/page.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { useOrderChanged } from "./order-cache.ts";

/** Notes among staff; the customer never sees them. */
export function NotesCard({ order }: { order: ConsoleOrder }): ReactElement {
  const may = useMay();
  const [form] = Form.useForm<{ text: string }>();
  const changed = useOrderChanged();
  const request = useRequestKey();
  const add = useWrite({
    call: (fields: { text: string }) =>
      client.console.order.note({
        no: order.no,
        text: fields.text,
        request_key: request.keyFor({ no: order.no, ...fields }),
      }),
    form,
    done: (after) => {
      request.renew();
      form.resetFields();
      changed(after);
    },
  });
  return (
    <Card title="内部备注" note="顾客看不到">
      {order.notes.length === 0 && <p className="by-secondary by-notes-none">还没有备注</p>}
      <ul className="by-notes">
        {order.notes.map((note) => (
          <li key={note.id}>
            <p>{note.text}</p>
            <small className="num">
              {note.staff} · {timeText(note.created_at)}
            </small>
          </li>
        ))}
      </ul>
      {may("order.note") && order.actions.includes("note") && (
        <Form form={form} onFinish={(fields) => add.mutate(fields)}>
          <Form.Item
            name="text"
            rules={[{ required: true, whitespace: true, message: "请填写备注" }]}
            style={{ marginBottom: 10 }}
          >
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 5 }}
              maxLength={200}
              placeholder="写给同事看的话"
              aria-label="备注"
            />
          </Form.Item>
          <Button htmlType="submit" loading={add.isPending}>
            添加备注
          </Button>
        </Form>
      )}
    </Card>
  );
}
