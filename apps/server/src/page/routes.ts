import { api } from "../http/context.ts";
import { viewOf } from "../promoter/view.ts";
import { loadHome, showPage } from "./show.ts";

export const pageRoutes = {
  home: api.page.home.handler(async ({ context }) => loadHome(context.services, await viewOf(context))),
  front: api.page.front.handler(async ({ context }) =>
    showPage(context.services, null, await viewOf(context)),
  ),
  topic: api.page.topic.handler(async ({ input, context }) =>
    showPage(context.services, BigInt(input.page_id), await viewOf(context)),
  ),
};
