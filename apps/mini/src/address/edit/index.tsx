import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { useEffect } from "react";
import { namePage } from "@/design/bars/nav-bar.tsx";
import { Empty } from "@/design/empty/empty.tsx";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { back, param } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { EMPTY_FORM, formOf } from "../form.ts";
import { AddressEditor } from "./address-editor.tsx";
import "./edit.scss";

/** A new address, or one of the book. */
export default function EditAddress() {
  const { params } = useRouter();
  const id = param(params, "id");
  const picking = param(params, "pick") === "1";
  const first = param(params, "first") === "1";
  const book = useLoad(id === "" ? null : "book", () => call("address.list", {}));
  const title = id === "" ? "新增地址" : "修改地址";
  useEffect(() => namePage(title), [title]);
  if (id === "") {
    return (
      <Page title={title}>
        <AddressEditor id={null} start={EMPTY_FORM} picking={picking} first={first} />
      </Page>
    );
  }
  const address = book.data?.addresses.find((one) => one.id === id);
  return (
    <Page title={title}>
      {address !== undefined ? (
        <AddressEditor id={id} start={formOf(address)} picking={picking} first={false} />
      ) : book.data !== null ? (
        <Empty drawing="address" text="这个地址已经删除" action={{ text: "返回", onTap: back }} />
      ) : book.refusal !== null ? (
        <LoadFailed refusal={book.refusal} why="登录后管理收货地址" onRetry={() => void book.reload()} />
      ) : (
        <EditSkeleton />
      )}
    </Page>
  );
}

function EditSkeleton() {
  return (
    <View className="address-edit">
      <View className="address-edit__fields">
        {[52, 64, 70, 84].map((width) => (
          <View key={width} className="address-edit__bone">
            <Bone w={`${width}%`} h={16} />
          </View>
        ))}
      </View>
    </View>
  );
}
