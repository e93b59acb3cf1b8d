import type { FreightInput, FreightTemplateBody } from "@banyan/contract";
import { describeFreightRule } from "@banyan/domain";
import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, ConfigProvider, Form, Input, Segmented } from "antd";
import { type ReactElement, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { DetailSkeleton, Empty, ErrorState } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";
import { blankDraft, blankRule, type Draft, draftOf, templateOf } from "./draft.ts";
import { RegionPicker, type TakenPlace } from "./region-picker.tsx";
import { type RegionOption, useRegions } from "./regions.ts";
import { RuleFields } from "./rule-fields.tsx";
import { Trial } from "./trial.tsx";
import "./freight.css";

const BACK = { to: "/freight", label: "运费模板" };

/** A new template, a copy of one, or one that stands. */
export function FreightEditorPage(): ReactElement {
  const { id } = useParams();
  const [params] = useSearchParams();
  const copyOf = params.get("copy");
  const templates = useQuery(api.console.freight.list.queryOptions({ refetchOnWindowFocus: false }));
  const found = templates.data?.templates.find((one) => one.id === (id ?? copyOf));
  const title = id === undefined ? "新建运费模板" : (found?.name ?? "运费模板");
  return (
    <>
      <PageHead title={title} back={BACK}>
        {id !== undefined && found
          ? `${found.product_count} 件商品在用${found.is_default ? "，默认模板" : ""}`
          : null}
      </PageHead>
      {templates.isPending && <DetailSkeleton />}
      {templates.isError && (
        <Card>
          <ErrorState error={templates.error} retry={() => void templates.refetch()} />
        </Card>
      )}
      {templates.data && id !== undefined && !found && (
        <Card>
          <Empty text="这个模板已被删除" />
        </Card>
      )}
      {templates.data && (id === undefined || found) && (
        <Editor
          key={`${found?.id ?? ""} ${found?.version ?? 0}`}
          template={id === undefined ? null : (found ?? null)}
          start={found ? draftOf(found, id === undefined) : blankDraft()}
        />
      )}
    </>
  );
}

function useSave(
  template: FreightTemplateBody | null,
  form: ReturnType<typeof Form.useForm<FreightInput>>[0],
) {
  const go = useNavigate();
  const { modal } = App.useApp();
  const { keyFor } = useRequestKey();
  return useWrite({
    call: (input: FreightInput) =>
      template === null
        ? client.console.freight.create({ ...input, request_key: keyFor(input) })
        : client.console.freight.update({ ...input, template_id: template.id, version: template.version }),
    form,
    stale: [api.console.freight.key()],
    success: "已保存，马上按它收运费",
    refused: (failure) => {
      if (failure.code !== "already_changed") return false;
      modal.confirm({
        title: failure.message,
        okText: "刷新",
        cancelText: "先不",
        onOk: () => location.reload(),
      });
      return true;
    },
    done: () => void go(BACK.to),
  });
}

function Editor({
  template,
  start,
}: {
  template: FreightTemplateBody | null;
  start: FreightInput;
}): ReactElement {
  const [form] = Form.useForm<FreightInput>();
  const [dirty, setDirty] = useState(template === null);
  const regions = useRegions();
  const readOnly = !useMay()("setting.write");
  const save = useSave(template, form);
  const typed = (Form.useWatch([], form) as Draft | undefined) ?? start;
  const unit = typed.unit ?? "piece";
  const changed = (change: Partial<FreightInput>) => {
    setDirty(true);
    // A size in pieces means nothing as a weight.
    if (!change.unit) return;
    const { first, further } = blankRule(change.unit);
    const sized = <Rule extends object | undefined>(rule: Rule) => ({ ...rule, first, further });
    form.setFieldsValue({
      elsewhere: sized(typed.elsewhere),
      groups: (typed.groups ?? []).map(sized),
    } as FreightInput);
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={readOnly}
      initialValues={start}
      onValuesChange={changed}
      onFinish={(fields) =>
        save.mutate({ ...fields, groups: fields.groups ?? [], unserved: fields.unserved ?? [] })
      }
      scrollToFirstError={{ behavior: "smooth", block: "center" }}
    >
      <div className="by-freight-editor">
        <div className="by-stack">
          {readOnly && <Alert type="info" showIcon title="只能查看，您没有修改运费模板的权限" />}
          <Card title="模板">
            <div className="by-freight-head">
              <Form.Item
                name="name"
                label="名称"
                rules={[{ required: true, whitespace: true, message: "请填写模板名称" }]}
              >
                <Input maxLength={20} placeholder="例如：生鲜冷链" />
              </Form.Item>
              <Form.Item name="unit" label="计费方式">
                <Segmented
                  options={[
                    { value: "piece", label: "按件" },
                    { value: "weight", label: "按重量" },
                  ]}
                />
              </Form.Item>
            </div>
            {unit === "weight" && (
              <p className="by-secondary">按规格里填的重量算；没有填重量的规格按首重收。</p>
            )}
          </Card>
          <Card title="其余地区" note="下面没有单独列出的地区都按这里收">
            <RuleFields at={["elsewhere"]} unit={unit} />
            <RuleWords draft={typed} at={null} />
          </Card>
          <Groups typed={typed} regions={regions} readOnly={readOnly} />
          <Card title="不配送地区" note="收货地址在这里时不能下单，会告诉顾客是哪些商品">
            <Form.Item name="unserved">
              <RegionPicker regions={regions} taken={takenBut(typed, "unserved")} placeholder="都配送" />
            </Form.Item>
          </Card>
          {!readOnly && (
            <div className="by-setting-actions">
              <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!dirty}>
                保存
              </Button>
            </div>
          )}
        </div>
        <Card className="by-freight-aside" title="算一算" note="和下单用同一个算法">
          <ConfigProvider componentDisabled={false}>
            <Trial draft={typed} regions={regions} />
          </ConfigProvider>
        </Card>
      </div>
    </Form>
  );
}

