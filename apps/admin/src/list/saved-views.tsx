import { Button, Dropdown, Form, Input, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { Icon } from "../design/icon.tsx";
import type { ListMemory } from "./memory.ts";

const MOST_VIEWS = 20;

/** Named questions of this list, kept in this browser. */
export function SavedViews({
  memory,
  remember,
  search,
  open,
}: {
  memory: ListMemory;
  remember: (change: Partial<ListMemory>) => void;
  /** The present question as it stands in the address, without the page. */
  search: string;
  open: (search: string) => void;
}): ReactElement {
  const [naming, setNaming] = useState(false);
  const [form] = Form.useForm<{ name: string }>();
  const current = memory.views.find((view) => view.search === search);
  const save = ({ name }: { name: string }) => {
    const others = memory.views.filter((view) => view.name !== name.trim());
    remember({ views: [...others, { name: name.trim(), search }].slice(-MOST_VIEWS) });
    setNaming(false);
    form.resetFields();
  };
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          selectable: true,
          selectedKeys: current ? [current.name] : search === "" ? ["默认"] : [],
          items: [
            { key: "默认", label: "默认视图", onClick: () => open("") },
            ...memory.views.map((view) => ({
              key: view.name,
              label: (
                <span className="by-view-item">
                  {view.name}
                  <button
                    type="button"
                    aria-label={`删除视图 ${view.name}`}
                    onClick={(event) => {
                      event.stopPropagation();
                      remember({ views: memory.views.filter((other) => other.name !== view.name) });
                    }}
                  >
                    <Icon name="close" size={13} />
                  </button>
                </span>
              ),
              onClick: () => open(view.search),
            })),
            { type: "divider" },
            {
              key: "save",
              label: "保存当前筛选为视图",
              disabled: search === "",
              onClick: () => setNaming(true),
            },
          ],
        }}
      >
        <Button icon={<Icon name="star" size={16} />}>{current?.name ?? "视图"}</Button>
      </Dropdown>
      <Modal
        open={naming}
        title="保存视图"
        okText="保存"
        cancelText="取消"
        onOk={form.submit}
        onCancel={() => setNaming(false)}
        width={400}
      >
        <Form form={form} layout="vertical" onFinish={save} requiredMark={false}>
          <Form.Item
            name="name"
            label="视图名称"
            rules={[{ required: true, whitespace: true, message: "请填写视图名称" }]}
          >
            <Input maxLength={20} placeholder="例如：待发货的茶叶" autoFocus />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
