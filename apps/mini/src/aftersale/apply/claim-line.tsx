import { specText } from "@banyan/kernel";
import { Input, Text, View } from "@tarojs/components";
import { Checkbox } from "@/design/choice/choice.tsx";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Stepper } from "@/design/stepper/stepper.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { amountOf, type Claim, mostOf, type RefundableLine } from "../claim.ts";

/** One line of the order: whether, how many, how much. */
export function ClaimLine({
  line,
  claim,
  wholePrice,
  onChange,
}: {
  line: RefundableLine;
  claim: Claim | null;
  /** Units come back at all that they cost: the amount is told, not typed. */
  wholePrice: boolean;
  onChange: (claim: Claim | null) => void;
}) {
  const gone = line.refundable_fen === 0;
  const toggle = () => onChange(claim === null ? { quantity: line.refundable_quantity, typed: null } : null);
  return (
    <View className={join("claim", gone && "is-gone")}>
      <View className="claim__row">
        <Checkbox label={`退 ${line.name}`} on={claim !== null} disabled={gone} onChange={toggle} />
        <Tap className="claim__goods" disabled={gone} label={line.name} onTap={toggle}>
          <View className="claim__picture">
            <Picture src={line.picture} />
          </View>
          <View className="claim__body">
            <View className="claim__name">{line.name}</View>
            <View className="claim__spec">{specText(line.spec, `共 ${line.quantity} 件`)}</View>
            <View className="claim__most">
              {gone
                ? "已全部退款"
                : `可退 ${line.refundable_quantity} 件，最多 ¥${yuan(line.refundable_fen)}`}
            </View>
          </View>
        </Tap>
      </View>
      {claim !== null && (
        <View className="claim__ask">
          {line.refundable_quantity > 1 && (
            <View className="claim__line">
              <Text className="claim__label">退款件数</Text>
              <Stepper
                value={claim.quantity}
                max={line.refundable_quantity}
                onChange={(quantity) => onChange({ quantity, typed: null })}
              />
            </View>
          )}
          {wholePrice ? (
            <WholeAmount fen={mostOf(line, claim.quantity)} />
          ) : (
            <AmountInput line={line} claim={claim} onChange={onChange} />
          )}
        </View>
      )}
    </View>
  );
}

function WholeAmount({ fen }: { fen: number }) {
  return (
    <View>
      <View className="claim__line">
        <Text className="claim__label">退款金额</Text>
        <Text className="claim__whole">¥{yuan(fen)}</Text>
      </View>
      <View className="claim__hint">还没有发货，按所选件数的实付全额退</View>
    </View>
  );
}

/** Follows the quantity until something is typed. */
function AmountInput({
  line,
  claim,
  onChange,
}: {
  line: RefundableLine;
  claim: Claim;
  onChange: (claim: Claim) => void;
}) {
  const most = mostOf(line, claim.quantity);
  const amount = amountOf(line, claim);
  const isH5 = process.env.TARO_ENV === "h5";
  const spoken = isH5 ? { "aria-label": "退款金额", inputMode: "decimal" } : { ariaLabel: "退款金额" };
  return (
    <View>
      <View className="claim__line">
        <Text className="claim__label">退款金额</Text>
        <View className={join("claim__box", "problem" in amount && "is-wrong")}>
          <Text className="claim__sign">¥</Text>
          <Input
            className="claim__input"
            type={isH5 ? "text" : "digit"}
            maxlength={12}
            value={claim.typed ?? yuan(most)}
            onInput={(event) =>
              onChange({ ...claim, typed: String(event.detail.value).replace(/[^\d.]/g, "") })
            }
            onBlur={() => {
              if (claim.typed === "") onChange({ ...claim, typed: null });
            }}
            {...spoken}
          />
        </View>
      </View>
      <View className={join("claim__hint", "problem" in amount && "is-wrong")}>
        {"problem" in amount ? `${amount.problem}，` : ""}最多 ¥{yuan(most)}
      </View>
    </View>
  );
}