/** Where regions stand other than here. */
function takenBut({ groups = [], unserved = [] }: Draft, here: number | "unserved"): TakenPlace[] {
  return [
    ...groups.map((group, at) => ({ at, name: `第 ${at + 1} 组`, regions: group?.regions ?? [] })),
    { at: "unserved" as const, name: "不配送地区", regions: unserved },
  ].filter(({ at }) => at !== here);
}

function RuleWords({ draft, at }: { draft: Draft; at: number | null }): ReactElement | null {
  const template = templateOf(draft);
  const rule = at === null ? template.elsewhere : template.groups[at];
  return rule ? <p className="by-freight-words num">{describeFreightRule(rule, template.unit)}</p> : null;
}

function Groups({
  typed,
  regions,
  readOnly,
}: {
  typed: Draft;
  regions: readonly RegionOption[];
  readOnly: boolean;
}): ReactElement {
  const unit = typed.unit ?? "piece";
  return (
    <Form.List name="groups">
      {(rows, { add, remove }) => (
        <>
          {rows.map((row, at) => (
            <Card
              key={row.key}
              title={`第 ${at + 1} 组地区`}
              extra={
                readOnly ? undefined : (
                  <button type="button" className="by-link" onClick={() => remove(row.name)}>
                    删除这一组
                  </button>
                )
              }
            >
              <Form.Item
                name={[row.name, "regions"]}
                label="地区"
                rules={[{ required: true, type: "array", min: 1, message: "请选择地区" }]}
              >
                <RegionPicker regions={regions} taken={takenBut(typed, at)} />
              </Form.Item>
              <RuleFields at={[row.name]} unit={unit} />
              <RuleWords draft={typed} at={at} />
            </Card>
          ))}
          {!readOnly && (
            <Button
              className="by-freight-add"
              type="dashed"
              block
              icon={<Icon name="plus" size={14} />}
              onClick={() => add({ ...blankRule(unit), regions: [] })}
            >
              添加一组地区
            </Button>
          )}
        </>
      )}
    </Form.List>
  );
}
