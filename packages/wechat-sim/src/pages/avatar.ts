/** Drawn portraits: a person is a choice of parts, so that no two look alike. Every shape lives on 120 × 120. */
interface Portrait {
  /** Two colours of the ground, top to bottom. */
  ground: readonly [string, string];
  /** Behind the person: sun, hills, leaves. */
  scene: string;
  skin: string;
  /** Neck and ears, a shade below the skin. */
  shade: string;
  hairBack: string;
  clothes: string;
  face: string;
  /** In front of the face: fringe, glasses, hats, earrings. */
  front: string;
}

const INK = "#38281f";
const FAIR = { skin: "#fbdcc6", shade: "#f0c3a6" };
const WARM = { skin: "#f3c9a5", shade: "#e3ae86" };
const TAN = { skin: "#dfa77c", shade: "#c98d62" };

const OPEN_EYES = `<g fill="${INK}"><ellipse cx="51" cy="61" rx="2.7" ry="3.4"/><ellipse cx="69" cy="61" rx="2.7" ry="3.4"/></g><g fill="#fff"><circle cx="52" cy="59.8" r="1"/><circle cx="70" cy="59.8" r="1"/></g>`;
const SMILING_EYES = `<path d="M47.5 62q3.5-4.5 7 0M65.5 62q3.5-4.5 7 0" fill="none" stroke="${INK}" stroke-width="2.3" stroke-linecap="round"/>`;
const BROWS = `<path d="M46.5 54.500q4-2.5 8-.8M65.5 53.700q4-1.7 8 .8" fill="none" stroke="${INK}" stroke-width="1.9" stroke-linecap="round" opacity=".75"/>`;
const STRONG_BROWS = `<path d="M45.5 55q4.5-3.2 9-1M65.5 54q4.5-2.2 9 1" fill="none" stroke="${INK}" stroke-width="2.8" stroke-linecap="round"/>`;
const NOSE = `<path d="M60.5 64.500q1.6 3-.8 3.6" fill="none" stroke="#b9764f" stroke-width="1.5" stroke-linecap="round" opacity=".7"/>`;
const SMILE = `<path d="M55 72.500q5 4.8 10 0" fill="none" stroke="#a8432f" stroke-width="2.2" stroke-linecap="round"/>`;
const LAUGH = `<path d="M53.5 71.500h13q-1 7-6.5 7t-6.5-7z" fill="#a8432f"/><path d="M54.8 71.500h10.400l-.6 2.200h-9.200z" fill="#fff"/>`;
const BLUSH = `<g fill="#f08a7a" opacity=".38"><ellipse cx="45" cy="68" rx="4.6" ry="2.9"/><ellipse cx="75" cy="68" rx="4.6" ry="2.9"/></g>`;

function glasses(colour: string): string {
  return `<g fill="#fff" fill-opacity=".25" stroke="${colour}" stroke-width="1.9"><circle cx="50.5" cy="61" r="7"/><circle cx="69.5" cy="61" r="7"/></g><path d="M57.5 60q2.5-1.8 5 0" fill="none" stroke="${colour}" stroke-width="1.9"/>`;
}

function shoulders(colour: string, collar: string): string {
  return `<path d="M14 120c1-19 17-28 34-29.500h24c17 1.5 33 10.5 34 29.500z" fill="${colour}"/>${collar}`;
}

function hills(far: string, near: string): string {
  return `<path d="M0 78 24 50l18 20 26-34 30 36 22-16v64H0z" fill="${far}"/><path d="M0 96q28-18 58-8t62-12v44H0z" fill="${near}"/>`;
}

function sun(colour: string, x: number, y: number, r: number): string {
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}"/>`;
}

function flower(x: number, y: number, colour: string): string {
  const petals = [0, 72, 144, 216, 288].map(
    (turn) => `<ellipse cx="0" cy="-4.4" rx="3.3" ry="4.4" transform="rotate(${turn})"/>`,
  );
  return `<g transform="translate(${x} ${y})"><g fill="${colour}">${petals.join("")}</g><circle r="2.2" fill="#ffd76a"/></g>`;
}

