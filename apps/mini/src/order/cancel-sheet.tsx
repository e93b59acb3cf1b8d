import { View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { Button } from "../design/button/button.tsx";
import { ReasonList } from "../design/choice/reason-list.tsx";
import { Sheet } from "../design/sheet/sheet.tsx";
import { CANCEL_REASONS } from "./words.ts";

/** Asks why before an unpaid order is given up. */
export function CancelSheet({
  open,
  busy,
  onClose,
  onCancel,
}: {
  open: boolean;
  busy: boolean;
  onClose: () => void;
  onCancel: (reason: string) => void;
}) {
  const [reason, setReason] = useState<string | null>(null);
  useEffect(() => {
    if (open) setReason(null);
  }, [open]);
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="为什么取消"
      foot={
        <Button
          text="取消订单"
          look="primary"
          size="large"
          block
          busy={busy}
          disabled={reason === null}
          onTap={() => onCancel(reason ?? "")}
        />
      }
    >
      <View>
        <ReasonList reasons={CANCEL_REASONS} value={reason} onChange={setReason} />
      </View>
    </Sheet>
  );
}
