import type { ConsoleProductRow } from "@banyan/contract";
import { Form, Modal, Radio, Select } from "antd";
import type { ReactElement } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import type { BulkDialogProps } from "../list/definition.ts";
import { useCategoryOptions } from "./categories.ts";
import { ScheduleDialog } from "./schedule-dialog.tsx";

export function BulkSchedule({ rows, close, done }: BulkDialogProps<ConsoleProductRow>): ReactElement {
  return <ScheduleDialog products={rows} close={close} done={done} />;
}

interface Fields {
  how: "main" | "add" | "remove";
  category_id: string;
}

const HOW = [
  { value: "main", label: "改主分类" },
  { value: "add", label: "加展示分类" },
  { value: "remove", label: "去掉展示分类" },
] as const;

/** The main category of many products, or a further shelf for them. */
export function BulkCategory({ rows, close, done }: BulkDialogProps<ConsoleProductRow>): ReactElement {
  const [form] = Form.useForm<Fields>();
  const options = useCategoryOptions();
  const how = Form.useWatch("how", form) ?? "main";
  const save = useWrite({
    call: (fields: Fields) =>
      client.console.catalog.setCategory({ ...fields, product_ids: rows.map(({ id }) => id) }),
    form,
    stale: [api.console.catalog.key()],
    success: ({ changed }) => (changed === 0 ? "没有变化" : `已改 ${changed} 个商品`),
    done: () => {
      done();
      close();
    },
  });
  return (
    <Modal
      open
      title={`改分类（${rows.length} 个商品）`}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={close}
      width={440}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ how: "main" }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item
          name="how"
          extra={how === "main" ? "佣金规则按主分类算，改了以后只影响新订单。" : "商品的主分类不变。"}
        >
          <Radio.Group options={[...HOW]} />
        </Form.Item>
        <Form.Item name="category_id" label="分类" rules={[{ required: true, message: "请选择分类" }]}>
          <Select options={options} showSearch={{ optionFilterProp: "label" }} placeholder="请选择分类" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
