/** The bookkeeper of promoting against scenes worked by hand, and against its own second reckoning. */
import { describe, expect, test } from "vitest";
import {
  type Balances,
  imbalancesOfPromoting,
  type PromotingBook,
  type PromotingRules,
} from "../src/index.ts";
import { BOUGHT, PEOPLE, play, purse, SETTLED, shares } from "./scene.ts";

describe("the life of a commission", () => {
  const ordered = `${PEOPLE}; 1 submit o 10000`;
  test.each<[string, string, string]>([
    ["nothing before payment", ordered, ""],
    ["estimated once paid", `${ordered}; 1 pay o`, "estimated 1000"],
    ["paid twice earns once", `${ordered}; 1 pay o; 2 pay o ! nothing`, "estimated 1000"],
    ["never settled before receipt", `${ordered}; 1 pay o; 99 settle`, "estimated 1000"],
    ["B14: counted from receipt", `${ordered}; 1 pay o; 9 receive o; 15.99 settle`, "estimated 1000"],
    ["B14: settled at its end", `${ordered}; 1 pay o; 9 receive o; 16 settle`, "available 1000"],
    ["B14: an open case holds it back", `${BOUGHT}; 2 open o; 20 settle; 21 shut o`, "estimated 1000"],
    ["and no longer", `${BOUGHT}; 2 open o; 20 settle; 21 shut o; 21 settle; 22 settle`, "available 1000"],
    ["B24: a fixed amount for each of 5", `${PEOPLE}; 1 submit o 5x10000 客 fixed; 1 pay o`, "estimated 250"],
    [
      "money for a closed order never earns",
      `${ordered}; 1 close o; 2 late o; 2 pay o ! nothing; 99 settle`,
      "",
    ],
    ["nor twice", `${ordered}; 1 close o; 2 late o; 2 late o ! nothing; 3 receive o ! nothing`, ""],
  ])("%s", (_name, scene, balances) => {
    expect(purse(play(scene))).toBe(balances);
  });
});

describe("who earns is fixed at submit (B11)", () => {
  test.each<[string, string, string]>([
    ["the binding's promoter, then the inviter", "1 submit o 10000", "小禾 1000, 阿嫂 300"],
    ["nobody once the binding is over", "30 submit o 10000", ""],
    ["somebody the moment before", "29.99 submit o 10000", "小禾 1000, 阿嫂 300"],
    ["nobody after 解除", "1 unbind 客; 1 submit o 10000", ""],
    ["解除 of one that is over", "30 unbind 客 ! no_relation; 30 submit o 10000", ""],
    ["a new relation is too late", "1 submit o 10000; 2 bind 客 阿嫂 90", "小禾 1000, 阿嫂 300"],
    ["a freeze is too late", "1 submit o 10000; 2 freeze 小禾; 2 tier 小禾 代理商", "小禾 1000, 阿嫂 300"],
    ["frozen: keeps the place, earns nothing new", "1 freeze 小禾; 1 submit o 10000", "阿嫂 300"],
    ["agreement outdated: the same", "1 outdate; 1 agree 阿嫂; 1 submit o 10000", "阿嫂 300"],
    ["own purchase: the inviter stands at 1", "1 submit o 10000 小禾", "阿嫂 1000"],
    ["own purchase with 自购返", "1 submit o 10000 小禾 rebate", "小禾 500, 阿嫂 300"],
    ["a new promoter has an inviter", "1 approve 客 推广员 小禾; 2 submit o 10000", "小禾 1000, 阿嫂 300"],
    ["and no binding any more", "1 approve 客 推广员; 2 unbind 客 ! no_relation; 2 submit o 10000", ""],
  ])("%s", (_name, scene, earners) => {
    const book = play(`${PEOPLE}; ${scene}; 40 pay o`);
    const all = Object.values(book.shares()).map(({ promoter, fen }) => `${promoter} ${fen}`);
    expect(all.join(", ")).toBe(earners);
  });

  test.each([
    "approve 小禾 推广员 ! already_promoter",
    "approve 客 推广员 客 ! own_share",
    "approve 客 推广员 路人 ! invite_invalid",
    "bind 客 客 9 ! own_share",
    "bind 小禾 阿嫂 9 ! promoter_has_no_binding",
    "bind 客 路人 9 ! not_a_promoter",
    "unbind 路人 ! no_relation",
    "freeze 路人 ! not_found",
    "agree 路人 ! promoter_needed",
  ])("%s", (phrase) => {
    play(`${PEOPLE}; 0 ${phrase}`);
  });
});

