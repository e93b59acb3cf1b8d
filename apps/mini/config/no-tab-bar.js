/** In place of Taro's tab bar, which registers a web component that is never shown. */
export function defineCustomElementTaroTabbar() {
  // H5 draws its own (design/bars/tab-bar.tsx).
}
