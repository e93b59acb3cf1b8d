import type { StatementLine } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { dateTime } from "@/design/time.ts";
import { go } from "@/navigation.ts";

/** One transfer; a commission leads to 怎么算的, a withdrawal to its own page. */
export function LineRow({ line }: { line: StatementLine }) {
  const page = pageOf(line);
  const label = `${line.title}，${line.what}，${yuan(line.amount_fen)}元`;
  const content = <Content line={line} leads={page !== null} />;
  if (page === null) return <View className="statement-line">{content}</View>;
  return (
    <Tap className="statement-line" role="link" label={label} onTap={() => go(page)}>
      {content}
    </Tap>
  );
}

function pageOf({ commission_key, withdrawal_no }: StatementLine): string | null {
  if (commission_key !== null) return `/commission/detail/index?key=${commission_key}`;
  return withdrawal_no === null ? null : `/withdrawal/detail/index?no=${withdrawal_no}`;
}

function Content({ line, leads }: { line: StatementLine; leads: boolean }) {
  return (
    <>
      <View className="statement-line__words">
        <View className="statement-line__what">
          {line.title} · {line.what}
        </View>
        <View className="statement-line__fact">
          {dateTime(line.at).slice(5)} · {line.debit_text} → {line.credit_text}
        </View>
        <View className="statement-line__fact">{line.ref}</View>
      </View>
      <Text className="statement-line__fen">¥{yuan(line.amount_fen)}</Text>
      {leads && <Icon name="right" size={15} className="statement-line__arrow" />}
    </>
  );
}