describe("refunds", () => {
  const two = `${PEOPLE}; 1 submit o 9999,5000; 1 pay o`;
  test("B6, B7: take the difference to keep(R), from their own line alone", () => {
    const book = play(`${two}; 2 refund o r 1:3333`);
    expect(shares(book)).toEqual({
      "o-1-1-referral": "666 estimated",
      "o-1-2-referral": "199 estimated",
      "o-2-1-referral": "500 estimated",
      "o-2-2-referral": "150 estimated",
    });
    expect([purse(book), purse(book, "阿嫂")]).toEqual(["estimated 1166", "estimated 349"]);
  });

  test("give everything back in any pieces: nothing is left", () => {
    const book = play(`${two}; 2 refund o a 1:1; 2 refund o b 1:3332,2:4999; 3 refund o c 1:6666,2:1`);
    expect(new Set(Object.values(shares(book)))).toEqual(new Set(["0 clawed_back"]));
    expect([purse(book), purse(book, "阿嫂")]).toEqual(["", ""]);
  });

  const spent = "9 withdraw w 小禾 800; 9 sent w; 9 paid w; 9 refund o r 1:10000";
  test.each<[string, string, string]>([
    ["B5: heard again, take nothing", "2 refund o r 1:5000; 2 refund o r 1:5000 ! nothing", "estimated 500"],
    ["more than the line", "2 refund o r 1:10001 ! refund_exceeds", "estimated 1000"],
    ["a line twice", "2 refund o r 1:1,1:1 ! refund_exceeds", "estimated 1000"],
    ["after settlement from available", "8 settle; 9 refund o r 1:5000", "available 500"],
    [
      "B8, B9: the rest is debt, and the refund is not stopped by it",
      "8 settle; 9 withdraw w 小禾 800; 9 refund o r 1:10000",
      "withdrawing 800, debt 800",
    ],
    [
      "money that comes back repays debt",
      "8 settle; 9 withdraw w 小禾 800; 9 refund o r 1:5000; 10 refused w",
      "available 500",
    ],
    [
      "money that arrived leaves debt",
      `8 settle; ${spent}; 9 withdraw v 小禾 100 ! has_debt`,
      "debt 800, paidOut 800",
    ],
    [
      "which the next settlement repays first",
      `8 settle; ${spent}; 10 submit p 15000; 10 pay p; 10 receive p; 17 settle`,
      "available 700, paidOut 800",
    ],
  ])("%s", (_name, scene, balances) => {
    expect(purse(play(`${BOUGHT}; ${scene}`))).toBe(balances);
  });
});

