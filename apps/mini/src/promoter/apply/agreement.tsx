import type { PromoterEntry } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { Checkbox } from "@/design/choice/choice.tsx";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { LegalLines } from "@/shop/legal-lines.tsx";

export interface AgreementProps {
  agreement: PromoterEntry["agreement"];
  agreed: boolean;
  onAgree: (agreed: boolean) => void;
  /** Sending was tried without it. */
  missing: boolean;
}

/** The promoters' agreement: a tick, and the text to read behind its name. */
export function Agreement({ agreement, agreed, onAgree, missing }: AgreementProps) {
  const [reading, setReading] = useState(false);
  return (
    <View className="join-agree">
      <View className="join-agree__row">
        <Checkbox on={agreed} onChange={onAgree} label="同意推广协议">
          <Text className="join-agree__text">我已阅读并同意</Text>
        </Checkbox>
        <Tap className="join-agree__link" role="link" onTap={() => setReading(true)}>
          《推广协议》
        </Tap>
      </View>
      {missing && <View className="join-agree__problem">请先阅读并同意推广协议</View>}
      <Sheet
        open={reading}
        onClose={() => setReading(false)}
        title={`推广协议 · 第 ${agreement.version} 版`}
        foot={
          <Button
            text="已阅读并同意"
            look="primary"
            size="large"
            block
            onTap={() => {
              onAgree(true);
              setReading(false);
            }}
          />
        }
      >
        <View className="join-agree__body">
          <LegalLines text={agreement.text} />
        </View>
      </Sheet>
    </View>
  );
}
