import { api } from "../http/context.ts";
import { putSetting } from "./put.ts";
import { putWechat } from "./put-wechat.ts";
import { readAllSettings } from "./read-all.ts";

export const settingConsoleRoutes = {
  get: api.console.setting.get.handler(({ context }) =>
    readAllSettings(context.services.database.query, context.services.seal),
  ),
  put: api.console.setting.put.handler(({ input, context }) => putSetting(context, input)),
  putWechat: api.console.setting.putWechat.handler(({ input, context }) => putWechat(context, input)),
};
