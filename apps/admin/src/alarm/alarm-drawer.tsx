import type { Alarm } from "@banyan/contract";
import { Button, Drawer, Form, Input } from "antd";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { CopyText } from "../design/copy-text.tsx";
import { Facts } from "../design/page.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";

function Handle({ alarm, close }: { alarm: Alarm; close: () => void }): ReactElement {
  const [form] = Form.useForm<{ note?: string }>();
  const handle = useWrite({
    call: (state: "acknowledged" | "resolved") =>
      client.console.alarm.handle({ alarm_id: alarm.id, state, note: form.getFieldValue("note") ?? "" }),
    form,
    stale: [api.console.alarm.key(), api.console.report.key()],
    success: (after) => (after.state === "resolved" ? "已标记为解决" : "已认领"),
    done: close,
  });
  const resolve = async () => {
    await form.validateFields();
    handle.mutate("resolved");
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ note: alarm.note }}
      className="by-alarm-form"
    >
      <Form.Item
        name="note"
        label="处理说明"
        rules={[{ required: true, whitespace: true, message: "请写明怎么处理的" }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 6 }} maxLength={200} showCount />
      </Form.Item>
      <div className="by-row">
        <Button
          type="primary"
          loading={handle.isPending}
          onClick={() => void resolve().catch(() => undefined)}
        >
          已解决
        </Button>
        {alarm.state === "open" && (
          <Button disabled={handle.isPending} onClick={() => handle.mutate("acknowledged")}>
            我来处理
          </Button>
        )}
      </div>
    </Form>
  );
}

/** Where the cause of an alarm is removed. */
const WHERE_TO_ACT: Readonly<Record<string, { to: string; text: string }>> = {
  low_stock: { to: "/stock?stock=low&state=listed", text: "看库存不足的规格" },
};

/** Facts that staff act on; the others are names of fields, for whoever looks into the cause. */
const FACT_WORDS: Readonly<Record<string, string>> = {
  low: "库存不足",
  out: "其中售罄",
  threshold: "提醒数量",
};

/** One alarm with its facts, and who takes care of it. */
export function AlarmDrawer({ alarm, close }: { alarm: Alarm; close: () => void }): ReactElement {
  const may = useMay();
  const list = WHERE_TO_ACT[alarm.kind];
  const facts = Object.entries(alarm.detail).map(
    ([name, value]) =>
      [
        FACT_WORDS[name] ?? name,
        <span key={name} className="by-mono">
          {typeof value === "object" ? JSON.stringify(value) : String(value)}
        </span>,
      ] as const,
  );
  return (
    <Drawer open title={alarm.title} size={520} onClose={close}>
      <Facts
        rows={[
          ["对象", <CopyText key="ref" text={alarm.ref} />],
          [
            "次数",
            <span key="count" className="num">
              {alarm.count}
            </span>,
          ],
          [
            "首次",
            <span key="first" className="num">
              {timeText(alarm.first_at)}
            </span>,
          ],
          [
            "最近",
            <span key="last" className="num">
              {timeText(alarm.last_at)}
            </span>,
          ],
          ["负责人", alarm.owner ?? "还没有人认领"],
          ...(alarm.state === "resolved" ? ([["处理说明", alarm.note || "—"]] as const) : []),
        ]}
      />
      {facts.length > 0 && (
        <>
          <h3 className="by-section-title by-alarm-facts">详情</h3>
          <Facts rows={facts} />
        </>
      )}
      {list !== undefined && (
        <p className="by-alarm-list">
          <Link className="by-link" to={list.to} onClick={close}>
            {list.text}
          </Link>
        </p>
      )}
      {alarm.state !== "resolved" && may("alarm.handle") && <Handle alarm={alarm} close={close} />}
    </Drawer>
  );
}
