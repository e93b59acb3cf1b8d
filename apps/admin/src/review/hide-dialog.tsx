import { type ConsoleReview, HIDE_REASONS } from "@banyan/contract";
import { Form, Input, Modal, Radio } from "antd";
import type { ReactElement } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Note } from "../design/note.tsx";

interface Fields {
  part: "whole" | "appended";
  reason: (typeof HIDE_REASONS)[number];
  note: string;
}

/** Hides a review, or only what was added to it, for one of the reasons there are. */
export function HideDialog({ review, close }: { review: ConsoleReview; close: () => void }): ReactElement {
  const [form] = Form.useForm<Fields>();
  const { keyFor } = useRequestKey();
  const hide = useWrite({
    call: ({ part, reason, note }: Fields) => {
      const content = {
        review_id: review.id,
        revision: review.revision,
        part,
        reason,
        note: (note ?? "").trim(),
      };
      return client.console.review.hide({ ...content, request_key: keyFor(content) });
    },
    form,
    stale: [api.console.review.key(), api.console.report.key()],
    success: "已隐藏，顾客会看到原因",
    done: close,
  });
  const both = review.appended !== null && review.state === "shown";
  return (
    <Modal
      open
      title="隐藏评价"
      okText="隐藏"
      cancelText="取消"
      okButtonProps={{ danger: true }}
      confirmLoading={hide.isPending}
      onOk={form.submit}
      onCancel={close}
      width={500}
    >
      <div className="by-review-law">
        <Note tone="amber" icon="warning">
          差评不是隐藏的理由。《电子商务法》第十七条、第三十九条要求真实、全面地展示评价，不得删除消费者的评价；顾客的不满请用回复来回应。
        </Note>
      </div>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ part: "whole", note: "" }}
        onFinish={(fields) => hide.mutate(fields)}
      >
        <Form.Item name="part" label="隐藏什么" hidden={!both}>
          <Radio.Group
            options={[
              { value: "whole", label: "整条评价" },
              { value: "appended", label: "只隐藏追评" },
            ]}
          />
        </Form.Item>
        <Form.Item name="reason" label="原因" rules={[{ required: true, message: "请选择隐藏原因" }]}>
          <Radio.Group
            className="by-review-reasons"
            options={HIDE_REASONS.map((reason) => ({ value: reason, label: reason }))}
          />
        </Form.Item>
        <Form.Item name="note" label="说明（顾客可见，可不填）" style={{ marginBottom: 34 }}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
