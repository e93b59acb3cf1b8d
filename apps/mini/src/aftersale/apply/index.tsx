import { useRouter } from "@tarojs/taro";
import { Empty } from "@/design/empty/empty.tsx";
import { Page } from "@/design/page/page.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { param, replaceWith } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import "./apply.scss";
import { ApplyForm } from "./apply-form.tsx";
import { ApplySkeleton } from "./apply-skeleton.tsx";

/** Asking for money back: which lines, how many, how much, why. */
export default function Apply() {
  const no = param(useRouter().params, "no");
  const refundable = useLoad(no === "" ? null : no, () => call("aftersale.refundable", { no }));
  const { data, refusal, reload } = refundable;
  return (
    <Page title="申请退款">
      {data?.allowed ? (
        <ApplyForm refundable={data} onMoved={reload} />
      ) : data !== null ? (
        <Empty
          drawing="order"
          text={data.reason ?? "这个订单现在不能申请退款"}
          action={{ text: "查看订单", onTap: () => replaceWith(`/order/detail/index?no=${no}`) }}
        />
      ) : refusal !== null ? (
        <LoadFailed
          refusal={refusal}
          why="登录后申请退款"
          missing="没有找到这个订单"
          onRetry={() => void reload()}
        />
      ) : (
        <ApplySkeleton />
      )}
    </Page>
  );
}
