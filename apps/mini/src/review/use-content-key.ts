import { useRef } from "react";
import { newRequestKey } from "@/http/request-key.ts";

/**
 * The request key of what is to be sent: the same while that stays the same, so that a retry after a lost answer says nothing twice; another
 * once something was changed, which the old key would be refused for.
 */
export function useContentKey(): (content: unknown) => string {
  const last = useRef({ content: "", key: "" });
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current.content !== text) last.current = { content: text, key: newRequestKey() };
    return last.current.key;
  };
}