/** 林晓棠: long hair, crab-apple blossom. */
const BLOSSOM: Portrait = {
  ground: ["#ffe3e1", "#ffc4c6"],
  scene: `${sun("#fff3ee", 92, 28, 17)}<g opacity=".75">${flower(18, 30, "#ff9fae")}${flower(103, 74, "#ff9fae")}${flower(12, 84, "#ffb3bd")}</g>`,
  ...FAIR,
  hairBack:
    '<path d="M33 64c-3-27 10-38 27-38s30 11 27 38c-1 12 3 22 7 31-9 4-59 4-68 0 4-9 8-19 7-31z" fill="#3b2620"/>',
  clothes: shoulders("#fff8ee", '<path d="M47 91q13 12 26 0l3 2q-16 17-32 0z" fill="#eadcc6"/>'),
  face: BROWS + OPEN_EYES + NOSE + SMILE + BLUSH,
  front: `<path d="M38 61c-2-20 9-31 23-31 13 0 23 9 21 31-4-8-9-14-14-17-7 8-20 9-30 17z" fill="#4a3028"/>${flower(79, 44, "#ff7f95")}`,
};

/** 周牧: glasses, grassland. */
const MEADOW: Portrait = {
  ground: ["#d5effa", "#b5e0ee"],
  scene: `${sun("#fff2b8", 24, 28, 12)}<path d="M0 84q30-20 62-6t58-8v50H0z" fill="#9ed39a"/><path d="M0 100q34-14 66-4t54-6v30H0z" fill="#7fc27f"/>`,
  ...WARM,
  hairBack: "",
  clothes: shoulders("#3f6d9e", '<path d="m49 91 11 11 11-11 5 3-16 20-16-20z" fill="#f4f7fa"/>'),
  face: STRONG_BROWS + OPEN_EYES + NOSE + SMILE,
  front: `<path d="M37.5 58c-3-20 6-30 21-31 12-1 27 4 24.5 31-2-6-3-9-5-12-10 1-20-1-27-6-5 4-10 9-13.5 18z" fill="#2b211f"/>${glasses("#2f2a2a")}`,
};

/** 阿依: embroidered headdress with silver. */
const EMBROIDERY: Portrait = {
  ground: ["#ffe2ae", "#f9bd7c"],
  scene: hills("#f3a766", "#e58e52"),
  ...TAN,
  hairBack: '<path d="M36 58c-2 20-4 30-2 42h10l-2-40zM84 58c2 20 4 30 2 42H76l2-40z" fill="#251a17"/>',
  clothes: shoulders(
    "#23334f",
    '<path d="M46 91q14 14 28 0l5 2q-19 24-38 0z" fill="#d9412f"/><path d="M43 97q17 19 34 0" fill="none" stroke="#ffd76a" stroke-width="2.2" stroke-dasharray="3 3"/><path d="M42 104q18 18 36 0" fill="none" stroke="#e9eef2" stroke-width="3"/>',
  ),
  face: BROWS + OPEN_EYES + NOSE + LAUGH + BLUSH,
  front:
    '<path d="M38 58c0-12 5-17 22-17s22 5 22 17c-5-6-9-9-22-9s-17 3-22 9z" fill="#251a17"/><path d="M32 46c0-19 12-27 28-27s28 8 28 27c-8-7-18-9-28-9s-20 2-28 9z" fill="#c8312b"/><path d="M33 42c8-7 17-9 27-9s19 2 27 9l1 5c-8-7-18-9-28-9s-20 2-28 9z" fill="#22314d"/><g fill="#eef2f5"><circle cx="40" cy="40" r="2.3"/><circle cx="50" cy="36.5" r="2.3"/><circle cx="60" cy="35.5" r="2.3"/><circle cx="70" cy="36.5" r="2.3"/><circle cx="80" cy="40" r="2.3"/></g><path d="M46 27q14-8 28 0" fill="none" stroke="#ffd76a" stroke-width="2.2" stroke-dasharray="3 3"/><g fill="#eef2f5"><circle cx="38.5" cy="71" r="2.6"/><path d="m38.5 74 3 6h-6z"/><circle cx="81.5" cy="71" r="2.6"/><path d="m81.5 74 3 6h-6z"/></g>',
};

