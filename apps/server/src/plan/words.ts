/** Shown beside depth 2 and more. An owner agrees to this very text for depth 3 or a team bonus, and it is kept with the version. */
export const LEGAL_NOTICE =
  "《禁止传销条例》第七条禁止以发展人数、缴费入门、团队业绩计提报酬；微信《小程序平台运营规范》5.9 禁止多级分销。条例没有规定层数：两层同样可能被认定。请确认：加入不收费、不要求购买；只按真实成交计佣，不按人头；每件商品有让利上限；佣金对应的货款已收、退款即追回。层数为 3 或启用团队奖时，须由店主确认已取得法律意见并承担责任。";
