import type { ConsoleProduct } from "@banyan/contract";
import { App, Button } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import type { ProductState } from "./words.ts";

const SAID: Record<ProductState, string> = { listed: "已上架", unlisted: "已下架", recycled: "已移到回收站" };

/** On the shelf, off it, into the recycle bin and back. */
export function StateButtons({ product }: { product: ConsoleProduct }): ReactElement {
  const { modal } = App.useApp();
  const [timing, setTiming] = useState(false);
  const set = useWrite({
    call: (state: ProductState) =>
      client.console.catalog.setState({ product_ids: [product.id], state }).then(() => state),
    stale: [api.console.catalog.key()],
    success: (state) => SAID[state],
  });
  const recycle = () =>
    modal.confirm({
      title: "移到回收站",
      content: "商品会从小程序消失，30 天内可以恢复。已有订单不受影响。",
      okText: "移到回收站",
      cancelText: "取消",
      okButtonProps: { danger: true },
      onOk: () => set.mutate("recycled"),
    });
  if (product.state === "recycled") {
    return (
      <Button disabled={false} loading={set.isPending} onClick={() => set.mutate("unlisted")}>
        恢复
      </Button>
    );
  }
  const listed = product.state === "listed";
  return (
    <>
      <Button disabled={set.isPending} onClick={recycle}>
        移到回收站
      </Button>
      <Button disabled={set.isPending} onClick={() => setTiming(true)}>
        定时
      </Button>
      <Button loading={set.isPending} onClick={() => set.mutate(listed ? "unlisted" : "listed")}>
        {listed ? "下架" : "上架"}
      </Button>
      {timing && <ScheduleDialog products={[product]} close={() => setTiming(false)} />}
    </>
  );
}