describe("held", () => {
  const key = "o-1-1-referral";
  const hold = `hold ${key}`;
  const free = `release ${key}`;
  test.each<[string, string, string, string]>([
    ["out of estimated", `${BOUGHT}; 2 ${hold}; 2 ${hold} ! already_held`, "held 1000", "1000 held"],
    ["and back", `${BOUGHT}; 2 ${hold}; 3 ${free}; 3 ${free} ! not_held`, "estimated 1000", "1000 estimated"],
    ["stays held at settlement", `${BOUGHT}; 2 ${hold}; 8 settle`, "held 1000", "1000 held"],
    ["then goes to available", `${BOUGHT}; 2 ${hold}; 8 settle; 9 ${free}`, "available 1000", "1000 settled"],
    ["a refund takes from it", `${BOUGHT}; 2 ${hold}; 3 refund o r 1:2500; 8 settle`, "held 750", "750 held"],
    [
      "out of available, again and again",
      `${SETTLED}; 9 ${hold}; 9 ${free}; 9 ${hold}`,
      "held 1000",
      "1000 held",
    ],
    [
      "a refund takes from it, not from available",
      `${SETTLED}; 9 ${hold}; 9 refund o r 1:9000; 9 ${free}`,
      "available 100",
      "100 settled",
    ],
    [
      "not what is on its way out",
      `${SETTLED}; 9 withdraw w 小禾 300; 9 ${hold} ! exceeds_available`,
      "available 700, withdrawing 300",
      "1000 settled",
    ],
    ["frozen: held at settlement", `${BOUGHT}; 2 freeze 小禾; 8 settle`, "held 1000", "1000 held"],
    [
      "and freed with the promoter",
      `${BOUGHT}; 2 freeze 小禾; 8 settle; 9 unfreeze 小禾`,
      "available 1000",
      "1000 settled",
    ],
    [
      "or before",
      `${BOUGHT}; 2 freeze 小禾; 8 settle; 9 ${free}; 9 ${hold}; 9 unfreeze 小禾`,
      "held 1000",
      "1000 held",
    ],
    [
      "what a person held stays",
      `${BOUGHT}; 2 ${hold}; 2 freeze 小禾; 8 settle; 9 unfreeze 小禾`,
      "held 1000",
      "1000 held",
    ],
    ["nothing", `${SETTLED}; 9 refund o r 1:10000; 9 ${hold} ! nothing_to_hold`, "", "0 clawed_back"],
    ["unknown", `${SETTLED}; 9 hold o-2-1-referral ! not_found`, "available 1000", "1000 settled"],
    [
      "freed money repays debt first",
      `${SETTLED}; 8 submit p 6000; 8 pay p; 8 hold p-1-1-referral; 8 receive p; 9 withdraw w 小禾 1000;
       9 refund o r 1:4000; 15 settle; 16 release p-1-1-referral`,
      "available 200, withdrawing 1000",
      "600 settled",
    ],
  ])("%s", (_name, scene, balances, state) => {
    const book = play(scene);
    expect(purse(book)).toBe(balances);
    expect(shares(book)[key]).toBe(state);
  });
});

