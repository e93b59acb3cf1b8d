import { call } from "../http/call.ts";
import { askToNotify } from "../session/wechat.ts";
import { useShopInfo } from "../shop/shop-info.ts";

export interface NoticeAsk {
  /** Asks for one message of each topic; straight from a tap, as WeChat demands. Answers what was accepted. */
  ask: () => Promise<string[]>;
  /** Tells the server, once what the messages are about exists. Never fails: without it the notices stay in the shop. */
  tell: (accepted: readonly string[]) => Promise<void>;
}

/** WeChat takes three templates of this kind at once in one question. */
const MOST = 3;

/** Permission to send messages about something that the person is about to begin: topics that start with `about`. */
export function useNoticeAsk(about: string): NoticeAsk {
  const shop = useShopInfo();
  const ids = (shop?.message_templates ?? [])
    .filter(({ topic }) => topic.startsWith(about))
    .map(({ template_id }) => template_id);
  return {
    ask: () => askToNotify([...new Set(ids)].slice(0, MOST)),
    tell: async (accepted) => {
      if (accepted.length === 0) return;
      await call("notice.consent", { template_ids: [...accepted] }).catch(() => undefined);
    },
  };
}
