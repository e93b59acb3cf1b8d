import type { ConsolePage, PageContent } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api, client } from "../api/client.ts";
import { type Failure, failureOf } from "../api/failure.ts";
import { useRequestKey } from "../api/write.ts";

/** After the last change; long enough for a word, short enough that nobody waits for it. */
const PAUSE_MS = 800;
const RETRY_MS = 4000;

export interface Conflict {
  mine: PageContent;
  theirs: ConsolePage;
}

export interface Autosave {
  /** saved: what stands on the screen stands in the shop. failed: asked again by itself. */
  state: "saved" | "waiting" | "saving" | "failed" | "conflict";
  failure: Failure | null;
  page: ConsolePage;
  conflict: Conflict | null;
  /** Saves what stands now; null when it cannot be. */
  flush: () => Promise<ConsolePage | null>;
  /** Goes on from a state of the page that another write answered with. */
  adopt: (page: ConsolePage) => void;
  /** Ends a conflict: mine over theirs, which goes into the history. */
  takeMine: () => void;
}

const same = (a: PageContent, b: PageContent) => JSON.stringify(a) === JSON.stringify(b);

/** What is known of the draft in the shop, and what came of the last try to save it. */
function useKnown(start: ConsolePage, content: PageContent) {
  const [page, setPage] = useState(start);
  const [state, setState] = useState<Autosave["state"]>("saved");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const queries = useQueryClient();
  const now = useRef<{ content: PageContent; page: ConsolePage; conflict: Conflict | null }>({
    content,
    page,
    conflict,
  });
  now.current.content = content;
  const clash = useCallback((next: Conflict | null) => {
    now.current.conflict = next;
    setConflict(next);
  }, []);
  const adopt = useCallback(
    (next: ConsolePage) => {
      now.current.page = next;
      setPage(next);
      clash(null);
      setFailure(null);
      setState("saved");
      queries.setQueryData(api.console.page.get.queryKey({ input: { page_id: next.id } }), next);
      void queries.invalidateQueries({ queryKey: api.console.page.list.key() });
      void queries.invalidateQueries({ queryKey: api.console.page.history.key() });
    },
    [queries, clash],
  );
  return { page, state, setState, failure, setFailure, conflict, clash, adopt, now };
}

type Known = ReturnType<typeof useKnown>;

/** One request: what stands on the screen, over the revision that was seen. */
function useSaveOnce({ now, setState, setFailure, clash, adopt }: Known) {
  const request = useRequestKey();
  return useCallback(
    async (revision: number, keepTheirs: boolean): Promise<ConsolePage | null> => {
      const sent = now.current.content;
      const body = { page_id: now.current.page.id, revision, content: sent, keep_theirs: keepTheirs };
      setState("saving");
      try {
        const saved = await client.console.page.save({ ...body, request_key: request.keyFor(body) });
        request.renew();
        // What the server answers may have spaces trimmed; what was sent is what stands on the screen.
        adopt({ ...saved, content: sent });
        return saved;
      } catch (error) {
        const told = failureOf(error);
        setFailure(told);
        const changed = told.code === "already_changed";
        const theirs = changed
          ? await client.console.page.get({ page_id: body.page_id }).catch(() => null)
          : null;
        if (theirs !== null) clash({ mine: sent, theirs });
        setState(theirs === null ? "failed" : "conflict");
        return null;
      }
    },
    [now, setState, setFailure, clash, adopt, request],
  );
}

/** Keeps the draft in the shop at what stands in the editor, one request at a time. */
export function useAutosave(start: ConsolePage, content: PageContent): Autosave {
  const known = useKnown(start, content);
  const { page, state, setState, failure, conflict, clash, adopt, now } = known;
  const saveOnce = useSaveOnce(known);
  const running = useRef<Promise<ConsolePage | null> | null>(null);
  const flush = useCallback(async (): Promise<ConsolePage | null> => {
    while (running.current !== null) await running.current;
    if (now.current.conflict !== null) return null;
    if (same(now.current.content, now.current.page.content)) return now.current.page;
    running.current = saveOnce(now.current.page.revision, false);
    const done = await running.current;
    running.current = null;
    return done;
  }, [now, saveOnce]);
  useEffect(() => {
    if (conflict !== null) return;
    if (same(content, page.content)) return setState((before) => (before === "waiting" ? "saved" : before));
    setState((before) => (before === "failed" || before === "saving" ? before : "waiting"));
    const timer = setTimeout(() => void flush(), failure === null ? PAUSE_MS : RETRY_MS);
    return () => clearTimeout(timer);
  }, [content, page, conflict, failure, flush, setState]);
  const takeMine = useCallback(() => {
    const against = now.current.conflict;
    if (against === null) return;
    clash(null);
    void saveOnce(against.theirs.revision, true);
  }, [now, clash, saveOnce]);
  return { state, failure, page, conflict, flush, adopt, takeMine };
}