describe("withdrawals", () => {
  const more = [1, 2, 3, 4, 5, 6, 7].map((n) => `9 withdraw w${n} 小禾 1000 ! exceeds_available`).join("; ");
  const open = "9 withdraw w 小禾 500";
  const end = "9 paid w ! nothing; 9 failed w ! nothing; 9 cancelled w ! withdrawal_not_cancellable";
  test.each<[string, string, string, Partial<PromotingRules>?]>([
    ["B1: everything, eight times", `9 withdraw w 小禾 1000; ${more}`, "withdrawing 1000", { perDay: 9 }],
    ["one fen too much", "9 withdraw w 小禾 1001 ! exceeds_available", "available 1000"],
    ["too little", "9 withdraw w 小禾 99 ! below_minimum", "available 1000"],
    ["too much at once", `${open} ! above_maximum`, "available 1000", { maxFen: 499n }],
    ["less than WeChat sends", "9 withdraw w 小禾 9 ! below_minimum", "available 1000", { minFen: 1n }],
    [
      "agreement outdated",
      `9 outdate; ${open} ! agreement_outdated; 9 agree 小禾; ${open}`,
      "available 500, withdrawing 500",
    ],
    ["closed", `${open} ! withdrawal_closed`, "available 1000", { withdrawalOpen: false }],
    ["not for customers", "9 withdraw w 客 500 ! promoter_needed", "available 1000"],
    [
      "one a day, counted in Shanghai",
      `${open}; 9.66 withdraw v 小禾 100 ! day_limit_reached; 9.67 withdraw v 小禾 100`,
      "available 400, withdrawing 600",
      { perDay: 1 },
    ],
    [
      "a day counts what was sent or waits",
      `${open}; 9 refused w; 9 withdraw v 小禾 100; 9 cancelled v; 9 withdraw u 小禾 100; 9 sent u; 9 cancelled u;
       9 withdraw x 小禾 100 ! day_limit_reached`,
      "available 1000",
      { perDay: 1 },
    ],
    ["frozen", `9 freeze 小禾; ${open} ! promoter_frozen`, "available 1000"],
    ["frozen before it is sent", `${open}; 9 freeze 小禾; 9 sent w ! withdrawal_decided`, "available 1000"],
    ["frozen after", `${open}; 9 sent w; 9 freeze 小禾; 9 paid w`, "available 500, paidOut 500"],
    ["the same request again", `${open}; ${open} ! nothing`, "available 500, withdrawing 500"],
    ["paid once", `${open}; 9 sent w; 9 paid w; ${end}`, "available 500, paidOut 500", { feeBps: 60 }],
    ["not paid before it is sent", `${open}; 9 paid w ! nothing`, "available 500, withdrawing 500"],
    [
      "B3: refused, then nothing can be done to it",
      `${open}; 9 refused w; 9 sent w ! withdrawal_decided; 9 refused w ! withdrawal_decided; ${end}`,
      "available 1000",
    ],
    ["cancelled", `${open}; 9 cancelled w; ${end}`, "available 1000"],
    ["cancelled at WeChat", `${open}; 9 sent w; 9 cancelled w; ${end}`, "available 1000"],
    ["failed", `${open}; 9 sent w; 9 failed w; ${end}`, "available 1000"],
    ["expired", `${open}; 9 sent w; 9 expired w; ${end}`, "available 1000"],
  ])("%s", (_name, scene, balances, rules) => {
    expect(purse(play(`${SETTLED}; ${scene}`, rules))).toBe(balances);
  });

  test("the fee is rounded down and split off when the money arrives", () => {
    const book = play(`${SETTLED}; 9 withdraw w 小禾 999; 9 sent w; 9 paid w`, { feeBps: 60 });
    const out = book.transfers.filter((row) => row.debit === "withdrawing");
    expect(out.map((row) => [row.kind, row.fen])).toEqual([
      ["payout", 994n],
      ["fee", 5n],
    ]);
  });
});

describe("books that do not balance are found", () => {
  const add = (pocket: keyof Balances, fen: bigint) => (book: PromotingBook) => {
    const promoter = book.promoters.get("小禾");
    if (promoter) promoter.balances[pocket] += fen;
  };
  test.each<[string, (book: PromotingBook) => void]>([
    ["held = in − out", add("held", 1n)],
    ["estimated ≥ 0", add("estimated", -1n)],
    ["debt leaves nothing available", add("debt", 1n)],
    ["settled = available + withdrawing + paid out − debt", add("available", 1n)],
    ["paid out = net + fee", add("paidOut", 1n)],
    ["a fact posts once", (book) => book.transfers.push(...book.transfers.slice(0, 1))],
    [
      "money only goes known roads",
      (book) => {
        for (const row of book.transfers) row.debit = "fee_income";
      },
    ],
    [
      "keeps what refunds leave",
      (book) => {
        for (const share of book.earned.values()) share.keptFen -= 1n;
      },
    ],
    [
      "settled after the after-sale period",
      (book) => {
        for (const order of book.orders.values()) order.settledAt = order.receivedAt;
      },
    ],
    [
      "the snapshot still says the same",
      (book) => {
        for (const order of book.orders.values()) for (const line of order.lines) line.input.chain = [];
      },
    ],
    [
      "nobody is above themselves",
      (book) => {
        for (const promoter of book.promoters.values()) promoter.inviter = "小禾";
      },
    ],
  ])("%s", (sentence, spoil) => {
    const book = play(SETTLED);
    expect(imbalancesOfPromoting(book)).toEqual([]);
    spoil(book);
    expect(imbalancesOfPromoting(book).join("\n")).toContain(sentence);
  });
});
