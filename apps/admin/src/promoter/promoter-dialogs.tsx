import type { ConsolePromoter } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { DatePicker, Form, Select } from "antd";
import type { Dayjs } from "dayjs";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { Note } from "../design/note.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { useTiers } from "./names.ts";
import { nameOf } from "./person.tsx";

function useChanged(): (promoter: ConsolePromoter) => void {
  const queries = useQueryClient();
  return (promoter) => {
    queries.setQueryData(
      api.console.promoter.get.queryKey({ input: { customer_id: promoter.customer.id } }),
      promoter,
    );
    void queries.invalidateQueries({ queryKey: api.console.promoter.key() });
    void queries.invalidateQueries({ queryKey: api.console.tier.key() });
    void queries.invalidateQueries({ queryKey: api.console.withdrawal.key() });
  };
}

interface DialogProps {
  promoter: ConsolePromoter;
  close: () => void;
}

export function FreezeDialog({ promoter, close }: DialogProps): ReactElement {
  const changed = useChanged();
  const frozen = promoter.state === "active";
  return (
    <ReasonDialog
      title={`${frozen ? "冻结" : "解除冻结"} ${nameOf(promoter.customer)}`}
      label="原因"
      field="reason"
      extra={frozen ? "分销员会看到原因；记入操作日志" : "记入操作日志"}
      actionText={frozen ? "冻结" : "解除冻结"}
      danger={frozen}
      success={frozen ? "已冻结" : "已解除冻结"}
      call={(reason) => client.console.promoter.freeze({ customer_id: promoter.customer.id, frozen, reason })}
      done={changed}
      close={close}
    >
      <p className="by-confirm-note">
        {frozen
          ? "冻结后不再产生新佣金，也不能提现；审核中的提现退回，已提交微信的照常。已预估的佣金照常结算，但进入冻结。顾客关系和邀请关系保留。"
          : "解除后可以继续推广和提现。冻结期间的订单不补佣金。"}
      </p>
    </ReasonDialog>
  );
}

export function TierDialog({ promoter, close }: DialogProps): ReactElement {
  const changed = useChanged();
  const tiers = useTiers();
  const [tierId, setTierId] = useState(promoter.tier.id);
  const [pinned, setPinned] = useState<Dayjs | null>(null);
  const target = tiers.data?.tiers.find((tier) => tier.id === tierId);
  return (
    <ReasonDialog
      title={`调整 ${nameOf(promoter.customer)} 的等级`}
      label="原因"
      field="reason"
      extra="记入操作日志"
      actionText="调整"
      success="等级已调整"
      call={(reason) =>
        client.console.promoter.setTier({
          customer_id: promoter.customer.id,
          tier_id: tierId,
          reason,
          ...(pinned ? { pinned_until: pinned.toISOString() } : {}),
        })
      }
      done={changed}
      close={close}
    >
      <Form.Item label="新等级">
        <Select
          loading={tiers.isPending}
          value={tierId}
          options={[...(tiers.data?.tiers ?? [])]
            .sort((a, b) => a.rank - b.rank)
            .map((tier) => ({ value: tier.id, label: tier.name }))}
          onChange={setTierId}
        />
      </Form.Item>
      <Form.Item label="锁定到" extra="锁定期间不按规则升降。不锁定时，达到规则的人会在一小时内被重新评定">
        <DatePicker
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          placeholder="不锁定"
          style={{ width: "100%" }}
          value={pinned}
          onChange={setPinned}
        />
      </Form.Item>
      <div style={{ marginBottom: 16 }}>
        <Note tone="grey" icon="note">
          {target && target.id !== promoter.tier.id
            ? `${promoter.tier.name} → ${target.name}：之后提交的订单按“${target.name}”计佣，已有订单不变。`
            : "已有订单的佣金按下单时的等级计算，不会改变。"}
        </Note>
      </div>
    </ReasonDialog>
  );
}
