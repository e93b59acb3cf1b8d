import { AutoComplete, Input, type InputRef } from "antd";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useMay } from "../session/session.tsx";
import { Icon } from "./icon.tsx";

/** "D" + day + owner + random: what an order number looks like (kernel's number.ts decides, this only guesses for a shortcut). */
const ORDER_NUMBER = /^D[0-9A-Z]{15,31}$/;
const WITHDRAWAL_NUMBER = /^W[0-9A-Z]{15,31}$/;

/** One box for everything: an order number opens the order, words search the lists that this person may see. Ctrl/⌘ K. */
export function SearchAll(): ReactElement {
  const [typed, setTyped] = useState("");
  const box = useRef<InputRef>(null);
  const go = useNavigate();
  const may = useMay();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        box.current?.focus({ cursor: "all" });
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const words = typed.trim();
  const q = encodeURIComponent(words);
  const isOrder = ORDER_NUMBER.test(words.toUpperCase());
  const places = [
    may("order.read") &&
      isOrder && { value: `/orders/${words.toUpperCase()}`, label: `打开订单 ${words.toUpperCase()}` },
    may("withdrawal.read") &&
      WITHDRAWAL_NUMBER.test(words.toUpperCase()) && {
        value: `/withdrawals/${words.toUpperCase()}`,
        label: `打开提现 ${words.toUpperCase()}`,
      },
    may("order.read") && { value: `/orders?q=${q}`, label: `在订单中找“${words}”` },
    may("catalog.read") && { value: `/products?q=${q}`, label: `在商品中找“${words}”` },
    may("customer.read") && { value: `/customers?q=${q}`, label: `在顾客中找“${words}”` },
    may("promoter.read") && { value: `/promoters?q=${q}`, label: `在分销员中找“${words}”` },
  ].filter((place) => place !== false);
  return (
    <AutoComplete
      className="by-search-all"
      value={typed}
      options={words === "" ? [] : places}
      defaultActiveFirstOption
      onChange={(value: string) => {
        if (!value.startsWith("/")) setTyped(value);
      }}
      onSelect={(value: string) => {
        setTyped("");
        box.current?.blur();
        void go(value);
      }}
    >
      <Input
        ref={box}
        aria-label="搜索订单、商品、顾客"
        placeholder="搜索订单号、商品、顾客"
        maxLength={60}
        prefix={<Icon name="search" size={16} />}
        suffix={<span className="by-kbd">Ctrl K</span>}
      />
    </AutoComplete>
  );
}
