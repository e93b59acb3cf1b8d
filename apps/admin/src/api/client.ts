import { contract } from "@banyan/contract";
import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { recordBusinessTime } from "./clock.ts";
import { errorFromEnvelope } from "./failure.ts";

const link = new OpenAPILink(contract, {
  url: () => `${location.origin}/api/v1`,
  fetch: async (request, init) => {
    const response = await fetch(request, { ...init, credentials: "same-origin" });
    recordBusinessTime(response.headers);
    return response;
  },
  customErrorResponseBodyDecoder: (body, response) => errorFromEnvelope(body, response.status),
});

/** The typed API: `client.…` to call, `api.…` for query and mutation options. */
export const client: ContractRouterClient<typeof contract> = createORPCClient(link);
export const api = createTanstackQueryUtils(client);
