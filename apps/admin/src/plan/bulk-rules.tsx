import { POSITION_WORDS } from "@banyan/domain";
import { Button, Modal, Select } from "antd";
import { type ReactElement, useState } from "react";
import { PercentInput } from "../design/percent-input.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { applyBulk, type BulkEdit } from "./bulk.ts";
import { BASE_POSITIONS, type Draft, type Position } from "./draft.ts";
import type { Undoable } from "./history.ts";
import type { Known } from "./names.ts";

type Dialog = "amount" | "tier" | "position" | "copy";
const TITLE: Record<Dialog, string> = {
  amount: "改佣金",
  tier: "改等级",
  position: "改位置",
  copy: "复制到其他位置或等级",
};
const AMOUNTS = [
  { value: "rate", label: "比例改为" },
  { value: "fixed", label: "每件固定改为" },
  { value: "up", label: "比例增加" },
  { value: "down", label: "比例减少" },
] as const;
const SAME = "same";
const ANY = "any";

/** Controls of a dialog that say the edit, or null while they do not yet. */
interface Control {
  set: (edit: BulkEdit | null) => void;
  known: Known;
}

function AmountControl({ set }: Control): ReactElement {
  const [kind, setKind] = useState<(typeof AMOUNTS)[number]["value"]>("rate");
  const rate = (bps: number | null) => {
    if (bps === null) set(null);
    else if (kind === "rate") set({ do: "rate", rate_bps: bps });
    else set({ do: "shift", bps: kind === "up" ? bps : -bps });
  };
  return (
    <div className="by-bulk-fields">
      <Select
        aria-label="怎么改"
        value={kind}
        options={[...AMOUNTS]}
        onChange={(next) => {
          setKind(next);
          set(null);
        }}
      />
      {kind === "fixed" ? (
        <YuanInput
          label="新的金额"
          placeholder="5.00"
          onChange={(fen) => set(fen === null ? null : { do: "fixed", fixed_fen: fen })}
        />
      ) : (
        <PercentInput key={kind} label="新的比例" placeholder="10" onChange={rate} />
      )}
    </div>
  );
}

function tierOptions(known: Known) {
  return [
    { value: ANY, label: "所有等级" },
    ...known.all.tiers.flatMap(({ id, name, gone }) => (gone ? [] : [{ value: id, label: name }])),
  ];
}
const POSITION_OPTIONS = BASE_POSITIONS.map((value) => ({ value, label: POSITION_WORDS[value] }));

function CopyControl({ set, known }: Control): ReactElement {
  const [position, setPosition] = useState<Position | null>(null);
  const [tier, setTier] = useState(SAME);
  const say = (at: Position | null, of: string) =>
    set(
      at === null && of === SAME
        ? null
        : { do: "copy", position: at, tier: of === SAME ? undefined : of === ANY ? null : of },
    );
  return (
    <div className="by-bulk-fields">
      <Select
        aria-label="新位置"
        value={position ?? SAME}
        options={[{ value: SAME, label: "原来的位置" }, ...POSITION_OPTIONS]}
        onChange={(next: Position | typeof SAME) => {
          const at = next === SAME ? null : next;
          setPosition(at);
          say(at, tier);
        }}
      />
      <Select
        aria-label="新等级"
        value={tier}
        options={[{ value: SAME, label: "原来的等级" }, ...tierOptions(known)]}
        onChange={(next: string) => {
          setTier(next);
          say(position, next);
        }}
      />
    </div>
  );
}

function Fields({ dialog, set, known }: Control & { dialog: Dialog }): ReactElement {
  if (dialog === "amount") return <AmountControl set={set} known={known} />;
  if (dialog === "copy") return <CopyControl set={set} known={known} />;
  if (dialog === "tier")
    return (
      <Select
        className="by-bulk-one"
        aria-label="新等级"
        placeholder="选择等级"
        options={tierOptions(known)}
        onChange={(tier: string) => set({ do: "tier", tier: tier === ANY ? null : tier })}
      />
    );
  return (
    <Select
      className="by-bulk-one"
      aria-label="新位置"
      placeholder="选择位置"
      options={POSITION_OPTIONS}
      onChange={(position: Position) => set({ do: "position", position })}
    />
  );
}

/** What can be done with the chosen rules; each is one step that can be taken back. */
export function BulkRules({
  draft,
  edit,
  known,
  chosen,
  clear,
}: {
  draft: Draft;
  edit: Undoable<Draft>["edit"];
  known: Known;
  chosen: ReadonlySet<string>;
  clear: () => void;
}): ReactElement {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [wanted, setWanted] = useState<BulkEdit | null>(null);
  const apply = (bulk: BulkEdit) => {
    edit((now) => applyBulk(now, chosen, bulk));
    setDialog(null);
    setWanted(null);
    if (bulk.do === "delete") clear();
  };
  const open = (next: Dialog) => {
    setWanted(null);
    setDialog(next);
  };
  const copies =
    wanted?.do === "copy" ? applyBulk(draft, chosen, wanted).extra.length - draft.extra.length : 0;
  return (
    <div className="by-rule-bulk">
      <span className="num">已选 {chosen.size} 条</span>
      {(["amount", "tier", "position", "copy"] as const).map((name) => (
        <Button key={name} size="small" onClick={() => open(name)}>
          {name === "copy" ? "复制到…" : TITLE[name]}
        </Button>
      ))}
      <Button size="small" danger onClick={() => apply({ do: "delete" })}>
        删除
      </Button>
      <Button size="small" type="text" onClick={clear}>
        取消选择
      </Button>
      {dialog && (
        <Modal
          open
          title={`${TITLE[dialog]} · ${chosen.size} 条规则`}
          okText="修改"
          cancelText="取消"
          okButtonProps={{ disabled: wanted === null }}
          onOk={() => wanted && apply(wanted)}
          onCancel={() => setDialog(null)}
          width={460}
        >
          <Fields dialog={dialog} set={setWanted} known={known} />
          {wanted?.do === "copy" && (
            <p className="by-confirm-note num">
              将增加 {copies} 条规则
              {copies < chosen.size && `，另外 ${chosen.size - copies} 条已有相同范围的规则，保持不变`}
            </p>
          )}
          <p className="by-confirm-note">改完可以撤销；有冲突的规则会标红。</p>
        </Modal>
      )}
    </div>
  );
}
