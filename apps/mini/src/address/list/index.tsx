import type { Address } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useDidShow, useRouter } from "@tarojs/taro";
import { useEffect, useRef } from "react";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { namePage } from "@/design/bars/nav-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Empty } from "@/design/empty/empty.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { useSlot } from "@/design/slot.ts";
import { Tag } from "@/design/tag/tag.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { back, go, param } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { bookSlot } from "../changed.ts";
import { formPath, pickedSlot } from "../picked.ts";
import "./list.scss";

/** The person's address book; with ?pick=1 a tap chooses for the page that opened it. */
export default function AddressList() {
  const { params } = useRouter();
  const picking = param(params, "pick") === "1";
  const now = param(params, "now");
  const book = useLoad("book", () => call("address.list", {}));
  const shown = useRef(false);
  useDidShow(() => {
    // What was saved on the way to an order is chosen already: this page has nothing more to ask.
    if (picking && pickedSlot.value() !== null) back();
    else if (shown.current) void book.reload();
    shown.current = true;
  });
  const changes = useSlot(bookSlot);
  const { reload } = book;
  useEffect(() => {
    if (changes !== null && changes > 0) void reload();
  }, [changes, reload]);
  const add = () => go(formPath({ first: book.data?.addresses.length === 0, picking }));
  const title = picking ? "选择收货地址" : "收货地址";
  useEffect(() => namePage(title), [title]);
  if (book.data === null) {
    return (
      <Page title={title}>
        {book.refusal === null ? (
          <ListSkeleton />
        ) : (
          <LoadFailed refusal={book.refusal} why="登录后管理收货地址" onRetry={() => void book.reload()} />
        )}
      </Page>
    );
  }
  const { addresses } = book.data;
  const choose = (address: Address) => {
    pickedSlot.put(address);
    back();
  };
  return (
    <Page title={title}>
      {addresses.length === 0 ? (
        <Empty drawing="address" text="还没有收货地址" action={{ text: "新增地址", onTap: add }} />
      ) : (
        <View className="address-list">
          {addresses.map((address) => (
            <Row
              key={address.id}
              address={address}
              chosen={picking && address.id === now}
              onEdit={() => go(`/address/edit/index?id=${address.id}`)}
              onTap={picking ? () => choose(address) : () => go(`/address/edit/index?id=${address.id}`)}
            />
          ))}
          <BottomBar>
            <Button
              className="address-list__add"
              text="新增地址"
              look="primary"
              size="large"
              icon="plus"
              onTap={add}
            />
          </BottomBar>
        </View>
      )}
    </Page>
  );
}

function Row({
  address,
  chosen,
  onTap,
  onEdit,
}: {
  address: Address;
  chosen: boolean;
  onTap: () => void;
  onEdit: () => void;
}) {
  return (
    <View className={join("address-row", chosen && "is-chosen")}>
      <Tap
        className="address-row__body"
        label={`${address.recipient}，${address.region.join("")}${address.detail}`}
        onTap={onTap}
      >
        <View className="address-row__who">
          <Text className="address-row__name">{address.recipient}</Text>
          <Text className="address-row__phone">{address.phone}</Text>
          {address.is_default && <Tag text="默认" />}
          {chosen && <Tag text="当前" tone="grey" />}
        </View>
        <View className="address-row__where">
          {address.region.join(" ")} {address.detail}
        </View>
      </Tap>
      <Tap className="address-row__edit" label="修改" onTap={onEdit}>
        <Icon name="edit" size={20} />
      </Tap>
    </View>
  );
}

function ListSkeleton() {
  return (
    <View className="address-list">
      {[0, 1].map((at) => (
        <View key={at} className="address-row">
          <View className="address-row__body">
            <Bone w="48%" h={18} />
            <View style={{ height: "10px" }} />
            <Bone w="86%" h={14} />
          </View>
        </View>
      ))}
    </View>
  );
}