/** 陈大山: mountains, stubble, a tea-green jacket. */
const MOUNTAIN: Portrait = {
  ground: ["#e4f0e6", "#c9e2d2"],
  scene: sun("#ffd99a", 90, 30, 13) + hills("#93bfa6", "#6da286"),
  ...TAN,
  hairBack: "",
  clothes: shoulders(
    "#3d5b43",
    '<path d="M50 91v29M70 91v29" stroke="#31492f" stroke-width="2"/><path d="m48 91 12 9 12-9 3 4-15 13-15-13z" fill="#e9e2cf"/>',
  ),
  face: `<path d="M41 66c1 12 8 17.5 19 17.500S78 78 79 66c-3 4-5 5-8 5H49c-3 0-5-1-8-5z" fill="#6d5546" opacity=".32"/>${STRONG_BROWS}${SMILING_EYES}${NOSE}${LAUGH}`,
  front:
    '<path d="M38 56c-2-18 8-28 22-28s24 10 22 28c-2-4-3-6-4-10-6-4-9-5-18-5s-12 1-18 5c-1 4-2 6-4 10z" fill="#4c4541"/><path d="M39 55c0-5 1-9 3-12l3 2c-2 3-3 6-6 10zM81 55c0-5-1-9-3-12l-3 2c2 3 3 6 6 10z" fill="#8b8580"/>',
};

/** 苏以沫: bob and beret by the sea. */
const BERET: Portrait = {
  ground: ["#e6e2fa", "#cfc8f2"],
  scene:
    '<path d="M0 86q10-6 20 0t20 0 20 0 20 0 20 0 20 0v34H0z" fill="#b4a9e6"/><path d="M0 98q10-6 20 0t20 0 20 0 20 0 20 0 20 0v22H0z" fill="#a094db"/><g fill="#fff" opacity=".8"><circle cx="16" cy="34" r="4"/><circle cx="25" cy="24" r="2.5"/><circle cx="104" cy="56" r="3.5"/></g>',
  ...FAIR,
  hairBack:
    '<path d="M34 62c-2-24 9-34 26-34s28 10 26 34c0 9 1 14 3 18-7 4-14 5-17 5H48c-3 0-10-1-17-5 2-4 3-9 3-18z" fill="#5b3527"/>',
  clothes: shoulders("#4b4a8f", '<path d="M46 91q14 10 28 0l1 7q-15 9-30 0z" fill="#f5f1ff"/>'),
  face: BROWS + OPEN_EYES + NOSE + SMILE + BLUSH,
  front:
    '<path d="M39 62c-2-14 6-22 21-22s23 8 21 22c-2-4-4-7-6-10-10 2-20 2-30 0-2 3-4 6-6 10z" fill="#6d4231"/><path d="M33 43c-6-14 10-24 28-22 18 1 31 12 25 23-14-5-38-6-53-1z" fill="#c8435a"/><path d="M58 21q1-5 5-5" fill="none" stroke="#a5314a" stroke-width="3" stroke-linecap="round"/><path d="M35 43c14-4 36-4 50 0" fill="none" stroke="#a5314a" stroke-width="2.5" stroke-linecap="round"/>',
};

