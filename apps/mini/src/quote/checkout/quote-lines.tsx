import type { Quote } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { Empty } from "@/design/empty/empty.tsx";
import { Tag } from "@/design/tag/tag.tsx";
import { back } from "@/navigation.ts";
import { BoughtLine } from "@/order/bought-line.tsx";

/** What is bought, and what of the request cannot be. */
export function QuoteLines({ quote }: { quote: Quote }) {
  const mixed = new Set(quote.lines.map((line) => line.fulfilment)).size > 1;
  return (
    <View>
      {quote.lines.length > 0 ? (
        <Card>
          {quote.lines.map((line) => (
            <BoughtLine
              key={line.line_no}
              line={line}
              {...(mixed && line.fulfilment === "service"
                ? { tail: <Tag text="服务，无需寄送" tone="grey" /> }
                : {})}
            />
          ))}
        </Card>
      ) : (
        <Empty
          drawing="gone"
          text={quote.blocked?.message ?? "没有可以购买的商品"}
          action={{ text: "返回看看", onTap: back }}
        />
      )}
      {quote.invalid.length > 0 && <Invalid quote={quote} />}
    </View>
  );
}

function Invalid({ quote }: { quote: Quote }) {
  return (
    <Card
      title="暂时不能购买"
      aside={quote.lines.length > 0 ? <Text className="checkout-invalid__note">不计入本单</Text> : undefined}
    >
      {quote.invalid.map((line) => (
        <View key={line.sku_id} className="checkout-invalid">
          <Text className="checkout-invalid__name">{line.name}</Text>
          <Text className="checkout-invalid__why">{line.message}</Text>
        </View>
      ))}
      {quote.lines.length > 0 && (
        <View className="checkout-invalid__foot">
          <Button text="返回修改" look="outline" size="small" onTap={back} />
        </View>
      )}
    </Card>
  );
}
