import type { PromoterEntry } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useDidShow, useRouter } from "@tarojs/taro";
import { useCallback, useEffect, useState } from "react";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { call } from "@/http/call.ts";
import { type Loaded, useLoad } from "@/http/use-load.ts";
import { replaceWith } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { useSignedIn } from "@/session/token.ts";
import { dropInvite, keptInvite } from "@/share/arrival.ts";
import { shareCodeOf } from "@/share/code.ts";
import { askedStanding } from "../standing.ts";
import { learnWords } from "../words.ts";
import "./apply.scss";
import { ApplyForm } from "./apply-form.tsx";
import { ApplySkeleton } from "./apply-skeleton.tsx";
import { inviteProblem } from "./invite-problem.ts";
import { Applied, Closed, Frozen, NotOpen, Outdated, Promoter } from "./standings.tsx";
import { Visitor } from "./visitor.tsx";

/** Becoming a promoter: what it is, the agreement, the application, and what became of it. */
export default function Apply() {
  const { params } = useRouter();
  const [invite, setInvite] = useState(() => shareCodeOf(params) ?? keptInvite());
  // What is wrong with the card is said once; the way goes on without it.
  const [spoiled, setSpoiled] = useState<string | null>(null);
  const signedIn = useSignedIn();
  const entry = useLoad(signedIn ? `entry-${invite}` : null, () => entryOf(invite));
  const inviteRefusal = invite !== "" ? inviteProblem(entry.refusal) : null;
  const forgetInvite = useCallback((why: string) => {
    setSpoiled(why);
    dropInvite();
    setInvite("");
  }, []);
  useEffect(() => {
    if (inviteRefusal !== null) forgetInvite(inviteRefusal);
  }, [inviteRefusal, forgetInvite]);
  const { data, refusal, reload } = entry;
  useDidShow(() => {
    // The review may have ended meanwhile.
    if (data !== null) void reload();
  });
  return (
    <Page title="推广合作">
      {!signedIn ? (
        <Visitor />
      ) : data !== null ? (
        <PullToRefresh onRefresh={reload}>
          <View className="join">
            <Standing
              entry={data}
              loaded={entry}
              invite={invite}
              spoiled={spoiled}
              onSpoiled={forgetInvite}
            />
          </View>
        </PullToRefresh>
      ) : refusal !== null && inviteRefusal === null ? (
        <LoadFailed refusal={refusal} why="登录后了解推广合作" onRetry={() => void reload()} />
      ) : (
        <ApplySkeleton />
      )}
    </Page>
  );
}

async function entryOf(invite: string): Promise<PromoterEntry> {
  const put = askedStanding();
  const entry = await call("promoter.entry", invite === "" ? {} : { invite_code: invite });
  // Whoever was a promoter goes to their money first, whatever has become of their new application.
  put(entry.former === null ? entry.state : "closed");
  learnWords(entry);
  if (entry.state === "active" && entry.welcome) replaceWith("/promoter/welcome/index");
  return entry;
}

interface StandingProps {
  entry: PromoterEntry;
  loaded: Loaded<PromoterEntry>;
  invite: string;
  spoiled: string | null;
  onSpoiled: (why: string) => void;
}

function Standing({ entry, loaded, invite, spoiled, onSpoiled }: StandingProps) {
  const [again, setAgain] = useState(false);
  if (entry.state === "closed" && !again) return <Closed entry={entry} onAgain={() => setAgain(true)} />;
  switch (entry.state) {
    case "applied":
      return <Applied entry={entry} loaded={loaded} />;
    case "active":
      return entry.agreement_current ? (
        <Promoter entry={entry} />
      ) : (
        <Outdated entry={entry} loaded={loaded} />
      );
    case "frozen":
      return <Frozen entry={entry} loaded={loaded} />;
    default:
      return entry.open ? (
        <ApplyForm entry={entry} loaded={loaded} invite={invite} spoiled={spoiled} onSpoiled={onSpoiled} />
      ) : (
        <NotOpen entry={entry} />
      );
  }
}