/** 何小满: two buns, ripe wheat. */
const WHEAT: Portrait = {
  ground: ["#fff3c9", "#ffe08c"],
  scene:
    '<g stroke="#e0ad3f" stroke-width="2.2" stroke-linecap="round" fill="none" opacity=".85"><path d="M14 120V66M14 72l-5-6M14 72l5-6M14 82l-5-6M14 82l5-6M14 92l-5-6M14 92l5-6"/><path d="M106 120V58M106 64l-5-6M106 64l5-6M106 74l-5-6M106 74l5-6M106 84l-5-6M106 84l5-6"/></g>',
  ...FAIR,
  hairBack:
    '<circle cx="36" cy="33" r="12" fill="#2c1f1c"/><circle cx="84" cy="33" r="12" fill="#2c1f1c"/><path d="M35 62c-2-24 9-34 25-34s27 10 25 34c-6 10-44 10-50 0z" fill="#2c1f1c"/>',
  clothes: shoulders(
    "#2fa37a",
    '<path d="M46 91q14 12 28 0l4 3q-18 19-36 0z" fill="#fff"/><circle cx="60" cy="110" r="2.2" fill="#fff"/>',
  ),
  face: OPEN_EYES + NOSE + LAUGH + BLUSH,
  front:
    '<path d="M38 60c-3-19 6-29 22-29s25 10 22 29c-2-3-3-6-4-9-12 3-24 3-36 0-1 3-2 6-4 9z" fill="#3a2a25"/><path d="M27 40q8 5 17-2M93 40q-8 5-17-2" fill="none" stroke="#f0564a" stroke-width="4" stroke-linecap="round"/>',
};

/** Cap and headphones. */
const HEADPHONES: Portrait = {
  ground: ["#c8f0ea", "#98ddd3"],
  scene:
    '<g fill="none" stroke="#fff" stroke-width="3" opacity=".55"><circle cx="60" cy="58" r="42"/><circle cx="60" cy="58" r="54"/></g>',
  ...WARM,
  hairBack: '<path d="M37 58c-1 10 1 14 3 18h40c2-4 4-8 3-18z" fill="#2a2322"/>',
  clothes: shoulders(
    "#f2b63c",
    '<path d="M47 91q13 9 26 0l4 5q-17 15-34 0z" fill="#d9992a"/><path d="M53 100v12M67 100v12" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>',
  ),
  face: STRONG_BROWS + SMILING_EYES + NOSE + SMILE,
  front:
    '<path d="M37 50c0-17 9-25 23-25s23 8 23 25c-14-5-32-5-46 0z" fill="#24534f"/><path d="M36 51c16-7 32-7 48 0l7 4c-18-4-40-5-55-1z" fill="#1b423f"/><path d="M35 60c-3-26 9-40 25-40s28 14 25 40" fill="none" stroke="#f5f5f5" stroke-width="4"/><rect x="30" y="56" width="9" height="16" rx="4.5" fill="#e5484d"/><rect x="81" y="56" width="9" height="16" rx="4.5" fill="#e5484d"/>',
};

/** Silver bun, coral cardigan. */
const GRANDMOTHER: Portrait = {
  ground: ["#fbe6da", "#f4c9b6"],
  scene: `<g opacity=".7">${flower(17, 40, "#f39a86")}${flower(104, 34, "#f39a86")}${flower(100, 88, "#f6b3a3")}</g>`,
  ...WARM,
  hairBack:
    '<circle cx="60" cy="24" r="13" fill="#c9c9cd"/><path d="M36 62c-3-24 8-34 24-34s27 10 24 34c-6 8-42 8-48 0z" fill="#c9c9cd"/>',
  clothes: shoulders("#d96552", '<path d="m47 91 13 16 13-16 4 2-17 24-17-24z" fill="#fff4ea"/>'),
  face: `${SMILING_EYES}${NOSE}${SMILE}${BLUSH}<path d="M49 75q-2-3-1-6M71 75q2-3 1-6" fill="none" stroke="#c08a66" stroke-width="1.3" stroke-linecap="round"/>`,
  front: `<path d="M38 58c-2-17 7-26 22-26s24 9 22 26c-4-9-10-15-22-16-12 1-18 7-22 16z" fill="#dcdce0"/>${glasses("#8a5a44")}`,
};

