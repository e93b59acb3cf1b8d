import { View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { TextArea } from "@/design/field/field.tsx";

/** A whole address pasted as it came, in any order; what is found fills the form. */
export function PasteBox({ busy, onRead }: { busy: boolean; onRead: (text: string) => void }) {
  const [text, setText] = useState("");
  return (
    <View className="address-paste">
      <TextArea
        label="粘贴地址"
        value={text}
        placeholder="粘贴整段地址，自动认出姓名、电话和地区，例如：段茶生 138… 云南省昆明市五华区翠湖北路 2 号"
        max={500}
        onChange={setText}
      />
      <View className="address-paste__foot">
        <Button
          text="识别并填写"
          look="soft"
          size="small"
          busy={busy}
          disabled={text.trim() === ""}
          onTap={() => onRead(text)}
        />
      </View>
    </View>
  );
}
