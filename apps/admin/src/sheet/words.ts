import type { SheetImport, SheetProductRow } from "@banyan/contract";
import type { Tone } from "../design/state-tag.tsx";

export const STATE_WORD: Record<SheetImport["state"], { text: string; tone: Tone }> = {
  checking: { text: "检查中断", tone: "grey" },
  ready: { text: "待导入", tone: "amber" },
  applying: { text: "导入中", tone: "blue" },
  done: { text: "已完成", tone: "green" },
  cancelled: { text: "已停止", tone: "grey" },
  expired: { text: "已过期", tone: "grey" },
};

export const KIND_WORD: Record<SheetProductRow["kind"], { text: string; tone: Tone }> = {
  fresh: { text: "新建", tone: "green" },
  changed: { text: "修改", tone: "blue" },
  same: { text: "不变", tone: "grey" },
  bad: { text: "有问题", tone: "red" },
};
