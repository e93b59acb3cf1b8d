import type { PageContent, PagePreview } from "@banyan/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/client.ts";

const PAUSE_MS = 150;

/** What customers would see of this content; the last answer stays while the next is on its way. */
export function usePreview(content: PageContent): { preview: PagePreview | null; failed: boolean } {
  const [asked, setAsked] = useState(content);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(content), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [content]);
  const found = useQuery({
    ...api.console.page.preview.queryOptions({ input: { content: asked } }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    gcTime: 30_000,
  });
  return { preview: found.data ?? null, failed: found.isError };
}