/** Beard and a linen shirt. */
const BEARD: Portrait = {
  ground: ["#efe4d2", "#dcc9a9"],
  scene: `${sun("#f6b26b", 60, 54, 40)}`,
  ...TAN,
  hairBack:
    '<circle cx="60" cy="23" r="10" fill="#33241d"/><path d="M38 56c-2-20 8-30 22-30s24 10 22 30z" fill="#33241d"/>',
  clothes: shoulders(
    "#f3eee3",
    '<path d="m49 91 11 20 11-20" fill="none" stroke="#cdbfa3" stroke-width="2.5"/>',
  ),
  face: `${STRONG_BROWS}${OPEN_EYES}<path d="M39.5 62c0 18 8 26 20.5 26s20.5-8 20.5-26c-3 6-6 7-9 7-4-2-19-2-23 0-3 0-6-1-9-7z" fill="#33241d"/>${NOSE}<path d="M55 74.500q5 4 10 0" fill="none" stroke="#f0b7a3" stroke-width="2.4" stroke-linecap="round"/>`,
  front: '<path d="M39 56c-1-15 7-24 21-24s22 9 21 24c-4-7-8-13-21-14-13 1-17 7-21 14z" fill="#44322a"/>',
};

/** Big curls. */
const CURLS: Portrait = {
  ground: ["#ffd9b8", "#ffb582"],
  scene:
    '<path d="M-4 40 40-4M-4 76 76-4M-4 112 112-4M24 120 124 20M60 120l64-64" stroke="#fff" stroke-width="5" opacity=".28"/>',
  ...WARM,
  hairBack:
    '<g fill="#4e2b1d"><circle cx="40" cy="40" r="15"/><circle cx="60" cy="32" r="16"/><circle cx="80" cy="40" r="15"/><circle cx="33" cy="58" r="14"/><circle cx="87" cy="58" r="14"/><circle cx="34" cy="76" r="13"/><circle cx="86" cy="76" r="13"/></g>',
  clothes: shoulders(
    "#0f7f86",
    '<path d="M45 91q15 15 30 0l3 2q-18 21-36 0z" fill="#fbdcc6"/><circle cx="60" cy="106" r="2.6" fill="#ffd76a"/>',
  ),
  face: BROWS + OPEN_EYES + NOSE + LAUGH + BLUSH,
  front:
    '<g fill="#5f3726"><circle cx="46" cy="42" r="8.5"/><circle cx="58" cy="39" r="9"/><circle cx="71" cy="41" r="8.5"/><circle cx="80" cy="49" r="6"/><circle cx="40" cy="50" r="6"/></g><g fill="none" stroke="#ffd76a" stroke-width="2"><circle cx="38" cy="74" r="3.5"/><circle cx="82" cy="74" r="3.5"/></g>',
};

/** A bowl cut and a paper plane. */
const PLANE: Portrait = {
  ground: ["#d7e6ff", "#aecbfa"],
  scene:
    '<path d="m86 22 24-10-8 24-6-9z" fill="#fff"/><path d="M92 30q-20 18-30 6T22 34" fill="none" stroke="#fff" stroke-width="2" stroke-dasharray="4 4"/><g fill="#fff" opacity=".8"><ellipse cx="20" cy="82" rx="16" ry="7"/><ellipse cx="104" cy="94" rx="18" ry="8"/></g>',
  ...FAIR,
  hairBack: '<path d="M36 60c-2-22 8-33 24-33s26 11 24 33z" fill="#231c1b"/>',
  clothes: shoulders(
    "#e5484d",
    '<path d="M14 112h92" stroke="#fff" stroke-width="6"/><path d="M47 91q13 9 26 0l3 4q-16 13-32 0z" fill="#fff"/>',
  ),
  face: OPEN_EYES + NOSE + SMILE + BLUSH,
  front:
    '<path d="M37 61c-4-21 6-32 23-32s27 11 23 32c-2-3-3-5-3-8H40c0 3-1 5-3 8z" fill="#322826"/><path d="M46 36q6-4 13-4" fill="none" stroke="#5b4c49" stroke-width="2.5" stroke-linecap="round"/>',
};

