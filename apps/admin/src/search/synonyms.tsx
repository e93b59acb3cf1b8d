import type { SynonymGroup } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Form, Modal, Select, Switch } from "antd";
import { type ReactElement, useState } from "react";
import { useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";

type Edited = SynonymGroup | { words: string[] } | null;

/** Groups of words of which each finds what the others find. */
export function Synonyms(): ReactElement {
  const [params, setParams] = useSearchParams();
  const canWrite = useMay()("catalog.write");
  const asked = params.get("word");
  const [edited, setEdited] = useState<Edited>(asked === null || !canWrite ? null : { words: [asked] });
  const groups = useQuery(api.console.search.synonyms.queryOptions());
  const close = () => {
    setEdited(null);
    if (asked !== null) setParams({ tab: "synonyms" });
  };
  return (
    <Card
      flush
      title="同义词"
      note="搜其中一个，也能找到写着其他几个的商品，马上生效"
      extra={
        canWrite && (
          <Button
            type="primary"
            icon={<Icon name="plus" size={16} />}
            onClick={() => setEdited({ words: [] })}
          >
            新建一组
          </Button>
        )
      }
    >
      {groups.isPending && <RowsSkeleton rows={4} />}
      {groups.isError && <ErrorState error={groups.error} retry={() => void groups.refetch()} />}
      {groups.data?.groups.length === 0 && (
        <Empty text="还没有同义词。比如“番茄”和“西红柿”，“土豆”和“洋芋”" />
      )}
      {groups.data?.groups.map((group) => (
        <GroupRow key={group.id} group={group} canWrite={canWrite} change={() => setEdited(group)} />
      ))}
      {edited && <GroupDialog edited={edited} close={close} />}
    </Card>
  );
}

function GroupRow({
  group,
  canWrite,
  change,
}: {
  group: SynonymGroup;
  canWrite: boolean;
  change: () => void;
}): ReactElement {
  const { modal } = App.useApp();
  const stale = [api.console.search.synonyms.key()];
  const turn = useWrite({
    call: (enabled: boolean) =>
      client.console.search.changeSynonym({
        ...{ synonym_id: group.id, version: group.version, words: group.words, enabled },
      }),
    stale,
    success: group.enabled ? "已停用" : "已启用",
  });
  const remove = useWrite({
    call: () => client.console.search.removeSynonym({ synonym_id: group.id }),
    stale,
    success: "已删除",
  });
  return (
    <div className="by-search-row">
      <span className={group.enabled ? "by-search-words" : "by-search-words is-off"}>
        {group.words.map((word) => (
          <span key={word} className="by-search-word">
            {word}
          </span>
        ))}
      </span>
      <Switch
        checked={group.enabled}
        disabled={!canWrite}
        loading={turn.isPending}
        aria-label={`启用 ${group.words.join("、")}`}
        onChange={(on) => turn.mutate(on)}
      />
      {canWrite && (
        <span className="by-search-acts">
          <button type="button" className="by-link" onClick={change}>
            修改
          </button>
          <button
            type="button"
            className="by-link by-out"
            onClick={() =>
              modal.confirm({
                title: `删除这组同义词？`,
                content: group.words.join("、"),
                okText: "删除",
                cancelText: "取消",
                okButtonProps: { danger: true },
                onOk: () => remove.mutate(undefined),
              })
            }
          >
            删除
          </button>
        </span>
      )}
    </div>
  );
}

function GroupDialog({ edited, close }: { edited: NonNullable<Edited>; close: () => void }): ReactElement {
  const [form] = Form.useForm<{ words: string[] }>();
  const { keyFor } = useRequestKey();
  const typed = Form.useWatch("words", form) ?? edited.words;
  const save = useWrite<{ words: string[] }, unknown>({
    call: ({ words }) =>
      "id" in edited
        ? client.console.search.changeSynonym({
            ...{ synonym_id: edited.id, version: edited.version, enabled: edited.enabled, words },
          })
        : client.console.search.createSynonym({ words, enabled: true, request_key: keyFor(words) }),
    stale: [api.console.search.synonyms.key()],
    success: "已保存，马上生效",
    refused: ({ field, message }) => {
      if (field?.startsWith("words") !== true) return false;
      form.setFields([{ name: "words", errors: [message] }]);
      return true;
    },
    done: close,
  });
  return (
    <Modal
      open
      title={"id" in edited ? "修改同义词" : "新建同义词"}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.isPending}
      onOk={() => void form.validateFields().then((values) => save.mutate(values))}
      onCancel={close}
    >
      <Form form={form} layout="vertical" initialValues={{ words: edited.words }} requiredMark={false}>
        <Form.Item
          name="words"
          label="意思相同的词"
          extra="输入一个词后按回车，2 到 12 个"
          rules={[{ type: "array", min: 2, max: 12, message: "要有 2 到 12 个词" }]}
        >
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            maxCount={12}
            tokenSeparators={[",", "，", "、", ";", "；"]}
            placeholder="比如：番茄、西红柿"
          />
        </Form.Item>
      </Form>
      {typed.length > 1 && (
        <p className="by-search-says">
          顾客搜“{typed[0]}”，也会看到写着“{typed.slice(1).join("”“")}”的商品，反过来也一样。
        </p>
      )}
    </Modal>
  );
}
