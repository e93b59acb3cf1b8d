import type { Suggestion } from "@banyan/contract";
import { useEffect, useRef, useState } from "react";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";

/** So long nothing more was typed. */
const PAUSE_MS = 160;

/** What may be meant by what is being typed. The last answer stays until the next one is there, so that nothing flickers. */
export function useSuggestions(text: string): readonly Suggestion[] {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useLoad(asked === "" ? null : asked, () => call("search.suggest", { q: asked }));
  const last = useRef<readonly Suggestion[]>([]);
  if (data !== null) last.current = data.items;
  return text === "" ? [] : last.current;
}
