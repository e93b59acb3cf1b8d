import type { ConsoleLadder, ConsoleTier, TierRun } from "@banyan/contract";
import { Button, Drawer, Form, Input, Switch } from "antd";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Note } from "../design/note.tsx";
import { fieldsOf, keepText, rulesOf, type TierFields, upgradeText, warningsAbout } from "./draft.ts";
import { Moves, movesText } from "./moves.tsx";
import { RightsFields } from "./rights-fields.tsx";
import { KeepFields, UpgradeFields } from "./rule-fields.tsx";
import { useLadderChanged } from "./use-ladder.ts";

interface DrawerProps {
  tier: ConsoleTier;
  ladder: ConsoleLadder;
  close: () => void;
}

/** Who would change today under the rules as they are typed. */
function usePreview(tier: ConsoleTier) {
  const [result, setResult] = useState<TierRun | null>(null);
  const ask = useWrite({
    call: (fields: TierFields) =>
      client.console.tier.preview({ rules: { tier_id: tier.id, ...rulesOf(fields) } }),
    done: setResult,
  });
  return { result, forget: () => setResult(null), ask };
}

function Preview({ result }: { result: TierRun | null }): ReactElement | null {
  const section = useRef<HTMLElement>(null);
  // It stands below everything that is filled in, and is asked for at the foot of the drawer.
  useEffect(() => {
    if (result !== null) section.current?.scrollIntoView({ block: "end" });
  }, [result]);
  if (result === null) return null;
  const text = movesText(result);
  return (
    <section ref={section} className="by-tier-preview" aria-live="polite">
      <Note tone={text === null ? "grey" : "green"} icon="eye">
        {text === null
          ? "按这样的规则，今天没有人变动。"
          : `按这样的规则，今天会有变动：${text}。保存后一小时内自动评定。`}
      </Note>
      {text !== null && <Moves run={result} />}
    </section>
  );
}

function Part({
  title,
  field,
  children,
}: {
  title: string;
  field?: "rises" | "falls";
  children: ReactElement;
}): ReactElement {
  return (
    <section className="by-tier-part">
      <header>
        <h3>{title}</h3>
        {field && (
          <Form.Item name={field} valuePropName="checked" noStyle>
            <Switch aria-label={title} checkedChildren="开" unCheckedChildren="关" />
          </Form.Item>
        )}
      </header>
      {children}
    </section>
  );
}

export function TierDrawer({ tier, ladder, close }: DrawerProps): ReactElement {
  const [form] = Form.useForm<TierFields>();
  const typed = (Form.useWatch([], form) as TierFields | undefined) ?? fieldsOf(tier);
  const changed = useLadderChanged();
  const preview = usePreview(tier);
  const standing = ladder.tiers.filter((one) => one.retired_at === null);
  const lowest = standing[0]?.id === tier.id;
  const lower = standing.filter((one) => one.rank < tier.rank);
  const rules = rulesOf(typed);
  const nameOf = (id: string) => standing.find((one) => one.id === id)?.name ?? "";
  const save = useWrite({
    call: (fields: TierFields) =>
      client.console.tier.update({
        tier_id: tier.id,
        revision: tier.revision,
        name: fields.name,
        rights: fields.rights,
        ...rulesOf(fields),
      }),
    form,
    success: "已保存",
    done: (after) => {
      changed(after);
      close();
    },
  });
  return (
    <Drawer
      open
      title={`编辑等级：${tier.name}`}
      size={640}
      onClose={close}
      footer={
        <div className="by-drawer-actions">
          <Button
            loading={preview.ask.isPending}
            onClick={() => preview.ask.mutate(form.getFieldsValue(true))}
          >
            预览今天谁会变动
          </Button>
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            保存
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={fieldsOf(tier)}
        onValuesChange={preview.forget}
        onFinish={() => save.mutate(form.getFieldsValue(true))}
      >
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, message: "请填写等级名称" }]}
        >
          <Input maxLength={10} showCount />
        </Form.Item>
        <Part title="权益">
          <RightsFields />
        </Part>
        {lowest ? (
          <Note tone="grey" icon="note">
            这是最低的等级，新的分销员从这里开始，不需要升级和保级规则。
          </Note>
        ) : (
          <>
            <Part title="升级规则" field="rises">
              <UpgradeFields shown={typed.rises} text={upgradeText(rules.upgrade, typed.name)} />
            </Part>
            <Part title="保级规则" field="falls">
              <KeepFields
                shown={typed.falls}
                text={keepText(rules.keep, nameOf)}
                lower={lower.map((one) => ({ value: one.id, label: `转为${one.name}` }))}
              />
            </Part>
          </>
        )}
      </Form>
      {warningsAbout(ladder.tiers, tier.id, rules).map((warning) => (
        <Note key={warning} tone="amber" icon="warning">
          {warning}
        </Note>
      ))}
      <Preview result={preview.result} />
    </Drawer>
  );
}
