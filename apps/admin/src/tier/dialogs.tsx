import type { ConsoleLadder, ConsoleTier } from "@banyan/contract";
import { Form, Input, Modal, Select } from "antd";
import { type ReactElement, useState } from "react";
import { client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Note } from "../design/note.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { RightsFields } from "./rights-fields.tsx";
import { useLadderChanged } from "./use-ladder.ts";

type NewFields = Pick<ConsoleTier, "name" | "rights">;

/** @param created gets the new tier, for its rules */
export function NewTierDialog({
  created,
  close,
}: {
  created: (tier: ConsoleTier) => void;
  close: () => void;
}): ReactElement {
  const [form] = Form.useForm<NewFields>();
  const request = useRequestKey();
  const changed = useLadderChanged();
  const create = useWrite({
    call: (fields: NewFields) =>
      client.console.tier.create({ ...fields, request_key: request.keyFor(fields) }),
    form,
    success: "等级已新建",
    done: (ladder: ConsoleLadder, fields) => {
      request.renew();
      changed(ladder);
      close();
      const made = ladder.tiers.find((tier) => tier.name === fields.name.trim());
      if (made) created(made);
    },
  });
  return (
    <Modal
      open
      title="新建等级"
      okText="新建"
      cancelText="取消"
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={close}
      width={560}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          rights: {
            invite: true,
            templates: true,
            materials: true,
            withdraw_max_fen: null,
            withdraw_day_fen: null,
          },
        }}
        onFinish={() => create.mutate(form.getFieldsValue(true))}
      >
        <Form.Item
          name="name"
          label="名称"
          extra="新等级排在最高，没有规则；建好后可以调整顺序、设置升级和保级规则"
          rules={[{ required: true, whitespace: true, message: "请填写等级名称" }]}
        >
          <Input maxLength={10} showCount autoFocus placeholder="例如：合伙人" />
        </Form.Item>
        <RightsFields />
      </Form>
    </Modal>
  );
}

export function RetireDialog({
  tier,
  others,
  close,
}: {
  tier: ConsoleTier;
  others: readonly ConsoleTier[];
  close: () => void;
}): ReactElement {
  const changed = useLadderChanged();
  const [successor, setSuccessor] = useState<string | null>(null);
  return (
    <ReasonDialog
      title={`停用等级“${tier.name}”`}
      label="原因"
      field="reason"
      extra="记入操作日志"
      actionText="停用"
      danger
      success="等级已停用"
      call={(reason) => client.console.tier.retire({ tier_id: tier.id, successor_id: successor, reason })}
      done={changed}
      close={close}
    >
      <Form.Item
        label="现有分销员转到"
        extra={
          tier.promoter_count > 0
            ? `${tier.promoter_count} 位分销员会立即转过去，已有订单的佣金不变`
            : "现在没有分销员在这个等级"
        }
      >
        <Select
          allowClear
          placeholder={tier.promoter_count > 0 ? "请选择" : "不需要"}
          value={successor}
          options={others.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(value) => setSuccessor(value ?? null)}
        />
      </Form.Item>
      <div style={{ marginBottom: 16 }}>
        <Note tone="grey" icon="note">
          停用后名称和历史记录保留，不能恢复。还被佣金方案指定的等级不能停用。
        </Note>
      </div>
    </ReasonDialog>
  );
}
