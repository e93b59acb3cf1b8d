import { randomBytes } from "node:crypto";
import type { Database } from "../database.ts";
import { AVATAR_COUNT, avatarPath, DEMO_USERS, type DemoUser } from "./demo-user.ts";

const COLUMNS = "openid, unionid, nickname, avatar";

/** The user of that openid. */
export function findUser(database: Database, openid: string): DemoUser | undefined {
  return database.row<DemoUser>(`select ${COLUMNS} from wechat_user where openid = ?`, openid);
}

/** Everybody, the demo people first. */
export function listUsers(database: Database): DemoUser[] {
  return database.rows<DemoUser>(`select ${COLUMNS} from wechat_user order by position`);
}

function insertUser(database: Database, user: DemoUser): void {
  database.run(
    `insert into wechat_user (openid, unionid, nickname, avatar, position)
     values (?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from wechat_user)) on conflict do nothing`,
    user.openid,
    user.unionid,
    user.nickname,
    user.avatar,
  );
}

/** Puts the demo people into a new store. */
export function seedUsers(database: Database): void {
  for (const user of DEMO_USERS) insertUser(database, user);
}

function randomId(prefix: string): string {
  return (prefix + randomBytes(24).toString("base64url").replace(/[-_]/g, "x")).slice(0, 28);
}

/** A WeChat user to add. A seeded shop names the openid by which it knows them; everybody else gets a new one. */
export interface NewUser {
  nickname: string;
  avatar?: string;
  openid?: string;
}

/**
 * Adds a WeChat user; whoever has that openid already stays as they are.
 * @throws RangeError for a nickname that is empty or longer than 20 characters, or an openid that WeChat would not give
 */
export function addUser(database: Database, input: NewUser): DemoUser {
  const nickname = input.nickname.trim();
  if (nickname.length < 1 || [...nickname].length > 20) throw new RangeError("昵称应为1到20个字");
  if (input.openid !== undefined && !/^o[0-9A-Za-z_-]{27}$/.test(input.openid))
    throw new RangeError("openid不正确");
  const known = input.openid === undefined ? undefined : findUser(database, input.openid);
  if (known) return known;
  const number =
    (database.row<{ count: number }>("select count(*) as count from wechat_user")?.count ?? 0) % AVATAR_COUNT;
  const user: DemoUser = {
    openid: input.openid ?? randomId("o"),
    unionid: randomId("oU"),
    nickname,
    avatar: input.avatar ?? avatarPath(number + 1),
  };
  insertUser(database, user);
  return user;
}

/** A login code as stored; `used_at` once code2Session took it. */
export interface LoginCode {
  code: string;
  openid: string;
  created_at: number;
  used_at: number | null;
}

/** Stores a fresh code for a user, as `wx.login` does. */
export function insertCode(database: Database, openid: string, now: number): string {
  const code = `0${randomBytes(24).toString("base64url").replace(/[-_]/g, "x").slice(0, 31)}`;
  database.run("insert into login_code values (?, ?, ?, null)", code, openid, now);
  return code;
}

/** The code, if it was ever issued. */
export function findCode(database: Database, code: string): LoginCode | undefined {
  return database.row<LoginCode>("select * from login_code where code = ?", code);
}

/** Uses a code up and renews the user's session key. */
export function spendCode(database: Database, code: LoginCode, now: number, sessionKey: string): void {
  database.transaction(() => {
    database.run("update login_code set used_at = ? where code = ?", now, code.code);
    database.run("update wechat_user set session_key = ? where openid = ?", sessionKey, code.openid);
  });
}
