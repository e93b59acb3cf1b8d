import { type StaffSelf, staffSelf } from "@banyan/contract";
import { ORPCError } from "@orpc/client";
import { errorFromEnvelope } from "../api/failure.ts";

/** Demo sign-in stands outside the contract, because these routes exist in demo mode only. */
export interface DemoStaff {
  name: string;
  role_text: string;
}

async function ask(path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(`/api/v1/demo/${path}`, { ...init, credentials: "same-origin" });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const refused = errorFromEnvelope(body, response.status);
  if (refused) throw refused;
  throw new ORPCError("unreadable", { status: response.status });
}

export async function listDemoStaff(): Promise<DemoStaff[]> {
  const body = (await ask("staff")) as { staff?: DemoStaff[] } | null;
  return body?.staff ?? [];
}

export async function signInAsDemo(name: string): Promise<StaffSelf> {
  const body = await ask("staff-session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  return staffSelf.parse(body);
}
