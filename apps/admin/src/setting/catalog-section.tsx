import type { Settings } from "@banyan/contract";
import { Button, Form, Input } from "antd";
import type { ReactElement } from "react";
import { Icon } from "../design/icon.tsx";
import { Section } from "./section.tsx";

const MOST = 20;

/** The shop's set of service promises, each with the sentence that a customer reads behind it. */
export function CatalogSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm<Settings["catalog"]>();
  return (
    <Section settings={settings} name="catalog" title="商品" note="编辑商品时可以选的服务承诺" form={form}>
      <Form.List name="promises">
        {(fields, { add, remove, move }) => (
          <>
            {fields.map((field, index) => (
              <div key={field.key} className="by-promise-row">
                <Form.Item
                  name={[field.name, "name"]}
                  rules={[{ required: true, whitespace: true, message: "请填写承诺" }]}
                >
                  <Input maxLength={20} placeholder="承诺，如 48 小时发货" aria-label={`承诺 ${index + 1}`} />
                </Form.Item>
                <Form.Item name={[field.name, "note"]}>
                  <Input
                    maxLength={100}
                    placeholder="说明，顾客点开能看到"
                    aria-label={`承诺 ${index + 1} 的说明`}
                  />
                </Form.Item>
                <Button
                  type="text"
                  aria-label={`上移承诺 ${index + 1}`}
                  disabled={index === 0}
                  icon={<Icon name="up" size={15} />}
                  onClick={() => move(index, index - 1)}
                />
                <Button
                  type="text"
                  aria-label={`删除承诺 ${index + 1}`}
                  icon={<Icon name="trash" size={15} />}
                  onClick={() => remove(field.name)}
                />
              </div>
            ))}
            {fields.length < MOST && (
              <Button icon={<Icon name="plus" size={14} />} onClick={() => add({ name: "", note: "" })}>
                添加承诺
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Section>
  );
}
