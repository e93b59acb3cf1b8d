import type { Address, Quote } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { Tag } from "@/design/tag/tag.tsx";
import { Tap } from "@/design/tap/tap.tsx";

/** Where it goes. Without an address it is the first thing to do. */
export function AddressCard({
  address,
  blocked,
  onTap,
}: {
  address: Address | null;
  blocked: Quote["blocked"];
  onTap: () => void;
}) {
  const refused = blocked?.code === "address_not_served";
  return (
    <Tap
      className="checkout-address"
      label={address === null ? "选择收货地址" : "更换收货地址"}
      onTap={onTap}
    >
      <View className="checkout-address__row">
        <View className="checkout-address__icon">
          <Icon name="pin" size={22} />
        </View>
        {address === null ? (
          <View className="checkout-address__none">选择收货地址</View>
        ) : (
          <View className="checkout-address__body">
            <View className="checkout-address__region">
              {address.is_default && <Tag text="默认" />}
              <Text>{address.region.join(" ")}</Text>
            </View>
            <View className="checkout-address__detail">{address.detail}</View>
            <View className="checkout-address__who">
              <Text>{address.recipient}</Text>
              <Text className="checkout-address__phone">{address.phone}</Text>
            </View>
          </View>
        )}
        <Icon name="right" size={16} className="checkout-address__arrow" />
      </View>
      {refused && (
        <View className="checkout-address__problem">
          <Icon name="warn" size={16} />
          <Text>{blocked.message}</Text>
        </View>
      )}
      <View className="checkout-address__edge" />
    </Tap>
  );
}
