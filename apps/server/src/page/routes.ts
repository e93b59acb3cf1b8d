import { api } from "../http/context.ts";
import { viewOf } from "../promoter/view.ts";
import { loadHome } from "./home.ts";

export const pageRoutes = {
  home: api.page.home.handler(async ({ context }) => loadHome(context.services, await viewOf(context))),
};
