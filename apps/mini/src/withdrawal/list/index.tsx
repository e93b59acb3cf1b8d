import type { WithdrawalRow } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { Icon } from "@/design/icon/icon.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { dateTime } from "@/design/time.ts";
import { call } from "@/http/call.ts";
import { type Fresh, useFresh } from "@/http/use-fresh.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { go, replaceWith } from "@/navigation.ts";
import { PromoterEmpty } from "@/promoter/promoter-empty.tsx";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import { ICON, TONE } from "../words.ts";
import "./list.scss";

/** All withdrawals, newest first; the one that was opened is asked again when its page is left. */
export default function WithdrawalList() {
  const pages = usePages("withdrawals", (cursor) =>
    call("withdrawal.list", { limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  const fresh = useFresh<WithdrawalRow>((no) => call("withdrawal.get", { no }));
  const open = (no: string) => {
    fresh.open(no);
    go(`/withdrawal/detail/index?no=${no}`);
  };
  const reload = async () => {
    await pages.reload();
    fresh.forget();
  };
  return (
    <Page title="提现记录">
      <PullToRefresh onRefresh={reload}>
        <View className="withdrawals">
          <List pages={pages} fresh={fresh} onOpen={open} />
        </View>
      </PullToRefresh>
    </Page>
  );
}

interface ListProps {
  pages: Pages<WithdrawalRow>;
  fresh: Fresh<WithdrawalRow>;
  onOpen: (no: string) => void;
}

function List({ pages, fresh, onOpen }: ListProps) {
  if (pages.phase === "first") return <Skeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return (
      <PromoterFailed refusal={pages.refusal} why="登录后查看提现" onRetry={() => void pages.reload()} />
    );
  }
  if (pages.items.length === 0) {
    return (
      <PromoterEmpty
        drawing="order"
        text="还没有提现过"
        note="佣金结算后，就能提到微信零钱"
        action={{ text: "去提现", onTap: () => replaceWith("/withdrawal/apply/index") }}
      />
    );
  }
  return (
    <View>
      {pages.items.map((item) => (
        <One key={item.no} row={fresh.of(item)} onTap={() => onOpen(item.no)} />
      ))}
      <ListEnd pages={pages} />
    </View>
  );
}

function One({ row, onTap }: { row: WithdrawalRow; onTap: () => void }) {
  return (
    <Tap
      className={`withdrawal-row is-${TONE[row.state]}`}
      role="link"
      label={`${yuan(row.amount_fen)}元，${row.state_text}`}
      onTap={onTap}
    >
      <View className="withdrawal-row__icon">
        <Icon name={ICON[row.state]} size={20} />
      </View>
      <View className="withdrawal-row__words">
        <View className="withdrawal-row__state">{row.state_text}</View>
        <View className="withdrawal-row__at">{dateTime(row.requested_at)}</View>
      </View>
      <View className="withdrawal-row__end">
        <Text className="withdrawal-row__fen">¥{yuan(row.amount_fen)}</Text>
        {row.fee_fen > 0 && <View className="withdrawal-row__at">手续费 ¥{yuan(row.fee_fen)}</View>}
      </View>
      <Icon name="right" size={16} className="withdrawal-row__arrow" />
    </Tap>
  );
}

function Skeleton() {
  return (
    <View>
      {[0, 1, 2, 3].map((at) => (
        <View key={at} className="withdrawal-row">
          <Bone w={40} h={40} shape="round" />
          <View className="withdrawal-row__words">
            <Bone w="50%" h={16} />
            <View style={{ height: "8px" }} />
            <Bone w="70%" h={12} />
          </View>
        </View>
      ))}
    </View>
  );
}
