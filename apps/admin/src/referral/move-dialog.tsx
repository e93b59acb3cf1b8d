import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Form, Radio, Select } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey } from "../api/write.ts";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { nameOf } from "../promoter/person.tsx";
import type { Binding } from "./standing.ts";

const FOUND_AT_ONCE = 20;

function PromoterSelect({
  value,
  onChange,
  except,
}: {
  value: string | null;
  onChange: (id: string) => void;
  /** Ids that make no sense here: the present promoter and the customer. */
  except: readonly string[];
}): ReactElement {
  const [words, setWords] = useState("");
  const found = useQuery(
    api.console.promoter.list.queryOptions({
      input: { state: "active", limit: FOUND_AT_ONCE, ...(words ? { q: words } : {}) },
      placeholderData: (before) => before,
    }),
  );
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: (typed) => setWords(typed.trim().slice(0, 40)) }}
      placeholder="按昵称查找分销员"
      value={value}
      loading={found.isFetching}
      notFoundContent={found.isPending ? "正在查找…" : "没有找到正常状态的分销员"}
      options={(found.data?.items ?? [])
        .filter((row) => !except.includes(row.customer.id))
        .map((row) => ({ value: row.customer.id, label: `${nameOf(row.customer)} · ${row.tier.name}` }))}
      onChange={onChange}
    />
  );
}

/** Moves a customer to another promoter or to none. Orders that stand keep the recommendation they were submitted with. */
export function MoveDialog({
  customer,
  current,
  close,
}: {
  customer: { id: string; nickname: string };
  current: Binding | null;
  close: () => void;
}): ReactElement {
  const queries = useQueryClient();
  const request = useRequestKey();
  const [way, setWay] = useState<"move" | "end">("move");
  const [promoterId, setPromoterId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const ends = way === "end";
  return (
    <ReasonDialog
      title={`调整 ${nameOf(customer)} 的客户关系`}
      label="原因"
      field="reason"
      extra="记入操作日志；双方都能看到关系变化"
      actionText={ends ? "解除关系" : "调整"}
      danger={ends}
      success={ends ? "已解除，之后的订单不计佣金" : "已调整，之后的订单算新的分销员"}
      call={(reason) => {
        const body = { customer_id: customer.id, promoter_id: ends ? null : promoterId, reason };
        return client.console.referral.move({ ...body, request_key: request.keyFor(body) });
      }}
      ready={() => {
        setMissing(!ends && promoterId === null);
        return ends || promoterId !== null;
      }}
      done={(after) => {
        request.renew();
        queries.setQueryData(
          api.console.referral.history.queryKey({ input: { customer_id: customer.id } }),
          after,
        );
        void queries.invalidateQueries({ queryKey: api.console.referral.key() });
        void queries.invalidateQueries({ queryKey: api.console.promoter.key() });
      }}
      close={close}
    >
      <p className="by-confirm-note">
        {current ? `现在由 ${nameOf(current.promoter)} 推荐。` : "现在没有有效的客户关系。"}
        已经提交的订单不受影响。
      </p>
      <Form.Item>
        <Radio.Group
          value={way}
          onChange={(event) => setWay(event.target.value as "move" | "end")}
          options={[
            { value: "move", label: current ? "转给另一位分销员" : "指定分销员" },
            ...(current ? [{ value: "end", label: "解除关系" }] : []),
          ]}
        />
      </Form.Item>
      {!ends && (
        <Form.Item
          label="分销员"
          {...(missing && promoterId === null ? { validateStatus: "error", help: "请选择分销员" } : {})}
        >
          <PromoterSelect
            value={promoterId}
            onChange={setPromoterId}
            except={[customer.id, ...(current ? [current.promoter.id] : [])]}
          />
        </Form.Item>
      )}
    </ReasonDialog>
  );
}
