import type { ConsoleCoupon } from "@banyan/contract";
import { App, Button } from "antd";
import { type ReactElement, useState } from "react";
import { client } from "../api/client.ts";
import { useFailureNotice } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { countText } from "../design/money.tsx";
import { timeText } from "../design/time.ts";
import { csvRows, saveFile } from "../list/csv.ts";

const PAGE = 1000;

/** All codes of a batch as one sheet, with what became of each. */
export function CodesButton({ coupon }: { coupon: ConsoleCoupon }): ReactElement {
  const { message } = App.useApp();
  const notice = useFailureNotice();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const rows: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await client.console.coupon.codes({
          coupon_id: coupon.id,
          limit: PAGE,
          ...(cursor ? { cursor } : {}),
        });
        rows.push(
          ...page.items.map((row) => [
            row.code,
            row.taken_by ? "已使用" : "未使用",
            row.taken_by ?? "",
            row.taken_at ? timeText(row.taken_at) : "",
          ]),
        );
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      saveFile(`${coupon.name}-兑换码.csv`, csvRows([["兑换码", "状态", "顾客编号", "兑换时间"], ...rows]));
      message.success(`已导出 ${rows.length} 个兑换码`);
    } catch (error) {
      notice(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" icon={<Icon name="download" size={14} />} loading={busy} onClick={() => void save()}>
      导出 {countText(coupon.total)} 个兑换码
    </Button>
  );
}
