import { api } from "../http/context.ts";
import { loadHome } from "./home.ts";

export const pageRoutes = {
  home: api.page.home.handler(({ context }) => loadHome(context.services)),
};
