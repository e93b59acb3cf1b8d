import type { ConsoleLadder, ConsoleTier, TierRun } from "@banyan/contract";
import { App, Button, Modal } from "antd";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Note } from "../design/note.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";
import { NewTierDialog, RetireDialog } from "./dialogs.tsx";
import { Moves, movesText } from "./moves.tsx";
import { TierDrawer } from "./tier-drawer.tsx";
import { TierRow } from "./tier-row.tsx";
import { useLadder, useLadderChanged } from "./use-ladder.ts";
import "./tier.css";

function RunButton(): ReactElement {
  const { message } = App.useApp();
  const [result, setResult] = useState<TierRun | null>(null);
  const run = useWrite({
    call: () => client.console.tier.run(),
    stale: [api.console.tier.key(), api.console.promoter.key()],
    done: (after: TierRun) => {
      if (movesText(after) === null) message.info("已按规则评定，没有人变动");
      else setResult(after);
    },
  });
  return (
    <>
      <Button
        icon={<Icon name="refresh" size={16} />}
        loading={run.isPending}
        onClick={() => run.mutate(undefined)}
      >
        立即评定
      </Button>
      {result && (
        <Modal
          open
          title={`已评定：${movesText(result) ?? ""}`}
          width={640}
          footer={
            <Button type="primary" onClick={() => setResult(null)}>
              知道了
            </Button>
          }
          onCancel={() => setResult(null)}
        >
          <Moves run={result} />
        </Modal>
      )}
    </>
  );
}

/** What one tier's buttons open. */
type Open = { kind: "new" } | { kind: "edit" | "retire"; tier: ConsoleTier } | null;

function Ladder({
  ladder,
  canWrite,
  open,
}: {
  ladder: ConsoleLadder;
  canWrite: boolean;
  open: (what: Open) => void;
}): ReactElement {
  const changed = useLadderChanged();
  const standing = ladder.tiers.filter((tier) => tier.retired_at === null);
  const retired = ladder.tiers.filter((tier) => tier.retired_at !== null);
  const order = useWrite({
    call: (tier_ids: string[]) => client.console.tier.order({ tier_ids }),
    success: "顺序已调整",
    done: changed,
  });
  const swap = (at: number, by: 1 | -1) => {
    const ids = standing.map((tier) => tier.id);
    const [a, b] = [ids[at], ids[at + by]];
    if (a === undefined || b === undefined) return;
    ids[at] = b;
    ids[at + by] = a;
    order.mutate(ids);
  };
  // The highest stands on top, as on a ladder.
  const shown = standing.map((tier, at) => ({ tier, at })).toReversed();
  return (
    <>
      {ladder.warnings.map((warning) => (
        <Note key={`${warning.tier_id} ${warning.code}`} tone="amber" icon="warning">
          {warning.message}
        </Note>
      ))}
      <ul className="by-tiers">
        {shown.map(({ tier, at }) => (
          <TierRow
            key={tier.id}
            tier={tier}
            lowest={at === 0}
            edit={canWrite ? () => open({ kind: "edit", tier }) : undefined}
            retire={canWrite && standing.length > 1 ? () => open({ kind: "retire", tier }) : undefined}
            up={canWrite && !order.isPending && at < standing.length - 1 ? () => swap(at, 1) : undefined}
            down={canWrite && !order.isPending && at > 0 ? () => swap(at, -1) : undefined}
          />
        ))}
      </ul>
      {retired.length > 0 && (
        <p className="by-tier-hint">已停用：{retired.map((tier) => tier.name).join("、")}</p>
      )}
    </>
  );
}

/** The operator's tiers: who stands where, what takes one up and what keeps one there. */
export function TierPage(): ReactElement {
  const may = useMay();
  const ladder = useLadder();
  const [open, setOpen] = useState<Open>(null);
  const canWrite = may("tier.write");
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        title="等级"
        extra={
          <>
            <Link className="by-link by-tier-history" to="/tier-changes">
              变动记录
            </Link>
            {canWrite && <RunButton />}
            {canWrite && (
              <Button
                type="primary"
                icon={<Icon name="plus" size={16} />}
                onClick={() => setOpen({ kind: "new" })}
              >
                新建等级
              </Button>
            )}
          </>
        }
      >
        只看自有顾客和团队的结算销售额、订单数，不以发展人数为条件；自己购买不计入任何人的业绩
      </PageHead>
      {ladder.isPending && (
        <Card flush>
          <RowsSkeleton rows={3} />
        </Card>
      )}
      {ladder.isError && (
        <Card>
          <ErrorState error={ladder.error} retry={() => void ladder.refetch()} />
        </Card>
      )}
      {ladder.data?.tiers.length === 0 && <Empty text="还没有等级" />}
      {ladder.data && <Ladder ladder={ladder.data} canWrite={canWrite} open={setOpen} />}
      {open?.kind === "new" && (
        <NewTierDialog created={(tier) => setOpen({ kind: "edit", tier })} close={close} />
      )}
      {open?.kind === "edit" && ladder.data && (
        <TierDrawer key={open.tier.id} tier={open.tier} ladder={ladder.data} close={close} />
      )}
      {open?.kind === "retire" && ladder.data && (
        <RetireDialog
          tier={open.tier}
          others={ladder.data.tiers.filter((one) => one.retired_at === null && one.id !== open.tier.id)}
          close={close}
        />
      )}
    </>
  );
}
