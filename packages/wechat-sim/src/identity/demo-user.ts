import { createHash } from "node:crypto";

/** One WeChat user as this mini program sees them. `avatar` is a path under /__wechat. */
export interface DemoUser {
  openid: string;
  unionid: string;
  nickname: string;
  avatar: string;
}

/** How many drawn avatars there are. */
export const AVATAR_COUNT = 12;

/** The path of avatar N, counted from 1. */
export function avatarPath(number: number): string {
  return `/__wechat/avatars/${number}.svg`;
}

function stableId(prefix: string, nickname: string): string {
  const tail = createHash("sha256").update(nickname).digest("base64url").replace(/[-_]/g, "x");
  return (prefix + tail).slice(0, 28);
}

function demoUser(nickname: string, avatar: number): DemoUser {
  return {
    openid: stableId("oDemo", nickname),
    unionid: stableId("oUnion", nickname),
    nickname,
    avatar: avatarPath(avatar),
  };
}

/** The people of the demo; their ids are the same in every store. */
export const DEMO_USERS: readonly DemoUser[] = [
  demoUser("林晓棠", 1),
  demoUser("周牧", 2),
  demoUser("阿依", 3),
  demoUser("陈大山", 4),
  demoUser("苏以沫", 5),
  demoUser("何小满", 6),
];
