import type { OrderDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { useEffect } from "react";
import { BestSellers } from "@/catalog/best-sellers.tsx";
import { Button } from "../../design/button/button.tsx";
import { Countdown } from "../../design/countdown/countdown.tsx";
import { Page } from "../../design/page/page.tsx";
import { Price } from "../../design/price/price.tsx";
import { toast } from "../../design/toast/toast.ts";
import { call } from "../../http/call.ts";
import { useAction } from "../../http/use-action.ts";
import { type Loaded, useLoad } from "../../http/use-load.ts";
import { go, goHome, param, replaceWith } from "../../navigation.ts";
import { payOrder, resultPath } from "../../payment/pay.ts";
import { type PaymentNews, usePaymentCheck } from "../../payment/use-check.ts";
import { LoadFailed } from "../../session/load-failed.tsx";
import { Gifts } from "./gifts.tsx";
import { NotifyMe } from "./notify-me.tsx";
import "./paid.scss";
import { Recommend } from "./recommend.tsx";
import { Seal } from "./seal.tsx";

/** What became of the payment: the server asks WeChat; what the phone said only decides how long to be patient. */
export default function Paid() {
  const { params } = useRouter();
  const no = param(params, "no");
  const { news, ask } = usePaymentCheck(no, param(params, "pay") === "success");
  const order = useLoad(no === "" ? null : no, () => call("order.get", { no }));
  const { reload } = order;
  useEffect(() => {
    // The order's own page is behind until the payment is known.
    if (news === "paid" || news === "closed") void reload();
  }, [news, reload]);
  if (order.data === null && order.refusal !== null) {
    return (
      <Page title="支付结果" nav="white" white>
        <LoadFailed
          refusal={order.refusal}
          why="登录后查看支付结果"
          missing="没有找到这个订单"
          onRetry={() => void reload()}
        />
      </Page>
    );
  }
  return (
    <Page title="支付结果" nav="white" white>
      <View className="paid">
        <Seal news={news} />
        <View className="paid__title">{TITLE[news]}</View>
        <Words news={news} order={order.data} onTimeOut={ask} />
        {order.data !== null && news !== "closed" && (
          <View className="paid__amount">
            <Price fen={order.data.payable_fen} size="large" ink />
          </View>
        )}
        <Ways no={no} news={news} order={order} ask={ask} />
        {news === "paid" && <NotifyMe service={order.data !== null && isService(order.data)} />}
        {news === "paid" && <Gifts no={no} />}
        {news === "paid" && <Recommend />}
      </View>
      {news === "paid" && (
        <View className="paid__more">
          <BestSellers />
        </View>
      )}
    </Page>
  );
}

const TITLE: Readonly<Record<PaymentNews, string>> = {
  asking: "正在确认支付结果",
  paid: "支付成功",
  unpaid: "还没有支付",
  closed: "订单已关闭",
  unsure: "还没有等到结果",
};

/** Nothing in it is sent by parcel. */
const isService = (order: OrderDetail) => order.lines.every((line) => line.fulfilment === "service");

function Words({
  news,
  order,
  onTimeOut,
}: {
  news: PaymentNews;
  order: OrderDetail | null;
  onTimeOut: () => void;
}) {
  const service = order !== null && isService(order);
  switch (news) {
    case "asking":
      return <View className="paid__words">正在向微信支付查询，一般几秒就好</View>;
    case "paid":
      return (
        <View className="paid__words">
          {service ? "商家会与您联系，约好服务时间" : "商家正在备货，发货后会告诉您"}
        </View>
      );
    case "closed":
      return <View className="paid__words">如果您已经付款，款项会原路退回微信支付</View>;
    case "unsure":
      return (
        <View className="paid__words">
          <View>如果已经付款，订单会自动更新</View>
          <View>请不要重复支付</View>
        </View>
      );
    case "unpaid":
      return order?.close_at ? (
        <View className="paid__words">
          订单为您保留 <Countdown until={order.close_at} onEnd={onTimeOut} />
        </View>
      ) : (
        <View className="paid__words">可以继续支付，或稍后在订单里支付</View>
      );
  }
}

/** The ways on: one that matters, one beside it. */
function Ways({
  no,
  news,
  order,
  ask,
}: {
  no: string;
  news: PaymentNews;
  order: Loaded<OrderDetail>;
  ask: () => void;
}) {
  const { busy, run } = useAction();
  const toOrder = () => replaceWith(`/order/detail/index?no=${no}`);
  const pay = () =>
    run(
      "pay",
      async () => {
        const outcome = await payOrder(no);
        if (outcome === "cancel") toast("还没有支付，订单为您保留着");
        else replaceWith(resultPath(no, outcome === "paid" ? "success" : outcome));
      },
      ({ code }) => {
        if (code === "order_closed") ask();
        return false;
      },
    );
  const again = () =>
    run("again", async () => {
      const { added } = await call("order.again", { no });
      if (added > 0) go("/cart/index");
      else toast("这些商品暂时不能购买", { mood: "bad" });
    });
  return (
    <View className="paid__ways">
      {news === "unpaid" && (
        <Button text="继续支付" look="buy" size="large" block busy={busy === "pay"} onTap={pay} />
      )}
      {news === "unsure" && <Button text="再查一次" look="primary" size="large" block onTap={ask} />}
      {news === "closed" && order.data?.actions.includes("again") === true && (
        <Button text="再次购买" look="primary" size="large" block busy={busy === "again"} onTap={again} />
      )}
      {news === "paid" && <Button text="查看订单" look="primary" size="large" block onTap={toOrder} />}
      <View className="paid__pair">
        {news !== "paid" && <Button text="查看订单" look="outline" block onTap={toOrder} />}
        <Button text="回首页" look="outline" block onTap={goHome} />
      </View>
    </View>
  );
}
