import { App, DatePicker, Form, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";

import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { Note } from "../design/note.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { timeText } from "../design/time.ts";
import { useTiers } from "../promoter/names.ts";
import { nameOf } from "../promoter/person.tsx";

interface Person {
  id: string;
  nickname: string;
  avatar: string | null;
}

const USUAL_DAYS = 90;

/** Puts one or several promoters into a tier until a date; then they fall back. */
export function SeedDialog({
  people,
  done,
  close,
}: {
  people: readonly Person[];
  done?: () => void;
  close: () => void;
}): ReactElement {
  const { modal } = App.useApp();
  const tiers = [...(useTiers().data?.tiers ?? [])].sort((a, b) => a.rank - b.rank);
  const [tierId, setTierId] = useState<string>();
  const [fallbackId, setFallbackId] = useState<string>();
  const [until, setUntil] = useState<Dayjs | null>(
    dayjs(businessNow()).add(USUAL_DAYS, "day").endOf("day").millisecond(0),
  );
  const [problem, setProblem] = useState<string>();
  const tier = tiers.find((one) => one.id === (tierId ?? tiers.at(-1)?.id));
  const fallback = tiers.find((one) => one.id === (fallbackId ?? tiers[0]?.id));
  const who = people.length === 1 && people[0] ? nameOf(people[0]) : `${people.length} 位分销员`;
  const options = tiers.map((one) => ({ value: one.id, label: one.name }));
  return (
    <ReasonDialog
      title={`设为种子分销员：${who}`}
      label="原因"
      field="reason"
      extra="记入操作日志和等级记录"
      actionText="设为种子"
      success="已处理"
      stale={[api.console.promoter.key(), api.console.tier.key()]}
      ready={() => {
        const missing = until === null ? "请选择截止时间" : tier && fallback ? undefined : "请选择等级";
        setProblem(missing);
        return missing === undefined;
      }}
      call={(reason) =>
        client.console.tier.seed({
          customer_ids: people.map((person) => person.id),
          tier_id: tier?.id ?? "",
          fallback_id: fallback?.id ?? "",
          until: (until ?? dayjs(businessNow())).toISOString(),
          reason,
        })
      }
      done={(result) => {
        done?.();
        if (result.skipped.length === 0) return;
        modal.warning({
          title: `${result.assigned} 位已设为种子，${result.skipped.length} 位没有`,
          content: (
            <ul>
              {result.skipped.map((one) => (
                <li key={one.customer_id}>
                  {one.nickname || one.customer_id}：{one.message}
                </li>
              ))}
            </ul>
          ),
          okText: "知道了",
        });
      }}
      close={close}
    >
      <Form.Item label="种子等级">
        <Select value={tier?.id} options={options} onChange={setTierId} />
      </Form.Item>
      <Form.Item label="截止时间">
        <DatePicker
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          style={{ width: "100%" }}
          value={until}
          onChange={setUntil}
        />
      </Form.Item>
      <Form.Item label="到期后转为" {...(problem ? { validateStatus: "error" as const, help: problem } : {})}>
        <Select value={fallback?.id} options={options} onChange={setFallbackId} />
      </Form.Item>
      <div style={{ marginBottom: 16 }}>
        <Note tone="grey" icon="note">
          {tier && fallback && until
            ? `现在起按“${tier.name}”计佣，到 ${timeText(until.toISOString())} 前不升不降；期满转为“${fallback.name}”，再按规则评定。`
            : "选择等级和截止时间。"}
        </Note>
      </div>
    </ReasonDialog>
  );
}
