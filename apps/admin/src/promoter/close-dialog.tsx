import type { ConsolePromoter } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Form, Input } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { fenText } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { nameOf } from "./person.tsx";

/** Closes a promoter for good, as far as the operator can: the way back is a new application. Their number is typed. */
export function CloseDialog({
  promoter,
  close,
}: {
  promoter: ConsolePromoter;
  close: () => void;
}): ReactElement {
  const queries = useQueryClient();
  const { id } = promoter.customer;
  const [typed, setTyped] = useState("");
  const [missing, setMissing] = useState(false);
  const matches = typed.trim() === id;
  const held = promoter.balances.held_fen;
  return (
    <ReasonDialog
      title={`关闭 ${nameOf(promoter.customer)} 的推广资格`}
      label="原因"
      field="reason"
      extra="分销员会看到原因；记入操作日志"
      actionText="关闭资格"
      danger
      success="已关闭"
      call={(reason) => client.console.promoter.close({ customer_id: id, reason, confirm: typed.trim() })}
      ready={() => {
        setMissing(!matches);
        return matches;
      }}
      done={(after) => {
        queries.setQueryData(api.console.promoter.get.queryKey({ input: { customer_id: id } }), after);
        void queries.invalidateQueries({ queryKey: api.console.promoter.key() });
        void queries.invalidateQueries({ queryKey: api.console.referral.key() });
      }}
      close={close}
    >
      <ul className="by-close-facts">
        <li>不再产生新佣金，分享和邀请失效</li>
        <li>{promoter.customer_count} 位顾客的关系结束，可以被别的分销员绑定</li>
        <li>{promoter.partner_count} 位伙伴的邀请关系保留，没有人顶替位置</li>
        <li>已预估的佣金照常结算到可提现，余额可以继续提现，欠款仍由之后的结算抵扣</li>
        <li>不能直接恢复：本人重新申请，通过后回到原来的账户、邀请人和等级</li>
      </ul>
      {promoter.state === "frozen" && held > 0 && (
        <div style={{ marginBottom: 16 }}>
          <Note tone="amber" icon="warning">
            因冻结资格而冻结的佣金会解冻（冻结账户共 ¥{fenText(held)}）。有争议的请先在佣金页改为手动冻结。
          </Note>
        </div>
      )}
      <Form.Item
        label={`请输入编号 ${id} 以确认`}
        {...(missing && !matches ? { validateStatus: "error" as const, help: "编号不一致" } : {})}
      >
        <Input
          value={typed}
          inputMode="numeric"
          maxLength={20}
          aria-label="分销员编号"
          onChange={(event) => setTyped(event.target.value)}
        />
      </Form.Item>
    </ReasonDialog>
  );
}
