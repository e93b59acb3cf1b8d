/** A shop of yesterday gets accounts: nobody has to agree again, and the words they agreed to are kept. */
import { migrate } from "@banyan/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

let old: OldShop;
beforeAll(async () => {
  old = await openOldShop("account_migration");
  await old.owner.query(`
    INSERT INTO setting (key, value) VALUES ('shop', '{"privacy_version": 3, "privacy_text": "我们只收集必需的信息"}');
    INSERT INTO customer (id, privacy_version, privacy_agreed_at) VALUES (1, 3, now()), (2, NULL, NULL);
    INSERT INTO customer_profile (customer_id, nickname) VALUES (1, '山里人');
    INSERT INTO privacy_consent (customer_id, version, agreed_at) VALUES (1, 2, '2026-10-01'), (1, 3, '2026-11-01');
    INSERT INTO identity (provider, appid, subject, customer_id) VALUES ('wechat', 'wx1', 'o1', 1);
    INSERT INTO session (token_hash, customer_id, openid, expires_at) VALUES ('h1', 1, 'o1', now() + interval '1 day')`);
  await migrate(old.url);
});
afterAll(() => old.close());

it("consents of before are agreements, and the text in force is kept", async () => {
  const consents = await old.owner.query("SELECT version, kind FROM privacy_consent ORDER BY version");
  expect(consents.rows).toEqual([
    { version: 2, kind: "agreed" },
    { version: 3, kind: "agreed" },
  ]);
  expect((await old.owner.query("SELECT version, text FROM privacy_text")).rows).toEqual([
    { version: 3, text: "我们只收集必需的信息" },
  ]);
});

it("everybody's account stands, remembers looks, and is signed in on a device without a name", async () => {
  const people = await old.owner.query(
    `SELECT c.id::int, c.closed_at, c.erase_due_at, p.footprints_off, s.device FROM customer c
     LEFT JOIN customer_profile p ON p.customer_id = c.id LEFT JOIN session s ON s.customer_id = c.id ORDER BY c.id`,
  );
  expect(people.rows).toEqual([
    { id: 1, closed_at: null, erase_due_at: null, footprints_off: false, device: "" },
    { id: 2, closed_at: null, erase_due_at: null, footprints_off: null, device: null },
  ]);
});

it("a person may withdraw and agree to the same text again; one instant says one thing once", async () => {
  const say = (kind: string, at: string) =>
    old.owner.query(
      "INSERT INTO privacy_consent (customer_id, version, kind, agreed_at) VALUES (1, 3, $1, $2)",
      [kind, at],
    );
  await say("withdrawn", "2026-11-02");
  await say("agreed", "2026-11-03");
  await expect(say("agreed", "2026-11-03")).rejects.toMatchObject({ code: "23505" });
  await expect(say("perhaps", "2026-11-04")).rejects.toMatchObject({ code: "23514" });
});

it("one number is one customer's, and one export waits at a time", async () => {
  await old.owner.query("INSERT INTO phone (phone_hash, customer_id) VALUES ('h', 1)");
  await expect(
    old.owner.query("INSERT INTO phone (phone_hash, customer_id) VALUES ('h', 2)"),
  ).rejects.toMatchObject({ constraint: "phone_pkey" });
  const ask = (key: string) =>
    old.owner.query(
      "INSERT INTO data_export (customer_id, state, request_key, requested_at) VALUES (1, 'requested', $1, now())",
      [key],
    );
  await ask("a");
  await expect(ask("b")).rejects.toMatchObject({ constraint: "data_export_one_open" });
  await expect(
    old.owner.query("UPDATE data_export SET state = 'ready' WHERE customer_id = 1"),
  ).rejects.toMatchObject({ constraint: "data_export_ready" });
});
