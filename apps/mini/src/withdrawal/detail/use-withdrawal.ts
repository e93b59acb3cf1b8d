import type { WithdrawalDetail } from "@banyan/contract";
import { useDidShow } from "@tarojs/taro";
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "@/http/call.ts";
import { type Loaded, useLoad } from "@/http/use-load.ts";
import { isWithWechat } from "../words.ts";

export interface Watching {
  loaded: Loaded<WithdrawalDetail>;
  /** WeChat is being asked. */
  asking: boolean;
  /** Asks WeChat by way of the server; where WeChat cannot know yet, the server alone. */
  ask: () => Promise<void>;
  /** The same several times: what the person has just done arrives within seconds. */
  follow: () => Promise<void>;
}

/** Waits before each question after the person came back from confirming, ms. */
const WAITS_MS = [0, 900, 1500, 2500, 4000] as const;

/**
 * A withdrawal and its news. Whatever the phone says of the confirmation is never proof: coming back to this page, from
 * WeChat or from anywhere else, always asks.
 * @param outcome what the confirmation page said on the way back ("success", "cancel", "fail"); "" where there was none
 */
export function useWithdrawal(no: string, outcome: string): Watching {
  const loaded = useLoad(no === "" ? null : no, () => call("withdrawal.get", { no }));
  const [asking, setAsking] = useState(false);
  const latest = useRef(loaded);
  latest.current = loaded;
  const gone = useRef(false);

  const once = useCallback(async (): Promise<WithdrawalDetail | null> => {
    const { data, replace, reload } = latest.current;
    if (data === null || !isWithWechat(data.state)) {
      await reload();
      return null;
    }
    try {
      const news = await call("withdrawal.check", { no });
      if (!gone.current) replace(news);
      return news;
    } catch {
      // No answer is no news; what stands on the page stays.
      return null;
    }
  }, [no]);
  const ask = useCallback(async () => {
    setAsking(true);
    await once();
    setAsking(false);
  }, [once]);
  const follow = useCallback(async () => {
    setAsking(true);
    for (const wait of WAITS_MS) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (gone.current) return;
      const news = await once();
      if (news !== null && !isWithWechat(news.state)) break;
    }
    setAsking(false);
  }, [once]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  // The first answer may be older than what WeChat knows.
  const first = useRef(true);
  const state = loaded.data?.state;
  useEffect(() => {
    if (state === undefined || !first.current) return;
    first.current = false;
    if (isWithWechat(state)) void (outcome === "success" ? follow() : ask());
  }, [state, outcome, ask, follow]);
  useDidShow(() => {
    if (!first.current) void ask();
  });
  return { loaded, asking, ask, follow };
}
