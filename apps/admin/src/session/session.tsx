import type { Permission, StaffSelf } from "@banyan/contract";
import type { StaffRole } from "@banyan/kernel";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactElement, type ReactNode, useContext, useEffect } from "react";
import { Navigate, useLocation } from "react-router";
import { client } from "../api/client.ts";
import { failureOf } from "../api/failure.ts";
import { ErrorState } from "../design/empty.tsx";
import { Opening } from "./opening.tsx";

export const ROLE_TEXT: Record<StaffRole, string> = {
  owner: "店主",
  operator: "运营",
  finance: "财务",
  service: "客服",
};

export const SELF_KEY = ["session", "self"] as const;
const SessionContext = createContext<StaffSelf | null>(null);

/** null means "nobody is signed in"; other failures stay failures. */
async function fetchSelf(): Promise<StaffSelf | null> {
  try {
    return await client.console.staff.self();
  } catch (error) {
    if (failureOf(error).status === 401) return null;
    throw error;
  }
}

/** The signed-in staff member. Only below `SessionGate`. */
export function useSelf(): StaffSelf {
  const self = useContext(SessionContext);
  if (!self) throw new Error("useSelf needs a SessionGate above it");
  return self;
}

/** Whether the signed-in staff member may do this; screens hide what the server would refuse. */
export function useMay(): (permission: Permission) => boolean {
  const self = useSelf();
  return (permission) => self.permissions.includes(permission);
}

/** Any answer "please sign in" ends the session in the browser, too, and leads to the sign-in page. */
function useSignedOutWatch(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const signedOut = (error: unknown) => {
      const { code } = failureOf(error);
      if (code === "not_signed_in" || code === "session_expired") queries.setQueryData(SELF_KEY, null);
    };
    const stopQueries = queries.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") signedOut(event.action.error);
    });
    const stopMutations = queries.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") signedOut(event.action.error);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [queries]);
}

/** Lets signed-in staff through; others go to the sign-in page, which brings them back to this place. */
export function SessionGate({ children }: { children: ReactNode }): ReactElement {
  const place = useLocation();
  useSignedOutWatch();
  const self = useQuery({ queryKey: SELF_KEY, queryFn: fetchSelf, staleTime: 60_000 });
  if (self.isPending) return <Opening />;
  if (self.isError) return <ErrorState error={self.error} retry={() => void self.refetch()} />;
  if (self.data === null) {
    const from = `${place.pathname}${place.search}`;
    return <Navigate to={from === "/" ? "/login" : `/login?from=${encodeURIComponent(from)}`} replace />;
  }
  return <SessionContext value={self.data}>{children}</SessionContext>;
}
