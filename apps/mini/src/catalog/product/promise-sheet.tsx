import { View } from "@tarojs/components";
import { Button } from "@/design/button/button.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { useShopInfo } from "@/shop/shop-info.ts";
import "./promise-sheet.scss";

export interface PromiseSheetProps {
  promises: readonly string[];
  open: boolean;
  onClose: () => void;
}

/** What the shop promises for this product, each with what it means where the shop has explained it. */
export function PromiseSheet({ promises, open, onClose }: PromiseSheetProps) {
  const notes = new Map((useShopInfo()?.promises ?? []).map(({ name, note }) => [name, note]));
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="服务承诺"
      foot={<Button text="知道了" look="primary" size="large" block onTap={onClose} />}
    >
      <View className="promises">
        {promises.map((promise) => (
          <View key={promise} className="promises__one">
            <Icon name="shield" size={18} />
            <View className="promises__words">
              <View className="promises__name">{promise}</View>
              {(notes.get(promise) ?? "") !== "" && (
                <View className="promises__note">{notes.get(promise)}</View>
              )}
            </View>
          </View>
        ))}
      </View>
    </Sheet>
  );
}
