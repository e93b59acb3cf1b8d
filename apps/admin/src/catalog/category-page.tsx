import type { CategoryNode } from "@banyan/contract";
import { Button, Form, Input, InputNumber, Modal, Select } from "antd";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { PictureSlot } from "../media/picture-upload.tsx";
import { useMay } from "../session/session.tsx";
import { useCategories } from "./categories.ts";
import "./catalog.css";

interface Fields {
  name: string;
  parent_id: string | null;
  icon: string | null;
  sort: number;
}
interface Editing extends Fields {
  id?: string;
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

function CategoryDialog({ editing, close }: { editing: Editing; close: () => void }): ReactElement {
  const [form] = Form.useForm<Fields>();
  const parents = useCategories().data?.categories ?? [];
  const save = useWrite({
    call: (fields: Fields) =>
      client.console.catalog.saveCategory({
        ...(editing.id ? { id: editing.id } : {}),
        ...fields,
        parent_id: fields.parent_id ?? null,
        icon: fields.icon ?? null,
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
        <Form.Item name="icon" label="图标（可不传）">
          <IconControl />
        </Form.Item>
        <Form.Item
          name="sort"
          label="排序"
          extra="数字小的在前"
          rules={[{ required: true, message: "请填写排序" }]}
        >
          <InputNumber min={0} max={9999} precision={0} style={{ width: 140 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function CategoryTools({
  id,
  canWrite,
  change,
  addChild,
}: {
  id: string;
  canWrite: boolean;
  change: () => void;
  addChild?: () => void;
}): ReactElement {
  return (
    <span className="by-category-tools">
      <Link className="by-link" to={`/products?category=${id}`}>
        商品
      </Link>
      {canWrite && (
        <button type="button" className="by-link" onClick={change}>
          修改
        </button>
      )}
      {canWrite && addChild && (
        <button type="button" className="by-link" onClick={addChild}>
          加下级
        </button>
      )}
    </span>
  );
}

/** A first-level category with what stands below it. */
function CategoryFamily({
  parent,
  sort,
  canWrite,
  edit,
}: {
  parent: CategoryNode;
  sort: number;
  canWrite: boolean;
  edit: (editing: Editing) => void;
}): ReactElement {
  return (
    <li>
      <div className="by-category">
        <PictureThumb src={parent.icon} size={40} />
        <b>{parent.name}</b>
        <CategoryTools
          id={parent.id}
          canWrite={canWrite}
          change={() => edit({ id: parent.id, name: parent.name, parent_id: null, icon: parent.icon, sort })}
          addChild={() =>
            edit({ name: "", parent_id: parent.id, icon: null, sort: parent.children.length + 1 })
          }
        />
      </div>
      <ul>
        {parent.children.map((child, index) => (
          <li key={child.id} className="by-category is-child">
            <PictureThumb src={child.icon} size={32} />
            <span>{child.name}</span>
            <CategoryTools
              id={child.id}
              canWrite={canWrite}
              change={() =>
                edit({
                  id: child.id,
                  name: child.name,
                  parent_id: parent.id,
                  icon: child.icon,
                  sort: index + 1,
                })
              }
            />
          </li>
        ))}
      </ul>
    </li>
  );
}

export function CategoryPage(): ReactElement {
  const may = useMay();
  const categories = useCategories();
  const [editing, setEditing] = useState<Editing | null>(null);
  const canWrite = may("catalog.write");
  const rows = categories.data?.categories ?? [];
  return (
    <>
      <PageHead
        title="分类"
        extra={
          canWrite && (
            <Button
              type="primary"
              icon={<Icon name="plus" size={16} />}
              onClick={() => setEditing({ name: "", parent_id: null, icon: null, sort: rows.length + 1 })}
            >
              新增分类
            </Button>
          )
        }
      >
        两级分类，小程序“分类”页按这里的顺序显示
      </PageHead>
      <Card flush>
        {categories.isPending && <RowsSkeleton />}
        {categories.isError && (
          <ErrorState error={categories.error} retry={() => void categories.refetch()} />
        )}
        {categories.data && rows.length === 0 && <Empty text="还没有分类" />}
        <ul className="by-categories">
          {rows.map((parent, index) => (
            <CategoryFamily
              key={parent.id}
              parent={parent}
              sort={index + 1}
              canWrite={canWrite}
              edit={setEditing}
            />
          ))}
        </ul>
      </Card>
      {editing && <CategoryDialog editing={editing} close={() => setEditing(null)} />}
    </>
  );
}
