import { View } from "@tarojs/components";
import { Cell, Cells } from "@/design/cell/cell.tsx";
import { go } from "@/navigation.ts";
import type { Standing } from "@/promoter/standing.ts";

const SAYS: Readonly<Record<Standing, string>> = {
  none: "了解与申请",
  applied: "申请审核中",
  refused: "申请未通过",
  active: "佣金与提现",
  frozen: "已冻结",
  closed: "已退出，余额可提现",
};

/** The way to promoting: its centre for who is there, the page that explains it for who is not. */
export function PromoterCell({ standing }: { standing: Standing | null }) {
  const inside = standing === "active" || standing === "frozen" || standing === "closed";
  return (
    <Cells>
      <Cell
        text={inside ? "推广中心" : "推广合作"}
        icon="leaf"
        value={<View>{standing === null ? "" : SAYS[standing]}</View>}
        onTap={() => go(inside ? "/promoter/center/index" : "/promoter/apply/index")}
      />
    </Cells>
  );
}
