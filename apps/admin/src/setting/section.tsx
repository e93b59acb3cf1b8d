import type { SettingKey, Settings } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, type FormInstance } from "antd";
import { type ReactElement, type ReactNode, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Card } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";

/** One setting: its form, saved with the version it was read at, so that two people cannot overwrite each other unseen. */
export function Section<Key extends SettingKey>({
  settings,
  name,
  title,
  note,
  form,
  children,
}: {
  settings: Settings;
  name: Key;
  title: string;
  note?: string;
  form: FormInstance;
  children: ReactNode;
}): ReactElement {
  const may = useMay();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const [dirty, setDirty] = useState(false);
  const readOnly = !may("setting.write");
  const save = useWrite({
    call: (fields: Record<string, unknown>) =>
      client.console.setting.put({
        key: name,
        version: settings.versions[name] ?? 0,
        value: { ...settings[name], ...fields },
      }),
    form,
    success: "已保存，马上生效",
    refused: (failure) => {
      if (failure.code !== "already_changed") return false;
      modal.confirm({
        title: failure.message,
        okText: "刷新",
        cancelText: "先不",
        onOk: () => queries.invalidateQueries({ queryKey: api.console.setting.key() }),
      });
      return true;
    },
    done: (after) => {
      setDirty(false);
      queries.setQueryData(api.console.setting.get.queryKey(), after);
      void queries.invalidateQueries({ queryKey: api.shop.key() });
    },
  });
  return (
    <Card title={title} {...(note ? { note } : {})}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={readOnly}
        initialValues={settings[name]}
        onValuesChange={() => setDirty(true)}
        onFinish={(fields) => save.mutate(fields)}
        scrollToFirstError={{ behavior: "smooth", block: "center" }}
      >
        {children}
        {!readOnly && (
          <div className="by-setting-actions">
            <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!dirty}>
              保存
            </Button>
            {dirty && (
              <Button
                type="text"
                onClick={() => {
                  form.resetFields();
                  setDirty(false);
                }}
              >
                放弃修改
              </Button>
            )}
          </div>
        )}
      </Form>
    </Card>
  );
}
