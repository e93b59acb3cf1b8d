import { useRouter } from "@tarojs/taro";
import { Empty } from "@/design/empty/empty.tsx";
import { Page } from "@/design/page/page.tsx";
import { useViewer } from "@/design/viewer/viewer.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { param, replaceWith } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { useReviewsChange } from "../use-reviews-change.ts";
import "./write.scss";
import { WriteForm } from "./write-form.tsx";
import { WriteSkeleton } from "./write-skeleton.tsx";

/** What a person says of what they received: all goods of an order on one page. */
export default function WriteReview() {
  const no = param(useRouter().params, "no");
  const lines = useLoad(no === "" ? null : no, () => call("review.lines", { no }));
  const { data, refusal, reload } = lines;
  useReviewsChange(() => void reload());
  const { look, viewer } = useViewer();
  const something = data?.allowed === true || data?.lines.some(({ review }) => review !== null) === true;
  return (
    <Page title="写评价">
      {data !== null && something ? (
        <WriteForm key={data.order_no} reviewable={data} look={look} onMoved={reload} />
      ) : data !== null ? (
        <Empty
          drawing="order"
          text={data.reason ?? "这个订单现在不能评价"}
          action={{ text: "查看订单", onTap: () => replaceWith(`/order/detail/index?no=${no}`) }}
        />
      ) : refusal !== null || no === "" ? (
        <Failed refusal={refusal} onRetry={() => void reload()} />
      ) : (
        <WriteSkeleton />
      )}
      {viewer}
    </Page>
  );
}

function Failed({
  refusal,
  onRetry,
}: {
  refusal: Parameters<typeof LoadFailed>[0]["refusal"] | null;
  onRetry: () => void;
}) {
  const missing = "没有找到这个订单";
  if (refusal === null) return <Empty drawing="gone" text={missing} />;
  return <LoadFailed refusal={refusal} why="登录后写评价" missing={missing} onRetry={onRetry} />;
}
