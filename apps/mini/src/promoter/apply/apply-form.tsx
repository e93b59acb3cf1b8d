import type { PromoterEntry } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useRef, useState } from "react";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { TextArea } from "@/design/field/field.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import type { Refusal } from "@/http/refusal.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { useAction } from "@/http/use-action.ts";
import type { Loaded } from "@/http/use-load.ts";
import { replaceWith } from "@/navigation.ts";
import { useNoticeAsk } from "@/notice/ask.ts";
import { dropInvite } from "@/share/arrival.ts";
import { putStanding } from "../standing.ts";
import { Agreement } from "./agreement.tsx";
import { How, Plain } from "./how.tsx";
import { inviteProblem } from "./invite-problem.ts";

export interface ApplyFormProps {
  entry: PromoterEntry;
  loaded: Loaded<PromoterEntry>;
  invite: string;
  /** Why an invite card was left out; null where none was. */
  spoiled: string | null;
  onSpoiled: (why: string) => void;
}

/** What it is, what it takes, and the application. */
export function ApplyForm({ entry, loaded, invite, spoiled, onSpoiled }: ApplyFormProps) {
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState(false);
  const [reason, setReason] = useState("");
  const { busy, submit } = useApplication({ entry, loaded, invite, reason, onSpoiled });
  const send = () => {
    setMissing(!agreed);
    if (agreed) submit();
  };
  return (
    <View>
      <View className="join-head">
        <View className="join-head__title">成为{entry.shown_name}</View>
        <View className="join-head__words">把喜欢的山货推荐给朋友，成交后按规则得到佣金</View>
      </View>
      {entry.state === "refused" && <Refused note={entry.note} />}
      {spoiled !== null && (
        <View className="join-note is-warn">
          <Icon name="info" size={18} />
          <View>{spoiled}。不带邀请也可以申请。</View>
        </View>
      )}
      {entry.inviter_name !== null && (
        <View className="join-note">
          <Icon name="user" size={18} />
          <View>由 {entry.inviter_name} 邀请，通过后 TA 是您的邀请人</View>
        </View>
      )}
      <How />
      <Plain />
      <Card title="申请说明">
        <TextArea
          label="申请说明"
          value={reason}
          onChange={setReason}
          max={100}
          placeholder="选填：您打算怎么推荐，比如发给亲友、写心得"
        />
      </Card>
      <BottomBar>
        <View className="join-foot">
          <Agreement
            agreement={entry.agreement}
            agreed={agreed}
            onAgree={(yes) => {
              setAgreed(yes);
              if (yes) setMissing(false);
            }}
            missing={missing}
          />
          <Button
            text={entry.automatic ? "同意并加入" : entry.state === "refused" ? "再次申请" : "提交申请"}
            look="primary"
            size="large"
            block
            busy={busy}
            onTap={send}
          />
        </View>
      </BottomBar>
      <View className="join__space" />
    </View>
  );
}

function Refused({ note }: { note: string }) {
  return (
    <View className="join-note is-warn">
      <Icon name="info" size={18} />
      <View>
        <View className="join-note__title">上次的申请没有通过</View>
        <View>{note === "" ? "店铺没有写明原因，可以联系客服了解" : note}</View>
        <View>补充说明后可以再次申请</View>
      </View>
    </View>
  );
}

/** Refusals after which the entry itself has changed. */
const MOVED: ReadonlySet<string> = new Set([
  "already_promoter",
  "already_applied",
  "application_closed",
  "agreement_outdated",
]);

/** Sends the application; one request key for the form, so that a retry is the same application. */
function useApplication(form: Omit<ApplyFormProps, "spoiled"> & { reason: string }): {
  busy: boolean;
  submit: () => void;
} {
  const { entry, loaded, invite, reason, onSpoiled } = form;
  const { busy, run } = useAction();
  const notices = useNoticeAsk("promoter");
  const key = useRef(newRequestKey());
  const refused = (refusal: Refusal): boolean => {
    // What was sent will be sent differently: another intention.
    key.current = newRequestKey();
    const problem = invite === "" ? null : inviteProblem(refusal);
    if (problem !== null) onSpoiled(problem);
    else if (MOVED.has(refusal.code)) void loaded.reload();
    return false;
  };
  const submit = () =>
    run(
      "apply",
      async () => {
        const accepted = await notices.ask();
        const next = await call("promoter.apply", {
          request_key: key.current,
          agreement_version: entry.agreement.version,
          reason: reason.trim(),
          ...(invite === "" ? {} : { invite_code: invite }),
        });
        await notices.tell(accepted);
        dropInvite();
        putStanding(next.state);
        if (next.state === "active") replaceWith("/promoter/welcome/index");
        else {
          loaded.replace(next);
          toast("申请已提交", { mood: "good" });
        }
      },
      (refusal) => (refusal.status === 0 ? false : refused(refusal)),
    );
  return { busy: busy !== null, submit };
}
