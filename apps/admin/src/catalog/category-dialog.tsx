import { Form, Input, Modal, Select } from "antd";
import type { ReactElement } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { PictureSlot } from "../media/picture-upload.tsx";
import { useCategories } from "./categories.ts";

interface Fields {
  name: string;
  parent_id: string | null;
  icon: string | null;
}
export interface EditedCategory extends Fields {
  id?: string;
  sort: number;
}

/** A form control by the library's convention: value and onChange. */
function IconControl({
  value = null,
  onChange,
}: {
  value?: string | null;
  onChange?: (value: string | null) => void;
}): ReactElement {
  return <PictureSlot picture={value} size={56} change={(picture) => onChange?.(picture)} label="上传图标" />;
}

export function CategoryDialog({
  editing,
  close,
}: {
  editing: EditedCategory;
  close: () => void;
}): ReactElement {
  const [form] = Form.useForm<Fields>();
  const parents = useCategories().data?.categories ?? [];
  const save = useWrite({
    call: (fields: Fields) =>
      client.console.catalog.saveCategory({
        ...(editing.id ? { id: editing.id } : {}),
        ...fields,
        parent_id: fields.parent_id ?? null,
        icon: fields.icon ?? null,
        sort: editing.sort,
      }),
    form,
    stale: [api.console.catalog.key()],
    success: "已保存",
    done: close,
  });
  return (
    <Modal
      open
      title={editing.id ? "修改分类" : "新增分类"}
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
        initialValues={editing}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, message: "请填写分类名称" }]}
        >
          <Input maxLength={12} autoFocus />
        </Form.Item>
        <Form.Item name="parent_id" label="上级分类">
          <Select
            allowClear
            placeholder="没有上级，就是一级分类"
            options={parents
              .filter((parent) => parent.id !== editing.id)
              .map((parent) => ({ value: parent.id, label: parent.name }))}
          />
        </Form.Item>
        <Form.Item name="icon" label="图标（可不传）" extra="正方形图片，首页和分类页用">
          <IconControl />
        </Form.Item>
      </Form>
    </Modal>
  );
}