/** Ponytail, running. */
const PONYTAIL: Portrait = {
  ground: ["#dff6d8", "#b9e6b0"],
  scene:
    '<g fill="#8ccf84" opacity=".8"><path d="M8 120q-6-30 10-44 8 20-2 44z"/><path d="M112 120q8-34-8-50-10 22 0 50z"/><path d="M26 120q2-20 14-28 2 16-6 28z"/></g>',
  ...WARM,
  hairBack:
    '<path d="M74 30c22-6 32 12 24 34-4 10-2 16 2 22-14 0-22-8-22-22z" fill="#2d201c"/><path d="M37 60c-2-22 8-32 23-32s25 10 23 32z" fill="#2d201c"/>',
  clothes: shoulders(
    "#5a63c7",
    '<path d="M47 91q13 9 26 0l3 4q-16 13-32 0z" fill="#4850a8"/><path d="M30 100v20M90 100v20" stroke="#fff" stroke-width="3"/>',
  ),
  face: BROWS + SMILING_EYES + NOSE + LAUGH,
  front:
    '<path d="M38 60c-2-19 7-29 22-29s24 10 22 29c-3-10-8-16-14-18-6 6-22 6-30 18z" fill="#3d2d27"/><path d="M37.5 49c12-9 33-9 45 0" fill="none" stroke="#f0564a" stroke-width="4.5"/>',
};

const PORTRAITS: readonly Portrait[] = [
  BLOSSOM,
  MEADOW,
  EMBROIDERY,
  MOUNTAIN,
  BERET,
  WHEAT,
  HEADPHONES,
  GRANDMOTHER,
  BEARD,
  CURLS,
  PLANE,
  PONYTAIL,
];

/** Avatar N counted from 1 as an SVG document, or undefined when there is none. */
export function avatarSvg(number: number): string | undefined {
  const portrait = PORTRAITS[number - 1];
  if (portrait === undefined) return undefined;
  const { ground, scene, skin, shade, hairBack, clothes, face, front } = portrait;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="120" height="120">
<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${ground[0]}"/><stop offset="1" stop-color="${ground[1]}"/></linearGradient></defs>
<rect width="120" height="120" fill="url(#g)"/>${scene}${hairBack}
<path d="M51 76h18v14c0 6-4 9-9 9s-9-3-9-9z" fill="${shade}"/>${clothes}<path d="M51 80h18v9c0 5-4 8-9 8s-9-3-9-8z" fill="${shade}"/>
<g fill="${shade}"><ellipse cx="38.5" cy="62" rx="4" ry="5.5"/><ellipse cx="81.5" cy="62" rx="4" ry="5.5"/></g>
<path d="M39 56c0-15 8-24 21-24s21 9 21 24c0 17-9 29-21 29S39 73 39 56z" fill="${skin}"/>${face}${front}
</svg>`;
}

/** The mark of the demo WeChat: two speech bubbles. */
export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#07c160"/><path d="M26 14c-9.4 0-17 6.3-17 14 0 4.4 2.5 8.3 6.3 10.900L14 44l6-3.200c1.9.5 3.9.8 6 .8h1.200A12 12 0 0 1 27 39c0-7.2 6.9-13 15.5-13h.3C41.3 19.2 34.4 14 26 14z" fill="#fff"/><path d="M56 38.500C56 32 49.7 27 42 27s-14 5-14 11.500S34.3 50 42 50c1.6 0 3.2-.2 4.6-.6l4.9 2.6-1.1-4.300c3.4-2.1 5.6-5.5 5.6-9.200z" fill="#fff" fill-opacity=".85"/></svg>`;
